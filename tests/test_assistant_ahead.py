"""What questions may ask for is read while nobody asks anything: invented resolutions."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import pytest

from assistant.apart.collecting import collect_seldom
from assistant.apart.warm import made_at_first_use, sanctions_ahead
from assistant.apart.worker import _while_nobody_asks
from assistant.build import _warm
from assistant.timeline.regimes import provisions
from assistant.timeline.regimes.provision_text import citations_in
from tests.decided import decided
from tests.doors_double import over_digests

TEXTS = {
    7501: (
        dt.date(2031, 3, 1),
        [
            "Decides that all States shall prevent the supply of arms and related materiel to Togo",
            "Decides that the measures in paragraph 1 shall not apply to supplies of blankets for Togo",
            "Decides that the measures in paragraph 1 shall apply for a period of twelve months",
        ],
    ),
    7502: (
        dt.date(2032, 2, 1),
        ["Decides to extend the measures on arms imposed by paragraph 1 of resolution 7501 (2031) until 1 March 2033"],
    ),
}


class Link:
    """Something comes over it at the last of some looks; at those that are ``busy`` a question is under way."""

    def __init__(self, looks: int, *busy: int) -> None:
        self._looks, self._busy, self.pauses = iter(range(looks)), busy, list[float]()
        self.under_way: dict[int, threading.Event] = {}

    def poll(self, pause: float) -> bool:
        self.pauses.append(pause)
        look = next(self._looks, None)
        self.under_way.clear()
        self.under_way |= {1: threading.Event()} if look in self._busy else {}
        return look is None


def test_what_is_read_ahead_waits_while_a_question_is_under_way_and_goes_on_behind_it() -> None:
    read = list[int]()

    def pieces() -> Iterator[int]:
        for piece in range(20):
            read.append(piece)
            yield piece

    ahead = pieces()
    for link, known in ((Link(6, 0, 1), 4), (Link(0), 4), (Link(100), 20), (Link(100), 20)):
        _while_nobody_asks(cast("Connection", link), link.under_way, ahead)
        assert read == [*range(known)]


def test_what_takes_a_moment_is_followed_at_once_by_the_next() -> None:
    idle, busy = Link(50), Link(50, *range(50))
    for link in (idle, busy):
        _while_nobody_asks(cast("Connection", link), link.under_way, iter(range(50)))
    assert min(idle.pauses) < min(busy.pauses)


def test_what_fails_while_it_is_read_ahead_ends_it(caplog: pytest.LogCaptureFixture) -> None:
    link = Link(100)
    _while_nobody_asks(cast("Connection", link), link.under_way, (1 // each for each in (1, 0, 1)))
    assert "ZeroDivisionError" in caplog.text


def test_the_measures_decided_on_last_are_known_once_they_are_read_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with decided(tmp_path, TEXTS, {"7502/op1": ("7501/op1",)}) as catalogue:
        assert len(list(sanctions_ahead(catalogue))) > 2 * len(TEXTS)  # a look at each text, and each is read
        monkeypatch.setattr(provisions, "provisions", None)  # nothing is read again
        known = provisions.provisions_at("Togo", catalogue)
        assert [(each.row.key, each.date) for each in known][:2] == [
            ("7501/op1", dt.date(2031, 3, 1)),
            ("7501/op2", dt.date(2031, 3, 1)),
        ]
        assert list(sanctions_ahead(catalogue)) == []


def test_the_measures_on_every_place_are_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = "Benin Chad Gabon Ghana Kenya Malawi Niger Rwanda Togo Uganda".split()
    ban = "Decides that all States shall prevent the supply of arms and related materiel to {}"
    texts = {7600 + n: (dt.date(2031, 3, 1 + n), [ban.format(place)]) for n, place in enumerate(places)}
    with decided(tmp_path, texts) as catalogue:
        list(sanctions_ahead(catalogue))
        monkeypatch.setattr(provisions, "provisions", None)  # nothing is read again
        assert [len(provisions.provisions_at(place, catalogue)) for place in places] == [1] * len(places)


def test_the_references_in_a_decision_are_read_once_for_each_telling_of_a_regime() -> None:
    words = "Decides to extend the measures in paragraph 1 above and in paragraph 4 of resolution 7501 (2031)"
    found = citations_in(words, 7502)
    assert [each.pinpoint.key for each in found] == ["7502/op1", "7501/op4"]
    assert citations_in(words, 7502) is found
    assert citations_in(words, 7503)[0].pinpoint.key == "7503/op1"


def test_what_is_made_at_first_use_is_made_while_nobody_asks(tmp_path: Path) -> None:
    assistant = over_digests(tmp_path)
    catalogue, spelling = assistant.catalogue, assistant.reader._spelling
    for _ in made_at_first_use(catalogue, assistant.read):
        pass
    assert "_facets" in vars(catalogue)
    assert "_by_form" in vars(spelling)


def test_what_was_read_ahead_is_not_looked_through_for_garbage(tmp_path: Path) -> None:
    assistant, before = over_digests(tmp_path), gc.get_threshold()
    try:
        collect_seldom()
        frozen = gc.get_freeze_count()
        list(_warm(assistant))
        assert gc.get_freeze_count() > frozen
        assert assistant.explore(lambda corpus: "_at_place" in vars(corpus.generation.subjects))
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
