"""What a question asks besides is shown from the same text, where the paragraph that leads leaves it open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.assumed.left_open import led_as_asked, told_as_well
from assistant.draft import Draft, mention_resolution
from assistant.retrieval.evidence import Evidence
from tests.decided import decided_assistant
from tests.factories import resolution
from vectorstore.index import Hit

TEXT = resolution(
    9101,
    2031,
    date=dt.date(2031, 3, 14),
    subject="lighthouses of Azuria",
    agenda="The situation in Azuria",
    ops=[
        "Requests the Pilots to tell the Council by 3 May 2031 what becomes of the lighthouses of Azuria, and every six months thereafter",
        "Requests the Pilots to appoint an Eldest Keeper, who shall look after the lighthouses of Azuria and after nothing else",
        "Urges all parties to look for those who were lost off Azuria and to mend their graves",
        "Calls upon all parties to write down whom they detain off Azuria",
        "Decides to remain seized of the matter",
    ],
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(Path(tmp_path_factory.mktemp("left_open")), TEXT)


@pytest.mark.parametrize(
    ("question", "lead", "beside"),
    [
        ("9101 lighthouses - who does it appoint, first report when", "9101/op1", ("9101/op2",)),
        ("what must parties do under 9101: write down detainees + graves", "9101/op4", ("9101/op3",)),
        (
            "9101 graves: who is appointed to look after the lighthouses, whom do they detain",
            "9101/op3",
            ("9101/op2", "9101/op4"),
        ),
        ("9101: who mends graves, and what of the oysters", "9101/op3", ()),  # nothing in the text speaks of it
        ("9101 lighthouses: when must the pilots report, who abstained", "9101/op1", ()),  # the record tells the vote
        ("whom does 9101 appoint for the lighthouses", "9101/op1", ()),  # one thing
    ],
)
def test_each_piece_of_a_question_that_the_lead_leaves_open_is_found_in_its_text(
    assistant: Assistant, question: str, lead: str, beside: tuple[str, ...]
) -> None:
    found = Evidence((Hit(lead, 1.0),), assistant.catalogue.paragraphs([lead]), chances={lead: 1.0})
    opened = led_as_asked(found, assistant.reader.mentions(question), assistant._generation)
    assert opened.beside == beside
    assert {*beside} <= {*opened.paragraphs}
    elsewhere = replace(found, chances={"9102/op1": 0.7, lead: 0.3})
    unsure = led_as_asked(elsewhere, assistant.reader.mentions(question), assistant._generation)
    assert unsure.beside == (), "the text that leads is hardly the one that is asked about"


def test_it_is_told_word_for_word_behind_the_lead_and_before_what_comes_near(assistant: Assistant) -> None:
    answer = assistant.ask("9101 lighthouses - who does it appoint, first report when")
    told, _, near = answer.text.partition("See also:")
    assert "by 3 May 2031" in told
    assert "to appoint an Eldest Keeper" in told
    assert "para. 2" not in near
    assert {each.key for each in answer.citations[:2]} == {"9101/op1", "9101/op2"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("9101 vote + mending of graves", ("9101/op3",)),
        ("9101 vote + feeding of oysters", ()),
        ("9101 vote", ()),
    ],
)
def test_what_a_plan_leaves_open_is_told_behind_its_answer(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    record = assistant.catalogue.record(9101)
    assert record is not None
    draft = Draft("It was adopted.", (mention_resolution(record),), resolutions=("9101",))
    mentions = assistant.reader.mentions(question)
    (answer,) = told_as_well([draft], mentions, assistant._generation)
    assert tuple(each.key for each in answer.citations) == ("9101", *told)
    assert answer.text.startswith(
        "It was adopted.\n\nS/RES/9101 (2031), para. 3 (14 March" if told else "It was adopted."
    )
    for whole in (replace(draft, listed="votes"), replace(draft, resolutions=("9101", "9102"))):
        assert told_as_well([whole], mentions, assistant._generation) == [whole], "a list is all that meets it"
    assert told_as_well([draft, draft], mentions, assistant._generation) == [draft, draft], "each is a part of it"
