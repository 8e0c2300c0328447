"""Which rows of a comparison asked for in words are told: on what is named, and of the whole where all are about that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from assistant.compare.changes import Change
from assistant.compare.choosing import chosen_rows, led_by, says_all
from assistant.compare.comparison import compare
from assistant.compare.model import Cell, Comparison, Level, Row
from assistant.compare.rows import found_more, fullest, keys_of
from assistant.operations.compare import Compare, CompareResult
from assistant.operations.corpus import Corpus
from assistant.plan import plans_from_line
from assistant.telling.compare import NEAREST, row_told, tell
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

PORTS = "Arum Belo Corva Dunmar Elvas Fosse Grael Hask Ister Jarrow Kelm Lorne".split()
THINGS = "ropes sails oars nets masts anchors lamps bells flags barrels ladders pumps".split()


def text(year: int, strong: str, police: int | None) -> list[Item]:
    ferries: list[Item] = [
        f"{strong} the harbour of {port} to keep its {thing} ready for the ferries"
        for port, thing in zip(PORTS, THINGS, strict=True)
    ]
    strength = f"Decides that UNMAZ shall comprise up to {year - 1000} troops"
    return [
        *ferries,
        f"Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 June {year + 1}",
        f"{strength} and a police component of up to {police}" if police else strength,
    ]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    path: Path = tmp_path_factory.mktemp("told") / "catalogue.sqlite"
    made = []
    for number, year, strong, police in ((8501, 2031, "Urges", None), (8502, 2032, "Requests", 140), (8503, 2033, "Requests", 160)):  # fmt: skip
        one = resolution(number, year, text(year, strong, police), date=dt.date(year, 6, 1))
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    write_catalogue(path, made)
    catalogue = Catalogue.open(path)
    yield compare(catalogue, [8501, 8502, 8503])
    catalogue.close()


def told(compared: Comparison, line: str) -> list[Row]:
    (plan,) = plans_from_line(line)
    assert isinstance(plan, Compare)
    return chosen_rows(compared, plan.aspect, plan.changes, plan.places)


def test_where_more_fits_than_is_told_the_last_rows_are_of_the_whole(compared: Comparison) -> None:
    rows = told(compared, 'compare(resolutions=[8501, 8502, 8503], aspect="the ferries")')
    assert len(rows) == 10
    assert all("ferries" in cell.text for row in rows[:7] for cell in row.cells.values() if cell)
    assert {"end date", "troops"} <= {row.topic for row in rows[7:]}


def test_what_fits_less_often_is_told_alone(compared: Comparison) -> None:
    rows = told(compared, 'compare(resolutions=[8501, 8502, 8503], aspect="the bells of Hask")')
    assert set(keys_of(rows[0])) == {"8501/op8", "8502/op8", "8503/op8"}


def test_the_whole_has_no_second_row_on_the_same_passages_unless_another_value_changed(compared: Comparison) -> None:
    rows = told(compared, "compare(resolutions=[8501, 8502, 8503])")
    assert {"end date", "troops"} <= {row.topic for row in rows}
    again = [row for nth, row in enumerate(rows) if any(keys_of(row) == keys_of(other) for other in rows[:nth])]
    assert all(row.change is Change.FIGURE for row in again)
    assert "length of extension" not in {row.topic for row in rows}  # twelve months as before


def test_what_is_new_and_changes_later_is_told_with_both(compared: Comparison) -> None:
    row = next(row for row in compared.rows if row.topic == "police" and row.change is Change.ADDED)
    assert row_told(row, compared)[0].startswith("Police: new, then changed figure or date (140 → 160).")


def test_the_fullest_rows_are_those_that_no_other_one_holds(compared: Comparison) -> None:
    rows = [row for row in compared.rows if any(keys_of(row))]
    expected = [row for row in rows if not any(found_more(keys_of(row), keys_of(other)) for other in rows)]
    assert fullest(rows) == expected


def rows_of(before: list[str], after: list[str], *rows: tuple[str, Change, int | None, int | None, str]) -> Comparison:
    """A comparison of two texts; each row has its topic, its change, the numbers of its paragraphs and the value of both."""
    texts = [
        one.model_copy(update={"paragraphs": annotate(one.paragraphs)})
        for one in (resolution(8601, 2031, before), resolution(8602, 2032, after))
    ]

    def cell(nth: int, at: int | None, value: str) -> Cell | None:
        if at is None:
            return None
        paragraph = texts[nth].paragraphs[at - 1]
        return Cell(paragraph, 0, len(paragraph.words), verb=paragraph.verb or "", value=value)

    made = [
        Row("mandate", topic, Level.PARAGRAPH, {8601: cell(0, old, value), 8602: cell(1, new, value)}, change)
        for topic, change, old, new, value in rows
    ]
    return Comparison(tuple(texts), tuple(made))


def test_of_what_was_dropped_what_is_gone_by_decision_is_told_first_and_in_full() -> None:
    ending = "Decides to discontinue the watch of the piers of Arum that the ferries asked for when the lamps of the harbour went out at dusk"
    watch = ("the watch", Change.VERB, 1, 1, "")
    before = [
        "Expresses its readiness to prolong the watch",
        "Calls for lamps on the piers",
        "Urges all ferries to sail",
    ]
    after = [ending, "Demands that all ferries discontinue the race"]
    race = ("the race", Change.VERB, 3, 2, "")  # what others are to end
    compared = rows_of(before, after, ("lamps", Change.DROPPED, 2, None, ""), race, watch)
    rows = chosen_rows(compared, changes=(Change.DROPPED,))
    assert [row.topic for row in rows] == ["the watch", "lamps"]
    assert "went out at dusk" in row_told(rows[0], compared)[0]


def test_a_passage_that_was_compared_by_its_value_is_not_laid_beside_another_one() -> None:
    before = ["Welcomes the lamps of Arum", "Decides to extend the mandate of the keepers until 3 May 2032"]
    after = ["Decides to extend the mandate of the keepers until 3 May 2033"]
    ends, other = ("end date", Change.FIGURE, 2, 1, "3 May"), ("end date", Change.VERB, 1, 1, "")
    assert [keys_of(row) for row in chosen_rows(rows_of(before, after, other, ends))] == [("8601/op2", "8602/op1")]


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ("Demands that the ferries sail and that humanitarian access to the piers be given", "- nearest to it, S/RES/8602 (2032), para. 2: "),
        ("Demands that the ferries sail", "- S/RES/8602 (2032): no passage on this was found."),
    ],
)  # fmt: skip
def test_only_a_text_without_a_word_on_the_topic_is_silent(later: str, said: str) -> None:
    before = resolution(8601, 2031, ["Calls for full humanitarian access to the islands of Arum"])
    after = resolution(8602, 2032, ["Decides to paint the piers", later])
    cell = Cell(before.paragraphs[0], 0, len(before.paragraphs[0].words))
    cells = {8601: cell, 8602: None}
    row = Row("humanitarian", "humanitarian access", Level.PARAGRAPH, cells, Change.DROPPED)
    text, quoted = row_told(row, Comparison((before, after), (row,)))
    assert said in text
    assert text.startswith("Humanitarian access: no longer there" + (" in these words." if len(quoted) > 1 else "."))


STAYED = ("end date", Change.SAME, 1, 1, "3 May 2032")
SILENT = ("end date", Change.SAME, 1, 1, "")
STEADY = ("troops", Change.SAME, 2, 2, "140")
RAISED = ("troops", Change.FIGURE, 2, 2, "140")
ENDED_LATER = ("end date", Change.FIGURE, 1, 1, "3 May 2032")


@pytest.mark.parametrize(
    ("rows", "asked", "told"),
    [
        ((STAYED, RAISED), "until when do the keepers stay", ["end date"]),
        ((SILENT, RAISED), "until when do the keepers stay", ["troops"]),  # no value by which it could be told as the same
        ((ENDED_LATER, RAISED), "until when do the keepers stay", ["end date", "troops"]),
        ((STAYED, RAISED), "how many troops guard the keepers", ["troops"]),  # what is asked about did change
        ((STAYED, RAISED), "the keepers", ["troops"]),  # no value is asked about
        ((ENDED_LATER, STEADY), "ceiling of the keepers", ["troops"]),
    ],
)  # fmt: skip
def test_a_value_that_is_asked_about_is_told_though_it_did_not_change_and_no_other_in_its_place(
    rows: tuple[tuple[str, Change, int | None, int | None, str], ...], asked: str, told: list[str]
) -> None:
    before = [
        "Decides to extend the mandate of the keepers until 3 May 2032",
        "Decides that 140 troops guard the keepers",
    ]
    chosen = chosen_rows(rows_of(before, before, *rows), asked, (Change.FIGURE,))
    assert [row.topic for row in chosen] == told


LEFT = ["Urges pilots to trim lamps", "Asks keepers to count oars", "Calls upon rowers to mend nets"]
RIGHT = ["Urges pilots to trim wicks", "Asks keepers to count sails", "Calls upon rowers to mend ropes"]
LAID = (("lamps", Change.REWORDED, 1, 1, ""), ("oars", Change.REWORDED, 2, 2, ""), ("lamps", Change.REWORDED, 1, 3, ""))


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (("8601/op1", "8602/op3"), [("8601/op1", "8602/op3")]),
        (("8601/op1",), [("8601/op1", "8602/op1"), ("8601/op1", "8602/op3")]),
        (("8601/op2", "8602/op3"), [("8601/op2", "8602/op2"), ("8601/op1", "8602/op3")]),  # no row lays these together
    ],
)
def test_of_two_places_that_are_named_only_what_lays_them_beside_each_other_is_told(
    places: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    assert [keys_of(row) for row in chosen_rows(rows_of(LEFT, RIGHT, *LAID), places=places)] == told


def test_what_lays_the_paragraphs_that_were_found_beside_each_other_leads_also_where_it_has_to_be_made() -> None:
    compared = rows_of(LEFT, RIGHT, *LAID)
    lamps, oars, others = compared.rows
    assert led_by([lamps, oars], (), compared) == [lamps, oars]
    assert led_by([lamps, oars], ("8601/op2", "8602/op2"), compared) == [oars, lamps]
    assert led_by([oars], ("8601/op1", "8602/op3"), compared) == [others, oars], "it was compared, and not chosen"
    made, *behind = led_by([lamps, oars], ("8601/op3", "8602/op1"), compared)
    assert keys_of(made) == ("8601/op3", "8602/op1")
    assert made.change is Change.REWORDED
    assert behind == [lamps, oars]
    assert len(led_by([lamps] * 12, ("8601/op3", "8602/op1"), compared)) == 10, "as many as are told"


@pytest.mark.parametrize(
    ("aspect", "says"),
    [
        ("the lamps that pilots trim", True),
        ("how the trimming of lamps changed", True),  # a word that only compares is none of it
        ("the lamps that pilots sell", False),
        ("anchors", False),
        ("lamps of KELPCO", True),  # a name
    ],
)
def test_a_row_says_all_that_is_asked_where_it_lacks_no_word_of_it(aspect: str, says: bool) -> None:
    compared = rows_of(LEFT, RIGHT, *LAID)
    assert says_all(compared.rows[0], aspect, compared) is says


def test_a_row_on_a_topic_says_all_that_names_the_topic_in_other_words() -> None:
    compared = rows_of(LEFT, RIGHT, ("costs and funding", Change.REWORDED, 1, 1, ""))
    assert says_all(compared.rows[0], "who pays", compared)
    assert not says_all(compared.rows[0], "who pays the divers of the southern reef", compared), "more than a topic"


def draft_of(compared: Comparison, rows: int, *, is_near: bool = False) -> str:
    result = CompareResult(
        plan=Compare(resolutions=(8601, 8602)),
        comparison=compared,
        rows=compared.rows[:rows],
        resolutions=(8601, 8602),
        found=True,
        is_near=is_near,
    )
    return tell(result, cast("Corpus", None)).text


def test_where_one_or_two_rows_are_told_whole_passages_are_shown() -> None:
    last = "and the lamp that stands highest is lit at dusk"
    long = "Urges pilots to trim lamps on each pier, in each bay, at each lock and by each buoy of the island, "
    before = [f"{long * 3}{last}", "Asks keepers to count oars", "Calls upon rowers to mend nets"]
    compared = rows_of(before, RIGHT, *((name, Change.REWORDED, at, at, "") for at, name in enumerate("abc", 1)))
    assert last in draft_of(compared, 1)
    assert last in draft_of(compared, 2)
    assert last not in draft_of(compared, 3)
    assert long[:40] in draft_of(compared, 3)
    endless = rows_of([long * 12 + last], RIGHT, LAID[0])
    assert last not in draft_of(endless, 1)
    assert len(draft_of(endless, 1)) > 900


def test_a_comparison_that_only_comes_near_says_so_first() -> None:
    compared = rows_of(LEFT, RIGHT, *LAID)
    assert draft_of(compared, 1, is_near=True).startswith(NEAREST)
    assert NEAREST not in draft_of(compared, 1)
