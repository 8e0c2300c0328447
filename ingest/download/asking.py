"""One request to a source: where it may lead, and what an answer says that does not bring the file."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpx

from ingest.download.patience import Again, Patience
from ingest.download.web import AGAIN_LATER, Site, retry_after, user_agent

__all__ = ["Asking", "new_client"]

_HOPS = 8


class Asking:
    """Asks one site."""

    def __init__(self, client: httpx.Client, site: Site) -> None:
        self._client = client
        self._site = site

    @contextmanager
    def open(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
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

    def turn_down(self, response: httpx.Response, address: str) -> None:
        """Raise for an answer that does not bring the file."""
        status = response.status_code
        if status in {200, 206}:
            return
        after = retry_after(response.headers, dt.datetime.now(dt.UTC))
        if status in AGAIN_LATER or (status == 403 and after is not None):
            raise Again(f"is overloaded or limits requests ({status})", after=after)
        if status in {404, 410}:
            raise self._site.missing(address)
        raise self._site.refused(address, f"is refused ({status})")


def new_client(patience: Patience) -> httpx.Client:
    """Redirects are followed by hand, and bodies come as they are, so that a part can be gone on with."""
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "identity", "Accept": "*/*"}
    return httpx.Client(timeout=patience.timeout, headers=headers, follow_redirects=False, verify=_certificates())


@cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()
