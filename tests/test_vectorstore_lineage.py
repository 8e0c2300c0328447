"""Later versions of a provision are found among the texts on the same subject, and kept with the catalogue."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from ingest.annotating.annotate import annotate
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.lineage import Change, lines_of
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing
from vectorstore.lineage.table import TABLE, write_lineage
from vectorstore.lineage.values import values_in

_BOATS = "Decides that no more than {} fishing boats shall leave the harbour of Azuria between sunset and sunrise"
_NETS = "Demands that the harbour master of Azuria weigh every net and anchor that a stranger brings ashore"
_TASKS: tuple[str, list[str]] = (
    "Decides that the mandate of UNMAZ shall include the following tasks:",
    ["to count the lighthouses along the northern coast", "to teach the pilots of the southern ferries"],
)


def decision(key: str, year: int, body: str = "measures (Azuria)", **fields: object) -> MandateDecision:
    return MandateDecision.model_validate(
        {
            "body": body,
            "kind": BodyKind.MEASURES,
            "place": "Azuria",
            "action": Action.EXTEND,
            "key": key,
            "date": dt.date(year, 1, 1),
            **fields,
        }
    )


def text(number: int, year: int, ops: list[object], *bodies: str) -> Resolution:
    kinds = {"UNMAZ": {"kind": BodyKind.MISSION, "acronym": "UNMAZ"}}
    made = [decision(f"{number}/op1", year, body, **kinds.get(body, {})) for body in bodies or ("measures (Azuria)",)]
    return resolution(number, year, ops=ops, mandate_decisions=tuple(made))  # type: ignore[arg-type]


def three() -> list[Resolution]:
    return [
        text(9001, 2031, [_BOATS.format("2,000"), _NETS, "Decides to remain seized of the matter"]),
        text(9002, 2032, ["Requests the registrar to report every spring on the whales", _NETS]),
        text(9003, 2033, [_BOATS.format("500"), "Urges the pilots of Borealia to learn the tides"]),
        text(9004, 2033, [_BOATS.format("70")], "measures (Borealia)"),
    ]


def catalogue_of(path: Path, made: list[Resolution], before: Path | None = None) -> Catalogue:
    write_catalogue(path, made, before=before)
    return Catalogue.open(path)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return catalogue_of(tmp_path / "catalogue.sqlite", three())


def test_the_next_text_that_says_a_paragraph_again_is_its_version(catalogue: Catalogue) -> None:
    lineage = Lineage(catalogue)
    [boats] = lineage.next("9001/op1")
    assert (boats.later, boats.change) == ("9003/op1", Change.CHANGED)
    assert (boats.lost, boats.gained) == (("2000 fishing",), ("500 fishing",))
    [nets] = lineage.next("9001/op2")
    assert (nets.later, nets.change, nets.likeness) == ("9002/op2", Change.RESTATED, 1.0)
    assert [link.earlier for link in lineage.before("9003/op1")] == ["9001/op1"]


def test_what_no_text_of_its_own_subject_says_again_has_no_version(catalogue: Catalogue) -> None:
    lineage = Lineage(catalogue)
    assert lineage.next("9002/op1") == ()
    assert lineage.next("9003/op1") == (), "Borealia says it too, and is another subject"
    assert lineage.next("9001/op3") == (), "too short to tell"


def test_a_version_counts_from_the_day_of_its_adoption(catalogue: Catalogue) -> None:
    lineage = Lineage(catalogue)
    assert lineage.versions("9001/op1", dt.date(2032, 6, 1)) == ()
    assert [link.later for link in lineage.versions("9001/op1", dt.date(2033, 6, 1))] == ["9003/op1"]


def test_points_go_with_their_paragraph(tmp_path: Path) -> None:
    opening, (first, second) = _TASKS
    turned: tuple[str, list[str]] = (opening, [second, first])
    made = [
        text(9101, 2031, ["Decides to extend the mandate of UNMAZ", _TASKS], "UNMAZ"),
        text(9102, 2032, ["Decides to extend the mandate of UNMAZ", turned], "UNMAZ"),
    ]
    lineage = Lineage(catalogue_of(tmp_path / "c.sqlite", made))
    assert [link.later for link in lineage.next("9101/op2(a)")] == ["9102/op2(b)"]
    assert [link.later for link in lineage.next("9101/op2")] == ["9102/op2"]


def test_extensions_of_one_mandate_are_versions_however_they_are_worded(tmp_path: Path) -> None:
    made = [
        text(9201, 2031, ["Decides to extend the mandate of UNMAZ until 1 May 2032"], "UNMAZ"),
        text(9202, 2032, ["Authorizes the pilots, the divers and the keepers of lights to stay in Azuria"], "UNMAZ"),
    ]
    [link] = Lineage(catalogue_of(tmp_path / "c.sqlite", made)).next("9201/op1")
    assert link.later == "9202/op1"


def test_an_index_without_the_table_is_worked_out_when_it_is_asked(tmp_path: Path, catalogue: Catalogue) -> None:
    kept = {key: Lineage(catalogue).next(key) for number in (9001, 9002, 9003) for key in catalogue.keys_of(number)}
    path = tmp_path / "old.sqlite"
    write_catalogue(path, three())
    with sqlite3.connect(path) as db:
        db.executescript("DROP TABLE law_link; DROP TABLE law_source;")
    old = Catalogue.open(path)
    assert not old.has_lineage
    assert {key: Lineage(old).next(key) for key in kept} == kept
    assert [link.earlier for link in Lineage(old).before("9003/op1")] == ["9001/op1"]


def test_a_new_resolution_touches_its_own_lines_only(tmp_path: Path) -> None:
    before = tmp_path / "before.sqlite"
    made = [*three(), text(9005, 2034, [_BOATS.format("60")], "measures (Borealia)")]
    write_catalogue(before, made)
    after = [*made, text(9006, 2035, [_BOATS.format("50")], "measures (Borealia)")]
    catalogue = catalogue_of(tmp_path / "after.sqlite", after, before)
    assert [link.later for link in Lineage(catalogue).versions("9004/op1")] == ["9005/op1", "9006/op1"]
    assert [link.later for link in Lineage(catalogue).next("9001/op1")] == ["9003/op1"]
    with sqlite3.connect(before) as old, sqlite3.connect(tmp_path / "new.sqlite") as new:
        new.executescript("CREATE TABLE paragraph (key TEXT PRIMARY KEY);")
        new.executescript(TABLE)
        adopted = {each.number: each.date for each in after}
        rows = {each.number: each.paragraphs for each in after}
        decisions = [d for each in after for d in each.mandate_decisions]
        assert write_lineage(new, decisions, adopted, rows.__getitem__, old) == 2, "one text and one line"
        assert len(lines_of(decisions)) == 2


def test_a_damaged_catalogue_before_is_not_taken_over(tmp_path: Path) -> None:
    before = tmp_path / "before.sqlite"
    before.write_bytes(b"no catalogue at all" * 100)
    lineage = Lineage(catalogue_of(tmp_path / "after.sqlite", three(), before))
    assert [link.later for link in lineage.next("9001/op1")] == ["9003/op1"]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("up to 14,400 pilots and 580 divers", {"14400 pilots", "580 divers"}),
        ("until 1 May 2032", {"2032-05-01"}),
        ("for a further period of six months", {"2031-07-01"}),
        ("the measures in paragraph 5 of resolution 9001 (2031) and paragraphs 2 and 3 above", set()),
        ("a share of 75 per cent", {"75 %"}),
    ],
)
def test_figures_and_days_are_told_from_numbers_of_places(words: str, values: set[str]) -> None:
    assert values_in(words, dt.date(2031, 1, 1)) == values


@pytest.mark.parametrize(("until", "lines"), [(None, 0), (dt.date(2041, 1, 1), 1)])
def test_a_line_goes_on_while_a_long_mandate_runs(until: dt.date | None, lines: int) -> None:
    decisions = [decision("9001/op1", 2031, until=until), decision("9002/op1", 2041)]
    assert len(lines_of(decisions)) == lines


def test_a_text_that_sets_its_own_review_changes_none_of_the_text_before(tmp_path: Path) -> None:
    review = (
        "Decides to review the measures on the boats of Azuria and their lanterns, with a view to easing them, by {}"
    )
    made = [
        text(number, year, [_BOATS.format("500"), review.format(f"1 May {year}")])
        for number, year in ((9001, 2031), (9002, 2032))
    ]
    found = catalogue_of(
        tmp_path / "catalogue.sqlite",
        [each.model_copy(update={"paragraphs": tuple(annotate(each.paragraphs))}) for each in made],
    )
    stands = standing(found.paragraphs_of(9001)[1], Lineage(found), dt.date(2032, 3, 1))
    assert (stands.state, stands.current) == (State.TAKEN_OVER, "9002/op2")


@pytest.mark.parametrize(("body", "versions"), [("UNMAZ", ["9302/op1"]), ("UNMABO", [])])
def test_paragraphs_that_decide_on_two_missions_are_no_versions_of_each_other(
    tmp_path: Path, body: str, versions: list[str]
) -> None:
    guarding = "Decides that {} shall guard the lighthouses of the {} coast of Azuria and {} the ferries there"
    made = []
    for number, mission, coast, does in ((9301, "UNMAZ", "northern", "count"), (9302, body, "southern", "paint")):
        on = {"kind": BodyKind.MISSION, "acronym": mission}
        year = number - 7270
        # measures on which both decide as well make one line of the two texts
        decisions = (decision(f"{number}/op1", year, mission, **on), decision(f"{number}/op2", year))
        ops = [guarding.format(mission, coast, does), "Decides to renew the measures"]
        made.append(resolution(number, year, ops=ops, mandate_decisions=decisions))
    lineage = Lineage(catalogue_of(tmp_path / "c.sqlite", made))
    assert [link.later for link in lineage.next("9301/op1")] == versions


def test_measures_lapse_with_the_term_that_another_paragraph_of_their_text_gives_them(tmp_path: Path) -> None:
    term = "Decides that the measures imposed by paragraphs 1 and 2 above are established for twelve months"
    bans = [
        "Decides that all States shall prevent the sale of whale oil to Azuria",
        "Decides that all States shall prevent the supply of lamps to Azuria",
        "Decides that all States shall report to it on lighthouses",
        term,
    ]
    given = decision("9401/op4", 2031, action=Action.ESTABLISH, until=dt.date(2032, 1, 1))
    made = resolution(9401, 2031, ops=bans, mandate_decisions=(given,))
    made = made.model_copy(update={"paragraphs": tuple(annotate(made.paragraphs))})
    catalogue = catalogue_of(tmp_path / "catalogue.sqlite", [made])
    lineage, after = Lineage(catalogue), dt.date(2032, 6, 1)
    rows = catalogue.paragraphs(["9401/op1", "9401/op2", "9401/op3"]).values()
    stand = [standing(row, lineage, after) for row in rows]
    assert [(each.state, each.by, each.until) for each in stand[:2]] == [
        (State.LAPSED, "9401/op4", dt.date(2032, 1, 1))
    ] * 2
    assert stand[2].state not in (State.LAPSED, State.ENDED)
    row = catalogue.paragraph("9401/op1")
    assert row is not None
    before = standing(row, lineage, dt.date(2031, 6, 1))
    assert (before.state is State.LAPSED, before.until) == (False, dt.date(2032, 1, 1))
