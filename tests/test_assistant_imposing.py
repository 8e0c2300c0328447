"""When a measure was imposed: the first of all regimes on a place counts, and the matter that stands second in a paragraph."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.kinds.imposing import answer_imposing
from assistant.question import understand
from ingest.annotate import annotate
from ingest.mandate import mandate_decisions
from ingest.mandate_names import link_mandates
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2035, 1, 1)
TEXTS = {
    1201: (1993, ["Decides that all States shall prevent the sale of petroleum or of arms and ammunition to Nepal"], {}),
    1202: (
        1995,
        ["Decides to terminate the measures imposed on Nepal by paragraph 1 of resolution 1201 (1993)"],
        {"1202/op1": ("1201/op1",)},
    ),
    1203: (2022, ["Decides that all States shall prevent the sale of arms to Nepal"], {}),
}  # fmt: skip


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = []
    for number, (year, items, cites) in TEXTS.items():
        day = dt.date(year, 3, 1)
        one = resolution(number, year, items, date=day)
        rows = tuple(row.model_copy(update={"cites": cites.get(row.key, ())}) for row in annotate(one.paragraphs))
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    write_catalogue(tmp_path / "catalogue.sqlite", link_mandates(made))
    return Catalogue.open(tmp_path / "catalogue.sqlite")


def told(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    draft = answer_imposing(understand(text, known=TEXTS.__contains__), catalogue, as_of=None, today=DAY)
    return draft.evidence if draft else ()


def test_an_earlier_regime_comes_first(catalogue: Catalogue) -> None:
    assert told("When was the arms embargo on Nepal first imposed?", catalogue) == ("1201/op1", "1203/op1")


def test_a_year_chooses_the_regime(catalogue: Catalogue) -> None:
    assert told("Which resolution imposed the arms embargo on Nepal in 2022?", catalogue) == ("1203/op1",)


def test_the_newest_one_is_not_told_by_the_first(catalogue: Catalogue) -> None:
    assert told("Which resolution imposed the latest arms embargo on Nepal?", catalogue) == ()


def test_its_end_is_no_question_for_its_beginning(catalogue: Catalogue) -> None:
    assert told("When was the arms embargo imposed on Nepal lifted?", catalogue) == ()
