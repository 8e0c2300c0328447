"""Who sends a request, as far as that can be known, and from where."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import secrets
from collections import OrderedDict
from collections.abc import Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address, ip_network
from typing import Any

from anyio import CapacityLimiter, to_thread

from assistant.ui.guard.rate import Rate
from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.settings import UserSettings, WindowSettings
from assistant.ui.guard.who.asker import CHALLENGE
from assistant.ui.guard.who.book import Book, Hashed
from assistant.ui.guard.who.sessions import Sessions

__all__ = ["COOKIE", "Admission", "token_of"]

_LOG = logging.getLogger(__name__)
COOKIE = "unsc_session"
_TRIES = 10  # passwords a minute for one name, and from one address
_PROVED = 1000  # names with their passwords that were found right, and need not be hashed again
_NAME = 200  # characters of a name that a server in front gives


class Admission:
    """Tells who asks. ``is_open`` where everybody may who reaches the address."""

    def __init__(self, users: UserSettings | None = None, window: WindowSettings | None = None) -> None:
        self._users = users or UserSettings()
        window = window or WindowSettings()
        self._proxies = [ip_network(each) for each in window.servers_in_front]
        self.header = self._users.header.lower()  # in which a server in front names who asks
        self._book = Book(self._users.file) if self._users.file is not None else None
        self._tries = Rate(_TRIES)
        self._hashing = CapacityLimiter(1)  # each takes 32 MiB
        self._secret = secrets.token_bytes(32)
        self._proved: OrderedDict[bytes, None] = OrderedDict()
        self._known: Mapping[str, Hashed] = {}
        self.sessions = Sessions(self._users.sessions, self._users.hours * 3600)
        if self._book is not None:
            self._follow()  # what is wrong with the file is told at the start
            if not self._known:
                _LOG.warning("nobody can sign in yet: write a name into %s by: unsc users add NAME", self._book.file)

    @property
    def is_open(self) -> bool:
        return self._book is None and not self.header

    @property
    def has_passwords(self) -> bool:
        return self._book is not None

    @property
    def seconds(self) -> int:
        """How long somebody is signed in."""
        return int(self._users.hours * 3600)

    def address(self, scope: Mapping[str, Any], headers: Mapping[str, str]) -> str:
        """Where a request comes from: the connection, or before a server in front the last address that this one adds."""
        own = str((scope.get("client") or ("",))[0])
        if not self._is_in_front(own):
            return own
        said = [each.strip() for each in headers.get("x-forwarded-for", "").split(",") if each.strip()]
        return next((each[:64] for each in reversed(said) if not self._is_in_front(each)), own)

    async def who(self, scope: Mapping[str, Any], headers: Mapping[str, str], *, own: bool | None) -> str:
        """The name of whoever asks; empty where that is not known. A cookie counts only where no page elsewhere sends it.

        Raises :class:`Refused` for a wrong password, and where a server in front was passed by.
        """
        if self.header:
            if not self._is_in_front(str((scope.get("client") or ("",))[0])):
                if self._book is None:
                    raise Refused(
                        403, "past the server in front", "This is reached through the server in front of it alone."
                    )
            elif name := headers.get(self.header, "")[:_NAME]:
                return name
        if self._book is None:
            return ""
        self._follow()
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            return await self._with_password(given, self.address(scope, headers))
        return self.sessions.name(token_of(headers)) if own is not False else ""

    async def signed_in(self, name: str, password: str, address: str) -> str:
        """The name, if that is its password; else empty. Raises :class:`Refused` where too many were tried."""
        if self._book is None:
            return ""
        self._follow()
        for each in (f"name {name[:64]}", f"address {address}"):
            self._tries.count(each, "too many passwords", "Too many passwords were tried.")
        fits = await to_thread.run_sync(self._book.fits, name, password, limiter=self._hashing)
        return name if fits else ""

    async def _with_password(self, given: str, address: str) -> str:
        try:
            name, _, password = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")
        except (binascii.Error, ValueError):
            raise Refused(400, "malformed", "The request is malformed.") from None
        proof = hmac.digest(self._secret, f"{name}\0{password}".encode(), hashlib.sha256)
        if proof not in self._proved:
            if not await self.signed_in(name, password, address):
                raise Refused(401, "wrong password", "Name or password are wrong.", CHALLENGE)
            self._proved[proof] = None
            while len(self._proved) > _PROVED:
                self._proved.popitem(last=False)
        return name

    def _follow(self) -> None:
        """When the file has changed: nothing that was proved counts any more, and whose line is another one is signed out."""
        assert self._book is not None
        if (people := self._book.people) is not self._known:
            before, self._known = self._known, people
            self._proved.clear()
            self.sessions.end_of(lambda name: before.get(name) != people.get(name))

    def _is_in_front(self, address: str) -> bool:
        try:
            own = ip_address(address)
        except ValueError:
            return False
        return any(own in network for network in self._proxies)


def token_of(headers: Mapping[str, str]) -> str:
    """The token of a session, out of a cookie."""
    try:
        held: MutableMapping[str, Any] = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return held[COOKIE].value if COOKIE in held else ""
