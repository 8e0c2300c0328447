"""The newest catalogue, opened in the page's process: for what is only read there."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from ingest.errors import UnscError
from vectorstore.catalogue import Catalogue
from vectorstore.generations.disk import current, folder, read_manifest


class Shelf:
    """Opens what is published last. The one before stays open for readers who are at it, older ones are closed."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._open: list[tuple[str, Catalogue]] = []

    def newest(self) -> Catalogue:
        """Raises what opening does where nothing was open before."""
        with self._lock:
            with suppress(*([UnscError] if self._open else [])):  # rather the last one than none
                if not self._open or current(self._data) not in (None, self._open[-1][0]):
                    identity = read_manifest(self._data).generation
                    catalogue = Catalogue.open(folder(self._data, identity) / "catalogue.sqlite")
                    self._open.append((identity, catalogue))
            while len(self._open) > 2:
                self._open.pop(0)[1].close()
            return self._open[-1][1]

    def close(self) -> None:
        with self._lock:
            while self._open:
                self._open.pop()[1].close()
