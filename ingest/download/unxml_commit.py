"""A commit of the repository as its interface tells of it: its name, and the size and hash of each file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.download.order import Order
from ingest.download.packed import is_safe
from ingest.download.transfer import Transfer
from ingest.download.web import is_local
from ingest.errors import DownloadError

__all__ = ["COMMIT", "Commit", "look_up"]

COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Commit:
    """``tree`` maps each path to its size and hash; ``None`` where the interface does not tell all of it."""

    name: str
    tree: dict[str, tuple[int, str]] | None
    note: str = ""


def look_up(order: Order, transfer: Transfer) -> Commit:
    """The commit by its name and what is in it. Where the interface is shut an archive of it still names the commit."""
    name = order.commit
    api = order.addresses.unxml_api.rstrip("/")
    if is_local(order.addresses.unxml_archive) or not api:
        return Commit(name, None, "No list of files goes with the archive, so its own hash is recorded.")
    try:
        if not COMMIT.fullmatch(name):
            name = str(_field(transfer.listing(f"{api}/commits/{name}"), "sha"))
            if not COMMIT.fullmatch(name):
                raise DownloadError("The repository names no commit.")
        told = transfer.listing(f"{api}/git/trees/{name}?recursive=1")
        if _field(told, "truncated"):
            return Commit(
                name, None, "The list of files is too long for the interface; the archive's hash is recorded."
            )
        files = [one for one in _field(told, "tree") if one["type"] == "blob" and str(one["mode"]).startswith("100")]
        tree = {str(one["path"]): (int(one["size"]), str(one["sha"])) for one in files if is_safe(str(one["path"]))}
        return Commit(name, tree)
    except (DownloadError, KeyError, TypeError, ValueError) as error:
        why = str(error) if isinstance(error, DownloadError) else "It answers in a form that is not known."
        return Commit(
            name, None, f"The list of files could not be had, so the archive's own hash is recorded. {why}".strip()
        )


def _field(value: Any, name: str) -> Any:
    if not isinstance(value, dict) or name not in value:
        raise DownloadError(f"The interface of the repository answers without {name!r}.")
    return value[name]
