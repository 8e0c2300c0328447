"""Brings one file: asked for again where the line breaks, gone on with where it stopped, checked before it has its name."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import shutil
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from ingest.download.checks import Kind, Wanted, fault_of, is_web_page
from ingest.download.parts import begun, discard, is_another, length, note, place, validator_of
from ingest.download.web import AGAIN_LATER, Site, is_local, range_start, retry_after, user_agent
from ingest.errors import DownloadError

__all__ = ["Patience", "Progress", "Transfer"]

Progress = Callable[[str, int, int | None], None]
"""``(what, bytes done, bytes in all or None)``."""

_HOPS = 8
_TRIES_IN_ALL = 200  # however much each of them brings
_LARGEST_LISTING = 100_000_000


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a source is waited for, in seconds.

    ``timeout`` is for each step, ``slowest`` the bytes a second below which a line counts as dead. After a failure a pause
    of ``first_pause`` follows, doubled each time up to ``longest_pause``; ``tries`` failures in a row that bring nothing
    end the attempt. A server that asks for more than ``longest_pause`` is not waited for.
    """

    timeout: float = 30.0
    tries: int = 6
    first_pause: float = 1.0
    longest_pause: float = 120.0
    slowest: float = 200.0
    sleep: Callable[[float], None] = time.sleep


class _Again(Exception):
    """The attempt failed in a way that may pass. ``brought`` tells that it brought something nevertheless."""

    def __init__(self, why: str, *, after: float | None = None, brought: bool = False, anew: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.brought = brought
        self.anew = anew


class Transfer:
    """Fetches files of one site, one at a time. ``partial`` is the folder for what is not whole yet."""

    def __init__(
        self, client: httpx.Client, site: Site, partial: Path, patience: Patience, progress: Progress | None = None
    ) -> None:
        self._client = client
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
            with self._open(wanted.address, {}) as response:
                self._turn_down(response, wanted.address)
                head = next(response.iter_raw(), b"")
                if is_web_page(head) and wanted.kind is not Kind.JSON:
                    raise self._site.web_page(wanted.address)
                said = response.headers.get("content-length", "")
                found.append(int(said) if said.isdigit() else None)

        self._again(look, wanted.address)
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
            raise _Again(fault)

        self._again(attempt, wanted.address, part)

    def _again(self, attempt: Callable[[], None], address: str, part: Path | None = None) -> None:
        patience = self._patience
        failures = 0
        for _ in range(_TRIES_IN_ALL):
            try:
                return attempt()
            except _Again as error:
                why, asked = str(error), error.after
                failures = 1 if error.brought else failures + 1
                if error.anew and part is not None:
                    discard(part)
            except httpx.HTTPError as error:
                why, asked = f"cannot be reached ({str(error) or type(error).__name__})", None
                failures += 1
            if asked is not None and asked > patience.longest_pause:
                until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=asked)
                raise DownloadError(
                    f"{address} asks to come back later. Run the command again after {until:%H:%M} UTC; what came is kept."
                )
            if failures >= patience.tries:
                break
            pause = min(patience.longest_pause, patience.first_pause * 2 ** (failures - 1))
            patience.sleep(asked if asked is not None else pause * random.uniform(0.7, 1.0))  # noqa: S311
        raise DownloadError(
            f"{address} {why}, after {failures} attempts. What came is kept: run the command again later. "
            f"{self._site.what_to_do(address)}"
        )

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
        with self._open(wanted.address, headers) as response:
            start, total = range_start(response.headers)
            if response.status_code == 416 and have:
                if total == have:
                    return
                raise _Again("has another size than before", anew=True)
            self._turn_down(response, wanted.address)
            if response.status_code == 206:
                if start != have or is_another(validator, response.headers):
                    raise _Again("answers with another part than was asked for", anew=True)
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
                            raise _Again("sends next to nothing")
                        clock, since = now, have
        except DownloadError:
            discard(part)
            raise
        except httpx.HTTPError as error:
            raise _Again(f"breaks off ({str(error) or type(error).__name__})", brought=have > began) from error
        if announced is not None and have < announced:
            raise _Again(f"ends after {have:,} of {announced:,} bytes", brought=have > began)

    def _turn_down(self, response: httpx.Response, address: str) -> None:
        """Raise for an answer that does not bring the file."""
        status = response.status_code
        if status in {200, 206}:
            return
        after = retry_after(response.headers, dt.datetime.now(dt.UTC))
        if status in AGAIN_LATER or (status == 403 and after is not None):
            raise _Again(f"is overloaded or limits requests ({status})", after=after)
        if status in {404, 410}:
            raise self._site.missing(address)
        raise self._site.refused(address, f"is refused ({status})")

    @contextmanager
    def _open(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer at the end of all redirects, each of which must stay with this source."""
        url = self._url(address, address)
        if not self._site.allows(url):
            raise self._site.refused(address, "is not of this source")
        seen: set[httpx.URL] = set()
        while True:
            seen.add(url)
            with self._client.stream("GET", url, headers=headers) as response:
                led = response.headers.get("location")
                if response.status_code not in {301, 302, 303, 307, 308} or not led:
                    yield response
                    return
            url = self._url(led, address, url)
            if "/error" in url.path.lower():
                raise self._site.missing(address)
            if url in seen or len(seen) > _HOPS:
                raise self._site.refused(address, "leads in a circle")
            if not self._site.allows(url):
                raise self._site.refused(address, f"leads away to {url.scheme}://{url.host}, which is not this source")

    def _url(self, text: str, address: str, base: httpx.URL | None = None) -> httpx.URL:
        try:
            return base.join(text) if base else httpx.URL(text)
        except (httpx.InvalidURL, ValueError, TypeError):
            raise self._site.refused(address, "leads to what is no address") from None

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


def new_client(patience: Patience) -> httpx.Client:
    """Redirects are followed by hand, and bodies come as they are, so that a part can be gone on with."""
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "identity", "Accept": "*/*"}
    return httpx.Client(timeout=patience.timeout, headers=headers, follow_redirects=False, verify=_certificates())


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()
