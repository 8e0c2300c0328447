"""What is over with the measures that it serves or is an exception from, and what later texts set anew without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.compare.changes import Change
from assistant.compare.comparison import compare
from assistant.draft import Draft, quotation
from assistant.reading.subjects import Subjects
from assistant.telling.beside.later import with_standing
from tests.decided import decided
from tests.factories import Item
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing

_COMMITTEE = (
    "Decides to establish a Committee of the Security Council consisting of all its members, to watch over the measures"
)
_TEXTS: dict[int, Sequence[Item]] = {
    8001: [
        "Decides that, for an initial period of one year, all States shall prevent the entry of tuba players from Mali",
        (
            "Decides that the measures imposed by paragraph 1 above shall not apply:",
            ["Where the Committee agrees to a concert;", "Where a tuba is mended"],
        ),
        (
            "Decides that the measures contained in paragraph 1 shall apply to the players designated by the Committee who:",
            ["Play at night;", "Play below a window"],
        ),
        _COMMITTEE,
        "Decides to remain seized of the matter",
    ],
    8002: ["Decides to renew until 1 March 2033 the measures on Mali imposed by paragraph 1 of resolution 8001 (2031)"],
    8011: [
        "Decides that all States shall prevent the sale of rowing boats to Haiti",
        "Decides that paragraph 1 shall not apply to boats for the harbour police of Haiti",
        "Decides that all States shall freeze the accounts of oarsmen in Haiti",
        "Decides that paragraph 3 shall not apply to the wages of oarsmen in Haiti",
    ],
    8012: [
        "Decides that, notwithstanding paragraph 1 of resolution 8011 (2031), lifeboats may be sold to Haiti, and that the measures imposed by paragraph 1 of resolution 8011 (2031) shall not apply to rafts"
    ],
    8013: ["Decides to lift the measures imposed by paragraph 1 of resolution 8011 (2031)"],
    8021: ["Decides that all States shall prevent the delivery of oars to Somalia"],
    8022: [
        "Recalls the measures imposed by paragraph 1 of resolution 8021 (2031), as they were modified later, and decides to reaffirm and renew these measures until 1 March 2034"
    ],
    8031: ["Decides that all States shall prevent the sale of kites to Lebanon"],
    8032: ["Decides that all States shall prohibit the sale of strings and measures of sailcloth to Lebanon"],
    8033: [
        "Decides to terminate the measures taken against Lebanon pursuant to resolution 8031 (2031) and subsequent related resolutions"
    ],
}
_DAY = dt.date(2036, 1, 1)


@pytest.fixture(scope="module")
def lineage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lineage]:
    texts = {number: (dt.date(2030 + number % 10, 3, 1), items) for number, items in _TEXTS.items()}
    cites = {
        "8002/op1": ("8001/op1",), "8012/op1": ("8011/op1",), "8013/op1": ("8011/op1",),
        "8022/op1": ("8021/op1",), "8033/op1": ("8031",),
    }  # fmt: skip
    with decided(tmp_path_factory.mktemp("ended"), texts, cites) as catalogue:
        yield Lineage(catalogue)


def _stands(lineage: Lineage, key: str, day: dt.date = _DAY) -> Standing:
    row = lineage.catalogue.paragraph(key)
    assert row is not None
    return standing(row, lineage, day)


@pytest.mark.parametrize("key", ["8001/op1", "8001/op2", "8001/op2(a)", "8001/op3", "8001/op3(b)", "8001/op4"])
def test_what_serves_measures_lapses_with_them(lineage: Lineage, key: str) -> None:
    stands = _stands(lineage, key)
    assert (stands.state, stands.by, stands.until) == (State.LAPSED, "8002/op1", dt.date(2033, 3, 1))
    assert _stands(lineage, key, dt.date(2032, 6, 1)).state is not State.LAPSED


def test_what_is_seized_of_is_no_measure(lineage: Lineage) -> None:
    assert _stands(lineage, "8001/op5").state is State.HOLDS


def test_an_exception_ends_with_the_measure_that_it_is_from_and_no_other(lineage: Lineage) -> None:
    for key in ("8011/op2", "8012/op1"):
        stands = _stands(lineage, key)
        assert (stands.state, stands.by) == (State.ENDED, "8013/op1"), key
    assert _stands(lineage, "8011/op2", dt.date(2032, 6, 1)).state is not State.ENDED
    assert _stands(lineage, "8011/op4").state not in (State.ENDED, State.LAPSED)


def test_a_clause_that_renews_these_measures_renews_those_that_the_one_before_recalls(lineage: Lineage) -> None:
    stands = _stands(lineage, "8021/op1", dt.date(2033, 1, 1))
    assert (stands.state, stands.by, stands.until) == (State.EXTENDED, "8022/op1", dt.date(2034, 3, 1))


def test_an_end_of_a_resolution_and_subsequent_ones_ends_what_these_impose(lineage: Lineage) -> None:
    for key in ("8031/op1", "8032/op1"):
        stands = _stands(lineage, key)
        assert (stands.state, stands.by) == (State.ENDED, "8033/op1"), key


_RENEWED = "Decides to renew until 1 March 2037 the measures on Yemen imposed by paragraph 1 of resolution 8051 (2031)"
_PROCEDURE = [
    "Decides that all States shall prevent the sale of lanterns to Sudan",
    "Decides that the keepers of every lighthouse shall count the passing ships and write down the names of their captains",
    "Decides that gulls on the roof of a lighthouse shall be fed with herring before the ferry leaves the northern quay",
    "Decides that the bells of the harbour shall be rung at noon by an apprentice of the oldest clockmaker in the town",
]


def test_what_stands_between_two_paragraphs_that_are_said_again_is_dropped(tmp_path: Path) -> None:
    renewed = (
        "Decides to renew until 1 March 2034 the measures on Sudan imposed by paragraph 1 of resolution 8041 (2031)"
    )
    later = [renewed, _PROCEDURE[1], _PROCEDURE[3], "Urges calm in Sudan"]
    texts: dict[int, tuple[dt.date, Sequence[Item]]] = {
        8041: (dt.date(2031, 3, 1), [*_PROCEDURE, _COMMITTEE]),
        8042: (dt.date(2032, 3, 1), later),
    }
    day = dt.date(2033, 1, 1)
    with decided(tmp_path, texts, {"8042/op1": ("8041/op1",)}) as catalogue:
        lineage = Lineage(catalogue)
        assert [_stands(lineage, f"8041/op{n}", day).state for n in (1, 3)] == [State.EXTENDED, State.LEFT_OUT]
        row = catalogue.paragraph("8041/op3")
        assert row is not None
        draft, subjects = Draft("Said.", (quotation(row),), writer="extractive"), Subjects(catalogue)
        told = with_standing(draft, subjects, lineage, day)
        beside = "S/RES/8042 (2032) is later on the same subject; what is quoted is of S/RES/8041 (2031)."
        assert told.text.startswith(f"{beside}\n\nSaid."), "that it is over is not known"
        assert with_standing(draft, subjects, lineage, day, named=True).text == draft.text
        assert with_standing(draft, subjects, lineage, day, of_now=False).text == draft.text


def test_the_next_list_of_criteria_for_the_same_measures_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    freeze = "Decides that all States shall freeze the accounts of flute thieves in Yemen"
    lists: list[Item] = [
        ("Decides that the measures in paragraph 1 of resolution 8051 (2031) shall apply to those designated by the Committee who:", ["steal flutes", "hide them"]),
        ("Recalls how many flutes went missing over the winter, and further decides that the measures in paragraph 1 of resolution 8051 (2031) shall also apply to persons and bands, designated by the Committee for:", ["lending a ladder or a cart to somebody", "selling whistles made of what was a flute"]),
    ]  # fmt: skip
    texts = {8051: [freeze, _COMMITTEE], 8052: [_RENEWED, lists[0]], 8053: [lists[1], _RENEWED]}
    dated = {number: (dt.date(2030 + number % 10, 3, 1), items) for number, items in texts.items()}
    cites = dict.fromkeys(("8052/op1", "8052/op2", "8053/op1", "8053/op2"), ("8051/op1",))
    with decided(tmp_path, dated, cites) as catalogue:
        stands = _stands(Lineage(catalogue), "8052/op2")
        assert (stands.state, stands.current) == (State.CHANGED, "8053/op1")


def test_a_quoted_decision_beside_the_lead_says_that_it_is_over(lineage: Lineage) -> None:
    rows = lineage.catalogue.paragraphs(["8011/op3", "8011/op1"])
    quotes = [quotation(row) for row in rows.values()]
    draft = Draft("Said.", tuple(quotes), writer="extractive", evidence=tuple(rows))
    told = with_standing(draft, Subjects(lineage.catalogue), lineage, _DAY, of_now=False, named=True)
    assert "S/RES/8011 (2031), para. 1: Ended by S/RES/8013 (2033), para. 1" in told.text
    before = with_standing(draft, Subjects(lineage.catalogue), lineage, dt.date(2032, 6, 1), of_now=False, named=True)
    assert "Ended" not in before.text


def test_what_one_text_has_and_one_on_another_subject_has_not_is_no_change(lineage: Lineage) -> None:
    others = compare(lineage.catalogue, [8002, 8022])  # on Mali, and on Somalia
    assert others.in_words(Change.DROPPED, "")[0] == "in one alone"
    line = compare(lineage.catalogue, [8001, 8002])
    assert line.in_words(Change.DROPPED, "")[0] == "no longer there"
