"""Structure, votes and counts over the whole corpus of official texts, where it is at hand beside the checkout."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from ingest.pinpoint import Kind, Pinpoint
from ingest.pipeline import Report
from ingest.resolution import Resolution, TextStatus

SHARED = Path(__file__).resolve().parents[2] / "shared"

WITHOUT_ANNEXES = {1244}  # the annexes of resolutions before 1285 are not in these texts


@pytest.fixture(scope="module")
def report(official: Report) -> Report:
    return official


@pytest.fixture(scope="module")
def resolutions(report: Report) -> dict[int, Resolution]:
    return {resolution.number: resolution for resolution in report.resolutions}


def lines(name: str) -> list[dict[str, Any]]:
    path = SHARED / "evaluation" / name
    if not path.is_file():
        pytest.skip(f"needs {name} in ../shared/evaluation")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_every_text_is_read(report: Report) -> None:
    with_text = [one.number for one in report.resolutions if one.status is not TextStatus.ABSENT]
    assert len(with_text) == 2823
    assert report.gaps == [2589, 2762]
    assert report.broken == []


def test_keys_are_unique_and_read_back(report: Report) -> None:
    keys: set[str] = set()
    for resolution in report.resolutions:
        for paragraph in resolution.paragraphs:
            assert paragraph.text.strip(), paragraph.key
            assert paragraph.key not in keys
            assert Pinpoint.parse(paragraph.key) == paragraph.pinpoint
            keys.add(paragraph.key)


def test_every_text_has_an_operative_paragraph(report: Report) -> None:
    for resolution in report.resolutions:
        if resolution.status is not TextStatus.ABSENT:
            assert any(paragraph.kind is Kind.OPERATIVE for paragraph in resolution.paragraphs), resolution.number


def test_structure_of_known_resolutions(resolutions: dict[int, Resolution]) -> None:
    for known in lines("parse_gold.jsonl"):
        resolution = resolutions[int(known["resolution"])]
        if resolution.status is TextStatus.ABSENT:
            continue
        number = resolution.number
        operative = [one for one in resolution.paragraphs if one.kind is Kind.OPERATIVE]
        assert [one.number for one in operative if one.numbered and not one.path] == known["op_numbers"], number
        points: dict[str, list[str]] = defaultdict(list)
        for one in operative:
            if len(one.path) == 1:
                points[one.number].append(one.path[0])
        for paragraph, letters in known["sub_paragraphs"].items():
            assert points[paragraph] == letters, (number, paragraph)
        if known["pp_count"] is not None:
            assert sum(one.kind is Kind.PREAMBULAR for one in resolution.paragraphs) == known["pp_count"], number
        for section in known["sections"] or ():
            inside = [one.number for one in operative if section["heading"] in one.section and not one.path]
            assert inside == section.get("ops", inside), number
            assert inside[0] == section.get("before_op", inside[0]), number
        annexes = {one.annex for one in resolution.paragraphs if one.kind is Kind.ANNEX}
        if number not in WITHOUT_ANNEXES:
            assert len(annexes) == len(known["annexes"]), number
        if (unnumbered := known.get("unnumbered_ops")) is not None:
            assert sum(not one.numbered and not one.path for one in operative) == unnumbered, number
        assert (str(resolution.date), str(resolution.meeting)) == (known["date"], known["meeting"]), number


def test_known_votes(resolutions: dict[int, Resolution]) -> None:
    for known in lines("votes.jsonl"):
        vote, expected = resolutions[int(known["resolution"])].vote, known["expected"]
        assert vote is not None, known["id"]
        assert (vote.yes, vote.no, vote.abstain) == (expected["yes"], expected["no"], expected["abstain"]), known["id"]
        assert set(vote.against) == set(expected["against"]), known["id"]
        assert set(vote.abstaining) == set(expected["abstaining"]), known["id"]
        assert set(vote.absent) == set(expected.get("not_participating", ())), known["id"]


# Yes, no, abstaining, not participating, and who abstained: votes that one source or another has wrong.
KNOWN_ERRORS: dict[int, tuple[tuple[int, int, int, int], set[str]]] = {
    166: ((9, 0, 1, 1), {"USA"}),
    176: ((10, 0, 1, 0), {"TWN"}),
    191: ((8, 0, 3, 0), {"CSK", "FRA", "SUN"}),
    193: ((9, 0, 2, 0), {"CSK", "SUN"}),
    290: ((11, 0, 4, 0), {"ESP", "FRA", "GBR", "USA"}),
    320: ((13, 0, 2, 0), {"GBR", "USA"}),
    338: ((14, 0, 0, 1), set()),
    355: ((12, 0, 2, 1), {"BLR", "SUN"}),
    387: ((9, 0, 5, 1), {"FRA", "GBR", "ITA", "JPN", "USA"}),
    397: ((13, 0, 1, 1), {"USA"}),
    400: ((15, 0, 0, 0), set()),
    401: ((13, 0, 0, 2), set()),
    1559: ((9, 0, 6, 0), {"BRA", "CHN", "DZA", "PAK", "PHL", "RUS"}),
    2312: ((14, 0, 1, 0), {"VEN"}),
    2720: ((13, 0, 2, 0), {"RUS", "USA"}),
}


@pytest.mark.parametrize("number", KNOWN_ERRORS)
def test_votes_that_a_source_has_wrong(resolutions: dict[int, Resolution], number: int) -> None:
    vote, (counts, abstaining) = resolutions[number].vote, KNOWN_ERRORS[number]
    assert vote is not None
    assert (vote.yes, vote.no, vote.abstain, vote.not_participating) == counts
    assert set(vote.abstaining) == abstaining
    assert len(vote.in_favour) == vote.yes


def test_members_that_the_table_of_votes_leaves_out_are_named(resolutions: dict[int, Resolution]) -> None:
    for number, member, other in ((1973, "PRT", "TUR"), (2722, "SVN", "SVK"), (220, "ARG", "DZA"), (186, "CSK", "CZE")):
        vote = resolutions[number].vote
        assert vote is not None
        assert member in vote.in_favour, number
        assert other not in vote.in_favour, number


def test_operative_numbers_count_through(resolutions: dict[int, Resolution]) -> None:
    """The trusteeship agreement in 21 (1947) starts anew with each article; the only text of 952 here has lost two."""
    for resolution in resolutions.values():
        numbers: dict[str, list[int]] = defaultdict(list)
        for one in resolution.paragraphs:
            if one.kind is Kind.OPERATIVE and one.numbered and not one.path:
                numbers[one.part].append(int(one.number))
        for part, printed in numbers.items():
            assert printed == list(range(1, len(printed) + 1)) or resolution.number in {21, 952}, (
                resolution.number,
                part,
            )


def test_no_range_of_years_is_a_resolution(resolutions: dict[int, Resolution]) -> None:
    for number, years in {1379: 2001, 1756: 2007, 1836: 2008, 1889: 2009, 1912: 2010, 2030: 2011, 2164: 2013}.items():
        assert years not in resolutions[number].related
