"""What was expressly replaced has not run to the end of the words that a later text says again: on an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.draft import Draft, quotation
from assistant.reading.subjects import Subjects
from assistant.records.stands import in_words
from assistant.telling.beside.later import with_standing
from tests.decided import decided
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_BAN = "all States shall take the measures that are needed to prevent the sale of lanterns, wicks and oil of every sort"
_CHANGED = {
    9311: (dt.date(2031, 1, 1), ["Decides that the Committee may list lanterns in Haiti for a period of ninety days"]),
    9312: (
        dt.date(2032, 1, 1),
        ["Decides to modify the listing period in paragraph 1 of resolution 9311 (2031) to be one year for Haiti"],
    ),
}
_TEXTS = {
    9301: (
        dt.date(2031, 1, 1),
        [f"Decides that for a period of one year {_BAN} to the lamplighters of Haiti whom the Committee designates"],
    ),
    9302: (
        dt.date(2032, 1, 1),
        [
            "Decides that paragraph 1 of resolution 9301 (2031) shall be replaced by the following: “Decides that for a period of "
            "one year nobody may bring candles to Haiti, but for chapels”"
        ],
    ),
    9303: (dt.date(2033, 1, 1), [f"Decides that for a period of one year {_BAN} to the lamplighters of Haiti"]),
}


@pytest.fixture(scope="module")
def lanterns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("lanterns"), _TEXTS, {"9302/op1": ("9301/op1",)}) as opened:
        yield opened


def test_what_was_replaced_by_its_number_did_not_lapse_with_what_says_its_words_again(lanterns: Catalogue) -> None:
    row = lanterns.paragraph("9301/op1")
    assert row is not None
    stands = standing(row, Lineage(lanterns), dt.date(2035, 1, 1))
    assert [each.later for each in stands.versions] == ["9303/op1"]
    assert (stands.state, stands.by, stands.successor) == (State.REPLACED, "9302/op1", "9303/op1")
    said = in_words(stands, lanterns)
    assert said == "Replaced by S/RES/9302 (2032), para. 1; last said in S/RES/9303 (2033), para. 1"


@pytest.mark.parametrize("of_now", [True, False])
def test_what_is_changed_by_its_number_is_told_in_the_words_that_change_it(tmp_path: Path, *, of_now: bool) -> None:
    with decided(tmp_path, _CHANGED, {"9312/op1": ("9311/op1",)}) as opened:
        row = opened.paragraph("9311/op1")
        assert row is not None
        draft = Draft(row.words, (quotation(row),), status=Status.ANSWERED)
        told = with_standing(draft, Subjects(opened), Lineage(opened), dt.date(2035, 1, 1), of_now=of_now)
    assert "to be one year for Haiti”" in told.text
    assert told.text.startswith("S/RES/9311 (2031), para. 1: Changed by S/RES/9312 (2032), para. 1.") is of_now


_POINTS = {
    9341: (
        dt.date(2031, 1, 1),
        [("Decides that all States shall:", ["prevent the sale of lanterns to Haiti;", "prevent the sale of wicks to Haiti."])],
    ),
    9342: (dt.date(2032, 1, 1), ["Decides to terminate the measures in paragraph 1 (a) of resolution 9341 (2031)"]),
    9343: (dt.date(2033, 1, 1), ["Decides to extend the measures in paragraph 1 (b) of resolution 9341 (2031) until 1 May 2036"]),
}  # fmt: skip


def test_a_paragraph_that_is_quoted_for_one_point_stands_as_that_point_does(tmp_path: Path) -> None:
    with decided(tmp_path, _POINTS, {"9342/op1": ("9341/op1(a)",), "9343/op1": ("9341/op1(b)",)}) as opened:
        whole, point = opened.paragraph("9341/op1"), opened.paragraph("9341/op1(a)")
        assert whole is not None
        assert point is not None
        quoted = f"{point.citation} (1 January 2031): “{whole.words}” “{point.words}”"
        draft = Draft(quoted, (quotation(whole), quotation(point)), status=Status.ANSWERED)
        told = with_standing(draft, Subjects(opened), Lineage(opened), dt.date(2035, 1, 1))
    assert told.text.startswith("S/RES/9341 (2031), para. 1 (a): Ended by S/RES/9342 (2032), para. 1.")


def test_the_version_before_is_what_was_replaced_by_its_number_though_an_older_text_says_more_alike(
    tmp_path: Path,
) -> None:
    ban = "the keepers of Haiti shall not sell, lend or carry lanterns, wicks, oil or tallow of any sort over the sea"
    texts = {
        9321: (dt.date(2031, 1, 1), [f"Decides that {ban}"]),
        9322: (
            dt.date(2032, 1, 1),
            ["Decides that paragraph 1 of resolution 9321 (2031) shall be replaced by the following: “Decides that keepers may sell up to 40 wicks”"],
        ),
        9323: (
            dt.date(2033, 1, 1),
            [f"Decides that paragraph 1 of resolution 9322 (2032) shall be replaced by the following: “Decides that {ban}”"],
        ),
    }  # fmt: skip
    with decided(tmp_path, texts, {"9322/op1": ("9321/op1",), "9323/op1": ("9322/op1",)}) as opened:
        assert Lineage(opened).older("9323/op1") == ["9322/op1", "9321/op1"]
