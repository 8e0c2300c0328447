"""Topics of a comparison: each kind of measure, ends on a condition, what comes and goes, and how readers call them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.compare.by_topic.aspects import topics, weights
from assistant.compare.by_topic.values import Ends
from assistant.compare.by_topic.written import worded
from assistant.compare.changes import Change
from assistant.compare.comparison import compare
from assistant.compare.model import Cell, Comparison, Level, Row
from assistant.compare.rows import told_rows
from assistant.compare.units import units_of
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TEXTS: dict[int, tuple[int, list[Item]]] = {
    8501: (2031, [
        "Decides that the prohibitions below shall remain in force until the Council decides that the Amber League has complied",
        "Authorizes the ferry guards of Azuria to take all necessary means to keep the strait open",
        "Urges all States to restrict the entry into or transit through their harbours of captains of the Amber League",
        "Requests the registrar to keep a list of ferries",
    ]),
    8502: (2032, [
        "Decides that the arrangements on amber shall expire 90 days after the adoption of this resolution",
        ("Decides that all States shall:", ["deny permission to any aircraft of the Amber League to take off from their islands",
                                            "prevent the entry into their harbours of its bookkeepers and painters"]),
        "Requests the guild of divers to search the wrecks of the southern reef for amber",
        "Reaffirms that the lamps are kept by the guild of divers, which takes all necessary measures",
    ]),
    8503: (2033, [
        "Decides that the measures on amber are established for twelve months",
        "Authorizes the ferry guards of Azuria to take all necessary measures to keep the strait open",
        "Requests the registrar to keep a list of ferries and of piers",
    ]),
}  # fmt: skip


def made(number: int) -> object:
    year, ops = TEXTS[number]
    one = resolution(number, year, ops, date=dt.date(year, 6, 1))
    rows = annotate(one.paragraphs)
    return one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)})


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("topics") / "catalogue.sqlite"
    write_catalogue(path, [made(number) for number in TEXTS])
    with_texts = Catalogue.open(path)
    yield with_texts
    with_texts.close()


@pytest.fixture(scope="module")
def compared(catalogue: Catalogue) -> Comparison:
    return compare(catalogue, [8501, 8502, 8503])


def of_topic(comparison: Comparison, topic: str) -> list[Row]:
    return [row for row in comparison.rows if row.topic == topic and row.level is Level.TOPIC]


def keys(row: Row) -> list[str | None]:
    return [cell.key if cell else None for cell in row.cells.values()]


def test_ends_on_a_condition_stand_in_one_row_and_have_no_day(compared: Comparison) -> None:
    row = next(r for r in of_topic(compared, "end date") if keys(r) == ["8501/op1", "8502/op1", "8503/op1"])
    first = row.cells[8501]
    assert first is not None
    assert first.value == ""


def test_the_formulas_that_authorize_force_are_one_authority(compared: Comparison) -> None:
    rows = [r for r in of_topic(compared, "authority to use force") if r.cells[8501] and r.cells[8503]]
    assert rows[0].change is Change.SAME
    assert rows[0].detail == "all necessary means, all necessary measures"


def test_all_measures_that_the_case_demands_are_an_authority_to_use_force(tmp_path: Path) -> None:
    made_of = {
        8601: "Authorizes the ferry guards of Azuria to use all measures commensurate to the storm on the strait",
        8602: "Requests the registrar to keep a list of ferries",
    }
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [resolution(number, 2031, [words]) for number, words in made_of.items()])
    opened = Catalogue.open(path)
    found = of_topic(compare(opened, [8601, 8602]), "authority to use force")
    opened.close()
    assert [keys(row) for row in found] == [["8601/op1", None]]


def test_measures_of_one_kind_are_beside_one_another_however_they_are_worded(compared: Comparison) -> None:
    assert ["8501/op3", "8502/op2(b)", None] in [keys(row) for row in of_topic(compared, "travel ban")]


def test_what_stands_only_in_between_is_neither_new_nor_dropped(compared: Comparison) -> None:
    divers = [r for r in compared.rows if r.level is Level.PARAGRAPH and keys(r) == [None, "8502/op3", None]]
    assert [row.change for row in divers] == [Change.PASSED]
    assert [step.change for _, _, step in divers[0].steps] == [Change.ADDED, Change.DROPPED]


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("shall prevent any airline of the island from operating to or from its neighbours", "flights and transport"),
        ("all flights over the island are prohibited, and a ban on flights is set up", "flights and transport"),
        ("restrict the travel of the captains", "travel ban"),
        ("freeze the funds of the captains", "asset freeze"),
        ("reduce the level of the staff of its diplomatic missions", "diplomatic relations"),
        ("the import of amber into their territories", "trade and sectoral bans"),
        ("readiness to consider the suspension of the measures", "suspension and end of measures"),
        ("attacks on schools and hospitals", "schools and hospitals"),
        ("submit its programme of work", "programme of work"),
        ("logistical support for the guards", "logistical support"),
        ("the costs are borne by the islands", "costs and funding"),
        ("the return of refugees", "refugees and displaced persons"),
        ("an increase of the strength by 900 personnel", "troops"),
        ("to deploy a unit of fifty United Nations observers", "observers and liaison officers"),
        ("to expand the size of the ferry force", "troops"),
        ("a military liaison component", "observers and liaison officers"),
        ("16 correction officers", "civilians and experts"),
        ("the maintenance of security in Tarvik and its environs", "area of operation"),
        ("elements concentrated in Tarvik", "area of operation"),
        ("to send a mission to visit the island", "mission or body set up"),
        ("to establish a presence in Tarvik", "mission or body set up"),
        ("the role of women in the guilds", "women and sexual violence"),
        ("the discontinuance of all military operations", "ceasefire"),
        ("not to accord recognition to the ballot", "legal validity and recognition"),
    ],
)
def test_a_text_is_about_its_topic(words: str, topic: str) -> None:
    found = {each.name for each, weight in zip(topics(), weights(words), strict=True) if weight >= 0.5}
    assert topic in found


def test_a_museum_that_lends_to_schools_is_not_about_their_protection() -> None:
    found = {
        t.name for t, w in zip(topics(), weights("lend whale bones to the schools of the mainland"), strict=True) if w
    }
    assert "schools and hospitals" not in found


def test_an_environment_that_is_secure_is_no_matter_of_nature() -> None:
    found = {t.name for t, w in zip(topics(), weights("a secure environment for the ferries"), strict=True) if w}
    assert "health, climate and environment" not in found


@pytest.mark.parametrize(
    ("asked", "topic", "named"),
    [
        ("how long do they run", "end date", True),
        ("what happens to the money of the captains", "asset freeze", True),
        ("cargo", "inspections", True),
        ("who pays", "costs and funding", True),
        ("entry into force", "travel ban", False),
        ("entry and visas", "travel ban", True),
    ],
)
def test_readers_call_a_topic_by_other_words(asked: str, topic: str, named: bool) -> None:
    pattern = next(each.asked for each in topics() if each.name == topic)
    assert pattern is not None
    assert bool(pattern.search(asked)) is named


@pytest.mark.parametrize(("words", "count"), [("a group of up to five experts", "5"), ("the 8540 Committee and its group of experts", "")])  # fmt: skip
def test_experts_are_counted_in_words_and_a_committee_is_no_figure(words: str, count: str) -> None:
    topic = next(each for each in topics() if each.name == "civilians and experts")
    (unit,) = units_of(resolution(8501, 2031, [f"Requests the registrar to appoint {words}"]).paragraphs)
    assert Ends({}, {}).value(topic, unit) == count


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("observe an immediate cease-fire", "ceasefire"),
        ("refrain from any further use of force", "ceasefire"),
        ("return to the positions held before the storm", "withdrawal of forces"),
        ("the release of all hostages", "hostages, prisoners and detainees"),
        ("the lighthouses have no legal validity", "legal validity and recognition"),
        ("Decides to establish a Beacon Observer Mission", "mission or body set up"),
        ("make the theft of anchors punishable in their domestic law", "national law and prosecution"),
        ("the jurisdiction of the court of the islands", "jurisdiction"),
        ("piracy and armed robbery at sea", "piracy and shipping"),
        ("conclude a status of mission agreement", "status agreement and immunities"),
        ("an exemption for the use of the peacekeepers shall be made, except for peacekeeping forces", "exemption for peacekeeping forces"),
    ],
)  # fmt: skip
def test_a_text_is_about_a_matter_of_war_and_law(words: str, topic: str) -> None:
    found = {each.name for each, weight in zip(topics(), weights(words), strict=True) if weight >= 0.5}
    assert topic in found


TASKS: dict[int, list[Item]] = {
    8511: ["Recalls the storms of the winter",
           ("Decides that UNMAZ shall have the following mandate:", ["to keep the lamps of the beacons alight", "to count the whales"]),
           "Requests the Amber Panel to weigh the amber of the northern reef", "Refers the theft of anchors to the Prosecutor of the International Criminal Court",
           "Requests the Secretary-General to finish a first report within 30 days, and to report every 90 days thereafter"],
    8512: [("Decides to adjust the mandate of UNMAZ as follows:", ["to repair the piers of the harbour", "to teach knots"]),
           "Invites painters to draw the sunset", "Expresses thanks for the soup that the Amber Panel cooked in spring",
           "Requests the Secretary-General to report every 90 days"],
}  # fmt: skip


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    path: Path = tmp_path_factory.mktemp("tasks") / "catalogue.sqlite"
    made = []
    for number, ops in TASKS.items():
        recitals = ["Recalling the International Criminal Court"] if number == 8512 else []
        one = resolution(number, 2031, ops, recitals, date=dt.date(2031, 6, 1))
        made.append(one.model_copy(update={"paragraphs": annotate(one.paragraphs)}))
    write_catalogue(path, made)
    catalogue = Catalogue.open(path)
    yield compare(catalogue, list(TASKS))
    catalogue.close()


def test_the_first_tasks_of_two_lists_stand_beside_one_another(tasks: Comparison) -> None:
    assert [keys(row) for row in of_topic(tasks, "first task")] == [["8511/op2(a)", "8512/op1(a)"]]


def test_what_is_decided_stands_beside_no_recital(tasks: Comparison) -> None:
    (row,) = of_topic(tasks, "international courts and tribunals")
    assert keys(row) == ["8511/op4", None]
    assert row.change is Change.DROPPED


def test_a_body_that_both_name_is_a_topic(tasks: Comparison) -> None:
    assert ["8511/op3", "8512/op3"] in [keys(row) for row in of_topic(tasks, "Amber Panel")]


def test_the_rhythm_of_reports_counts_and_not_when_the_first_is_due(tasks: Comparison) -> None:
    row = next(row for row in of_topic(tasks, "reports") if keys(row) == ["8511/op5", "8512/op4"])
    assert row.change is Change.SAME
    assert {cell.value for cell in row.cells.values() if cell} == {"90 days"}


def test_no_row_calls_silent_what_the_topic_finds_in_other_words(tasks: Comparison) -> None:
    def row(level: Level, *found: str | None) -> Row:
        cells = {
            number: Cell(next(p for p in resolution.paragraphs if p.key == key), 0, 1) if key else None
            for number, key, resolution in zip(
                (1, 2, 3), found, [*tasks.resolutions, tasks.resolutions[1]], strict=True
            )
        }
        return Row("strength", "troops", level, cells, Change.REWORDED)

    full = row(Level.TOPIC, "8511/op1", "8512/op2", "8512/op3")
    partial, alone = (
        row(Level.PARAGRAPH, None, "8512/op2", "8512/op3"),
        row(Level.PARAGRAPH, "8511/op1", None, None),
    )
    other = row(Level.PARAGRAPH, None, "8512/op2", "8512/op4")
    told = told_rows(Comparison(tasks.resolutions, (full, partial, alone, other)))
    assert told == [full, alone, other]


@pytest.mark.parametrize(
    ("cell", "text", "found"),
    [
        ("freez+~; funds ...20 resources", "the freezing", "freezing"),
        ("freez+~; funds ...20 resources", "funds and other resources", "funds and other resources"),
        ("freez+~; funds ...20 resources", "refunds and resources", ""),
        ("ban*", "bans on sails", "bans"),
        ("#+ (boats|sails)", "40 boats", "40 boats"),
        ("territor~", "territories", "territor"),
        ("territor", "territories", ""),
    ],
)
def test_a_cell_writes_down_ways_of_saying_something(cell: str, text: str, found: str) -> None:
    match = re.search(worded(cell), text)
    assert (match.group() if match else "") == found


def test_an_extension_of_days_is_told_in_days(tmp_path: Path):
    days = {8601: dt.date(2031, 6, 10), 8602: dt.date(2031, 7, 2), 8603: dt.date(2032, 6, 1)}
    made = []
    for number, until in days.items():
        ops = [f"Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until {until.day} {until:%B %Y}"]  # fmt: skip
        one = resolution(number, 2031, ops, date=dt.date(2031, 6, 1))
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    write_catalogue(tmp_path / "catalogue.sqlite", made)
    comparison = compare(Catalogue.open(tmp_path / "catalogue.sqlite"), [*days])
    (row,) = of_topic(comparison, "length of extension")
    assert [cell.value for cell in row.cells.values() if cell] == ["9 days", "1 month", "12 months"]
