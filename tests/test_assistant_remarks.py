"""What is told beside a paragraph of how it stands, and beside a count of its conditions: no more than is known, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.plan import Deed, Position, Subject, SubjectKind, Voting, Where
from assistant.records.conditions import conditions_in_words
from assistant.records.stands import label
from assistant.telling.beside.later import marked
from ingest.pinpoint import Kind
from tests.decided import decided
from tests.factories import Item
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing

_DAY = dt.date(2036, 1, 1)
_FERRIES = "Decides that each harbour of Mali shall keep no more than {} ferries and shall write down the names of their captains"
_TEXTS: dict[int, Sequence[Item]] = {
    8201: [
        "Decides to establish the United Nations Mission in Zanadu (UNMIZ) until 1 March 2032",
        "Requests the Secretary-General to have the lanterns of every northern harbour counted each month",
        "Calls upon all fishermen to be kind to the gulls",
        "Demands that all captains put their cannons ashore",
        "Decides to remain actively seized of the matter",
    ],
    8202: ["Decides to extend the mandate of UNMIZ until 1 March 2034"],
    8203: [
        "Decides to terminate the mandate of UNMIZ as of 30 June 2033",
        "Requests the Secretary-General to sell the lanterns of the mission before the first snow",
    ],
    8211: [
        "Decides to establish the United Nations Mission in Azuria (UNMAZ) until 1 March 2035",
        _FERRIES.format(300),
        "Urges both shores to mend the lighthouse together before winter",
    ],
    8212: ["Decides to extend the mandate of UNMAZ until 1 March 2036", _FERRIES.format(400)],
    8215: [
        "Decides to extend the mandate of UNMAZ until 1 June 2037",
        _FERRIES.format(500),
        "Urges both shores to teach apprentices the trade of lamplighters and to pay them monthly",
    ],
}


@pytest.fixture(scope="module")
def lineage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lineage]:
    texts = {number: (dt.date(2030 + number % 10, 3, 1), items) for number, items in _TEXTS.items()}
    with decided(tmp_path_factory.mktemp("remarks"), texts) as catalogue:
        yield Lineage(catalogue)


def _told(lineage: Lineage, key: str, day: dt.date = _DAY) -> str:
    row = lineage.catalogue.paragraph(key)
    assert row is not None
    return marked(row, standing(row, lineage, day), lineage.catalogue)


def test_what_is_said_of_measures_of_another_text_is_not_over_with_a_mission(tmp_path: Path) -> None:
    texts: dict[int, Any] = {
        8301: (dt.date(2030, 3, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Togo"]),
        8302: (
            dt.date(2031, 3, 1),
            [
                "Decides to establish the United Nations Mission in Togo (UNMIT) until 31 March 2032",
                "Decides to review the measures imposed by resolution 8301 (2030) in six months",
                "Decides to review the lamps on the piers in six months",
            ],
        ),
        8303: (dt.date(2034, 3, 1), ["Requests the Secretary-General to write of the piers"]),
    }
    with decided(tmp_path, texts, cites={"8302/op2": ("8301",)}) as catalogue:
        lineage = Lineage(catalogue)
        assert "UNMIT" not in _told(lineage, "8302/op2")
        assert "UNMIT, whose mandate ran out" in _told(lineage, "8302/op3")


def test_what_a_text_on_a_mission_says_beside_it_has_no_term_of_its_own(lineage: Lineage) -> None:
    assert _told(lineage, "8201/op2") == (
        "S/RES/8201 (2031), para. 2: Its text decides on UNMIZ, whose mandate was ended on 30 June 2033 (S/RES/8203 (2033), para. 1)."
    )
    row = lineage.catalogue.paragraph("8201/op2")
    assert row is not None
    assert label(standing(row, lineage, _DAY), lineage.catalogue) == "mandate over"
    for key in ("8201/op3", "8201/op4", "8201/op5"):
        assert _told(lineage, key) == "", key


def test_what_ends_a_mission_and_what_it_decides_for_the_time_after_did_not_lapse(lineage: Lineage) -> None:
    for key in ("8203/op1", "8203/op2"):
        row = lineage.catalogue.paragraph(key)
        assert row is not None
        assert standing(row, lineage, _DAY).state is State.HOLDS, key
        assert _told(lineage, key) == "", key


def test_figures_are_those_of_the_paragraph_and_of_its_newest_version(lineage: Lineage) -> None:
    told = _told(lineage, "8211/op2")
    assert "Changed by S/RES/8215 (2035), para. 2: 300 ferries → 500 ferries" in told


def test_a_version_that_has_come_to_say_something_else_is_told_as_one_on_the_matter(lineage: Lineage) -> None:
    first, last = (lineage.catalogue.paragraph(key) for key in ("8211/op3", "8215/op3"))
    assert first is not None
    assert last is not None
    link = Link(first.key, last.key, Change.RESTATED, likeness=0.9)
    stands = Standing(first.key, State.RESTATED, last.key, versions=(link,))
    assert marked(first, stands, lineage.catalogue).startswith(f"{first.citation}: A later text speaks of the matter")
    assert label(stands, lineage.catalogue) == "spoken of later"


def test_a_term_that_ends_behind_the_texts_is_told_with_their_end(lineage: Lineage) -> None:
    told = _told(lineage, "8211/op1", dt.date(2037, 7, 1))
    assert "Lapsed on paper on 1 June 2037" in told
    assert told.endswith("the texts end on 1 March 2035.")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where(), "none"),
        (
            Where(body=Subject(kind=SubjectKind.MISSION, name="UNMIZ"), deeds=(Deed.EXTEND, Deed.END), since=_DAY),
            "adopted from 1 January 2036, deciding to extend or end UNMIZ",
        ),
        (Where(cites="8201/op2", chapter_vii=False), "not acting under Chapter VII, citing para. 2 of resolution 8201"),
        (
            Where(voting=Voting(no=(1, 15), members=(("FRA", Position.ABSTAINING),))),
            "with 1 to 15 members against, France abstaining",
        ),
    ],
)
def test_conditions_are_said_in_words(where: Where, said: str) -> None:
    assert conditions_in_words(where) == said


_FRANCE = (("FRA", Position.ABSTAINING),)
_OF_VOTES: dict[str, object] = {
    "unanimous": True, "without_vote": False, "yes": (9, 9), "no": (0, 0), "abstain": (1, 15), "absent": (1, 1), "members": _FRANCE, "any_of": _FRANCE, "vetoed": True,
}  # fmt: skip
_CONDITIONS: dict[str, object] = {
    "since": _DAY, "until": _DAY, "numbers": (8201,), "matter": "ferries", "topic": "harbours", "places": ("Mali",),
    "body": Subject(kind=SubjectKind.MISSION, name="UNMIZ"), "bodies": (SubjectKind.PANEL,), "part": "timber", "of_un": False, "deeds": (Deed.END,),
    "voting": Voting(yes=(9, 9)), "chapter_vii": True, "verb": "demands", "kind": Kind.PREAMBULAR, "cites": "8201", "phrase": "the gulls",
    "in_force": _DAY, "ends": (_DAY, _DAY),
}  # fmt: skip


def test_no_condition_is_left_unsaid() -> None:
    assert _CONDITIONS.keys() == Where.model_fields.keys()
    assert _OF_VOTES.keys() == Voting.model_fields.keys()
    set_alone = [Where.model_validate({name: value}) for name, value in _CONDITIONS.items()]
    set_alone += [Where(voting=Voting.model_validate({name: value})) for name, value in _OF_VOTES.items()]
    assert [where for where in set_alone if conditions_in_words(where) == "none"] == []
