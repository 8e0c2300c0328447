"""Brings one file: asked for again where the line breaks, gone on with where it stopped, checked before it has its name."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from ingest.download.asking import Asking
from ingest.download.checks import Kind, Wanted, fault_of, is_web_page
from ingest.download.parts import begun, discard, is_another, length, note, place, validator_of
from ingest.download.patience import Again, Patience
from ingest.download.web import Site, is_local, range_start
from ingest.errors import DownloadError

__all__ = ["Progress", "Transfer"]

Progress = Callable[[str, int, int | None], None]
"""``(what, bytes done, bytes in all or None)``."""

_LARGEST_LISTING = 100_000_000


class Transfer:
    """Fetches files of one site, one at a time. ``partial`` is the folder for what is not whole yet."""

    def __init__(
        self, client: httpx.Client, site: Site, partial: Path, patience: Patience, progress: Progress | None = None
    ) -> None:
        self._asking = Asking(client, site)
        self._site = site
        self._partial = partial
        self._patience = patience
        self._progress = progress

    def fetch(self, wanted: Wanted, target: Path) -> None:
        """Bring a file to ``target``, whole and checked. Raises :class:`DownloadError` or :class:`NotOffered`."""
        part = self._partial / f"{hashlib.sha256(wanted.address.encode()).hexdigest()[:24]}.part"
        try:
            self._partial.mkdir(parents=True, exist_ok=True)
            if is_local(wanted.address):
                self._copy(wanted, part)
            else:
                self._persist(wanted, part)
            part.with_suffix(".json").unlink(missing_ok=True)
            place(part, target)
        except OSError as error:
            raise DownloadError(
                f"{target} cannot be written ({error.strerror}). Make room, or choose another folder with --to."
            ) from error

    def listing(self, address: str) -> Any:
        """What a source says of itself, as JSON."""
        kept = self._partial / "listing.json"
        self.fetch(Wanted(address, Kind.JSON, most=_LARGEST_LISTING), kept)
        try:
            return json.loads(kept.read_bytes())
        except (ValueError, RecursionError):
            raise self._site.refused(address, "answers with something that is not JSON") from None
        finally:
            kept.unlink(missing_ok=True)

    def size(self, wanted: Wanted) -> int | None:
        """How large a file is, as the source says, which is asked for its beginning alone; ``None`` where it does not say."""
        if is_local(wanted.address):
            path = Path(wanted.address)
            if not path.is_file():
                raise self._site.missing(wanted.address)
            return path.stat().st_size
        found: list[int | None] = []

        def look() -> None:
            with self._asking.open(wanted.address, {}) as response:
                self._asking.turn_down(response, wanted.address)
                head = next(response.iter_raw(), b"")
                if is_web_page(head) and wanted.kind is not Kind.JSON:
                    raise self._site.web_page(wanted.address)
                said = response.headers.get("content-length", "")
                found.append(int(said) if said.isdigit() else None)

        self._patience.persist(look, wanted.address, self._site)
        return found[-1]

    def _persist(self, wanted: Wanted, part: Path) -> None:
        wrong: list[str] = []

        def attempt() -> None:
            self._attempt(wanted, part)
            fault = fault_of(part, wanted)
            if not fault:
                return
            discard(part)
            if wrong:
                raise self._site.refused(wanted.address, f"was fetched twice, and it {fault}")
            wrong.append(fault)
            raise Again(fault)

        self._patience.persist(attempt, wanted.address, self._site, partial(discard, part))

    def _attempt(self, wanted: Wanted, part: Path) -> None:
        """One request, from where the part ends, and one pass over its answer."""
        have, validator = begun(part, wanted)
        if have and have == wanted.size:
            return
        headers = {}
        if have:
            headers["Range"] = f"bytes={have}-"
            if validator:
                headers["If-Range"] = validator
        with self._asking.open(wanted.address, headers) as response:
            start, total = range_start(response.headers)
            if response.status_code == 416 and have:
                if total == have:
                    return
                raise Again("has another size than before", anew=True)
            self._asking.turn_down(response, wanted.address)
            if response.status_code == 206:
                if start != have or is_another(validator, response.headers):
                    raise Again("answers with another part than was asked for", anew=True)
            else:
                have, total = 0, length(response.headers)
                discard(part)
                note(part, wanted, validator_of(response.headers))
            if response.headers.get("content-type", "").lower().startswith("text/html"):
                raise self._site.web_page(wanted.address)
            if response.headers.get("content-encoding", "identity") != "identity":
                raise self._site.refused(wanted.address, "comes compressed although it was asked for as it is")
            announced = wanted.size if wanted.size is not None else total
            if total is not None and wanted.size is not None and total != wanted.size:
                raise self._site.refused(wanted.address, f"has {total:,} bytes where {wanted.size:,} were announced")
            self._receive(response, wanted, part, have, announced)

    def _receive(self, response: httpx.Response, wanted: Wanted, part: Path, have: int, announced: int | None) -> None:
        began = have
        clock, since = time.monotonic(), have
        try:
            with part.open("ab") as file:
                for (
                    chunk
                ) in response.iter_raw():  # as it comes: what a chunk of a set size holds back is lost with the line
                    if not have and is_web_page(chunk):
                        raise self._site.web_page(wanted.address)
                    file.write(chunk)
                    have += len(chunk)
                    if have > wanted.bound:
                        raise self._site.refused(wanted.address, f"is larger than {wanted.bound:,} bytes")
                    if self._progress:
                        self._progress(wanted.name or wanted.address, have, announced)
                    now = time.monotonic()
                    if now - clock > self._patience.timeout:
                        if have - since < self._patience.slowest * (now - clock):
                            raise Again("sends next to nothing")
                        clock, since = now, have
        except DownloadError:
            discard(part)
            raise
        except httpx.HTTPError as error:
            raise Again(f"breaks off ({str(error) or type(error).__name__})", brought=have > began) from error
        if announced is not None and have < announced:
            raise Again(f"ends after {have:,} of {announced:,} bytes", brought=have > began)

    def _copy(self, wanted: Wanted, part: Path) -> None:
        path = Path(wanted.address)
        if not path.is_file():
            raise self._site.missing(wanted.address)
        if path.stat().st_size > wanted.most:
            raise self._site.refused(wanted.address, f"is larger than {wanted.most:,} bytes")
        shutil.copyfile(path, part)
        if fault := fault_of(part, wanted):
            discard(part)
            raise self._site.refused(wanted.address, fault)
