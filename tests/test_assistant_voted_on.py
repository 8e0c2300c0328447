"""Who voted so on a text that a question describes: of the time that it names, adopted rather than a draft on the same matter that failed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.reading.parts import asks_nothing, is_the_vote_on_it
from assistant.reading.selection.voting import asks_how_it_was_voted
from assistant.reading.slots.voters import asks_who_voted
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote
from tests.factories import WordEmbedding, resolution
from tests.invented import open_assistant
from vectorstore.building.build import build

OPPOSED = Vote(yes=2, no=1, in_favour=("FRA", "USA"), against=("PAN",))
AGREED = Vote(yes=3, in_favour=("CHN", "FRA", "USA"))
DRAFT = RejectedDraft(
    symbol="S/1982/7", date=dt.date(1982, 6, 4), agenda="The lighthouse keepers and the lagoon", subject="", vetoed_by=("USA",),
    vote=Vote(yes=7, no=1, abstain=3, against=("USA",)),
)  # fmt: skip


def _text(number: int, day: dt.date, words: str, vote: Vote) -> Resolution:
    return resolution(number, day.year, [words], date=day, vote=vote, composition=("CHN", "FRA", "PAN", "USA"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = Path(tmp_path_factory.mktemp("voted_on"))
    texts = [
        _text(702, dt.date(1982, 4, 3), "Demands that the lighthouse keepers withdraw from the lagoon", OPPOSED),
        _text(705, dt.date(1984, 5, 3), "Demands again that the lighthouse keepers withdraw from the lagoon at once", AGREED),
        _text(709, dt.date(1983, 5, 3), "Requests the pilots to mend the buoys", AGREED),
    ]  # fmt: skip
    build(folder, texts, WordEmbedding(), drafts=[DRAFT])
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("who voted against telling the lighthouse keepers to withdraw from the lagoon in 1982", 702),
        ("lighthouse keepers in the lagoon 1984, how was the vote", 705),
        ("lighthouse keepers in the lagoon 1982, how was the vote", 702),
    ],
)
def test_the_text_of_the_time_is_meant_and_no_draft(assistant: Assistant, question: str, number: int) -> None:
    answer = assistant.ask(question)
    assert [each.key for each in answer.citations][:1] == [str(number)]
    assert f"S/RES/{number} " in answer.text.partition("adopted")[0]


def test_where_nothing_was_adopted_then_the_draft_that_failed_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("who voted against the draft on the lighthouse keepers in june 1982")
    assert answer.text.startswith("The draft S/1982/7 of 4 June 1982")


@pytest.mark.parametrize(
    ("text", "who", "how"),
    [
        ("which two countries voted against sending oars", True, True),
        ("who voted no on the oars", True, True),
        ("what members of the council voted for it", True, True),
        ("the war against the ferrymen", False, False),
        ("which oars did those who voted against want", False, True),
        ("who abstained", False, True),
    ],
)
def test_who_voted_is_asked_by_its_form(text: str, who: bool, how: bool) -> None:
    assert (asks_who_voted(text), asks_how_it_was_voted(text)) == (who, how)


def test_a_heading_that_asks_nothing_is_what_the_vote_behind_it_was_on(assistant: Assistant) -> None:
    question = "lighthouse keepers in the lagoon 1984, how was the vote"
    (whole,) = assistant.read(question).parts
    behind = assistant.reader.mentions("how was the vote")
    assert is_the_vote_on_it(whole.plans, "lighthouse keepers in the lagoon 1984", behind)
    assert not is_the_vote_on_it(whole.plans, "must the keepers leave?", behind)
    assert not is_the_vote_on_it(whole.plans, "draft on lighthouse keepers", behind)
    assert asks_nothing("lighthouse keepers")
    assert not asks_nothing("what must keepers do")
