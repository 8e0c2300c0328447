"""Which passages stand beside one another where a text was split, merged, renewed by reference or only joined anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.compare.by_topic.aspects import topics
from assistant.compare.by_topic.values import Ends
from assistant.compare.changes import Change, compare_texts, effective_verb
from assistant.compare.comparison import compare
from assistant.compare.model import Comparison, Level
from assistant.compare.units import figures_of, units_of
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

LAMPS = "to keep the lamps of the northern beacons alight from dusk until dawn in every season"
SEIZED = "Decides to remain seized of the matter"
OLD: list[Item] = [
    "Decides to establish a Committee of the Council on the ferries of Azuria, with the tasks set out below",
    ("Decides that all States shall:", ["refuse landing to ferries that carry smuggled amber from Azuria",
                                        "close the ticket offices of the Amber League in their harbours"]),
    "Calls upon all skippers, harbour masters and pilots to investigate the theft of anchors and to bring the thieves to court, "
    "and to share what they learn on the networks that buy stolen anchors",
    ("Decides that UNMAZ shall:", [LAMPS, "to count the whales that pass the strait of Boro in spring"]),
    "Requests the Secretary-General to report on a monthly basis on the beacons of Azuria",
    "Requests the pilots to teach knots to the children of the island",
    SEIZED,
]  # fmt: skip
NEW: list[Item] = [
    "Requests the Committee established pursuant to resolution 8401 (2031) to meet each spring in the old customs house",
    "Decides to renew for twelve months the measures imposed by paragraph 2 of resolution 8401 (2031)",
    "Calls upon all skippers, harbour masters and pilots to bring the thieves of anchors to court",
    "Further calls upon all skippers to investigate the theft of anchors, including the networks that buy stolen anchors",
    ("Reaffirms that UNMAZ will:", [f"{LAMPS[3:].capitalize()}; and", "count the whales that pass the strait of Boro in spring"]),
    "Requests the Secretary-General to give monthly reports on the beacons of Azuria",
    "Authorizes the museum to lend its harpoons",
    SEIZED,
]  # fmt: skip


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    path: Path = tmp_path_factory.mktemp("rows") / "catalogue.sqlite"
    made = []
    for number, year, ops in ((8401, 2031, OLD), (8402, 2032, NEW)):
        one = resolution(number, year, ops, date=dt.date(year, 6, 1))
        rows = annotate(one.paragraphs, known=lambda _: True)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    write_catalogue(path, made)
    catalogue = Catalogue.open(path)
    yield compare(catalogue, [8401, 8402])
    catalogue.close()


def beside(compared: Comparison, old: str | None, new: str | None, level: Level = Level.PARAGRAPH) -> list[Change]:
    """The kinds of change of the rows that hold just these two."""
    return [
        row.change
        for row in compared.rows
        if row.level is level and [cell.key if cell else None for cell in row.cells.values()] == [old, new]
    ]


def test_both_heirs_of_a_paragraph_stand_beside_it(compared: Comparison) -> None:
    assert beside(compared, "8401/op3", "8402/op3")
    assert beside(compared, "8401/op3", "8402/op4")


def test_a_renewal_stands_beside_the_measures_that_it_renews(compared: Comparison) -> None:
    assert beside(compared, "8401/op2", "8402/op2") or beside(compared, "8401/op2(a)", "8402/op2")


def test_a_body_stands_beside_the_passage_that_set_it_up(compared: Comparison) -> None:
    assert beside(compared, "8401/op1", "8402/op1")


def test_a_task_that_is_only_joined_anew_is_the_same(compared: Comparison) -> None:
    assert beside(compared, "8401/op4(a)", "8402/op5(a)") == [Change.SAME]
    assert beside(compared, "8401/op4(b)", "8402/op5(b)") == [Change.SAME]


def test_every_month_is_a_period_however_it_is_worded(compared: Comparison) -> None:
    reports = next(row for row in compared.rows if row.topic == "reports" and row.level is Level.TOPIC)
    assert [cell.value for cell in reports.cells.values() if cell] == ["1 month", "1 month"]
    assert reports.change is Change.SAME


def test_what_has_no_counterpart_is_new_or_gone(compared: Comparison) -> None:
    assert beside(compared, None, "8402/op7") == [Change.ADDED]
    assert beside(compared, "8401/op6", None) == [Change.DROPPED]


def test_no_two_rows_hold_the_same_passages(compared: Comparison) -> None:
    rows = [tuple(c.key if c else "" for c in row.cells.values()) for row in compared.rows if row.level is Level.PARAGRAPH]  # fmt: skip
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("To mend lamps;", "Mend lamps; and", Change.SAME),
        ("Also decides that lamps burn", "Decides further that lamps burn", Change.SAME),
        ("Further requests lamps", "Requests lamps", Change.SAME),
        ("Mend lamps and oars", "Mend lamps or oars", Change.REWORDED),
        ("Lamps are brought to", "Lamps are brought", Change.REWORDED),
    ],
)
def test_joints_are_no_change(old: str, new: str, change: Change) -> None:
    assert compare_texts(old, new, "", "").change is change


def test_a_point_below_a_reaffirmation_claims_no_weaker_verb() -> None:
    assert effective_verb("to mend the lamps", "reaffirms") == ""
    assert effective_verb("to mend the lamps", "requests") == "requests"


@pytest.mark.parametrize(
    ("words", "troops", "police"),
    [
        ("up to 1,450 military personnel and 320 police personnel", "1,450", "320"),
        ("a military component of up to 1,450 troops and a police component, with formed units, of up to 320", "1,450", "320"),
        ("a troop ceiling of 1,450, and up to 320 civilian police personnel", "1,450", "320"),
        ("a police ceiling of 320 personnel", "", "320"),
        ("urges troop- and police-contributing countries to vet 90 officers", "", ""),
        ("its troops increased from a maximum of 1,200 to a maximum of 1,700", "1,700", ""),
        ("its troops increased from 1,200 in the harbours to 1,700", "1,700", ""),
        ("from each State up to 1,200 troops to guard the piers", "1,200", ""),  # which goes on to no other
    ],
)  # fmt: skip
def test_a_figure_belongs_to_who_is_counted(words: str, troops: str, police: str) -> None:
    ends = Ends({}, {})
    one = resolution(8401, 2031, [f"Decides that UNMAZ shall have {words}"])
    (unit,) = units_of(one.paragraphs)
    found = {topic.name: ends.value(topic, unit) for topic in topics() if topic.name in ("troops", "police")}
    assert found == {"troops": troops, "police": police}


def test_years_of_resolutions_are_no_figures_and_periods_keep_their_unit() -> None:
    assert figures_of("as resolution 8401(2031) and 8402 (2032) say") == ()
    assert figures_of("for 12 months, by six weeks") == ("12 months", "six weeks")
    assert figures_of("paragraphs 3, 4 (a), and 9 of resolution 8401 (2031), paragraphs 6–7, rule 28, Article 41") == ()
    assert figures_of("paragraph 4 and 30 days") == ("30 days",)


def test_what_is_renewed_by_its_number_is_not_silent(compared: Comparison) -> None:
    assert beside(compared, "8401/op2(b)", "8402/op2")
    assert not beside(compared, "8401/op2(b)", None)


def test_a_figure_on_one_side_is_new_or_gone() -> None:
    assert compare_texts("Lamps burn", "Lamps burn for 12 months", "", "").detail == "new: 12 months"
    assert compare_texts("Lamps burn until 1 May 2031", "Lamps burn", "", "").detail == "no longer: 1 May 2031"
