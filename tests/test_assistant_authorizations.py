"""Several authorizations at one place: told apart by what is authorized, and all that stand told where a question leaves it open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.operations.chain import Chain
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.subjects import Subjects
from assistant.timeline.beside_end import allowed_by
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.decided import corpus_of, decided, read_by, told

DAY = dt.date(2033, 1, 10)
TEXTS = {  # number: day, paragraphs
    7401: (dt.date(2031, 2, 1), ["Authorizes Member States for a period of 12 months from the date of this resolution to inspect vessels off Zambia that carry crossbows"]),
    7402: (dt.date(2031, 3, 1), ["Authorizes Member States for a period of 12 months from the date of this resolution to inspect vessels off Zambia that carry stolen honey"]),
    7403: (dt.date(2031, 4, 1), ["Authorizes Member States for a period of 12 months from the date of this resolution to lend Zambia their divers"]),
    7404: (dt.date(2032, 2, 1), ["Decides to extend the authorizations on Zambia as set out in resolution 7401 (2031) until 1 February 2033"]),
    7405: (dt.date(2032, 3, 1), ["Decides to extend the authorizations on Zambia as set out in resolution 7402 (2031) until 1 March 2033"]),
    7406: (dt.date(2032, 12, 1), ["Decides to remain seized of the matter"]),
}  # fmt: skip
CITES = {"7404/op1": ("7401",), "7405/op1": ("7402",)}
BEFORE = "authorizations on Zambia since"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with decided(tmp_path_factory.mktemp("authorizations"), TEXTS, CITES) as catalogue:
        subjects = Subjects(catalogue)
        reader = Reader(catalogue, subjects, Spelling(subjects.names, lambda _: 2.0), lambda number: number in TEXTS)
        yield SimpleNamespace(catalogue=catalogue, subjects=subjects, reader=reader)


def followed(made: SimpleNamespace, question: str) -> list[str]:
    """The names of what the plans of a question follow."""
    plans = read_by(made.reader, made.subjects, question, Focus(), DAY).plans
    return [plan.subject.name for plan in plans if isinstance(plan, Chain)]


@pytest.mark.parametrize(
    ("question", "since"),
    [
        ("Zambia vessel inspections for crossbows until when?", [7401]),
        ("Zambia vessel inspections for stolen honey until when?", [7402]),
        ("When does the authorization on Zambia for honey end?", [7402, 7401]),  # the divers came home
    ],
)
def test_what_is_authorized_tells_one_from_the_others(made: SimpleNamespace, question: str, since: list[int]) -> None:
    assert followed(made, question) == [f"{BEFORE} {number}" for number in since]


def test_beside_a_renewal_it_is_told_what_is_authorized(made: SimpleNamespace) -> None:
    text = told(f'chain(subject=authorization("{BEFORE} 7402"))', corpus_of(made.catalogue, DAY)).text
    assert "in force on paper until 1 March 2033" in text
    assert "What is authorized: S/RES/7402 (2031), para. 1 says “Authorizes Member States" in text


def test_what_is_authorized_is_not_what_only_speaks_of_authorities(tmp_path: Path) -> None:
    texts = {
        7411: (dt.date(2031, 2, 1), [
            "Welcomes the harbour authorities of Zambia",
            "Decides that what this resolution authorizes shall last until 1 February 2032",
            "Authorizes the divers to lift the barges off Zambia",
        ]),
    }  # fmt: skip
    made = {"body": "authorizations (Zambia)", "kind": BodyKind.AUTHORIZATION, "key": "7411/op2", "place": "Zambia"}
    with decided(tmp_path, texts) as catalogue:
        row = allowed_by([MandateDecision(action=Action.EXTEND, date=texts[7411][0], **made)], catalogue)
    assert row is not None
    assert row.key == "7411/op3"
