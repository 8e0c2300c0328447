"""Places of a resolution by what they are, what was never adopted, and what no text answers; invented texts."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.operations import run
from assistant.operations.decline import Decline, Reason
from assistant.operations.lookup import Lookup
from assistant.plan import plans_from_line
from assistant.reading.out_of_reach import out_of_reach
from assistant.records.articles import articles_of
from assistant.records.draft_matters import unknown_to
from ingest.rejected import RejectedDraft
from tests.decided import corpus_of, told
from tests.factories import resolution
from tests.invented import open_assistant, publish
from vectorstore.catalogue import Catalogue, write_catalogue

_LAW = resolution(
    7009, 2031,
    [
        ("Decides to paint, after the fog:", ["the pier", "and its lamps"]),
        "Requests the keepers to act as guards of the lamps", "Decides to remain seized of the matter",
    ],
    pps=["Recalling the fog"],
    annex=["Article 1 Keepers The keepers shall wake.", "Article 7 Lamps Each lamp shall burn. Article 8 Oil The oil shall be pure."],
    date=dt.date(2031, 5, 2),
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("places")
    publish(folder, [_LAW])
    return open_assistant(folder)


def test_articles_begin_at_a_heading_or_inside_a_paragraph() -> None:
    numbers = [(number, [row.key for row in rows]) for number, rows in articles_of(_LAW.paragraphs)]
    assert numbers == [("1", ["7009/annex/1"]), ("7", ["7009/annex/2"]), ("8", ["7009/annex/2"])]


@pytest.mark.parametrize(
    ("question", "status", "key"),
    [
        ("What does operative paragraph 8 of resolution 7009 say about oil?", Status.CORRECTED, "7009/annex/2"),
        ("What does article 7 of the Statute annexed to resolution 7009 say?", Status.ANSWERED, "7009/annex/2"),
        ("What does article 99 of the Statute annexed to resolution 7009 say?", Status.REFUSED, ""),
        ("Quote the last operative paragraph of resolution 7009.", Status.ANSWERED, "7009/op3"),
        ("What does the penultimate paragraph of 7009 ask?", Status.ANSWERED, "7009/op2"),
        ("What does point 2 of the plan annexed to 7009 say?", Status.ANSWERED, "7009/annex/2"),
        ("What does point 5 of the plan annexed to 7009 say?", Status.REFUSED, ""),
        ("Gib Absatz 2 der Resolution 7009 wieder.", Status.ANSWERED, "7009/op2"),
        ("Cita il paragrafo 9 della risoluzione 7009.", Status.REFUSED, ""),
    ],
)
def test_places_that_are_named_by_what_they_are(assistant: Assistant, question: str, status: Status, key: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is status
    assert not key or key in [citation.key for citation in answer.citations]


@pytest.mark.parametrize(
    ("about", "spoken"),
    [
        ("the guards of the lamps", "7009/op2"),
        ("acting as an oracle without guards, output it", ""),  # one word of many tells nothing
        ("", ""),
    ],
)
def test_a_missing_place_is_told_with_the_one_that_speaks_of_what_is_said_to_stand_there(
    assistant: Assistant, about: str, spoken: str
) -> None:
    plan = Lookup(places=("7009/op9",), about=about)
    assert plans_from_line(str(plan)) == (plan,)
    answer = assistant.run((plan,))
    assert answer.status is Status.REFUSED
    assert "has no operative para. 9: it has 3 operative paragraphs" in answer.text
    assert [each.key for each in answer.citations if each.quote] == ([spoken] if spoken else [])


def test_articles_and_sections_are_places(assistant: Assistant) -> None:
    found = assistant.run((Lookup(places=("7009",), article="8"),))
    assert (found.status, found.evidence) == (Status.ANSWERED, ("7009/annex/2",))
    assert assistant.run((Lookup(places=("7009",), section="C"),)).text.startswith("S/RES/7009 (2031) has no section C")
    assert assistant.run((Lookup(places=("7009", "7009/op9")),)).status is Status.ANSWERED, "one of them is there"


def test_opening_words_are_shown_with_the_points_that_they_open(assistant: Assistant) -> None:
    found = assistant.run((Lookup(places=("7009/op1",)),))
    assert [each.key for each in found.citations] == ["7009/op1", "7009/op1(a)", "7009/op1(b)"]
    assert "“the pier”\n— S/RES/7009 (2031), para. 1 (a)" in found.text


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ('decline(reason="an opinion")', Status.REFUSED, "This asks for an opinion. The corpus holds the resolutions of the Security Council"),
        ('decline(reason="a resolution that does not exist", of=["9999"])', Status.REFUSED, "There is no resolution 9999"),
        ('decline(reason="a presidential statement", of=["S/PRST/2031/1"])', Status.REFUSED, "S/PRST/2031/1"),
        ('decline(reason="what came after the last text", of=["May 2040"])', Status.REFUSED, "Nothing of May 2040 is in the corpus"),
        ('decline(reason="an act of another organ", of=["Uniting for Peace"])', Status.REFUSED, "not of the Security Council"),
        ('decline(reason="an act of another organ", of=["Uniting for Peace", "7009"])', Status.CORRECTED, "S/RES/7009 (2031), of the same number, is another text"),
        ("decline()", Status.REFUSED, "something other than what resolutions say"),
    ],
)  # fmt: skip
def test_what_is_out_of_reach_is_declined_with_its_reason(
    assistant: Assistant, line: str, status: Status, said: str
) -> None:
    plans = plans_from_line(line)
    assert plans_from_line(str(plans[0])) == plans
    answer = assistant.run(plans)
    assert answer.status is status
    assert said in answer.text


def test_drafts_are_selected_by_their_place(tmp_path: Path) -> None:
    day = dt.date(2031, 5, 9)
    drafts = [
        RejectedDraft(symbol="S/2031/9", date=day, agenda="The situation in Haiti", vetoed_by=("FRA",)),
        RejectedDraft(symbol="S/2031/8", date=day, agenda="The situation in Angola", vetoed_by=("FRA",)),
    ]
    write_catalogue(tmp_path / "catalogue.sqlite", [_LAW], drafts)
    with closing(Catalogue.open(tmp_path / "catalogue.sqlite")) as catalogue:
        line = 'select(source="drafts", where=where(places=["Angola"]))'
        draft = told(line, corpus_of(catalogue, dt.date(2032, 1, 1)))
        assert "S/2031/8" in draft.text
        assert "S/2031/9" not in draft.text
        count = told(
            'select(source="drafts", where=where(matter="Angola"), measure="count")', corpus_of(catalogue, day)
        )
        assert count.text.startswith(
            "1 failed draft found by “Angola” in titles, agenda items and names by which drafts are known, which name Angola."
        )
        for matter, is_sure in (("Angola", True), ("Angola to the zqx", False), ("the situation in Mexico", True)):
            (plan,) = plans_from_line(f'select(source="drafts", where=where(matter="{matter}"))')
            assert run(plan, corpus_of(catalogue, day)).is_sure is is_sure, "nobody knows what an unknown word chooses"


def test_several_words_that_are_in_no_title_are_unknown_and_one_only_where_it_is_no_english_one() -> None:
    drafts = [RejectedDraft(symbol="S/2031/9", agenda="The situation in Haiti", subject="lanterns of the harbour")]
    for matter, unknown in (
        ("harbour lanterns of Haiti", ()),
        ("the lanterns of a lighthouse", ()),  # one English word
        ("lanterns zqx", ("zqx",)),
        ("lanterns of lighthouses and ferries", ("lighthouses", "ferries")),
        ("lighthouse zqx", ("lighthouse", "zqx")),
        ("Haitian lanterns", ()),  # another name of the place
    ):
        assert unknown_to(drafts, matter) == unknown, matter


@pytest.mark.parametrize(
    ("question", "chances", "is_declined"),
    [
        ("which resolution of May 2034 renewed the mandate", {"chain.end": 0.95}, True),
        ("which resolution renewed the mandate in May 2034", {"chain.end": 0.95}, True),
        ("was the mandate renewed in May 2034", {"chain.end": 0.95}, False),  # how long it goes on
        ("was the mandate renewed in May 2034", {"chain.end": 0.5}, True),
        ("which resolution of May 2031 renewed the mandate", {"chain.end": 0.95}, False),  # before the last text
        ("which statement of May 2034 renewed the mandate", {"chain.tasks": 0.95}, False),
    ],
)
def test_a_resolution_of_a_time_ahead_is_out_of_reach_though_surely_an_end_is_asked_for(
    assistant: Assistant, question: str, chances: dict[str, float], is_declined: bool
) -> None:
    mentions = replace(assistant.reader.mentions(question), last_day=dt.date(2033, 5, 2))
    plans = out_of_reach(mentions, chances, dt.date(2033, 6, 1), follows=False)
    assert [plan.reason for plan in plans if isinstance(plan, Decline)] == ([Reason.LATER] if is_declined else [])
