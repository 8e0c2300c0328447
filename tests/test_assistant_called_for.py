"""The beginning of measures is the first decision that binds; what was called for before is told beside it, and asked for by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from tests.decided import corpus_of, decided, line_of, told
from vectorstore.catalogue import Catalogue

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9201: (
        dt.date(2031, 3, 1),
        ["Calls upon all States to exercise vigilance over the export of arms and ammunition to Kenya"],
    ),
    9202: (
        dt.date(2032, 4, 1),
        ["Urges all States to refrain from any supply of arms to Kenya"],
    ),
    9203: (
        dt.date(2033, 5, 1),
        [
            (
                "Decides that all States shall prevent:",
                [
                    "the sale or supply to Kenya of arms and related materiel of all types",
                    "any training of its pilots with them",
                ],
            )
        ],
    ),
    9204: (
        dt.date(2034, 5, 1),
        ["Decides to terminate the arms embargo against Kenya imposed by paragraph 1 of resolution 9203 (2033)"],
    ),
}
EMBARGO = Subject(kind=SubjectKind.MEASURES, name="Kenya arms embargo")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    cites = {"9204/op1": ("9203/op1",)}
    with decided(Path(tmp_path_factory.mktemp("called")), TEXTS, cites) as opened:
        yield opened


def line(catalogue: Catalogue, question: str, focus: Focus | None = None) -> str:
    return line_of(catalogue, question, focus, DAY)


@pytest.mark.parametrize(
    "question",
    [
        "Kenya arms embargo when did it become binding",
        "the first compulsory arms embargo on Kenya, which resolution + paragraph",
    ],
)
def test_that_measures_bind_is_no_matter_beside_their_beginning(catalogue: Catalogue, question: str) -> None:
    assert line(catalogue, question) == 'chain(subject=measures("Kenya arms embargo"), view="first")'


def test_the_first_decision_leads_and_what_was_called_for_is_told_beside_it(catalogue: Catalogue) -> None:
    draft = told(str(Chain(subject=EMBARGO, view="first")), corpus_of(catalogue, DAY))
    assert [each.key for each in draft.citations] == ["9203/op1", "9203/op1(a)", "9203/op1(b)", "9201/op1"]
    assert "para. 1 (a): “the sale or supply to Kenya of arms and related materiel of all types" in draft.text
    assert "Called for before, without a decision: S/RES/9201 (2031), para. 1 (1 March 2031)" in draft.text


def test_what_it_was_before_is_what_was_called_for(catalogue: Catalogue) -> None:
    first = Chain(subject=EMBARGO, view="first")
    spoken = Focus(subjects=(EMBARGO,), resolutions=(9203,), lead="9203/op1", plans=(first,), text="since when")
    plan = line(catalogue, "and what was it before", spoken)
    assert plan == 'chain(subject=measures("Kenya arms embargo"), view="before")'
    assert told(plan, corpus_of(catalogue, DAY)).citations[0].key == "9201/op1"
