"""What a paragraph does to the measures of a regime is read from its clause, on invented texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.timeline import timeline
from assistant.timeline.model import Deed, Entry
from assistant.timeline.regimes.provision_matters import matter_of
from tests.decided import decided
from vectorstore.catalogue import Catalogue

_BAN = "that all States shall prevent the direct or indirect supply, sale or transfer to Haiti of arms and related materiel of all types"
_TEXTS = {
    9101: (dt.date(2031, 1, 1), [f"Decides {_BAN}", "Decides to establish a Panel of Experts on Haiti for one year"]),
    9102: (
        dt.date(2032, 1, 1),
        [
            "Authorizes for a period of 12 months Member States, in order to ensure strict implementation of the arms embargo on Haiti imposed by "
            "paragraph 1 of resolution 9101 (2031), to inspect vessels off Haiti which they believe carry arms",
            "Decides to renew, until 1 January 2033, the Panel of Experts on Haiti, and that its mandate shall include the arms embargo "
            "imposed by paragraph 1 of resolution 9101 (2031) and shall also apply to drums",
            f"Reaffirms {_BAN}, as decided in paragraph 1 of resolution 9101 (2031)",
        ],
    ),
    9103: (
        dt.date(2032, 12, 1),
        ["Decides to renew the authorization of paragraph 1 of resolution 9102 (2032) in Haiti until 1 January 2034"],
    ),
}
_CITES = {
    "9102/op1": ("9101/op1",), "9102/op2": ("9101/op1",), "9102/op3": ("9101/op1",), "9103/op1": ("9102/op1",),
}  # fmt: skip


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Entry]]:
    with decided(tmp_path_factory.mktemp("labels"), _TEXTS, _CITES) as catalogue:
        yield _entries(catalogue)


def _entries(catalogue: Catalogue) -> list[Entry]:
    return list(timeline("Haiti sanctions", catalogue).entries)


def _of(key: str, entries: list[Entry]) -> set[tuple[Deed, str]]:
    return {(entry.deed, entry.lane) for entry in entries if entry.key == key}


def test_a_renewed_panel_widens_no_measure(entries: list[Entry]) -> None:
    assert {lane for _, lane in _of("9102/op2", entries)} == {"Panel of Experts"}


def test_an_interdiction_is_a_measure_of_its_own_and_ends_with_what_it_serves(entries: list[Entry]) -> None:
    assert _of("9102/op1", entries) == {(Deed.ESTABLISHED, "cargo inspection (arms embargo)")}
    assert _of("9103/op1", entries) == {(Deed.EXTENDED, "cargo inspection (arms embargo)")}


def test_ports_closed_but_for_an_inspection_are_no_inspection() -> None:
    closed = "All States shall bar such vessels from their ports, unless such entry is needed for an inspection"
    assert matter_of(closed) == "vessels"


def test_what_is_reaffirmed_is_not_widened(entries: list[Entry]) -> None:
    assert all(deed is not Deed.WIDENED for deed, _ in _of("9102/op3", entries))
