"""Rows that lie beside those of the assignment, and the search for an aspect: three invented texts on one island."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.apart.warm import warm_up
from assistant.compare.agreement import Search
from assistant.compare.aligning.beside import chief_rows
from assistant.compare.by_topic.aspects import topics
from assistant.compare.by_topic.topics import TopicRow
from assistant.compare.changes import Change
from assistant.compare.comparison import KEPT, compare
from assistant.compare.model import Comparison, Level, Row
from assistant.compare.rows import fullest, keys_of, passages, told_rows
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

FIRST: list[Item] = [
    ("Decides that all States shall prevent:", ["the import of amber and whale oil from Azuria",
                                                "the sale of sails and rudders to the harbours of Azuria"]),
    "Calls upon all States not to render loans or other financial aid to the Amber League",
    "Decides to remain seized of the matter",
]  # fmt: skip
SECOND: list[Item] = [
    "Decides that all States shall prevent the import of all goods and wares from Azuria",
    "Decides that no loans or other financial aid shall be made available to the Amber League by any State",
    "Requests the pilots to teach knots to the children of the island",
    "Decides to remain seized of the matter",
]
THIRD: list[Item] = [
    "Decides that the provisions of resolutions 8501 (2031) and 8502 (2032) shall remain fully in force",
    "Requests the Secretary-General to count the lighthouses of the northern coast each spring",
    "Decides to remain seized of the matter",
]
ENDING: list[Item] = ["Decides to lift all prohibitions that were imposed by resolution 8501 (2031)"]
REMINDING: list[Item] = [
    "Reminds all harbours to comply with the measures imposed by resolution 8501 (2031)",
    "Requests the ferrymen of Tarvik to ring the bell at noon",
]
WIDER: list[Item] = [
    "Calls upon all States not to render loans or other financial aid to the Amber League or to the Whalers",
    "Condemns the theft of the oars of Tarvik",
]
CLOSING: list[Item] = [
    "Decides, with the consent of all islands, to terminate from the day of adoption the embargoes set out in paragraph 1 "
    "of resolution 8506 (2036)",
    "Decides that the bells of the mainland shall be tuned by apprentices",
]
# Two paragraphs on one matter in either text, each nearest to the same one of the other.
TOLD_TWICE: list[Item] = [
    "Welcomes the pact of the two harbours on the tuning of fog horns and of bells by the guild of organ builders",
    "Stresses the weight of the pact of the two harbours on the tuning of fog horns for pilots and skippers of the strait",
    "Requests the painters to varnish the masts",
]
TOLD_AGAIN: list[Item] = [
    "Invites the wardens to ring the bells of the light ships in thick fog",
    "Reaffirms the pact of the two harbours on the tuning of fog horns and of bells for pilots of the strait by organ builders",
    "Notes that the pact of the two harbours on the tuning of fog horns runs out, and thanks the skippers",
]
PROLONGING: list[Item] = [
    "Decides to extend for a further year the measures and the permissions set out in resolution 8501 (2031)",
    "Requests the bakers of Tarvik to bake rusks for the crews",
]
WINDING_UP: list[Item] = [
    "Decides, having regard to the pact that the elders of both coasts have signed in the great hall of the guild of organ "
    "builders of the mainland, to call upon all States to lift the measures taken under resolution 8501 (2031)",
    "Thanks the organ builders",
]
# The first paragraph replaces the ban by number, the second says it anew; a later text renews both by number and speaks of
# reports in the words of the ban.
ANEW: list[Item] = [
    "Decides that the measures in paragraph 1 of resolution 8501 (2031) are replaced by paragraph 2 below",
    "Decides that all States shall prevent the import of amber and whale oil and resin from Azuria",
]
RENEWING: list[Item] = [
    (
        "Decides for a period of one year:",
        [
            "to renew the bans once in paragraph 1 of resolution 8501 (2031) and in paragraphs 1 and 2 of resolution 8515 (2045)"
        ],
    ),
    "Requests all States to report the import of amber and whale oil and resin from Azuria",
]
CREW: list[Item] = ["Decides that the Mission shall consist of up to 400 troops"]
FEWER: list[Item] = ["Decides that the Mission shall consist of up to 300 troops", "Thanks the cooks of the Mission"]
NO_FIGURE: list[Item] = ["Reaffirms that the Mission shall consist of troops"]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("beside") / "catalogue.sqlite"
    made = []
    for number, ops in (
        (8501, FIRST),
        (8502, SECOND),
        (8503, THIRD),
        (8504, ENDING),
        (8505, REMINDING),
        (8506, WIDER),
        (8507, CLOSING),
        (8508, TOLD_TWICE),
        (8509, TOLD_AGAIN),
        (8510, CREW),
        (8511, FEWER),
        (8512, NO_FIGURE),
        (8513, PROLONGING),
        (8514, WINDING_UP),
        (8515, ANEW),
        (8516, RENEWING),
    ):
        one = resolution(number, number - 6470, ops, date=dt.date(number - 6470, 6, 1))
        rows = annotate(one.paragraphs, known=lambda _: True)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    write_catalogue(path, made)
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def compared(catalogue: Catalogue) -> Comparison:
    return compare(catalogue, [8501, 8502, 8503])


def row_of(comparison: Comparison, *keys: str) -> Row:
    return next(row for row in comparison.rows if keys_of(row) == keys)


def test_a_measure_stands_beside_what_keeps_it_in_force_as_a_whole(compared: Comparison) -> None:
    row = row_of(compared, "8501/op2", "8502/op2", "8503/op1")
    assert row.beside
    assert row.change is Change.VERB  # from the first to the second; the third only keeps it
    assert row.detail.endswith(KEPT)
    assert "calls upon → decides" in row.detail


def test_what_is_no_measure_is_not_kept(compared: Comparison) -> None:
    kept = [keys_of(row)[1] for row in compared.rows if KEPT in row.detail]
    assert "8502/op2" in kept
    assert "8502/op4" not in kept


def test_a_measure_stands_beside_what_lifts_all_of_them(catalogue: Catalogue) -> None:
    row = row_of(compare(catalogue, [8501, 8504]), "8501/op2", "8504/op1")
    assert row.beside
    assert KEPT not in row.detail


@pytest.mark.parametrize("number", [8513, 8514])
def test_a_measure_stands_beside_what_prolongs_or_ends_all_of_them(catalogue: Catalogue, number: int) -> None:
    assert row_of(compare(catalogue, [8501, number]), "8501/op2", f"{number}/op1").beside


def test_what_renews_paragraphs_by_their_numbers_stands_beside_each_of_them(catalogue: Catalogue) -> None:
    comparison = compare(catalogue, [8501, 8515, 8516])
    for key in ("8515/op1", "8515/op2"):
        assert row_of(comparison, "8501/op1(a)", key, "8516/op1(a)")


def test_what_reminds_of_all_measures_stands_in_the_middle_of_a_row(catalogue: Catalogue) -> None:
    row = row_of(compare(catalogue, [8501, 8505, 8506]), "8501/op2", "8505/op1", "8506/op1")
    assert row.beside
    assert KEPT not in row.detail


def test_an_end_by_number_in_more_words_takes_the_place_of_what_is_nearer(catalogue: Catalogue) -> None:
    row = row_of(compare(catalogue, [8501, 8506, 8507]), "8501/op2", "8506/op1", "8507/op1")
    assert row.change is not Change.DROPPED


def test_the_name_of_a_town_joins_passages_and_the_rest_is_silent(catalogue: Catalogue) -> None:
    row = row_of(compare(catalogue, [8502, 8505, 8506]), "", "8505/op2", "8506/op2")
    assert row.change is Change.ADDED
    assert row.topic == "Tarvik"


def test_a_matter_told_twice_stands_beside_each_telling(catalogue: Catalogue) -> None:
    told = {keys_of(row) for row in compare(catalogue, [8508, 8509]).rows}
    assert told >= {(f"8508/op{one}", f"8509/op{other}") for one in (1, 2) for other in (2, 3)}


def test_a_text_without_the_figure_is_silent_in_a_row_beside(catalogue: Catalogue) -> None:
    comparison = compare(catalogue, [8510, 8511, 8512])
    assert row_of(comparison, "8510/op1", "8511/op1", "8512/op1").topic == "troops"
    assert row_of(comparison, "8510/op1", "8511/op1", "").beside


def test_what_a_text_only_touches_is_silent_in_a_row_beside() -> None:
    about = np.zeros((3, len(topics())), np.float32)
    about[:, 0] = 0.9, 0.8, 0.4
    rows = chief_rows([TopicRow(topics()[0], {8510: 0, 8511: 1, 8512: 2}, {})], [8510, 8511, 8512], about)
    assert [row.cells for row in rows] == [{8510: 0, 8511: 1}]


def test_no_row_beside_calls_silent_what_a_told_row_finds(catalogue: Catalogue) -> None:
    comparison = compare(catalogue, [8510, 8511, 8512])
    beside = [row_of(comparison, "8510/op1", "8511/op1", "")]
    assert fullest(beside) == beside
    assert fullest(beside, told_rows(comparison)) == []


def test_each_passage_is_counted_once_however_many_rows_lie_beside(compared: Comparison) -> None:
    counted = passages(compared)
    assert any(row.beside for row in compared.rows)
    assert not any(row.beside for row in counted)
    assert {key for row in counted for key in keys_of(row)} >= {"8501/op1", "8502/op3", "8503/op2"}


def test_rows_beside_do_not_make_the_told_ones_more(compared: Comparison) -> None:
    told = told_rows(compared)
    replaced = [row for row in told if row.beside]
    own = [row for row in compared.rows if not row.beside and row.level is not Level.CLAUSE]
    assert len(told) <= len(own)
    for row in replaced:  # each is told for one that was silent where this has a passage
        assert sum(map(bool, keys_of(row))) > 2


def test_json_says_which_rows_lie_beside(compared: Comparison) -> None:
    marked = [row["beside"] for row in compared.to_json()["rows"]]
    assert True in marked
    assert False in marked


def test_a_row_agrees_with_the_search_where_each_cell_is_the_best_of_its_text(compared: Comparison) -> None:
    search = Search(["loan", "financi"], set(), compared)
    right = row_of(compared, "8501/op2", "8502/op2", "8503/op1")
    wrong = next(row for row in compared.rows if "8502/op3" in keys_of(row) and not row.beside)
    assert search.agreement(right) > search.agreement(wrong)


def test_silence_agrees_where_nothing_is_on_what_is_asked_for(compared: Comparison) -> None:
    search = Search(["lighthous"], set(), compared)
    (row,) = [row for row in compared.rows if keys_of(row) == ("", "", "8503/op2") and row.level is Level.PARAGRAPH]
    assert search.agreement(row) == 1.0


def test_what_is_warmed_up_is_there_at_its_end_also_where_there_is_little_to_compare(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    write_catalogue(tmp_path / "one.sqlite", [resolution(8501, 2031, ["Decides to paint the ferry"])])
    for each in (catalogue, one := Catalogue.open(tmp_path / "one.sqlite")):
        warm_up(each)
        assert "texts" in vars(each)
    one.close()
