"""The resolutions that set up or extended a named body, read from its decisions, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.by_chain import answer_by_chain
from assistant.reading.zero.kinds.renewals import answer_renewals
from assistant.reading.zero.question import understand
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

_TEXTS = {  # number: day, paragraphs, description
    7451: (dt.date(2031, 1, 1), ["Decides to establish the United Nations Mission in Haiti (UNMAZ)", "Decides to extend the mandate of UNMAZ until 1 May 2031"], ""),
    7452: (dt.date(2031, 4, 1), ["Decides to extend the mandate of UNMAZ until 1 May 2032"], ""),
    7453: (dt.date(2032, 4, 1), ["Decides to extend the mandate of the mission until 1 May 2033"], "extension of the mandate of the UN Mission in Haiti (UNMAZ)"),
    7454: (dt.date(2032, 5, 1), ["Decides to establish a Committee of the Security Council to watch over the measures imposed on Sudan"], ""),
    7455: (dt.date(2033, 5, 1), ["Decides to extend the mandate of the Panel of Experts on the Sudan until 1 May 2034"], ""),
    7456: (dt.date(2034, 5, 1), ["Recalls the measures of resolution 7454 (2032), as extended by it, and the calm of resolution 7454 (2032)"], ""),
    7457: (dt.date(2035, 1, 1), ["Decides to establish a United Nations political mission in Haiti (UNPOL) under a keeper", "Decides that the mandate of UNPOL will be for a period of 12 months from the date of this resolution"], ""),
    7458: (dt.date(2036, 1, 1), ["Decides to renew the mandate of UNPOL until 1 January 2037"], ""),
    7459: (dt.date(2036, 7, 1), ["Urges restraint and expresses its intent to act in connection with the renewal of the measures of resolution 7454 (2032)"], ""),
    7460: (dt.date(2037, 1, 1), ["Decides to extend the mandate of the mission until 1 January 2038"], "extension of the mandate of the UN political mission (UNPOL)"),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = []
    for number, (day, texts, subject) in _TEXTS.items():
        one = resolution(
            number, day.year, texts, date=day, subject=subject, cites={"7456/op1": ("7454",), "7459/op1": ("7454",)}
        )
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    path: Path = tmp_path_factory.mktemp("by_chain") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    opened = Catalogue.open(path)
    yield opened
    opened.close()


def ask(catalogue: Catalogue, text: str) -> Draft | None:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    return answer_by_chain(question, catalogue.records(None), catalogue)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which resolutions set up or extended UNMAZ?", ("7451", "7452", "7453")),
        ("Which resolutions extended UNMAZ?", ("7452", "7453")),  # a first term is no extension; one is told by its title alone
        ("Which resolutions renewed the mandate of UNPOL?", ("7458", "7460")),  # 7457 set it up, in words that are followed as a term
        ("Which resolutions extended the 7454 Panel of Experts?", ("7455",)),  # by the number of the committee
        ("Which resolutions extended the terms of the judges of UNMAZ in 2035?", None),  # nothing is said of the body itself
    ],
)  # fmt: skip
def test_by_chain(catalogue: Catalogue, question: str, numbers: tuple[str, ...] | None) -> None:
    draft = ask(catalogue, question)
    assert (draft.resolutions if draft else None) == numbers


def test_what_was_extended_before_is_not_renewed_again(catalogue: Catalogue) -> None:
    question = understand("Which resolutions renewed 7454 (2032)?", known=set(catalogue.numbers()).__contains__)
    assert answer_renewals(question, catalogue.records(None), catalogue) is None
