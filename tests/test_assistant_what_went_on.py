"""What went on, and by which text: suspensions that end, mandates that others extend, what ended one paragraph of several, votes that were told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.subjects import Subjects
from ingest.rejected import RejectedDraft
from ingest.resolution import Vote
from tests.decided import decided, read_by, reader_of
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

DAY = dt.date(2040, 6, 1)
TEXTS: dict[int, Any] = {
    9701: (dt.date(2031, 5, 1), ["Decides to establish the United Nations Mission in Ghana (UNMIG) until 1 May 2032"]),
    9711: (dt.date(2031, 6, 1), ["Decides that all States shall prevent the sale of lamps to Haiti"]),
    9712: (dt.date(2031, 8, 1), ["Decides to suspend the measures set out in paragraph 1 of resolution 9711 (2031)"]),
    9713: (
        dt.date(2031, 10, 13),
        ["Decides to terminate the suspension of the measures set out in paragraph 1 of resolution 9711 (2031) as of 18 October 2031"],
    ),
    9721: (
        dt.date(2031, 7, 1),
        [
            "Decides that all States shall prevent the sale of arms and ammunition to Togo",
            "Decides that all States shall prevent the import of all timber from Togo",
        ],
    ),
    9722: (dt.date(2033, 7, 1), ["Decides to terminate the measures on timber imposed by paragraph 2 of resolution 9721 (2031)"]),
    9723: (dt.date(2035, 7, 1), ["Decides to terminate the measures on arms imposed by paragraph 1 of resolution 9721 (2031)"]),
    9731: (dt.date(2031, 9, 1), ["Decides that, until 1 September 2032, all States shall prevent the sale of arms to Mali"]),
    9732: (dt.date(2032, 8, 1), ["Decides to renew until 1 September 2041 the measures on arms imposed by paragraph 1 of resolution 9731 (2031)"]),
    9741: (dt.date(2031, 9, 9), ["Decides to establish a Panel of Experts of three rowers for Chad until 1 September 2032"]),
}  # fmt: skip
CITES = {
    "9712/op1": ("9711/op1",), "9713/op1": ("9711/op1",), "9722/op1": ("9721/op2",), "9723/op1": ("9721/op1",), "9732/op1": ("9731/op1",),
}  # fmt: skip
VETOED = RejectedDraft(
    symbol="S/2032/7", date=dt.date(2032, 8, 20), agenda="The situation in Chad", subject="one more year of the panel for Chad",
    vetoed_by=("FRA",), vote=Vote(yes=13, no=1, abstain=1, against=("FRA",), abstaining=("CHN",)),
)  # fmt: skip
PANEL = Subject(kind=SubjectKind.PANEL, name="Panel of Experts on Chad")
MALI = Subject(kind=SubjectKind.MEASURES, name="Mali arms embargo")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(Path(tmp_path_factory.mktemp("went_on")), TEXTS, CITES, drafts=[VETOED]) as known:
        yield known


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    return reader_of(Subjects(catalogue))


def plans(catalogue: Catalogue, reader: Reader, question: str, focus: Focus) -> list[str]:
    parts = read_by(reader, Subjects(catalogue), question, focus, DAY).parts
    return [str(plan) for part in parts for plan in part.plans]


@pytest.mark.parametrize(
    ("key", "state", "by"),
    [
        ("9711/op1", State.EXTENDED, "9713/op1"),  # and not lapsed on the day of that text
        ("9721/op2", State.ENDED, "9722/op1"),
        ("9731/op1", State.EXTENDED, "9732/op1"),
    ],
)
def test_what_became_of_a_paragraph_is_told_by_the_newest_text(
    catalogue: Catalogue, key: str, state: State, by: str
) -> None:
    row = catalogue.paragraph(key)
    assert row is not None
    stands = standing(row, Lineage(catalogue), DAY)
    assert (stands.state, stands.by) == (state, by)


def test_a_paragraph_is_followed_through_a_hundred_versions(tmp_path: Path) -> None:
    def says(year: int) -> str:  # in other words from text to text, so that none is a version of the first but the next
        piers = " ".join(f"pier{chr(97 + each % 26)}{chr(97 + each // 26 % 26)}" for each in range(year, year + 12))
        return f"Decides to extend the mandate of UNMIG until 1 May {year + 1} and that it shall count the boats at {piers}"

    begins = "Decides to establish the United Nations Mission in Ghana (UNMIG) until 1 May 1931"
    texts = {9800: (dt.date(1930, 4, 1), [begins])}
    texts |= {n: (dt.date(year, 4, 1), [says(year)]) for n, year in enumerate(range(1931, 2031), start=9801)}
    with decided(tmp_path, texts) as known:
        way = Lineage(known).versions("9801/op1")
    assert len(way) > 60
    assert way[-1].later == "9900/op1"


def test_what_ended_one_paragraph_is_not_what_ended_others(catalogue: Catalogue, reader: Reader) -> None:
    timber = Focus(resolutions=(9721,), lead="9721/op2", text="what was barred from Togo", places=("Togo",))
    assert plans(catalogue, reader, "lifted when?", timber) == ['lookup(places=["9722/op1", "9721/op2"])']


def test_the_vote_on_measures_that_stand_is_that_on_what_extended_them_last(
    catalogue: Catalogue, reader: Reader
) -> None:
    told = (Standing(subject=MALI, matter="arms to Mali"),)
    focus = Focus(subjects=(MALI,), resolutions=(9731,), lead="9731/op1", plans=told, text="arms to Mali still barred")
    assert plans(catalogue, reader, "did France vote for it?", focus) == [
        'votes(resolutions=[9732, 9731], members=["FRA"])'
    ]


@pytest.mark.parametrize("question", ["who killed it?", "who blocked it?", "who vetoed it?"])
def test_who_blocked_what_ran_out_is_asked_of_the_draft(catalogue: Catalogue, reader: Reader, question: str) -> None:
    focus = Focus(
        subjects=(PANEL,), resolutions=(9741,), lead="9741/op1", plans=(Chain(subject=PANEL),), spoken=(PANEL,)
    )
    assert plans(catalogue, reader, question, focus) == ['votes(drafts=["S/2032/7"])']
    elsewhere = Focus(resolutions=(9701,), lead="9701/op1", text="who pays UNMIG")
    assert 'drafts=["S/2032/7"]' not in "".join(plans(catalogue, reader, "who blocked it?", elsewhere))


def test_how_many_voted_so_is_asked_of_the_vote_that_was_told(catalogue: Catalogue, reader: Reader) -> None:
    voted = Focus(
        resolutions=(9722,), lead="9722", voted=(9722,), plans=(Votes(resolutions=(9722,)),), text="vote on 9722"
    )
    assert plans(catalogue, reader, "and how many in favour?", voted) == ["votes(resolutions=[9722])"]
    assert plans(catalogue, reader, "was it under Chapter VII?", voted) != ["votes(resolutions=[9722])"]
    assert plans(catalogue, reader, "who voted against 9722, and how many in favour?", Focus()) == [
        "votes(resolutions=[9722])"
    ]
