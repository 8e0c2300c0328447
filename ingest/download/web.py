"""What an answer of a web server means: where it may lead, how long to wait, and what to say of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

import httpx

from ingest.download.sources import SOURCES, Source
from ingest.errors import DownloadError, NotOffered, WebPage

__all__ = ["AGAIN_LATER", "Site", "is_local", "range_start", "retry_after", "user_agent"]

AGAIN_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
# Where the publishers keep what their own addresses lead to.
_BEHIND = {
    Source.UNXML: ("github.com", ".github.com", ".githubusercontent.com"),
    Source.CR_UNSC: ("zenodo.org", ".zenodo.org"),
    Source.DOCUMENTS: ("documents.un.org", ".un.org"),
}
_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)$")


def user_agent() -> str:
    """Project and version, so that who runs a source knows who asks."""
    try:
        number = version("unsc-assistant")
    except PackageNotFoundError:
        number = "0"
    return f"unsc-assistant/{number} (research on Security Council resolutions; one request at a time)"


def is_local(address: str) -> bool:
    """Whether an address is a path on this disk."""
    return "://" not in address


@dataclass(frozen=True, slots=True)
class Site:
    """One source as it is reached: ``origins`` are its addresses that the user set or the program comes with."""

    source: Source
    origins: tuple[str, ...]
    hosts: frozenset[str] = frozenset()

    def allows(self, url: httpx.URL) -> bool:
        """Whether this may be asked: a place that is set, or with https a host of this source."""
        origins = [httpx.URL(each) for each in self.origins if not is_local(each)]
        if any((url.scheme, url.host, url.port) == (one.scheme, one.host, one.port) for one in origins):
            return True
        behind = _BEHIND[self.source]
        published = any(_within(one.host, host) for one in origins for host in behind)
        known = (*(behind if published else ()), *self.hosts)
        return url.scheme == "https" and any(_within(url.host, host) for host in known)

    def refused(self, address: str, why: str) -> DownloadError:
        return DownloadError(f"{address} {why}. {self.what_to_do(address)}")

    def web_page(self, address: str) -> WebPage:
        return WebPage(f"{address} answers with a web page in place of the file. {self.what_to_do(address)}")

    def missing(self, address: str) -> NotOffered:
        return NotOffered(f"{address} does not exist there. {self.what_to_do(address)}")

    def what_to_do(self, address: str) -> str:
        facts = SOURCES[self.source]
        return (
            f"Fetch it in a browser ({facts.page}) and read it with `unsc ingest FILE`, or set a mirror or a folder with "
            f"{facts.setting}."
        )


def _within(host: str, allowed: str) -> bool:
    return host.endswith(allowed) if allowed.startswith(".") else host == allowed


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Seconds that a server asks to wait, from ``Retry-After`` in either form or from GitHub's limit; else ``None``."""
    said = headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    if said:
        try:
            day = parsedate_to_datetime(said)
        except ValueError:
            return None
        day = day if day.tzinfo else day.replace(tzinfo=dt.UTC)
        return max(0.0, (day - now).total_seconds())
    if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
        return max(0.0, float(headers["x-ratelimit-reset"]) - now.timestamp())
    return None


def range_start(headers: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Where a part begins and how long the whole is, from ``Content-Range``; ``None`` for what it does not say."""
    match = _RANGE.match(headers.get("content-range", "").strip().lower())
    if match is None:
        return None, None
    return int(match[1]) if match[1] else None, int(match[2]) if match[2] != "*" else None
