"""What happens at the gate, in numbers and in the log."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from assistant.ui.guard.settings import WatchSettings
from assistant.ui.guard.watch.lines import request_answered

__all__ = ["Seen", "Watch"]

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Figures = Callable[[], Mapping[str, float]]
disable_created_metrics()  # type: ignore[no-untyped-call]  # when each was counted for the first time: nobody asks
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0, 120.0)
_LASTING = frozenset(("the stream of events", "the stream of a tab"))  # open as long as a page: no time of an answer


class Watch:
    """Counts and logs requests; ``figures`` tells how much is under way, by name. Nothing that it tells holds a word of a request."""

    def __init__(self, settings: WatchSettings | None = None, figures: Figures = dict) -> None:
        self.tells = settings is not None and settings.metrics
        self._figures = figures
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "unsc_requests", "Requests by what they were for.", ("kind", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "unsc_request_seconds", "Until the end of the answer.", ("kind",), buckets=_BUCKETS, registry=self._registry
        )
        self._refused = Counter(
            "unsc_refused", "Requests that were refused, by why.", ("why",), registry=self._registry
        )
        self._registry.register(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """How much is under way, for the registry."""
        for name, value in self._figures().items():
            yield GaugeMetricFamily(f"unsc_{name}", f"{name.replace('_', ' ').capitalize()}, now.", value=value)

    def refused(self, why: str) -> None:
        self._refused.labels(why).inc()

    def ended(self, seen: Seen) -> None:
        self._requests.labels(seen.kind, str(seen.status)).inc()
        if seen.kind not in _LASTING:
            self._seconds.labels(seen.kind).observe(seen.seconds)
        request_answered(seen.kind, seen.method, seen.status, seen.seconds, seen.who, seen.address, seen.path)

    async def tell(self, send: Send) -> None:
        """All numbers, as Prometheus reads them."""
        body = generate_latest(self._registry)
        headers = [(b"content-type", CONTENT_TYPE_LATEST.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Seen:
    """One request, as much of it as is told: what it was for, who sent it, and how it ended."""

    def __init__(self, scope: Mapping[str, Any], send: Send, prefix: str) -> None:
        self._send = send
        self._began = time.monotonic()
        self.method = (
            str(scope["method"]) if scope["method"] in ("GET", "HEAD", "POST", "OPTIONS", "DELETE") else "other"
        )
        self.path = f"{scope['path']}?{scope['query_string'].decode('latin-1')}".rstrip("?")
        raw = scope["raw_path"].decode("latin-1")  # as it was sent, not decoded
        self.place = (
            raw.removeprefix(prefix) if raw.startswith(f"{prefix}/") else ""
        )  # below the prefix; empty where it is not
        self.kind = "nothing that is there"
        self.status = 0  # the connection ended before an answer
        self.who = self.address = ""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
        await self._send(message)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began
