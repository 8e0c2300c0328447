"""Addresses of services: what of them may be shown, and the secrets that can stand in them."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit


def shown(address: str) -> str:
    """An address as a reader may see it: without name and password, query and fragment, where keys stand.

    What stands before the last "@" is left out even where signs in a password make the address another one.
    """
    scheme, separator, rest = address.rpartition("://")
    return f"{scheme}{separator}{re.split('[?#]', rest.rpartition('@')[2])[0].rstrip('/')}"


def login(address: str) -> tuple[str, str] | None:
    """Name and password in an address, decoded; ``None`` where there are none."""
    user, password = _parts(address).username, _parts(address).password
    return None if user is None and password is None else (unquote(user or ""), unquote(password or ""))


def query(address: str) -> dict[str, str]:
    """What stands behind the question mark of an address."""
    return dict(parse_qsl(_parts(address).query, keep_blank_values=True))


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # brackets that are no address; whoever connects to it says so
        return urlsplit("")


def without_secrets(text: str, address: str, *secrets: str) -> str:
    """A message of somebody else without what must not be shown: an address, what stands in it, keys.

    Servers and libraries repeat what they were sent.
    """
    hidden = {address, _parts(address).netloc.rpartition("@")[0], _parts(address).query, *secrets}
    hidden |= {*query(address).values(), *(login(address) or ())[1:]}
    for each in sorted(filter(None, hidden), key=len, reverse=True):
        text = text.replace(each, shown(address) if each == address else "…")
    return text
