"""Under which names the window is served, and which pages are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Names"]

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_EVERYWHERE = frozenset({"", "0.0.0.0", "::", "[::]"})  # noqa: S104 - listened on by choice, never a name
_DEFAULT_PORTS = (80, 443)
_PORT = re.compile(r":[0-9]+$")


@dataclass(frozen=True, slots=True)
class Names:
    """Every ``host:port`` under which the window answers, in lower case, as a browser writes it into ``Host``.

    A name of the network that an attacker's server turns into this machine's address ("rebinding") is not among them.
    """

    accepted: frozenset[str]
    further: frozenset[str] = frozenset()

    @classmethod
    def of(cls, host: str, port: int, further: Iterable[str] = ()) -> Names:
        """The names of a window that listens on ``host`` and ``port``: loopback, the host itself, and ``further`` ones.

        A further name without a port is meant with this port and, behind another server, with a default one.
        """
        own = list(_LOOPBACK)
        if host.lower() not in _EVERYWHERE:
            own.append(f"[{host}]" if ":" in host and not host.startswith("[") else host)
        accepted = {f"{name.lower()}:{port}" for name in own}
        if port in _DEFAULT_PORTS:  # a browser leaves them out
            accepted |= {name.lower() for name in own}
        given: set[str] = set()
        for name in map(str.lower, further):
            given |= {name} if _PORT.search(name) else {name, f"{name}:{port}"}
        return cls(frozenset(accepted | given), frozenset(given))

    def answers_to(self, host: str) -> bool:
        """Whether ``host``, the value of a ``Host`` header, is a name of this window."""
        return host.lower() in self.accepted

    def is_own(self, origin: str, host: str) -> bool:
        """Whether ``origin``, of an ``Origin`` or ``Referer`` header, is a page of this window.

        It is where it names the very ``host`` that the request was sent to. A page of the same machine on another port
        is a foreign page. Behind a server that does not pass ``Host`` on, the further names count as well.
        """
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        place = parts.netloc.lower()
        return parts.scheme in ("http", "https") and bool(place) and (place == host.lower() or place in self.further)
