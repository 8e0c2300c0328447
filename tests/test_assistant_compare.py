"""Aligned comparison over invented resolutions on the island of Azuria and its mission UNMAZ."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.compare.aligning.assignment import best_assignment
from assistant.compare.changes import Change, compare_texts, effective_verb
from assistant.compare.comparison import compare
from assistant.compare.model import Comparison, Level, Row
from assistant.errors import NotThere, WrongInput
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.factories import Item, resolution
from tests.invented import publish
from vectorstore.catalogue import Catalogue, write_catalogue

HARBOUR = "Requests UNMAZ to train the harbour pilots of Azuria in winter navigation and to publish what they learn"
BEACONS = "Urges the keepers of the northern beacons to mend their lamps before the herring season begins"
SEIZED = "Decides to remain seized of the matter"
TEXTS: dict[int, tuple[int, list[Item], list[str], list[Item]]] = {
    8101: (2031, [
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 June 2032",
        "Decides that UNMAZ shall comprise up to 1,450 military personnel and 320 police personnel",
        "Calls upon all ferry companies to inspect the cargo of night ferries in the ports of the island",
        HARBOUR,
        "Requests the Secretary-General to report to the Council every 90 days on the state of the lighthouses, and invites "
        "fishermen to light their boats after dusk and to keep a watch on deck",
        BEACONS,
        SEIZED,
    ], ["Recalling its earlier texts on Azuria"], []),
    8102: (2032, [
        BEACONS,
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 June 2033",
        "Decides that UNMAZ shall comprise up to 1,405 military personnel and 320 police personnel",
        "Decides that all ferry companies shall inspect the cargo of night ferries in the ports of the island",
        HARBOUR,
        "Requests the Secretary-General to report to the Council every 90 days on the state of the lighthouses",
        "Invites fishermen to light their boats after dusk and to keep a watch on deck",
        "Encourages the museum of Azuria to lend its collection of whale bones to schools on the mainland",
        SEIZED,
    ], ["Recalling its earlier texts on Azuria"], []),
    8103: (2033, [
        "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 31 December 2033",
        "Decides that UNMAZ shall comprise up to 900 military personnel and 150 police personnel",
        SEIZED,
    ], [], ["Ferry companies shall keep a register of the cargo of night ferries in the ports of the island, and inspect it"]),
}  # fmt: skip


def made(number: int, year: int, ops: list[Item], pps: list[str], annex: list[Item]) -> Resolution:
    one = resolution(number, year, ops, pps, annex=annex, date=dt.date(year, 6, 1))
    rows = annotate(one.paragraphs)
    return one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)})


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("compare") / "catalogue.sqlite"
    bare = resolution(8104, 2034).model_copy(update={"paragraphs": ()})
    unnumbered = made(8105, 2034, ["Decides to extend the mandate of UNMAZ until 30 June 2035"], [], [])
    rows = tuple(row.model_copy(update={"numbered": False}) for row in unnumbered.paragraphs)
    texts = [made(number, *parts) for number, parts in TEXTS.items()]
    more = [made(8110 + n, 2040 + n, [f"Decides to count ferry number {n}"], [], []) for n in range(7)]
    write_catalogue(path, link_mandates([*texts, bare, unnumbered.model_copy(update={"paragraphs": rows}), *more]))
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def two(catalogue: Catalogue) -> Comparison:
    return compare(catalogue, [8101, 8102])


def keys(row: Row) -> list[str | None]:
    return [cell.key if cell else None for cell in row.cells.values()]


def row_of(comparison: Comparison, key: str, level: Level = Level.PARAGRAPH) -> Row:
    """The row of a level in which a passage stands in its own right."""
    return next(row for row in comparison.rows if row.level is level and key in keys(row) and not row.beside)


def topic(comparison: Comparison, name: str) -> Row:
    return next(row for row in comparison.rows if row.level is Level.TOPIC and row.topic == name)


def test_the_same_words_are_the_same_row_wherever_they_stand(two: Comparison) -> None:
    row = row_of(two, "8101/op4")
    assert keys(row) == ["8101/op4", "8102/op5"]
    assert (row.change, row.moved) == (Change.SAME, False)


def test_a_paragraph_that_goes_past_the_others_is_moved(two: Comparison) -> None:
    row = row_of(two, "8101/op6")
    assert keys(row) == ["8101/op6", "8102/op1"]
    assert row.change is Change.MOVED


def test_changed_figures_and_dates_are_told(two: Comparison) -> None:
    assert (topic(two, "end date").change, topic(two, "end date").detail) == (
        Change.FIGURE,
        "30 June 2032 → 30 June 2033",
    )
    assert topic(two, "troops").detail == "1,450 → 1,405"
    assert topic(two, "police").change is Change.SAME
    assert row_of(two, "8101/op2").detail == "1,450 → 1,405"
    assert topic(two, "reports").change is Change.SAME  # every 90 days, although the paragraph is another one


def test_a_stronger_verb_is_told(two: Comparison) -> None:
    row = row_of(two, "8101/op3")
    assert keys(row) == ["8101/op3", "8102/op4"]
    assert (row.change, row.detail) == (Change.VERB, "stronger verb: calls upon → decides")


@pytest.mark.parametrize(
    ("second", "change"),
    [
        (
            "Demands that herders and millers refrain from the use of chemical weapons, as they have pledged",
            Change.VERB,
        ),
        ("Demands an inventory of every barrel, whatever chemical weapons lie in it", Change.REWORDED),
    ],
)
def test_only_between_counterparts_a_verb_is_stronger(tmp_path: Path, second: str, change: Change) -> None:
    shells = (
        "Condemns the use of chemical weapons by the herders of the northern pass against the villages of the valley"
    )
    banned = "Urges herders and millers to refrain from the use of chemical weapons, as they have pledged"
    texts = [made(8201, 2031, [shells, banned], [], []), made(8202, 2032, [f"{shells} in winter", second], [], [])]
    write_catalogue(tmp_path / "catalogue.sqlite", texts)
    with closing(Catalogue.open(tmp_path / "catalogue.sqlite")) as opened:
        rows = compare(opened, [8201, 8202]).rows
    on_it = [row for row in rows if row.level is Level.TOPIC and row.topic == "weapons of mass destruction"]
    assert {row.change for row in on_it if keys(row) == ["8201/op2", "8202/op2"]} == {change}


def test_texts_on_other_places_are_laid_beside_each_other(tmp_path: Path) -> None:
    texts = [
        resolution(8201 + n, 2031, [SEIZED], subject=f"the situation in {place}")
        for n, place in enumerate(("Iraq", "Liberia", "Iraq"))
    ]
    write_catalogue(tmp_path / "catalogue.sqlite", texts)
    with closing(Catalogue.open(tmp_path / "catalogue.sqlite")) as opened:
        assert compare(opened, [8201, 8202]).is_of_others
        assert not compare(opened, [8201, 8203]).is_of_others


def test_both_halves_of_a_split_paragraph_stand_beside_it(two: Comparison) -> None:
    assert keys(row_of(two, "8102/op6"))[0] == "8101/op5"
    assert keys(row_of(two, "8102/op7"))[0] == "8101/op5"


def test_what_is_new_is_added_and_the_other_text_is_silent(two: Comparison) -> None:
    row = row_of(two, "8102/op8")
    assert (row.change, keys(row), row.aspect) == (Change.ADDED, [None, "8102/op8"], "new")


def test_a_whole_text_is_searched_before_it_is_called_silent(catalogue: Catalogue) -> None:
    comparison = compare(catalogue, [8102, 8103])
    assert keys(row_of(comparison, "8102/op4")) == ["8102/op4", "8103/annex/1"]
    dropped = row_of(comparison, "8102/op8")
    assert (dropped.change, dropped.aspect) == (Change.DROPPED, "dropped")


def test_the_newest_comparisons_are_kept(catalogue: Catalogue) -> None:
    first = compare(catalogue, [8101, 8102])
    assert compare(catalogue, [8101, 8102]) is first
    assert compare(catalogue, [8102, 8101]) is not first
    for number in range(8110, 8114):
        compare(catalogue, [number, number + 1])
    assert compare(catalogue, [8101, 8102]) is not first


def test_three_texts_with_steps_and_what_the_middle_one_lacks(catalogue: Catalogue) -> None:
    comparison = compare(catalogue, [8101, 8103, 8102])
    row = row_of(comparison, "8101/op4")
    assert keys(row) == ["8101/op4", None, "8102/op5"]
    assert [step.change for _, _, step in row.steps] == [Change.DROPPED, Change.ADDED]
    troops = topic(comparison, "troops")
    assert troops.detail == "1,450 → 1,405"
    assert [step.detail for _, _, step in troops.steps] == ["1,450 → 900", "900 → 1,405"]


def test_every_passage_stands_in_a_row_and_every_cell_is_verbatim(catalogue: Catalogue) -> None:
    numbers = [8101, 8102, 8103]
    comparison = compare(catalogue, numbers)
    shown = {key for row in comparison.rows for key in keys(row) if key}
    assert shown == {row.key for number in numbers for row in catalogue.paragraphs_of(number)}
    for row in comparison.rows:
        for cell in row.cells.values():
            assert cell is None or (cell.text and cell.text in cell.paragraph.words)


def test_a_clause_that_is_gone_has_a_row(catalogue: Catalogue) -> None:
    clauses = [row for row in compare(catalogue, [8101, 8103]).rows if row.level is Level.CLAUSE]
    assert all(None in keys(row) or row.change is Change.SAME for row in clauses)


def test_unnumbered_paragraphs_are_compared(catalogue: Catalogue) -> None:
    row = topic(compare(catalogue, [8103, 8105]), "end date")
    assert keys(row) == ["8103/op1", "8105/op1"]


@pytest.mark.parametrize(
    ("numbers", "error", "words"),
    [
        ([8101, 8101], WrongInput, "more than once"),
        ([8101], WrongInput, "2 to 8"),
        ([], WrongInput, "2 to 8"),
        ([8101, 9999], NotThere, "holds 8101 to 8116"),
        ([8101, 8104], NotThere, "not in the corpus"),
        ([8101, 8102, *range(8110, 8117)], WrongInput, "2 to 8"),
    ],
)
def test_what_cannot_be_compared_is_said(
    catalogue: Catalogue, numbers: list[int], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        compare(catalogue, numbers)


@pytest.mark.parametrize(
    ("words", "leading", "verb"),
    [
        ("Reiterates its demand that the ferries sail", "reiterates", "demands"),
        ("Recalls paragraph 4 of its text on lamps, and decides to put them out", "recalls", "decides"),
        ("all States are called upon to mend lamps", "decides", "calls upon"),
        ("to mend the lamps", "decides", "decides"),
        ("the mending of lamps", "welcomes", "welcomes"),
        ("Deplores the dark, and calls on the keepers to light the lamps", "deplores", "calls upon"),
        ("Condemns the dark, and encourages the keepers", "condemns", "condemns"),
        ("Welcomes the lamps, and in this regard further urges the keepers to light them", "welcomes", "urges"),
        ("Reemphasizes its call on the keepers", "reemphasizes", "calls upon"),
    ],
)
def test_the_verb_that_counts(words: str, leading: str, verb: str) -> None:
    assert effective_verb(words, leading) == verb


def test_kinds_of_change_between_texts() -> None:
    assert compare_texts("Lamps are lit.", "lamps  are lit;", "", "").change is Change.SAME
    assert compare_texts("by paragraph 4 of resolution 8101 (2031)", "by paragraph 5 of resolution 8102 (2032)", "", "").change is Change.REWORDED  # fmt: skip
    assert compare_texts("within six months", "within nine months", "", "").detail == "six months → nine months"


def test_the_assignment_is_the_best_as_a_whole() -> None:
    assert best_assignment(np.array([[0.9, 0.8], [0.85, 0]], np.float32)) == [(0, 1), (1, 0)]
    random = np.random.default_rng(7)
    for _ in range(30):
        gain = np.maximum(0, random.random((4, 5)) - 0.4).astype(np.float32)
        total = sum(gain[r, c] for r, c in best_assignment(gain))
        assert total == pytest.approx(_best_by_trying(gain))


def _best_by_trying(gain: np.ndarray, row: int = 0, used: frozenset[int] = frozenset()) -> float:
    if row == len(gain):
        return 0.0
    skipped = _best_by_trying(gain, row + 1, used)
    taken = [gain[row, c] + _best_by_trying(gain, row + 1, used | {c}) for c in range(gain.shape[1]) if c not in used]
    return float(max([skipped, *taken]))


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "data", [made(number, *parts) for number, parts in TEXTS.items()])
    monkeypatch.setenv("UNSC_DATA", str(tmp_path / "data"))
    run = CliRunner().invoke
    printed = json.loads(run(app, ["compare", "8101", "S/RES/8102", "8103", "--json"]).stdout)
    assert printed["resolutions"] == ["8101", "8102", "8103"]
    museum = next(row for row in printed["rows"] if (row["cells"]["8102"] or {}).get("key") == "8102/op8")
    assert museum["cells"]["8101"] is None
    assert museum["change"] == "added and dropped"
    table = run(app, ["compare", "8101", "8102", "--aspect", "strength"]).stdout
    assert "1,450 → 1,405" in table
    assert "end date" not in table
    out = tmp_path / "out.csv"
    assert run(app, ["compare", "8101", "8102", "-o", str(out)]).exit_code == 0
    assert out.read_text("utf-8").startswith("aspect,topic,level")
    for wrong in (
        ["8101", "8101"],
        ["8101", "the one on ferries"],
        ["8101"],
        ["8101", "8102", "--format", "pdf"],
        ["8101", "8102", "--format", "docx"],
    ):
        result = run(app, ["compare", *wrong])
        assert result.exit_code == 2
        assert result.stderr.startswith("unsc: ")
