"""A paragraph that a later one of its own text limits is linked to it, by its number or by its place."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.annotating.annotate import annotate
from tests.factories import resolution
from vectorstore.lineage.limits import links_of_text

_DAY = dt.date(2031, 1, 1)


def _limited(ops: list[str]) -> set[tuple[str, str]]:
    rows = annotate(resolution(8101, 2031, ops, date=_DAY).paragraphs, {8101}.__contains__)
    links = links_of_text(rows, lambda number: rows if number == 8101 else (), _DAY)
    return {(link.earlier.partition("/")[2], link.later.partition("/")[2]) for link in links}


@pytest.mark.parametrize(
    ("ops", "limited"),
    [
        (["Decides that no State shall admit tubas", "Underlines that nothing in paragraph 1 above obliges a State to refuse its own tubas"], {("op1", "op2")}),
        (["Authorizes States to search barges", "Affirms that the authorization provided by paragraph 1 of this resolution applies only to barges without a flag"], {("op1", "op2")}),
        (["Authorizes States to search barges", "Affirms that the authorization provided in this resolution applies only off Azuria"], {("op1", "op2")}),
        (["Adopts the tuning rules in the annex", "Directs the orchestras, with the exception of the brass band, to change their scores accordingly"], {("op1", "op2")}),
        (["Decides that all States shall seize tubas", "Decides that these measures shall not apply to tubas of schools"], {("op1", "op2")}),
        (["Authorizes States to search barges", "Decides that keepers may list barges", "Affirms that the authorization provided by paragraph 1 of this resolution applies only to barges of paragraph 2 and shall not affect other law"], {("op1", "op3")}),
        (["Decides that no State shall admit tubas", "Notes that tubas do not float, with the exception of small ones"], set()),
        (["Notes that tubas float", "Decides that these measures shall not apply to tubas of schools"], set()),
    ],
)  # fmt: skip
def test_what_a_text_limits_of_itself_is_linked(ops: list[str], limited: set[tuple[str, str]]) -> None:
    assert _limited(ops) == limited
