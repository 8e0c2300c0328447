"""Who asks for the newest text on a matter at a place is led by the newest that speaks of it, whatever it is described as."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.operations import run
from assistant.plan import plans_from_line
from assistant.records.matters.later import newest_on
from assistant.telling import tell
from tests.decided import corpus_of
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

_DAY = dt.date(2035, 1, 1)
_TRUCE = "Demands a truce of the ferries in Nepal"
_SAID_AGAIN = "Authorizes pilots to watch over the truce of the ferries in Nepal"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = [
        resolution(9501, 2031, [_TRUCE], date=dt.date(2031, 1, 1), subject="truce of the ferries in Nepal"),
        resolution(9502, 2032, ["Welcomes new ferries", _SAID_AGAIN], date=dt.date(2032, 1, 1), subject="pilots"),
        resolution(9503, 2033, ["Welcomes a truce of the buses of Chad"], date=dt.date(2033, 1, 1), subject="buses"),
    ]
    write_catalogue(tmp_path / "catalogue.sqlite", made)
    return Catalogue.open(tmp_path / "catalogue.sqlite")


def test_the_newest_that_speaks_of_all_of_it_is_found(catalogue: Catalogue) -> None:
    found = newest_on("truce of the ferries in Nepal", 9501, catalogue, _DAY)
    assert found is not None
    assert found.key == "9502/op2"
    assert newest_on("truce of the ferries in Nepal", 9502, catalogue, _DAY) is None
    assert newest_on("truce of the ferries in Nepal", 9501, catalogue, dt.date(2031, 6, 1)) is None, "not yet adopted"
    assert newest_on("ferries", 9501, catalogue, _DAY) is None, "one word stands in too much"


@pytest.mark.parametrize(("order", "keys"), [("newest", ["9502/op2", "9501"]), ("oldest", ["9501"])])
def test_it_leads_where_the_newest_is_asked_for(catalogue: Catalogue, order: str, keys: list[str]) -> None:
    (plan,) = plans_from_line(f'select(where=where(matter="truce of the ferries in Nepal"), order="{order}", limit=1)')
    corpus = corpus_of(catalogue, _DAY)
    draft = tell(run(plan, corpus), corpus)
    assert [each.key for each in draft.citations] == keys
    assert draft.text.startswith("The newest text that speaks of it is S/RES/9502") is (order == "newest")
