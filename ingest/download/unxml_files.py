"""The files of ``UNxml/SCresolutions``: which of them are read, where they lie below the folder, what their names tell.

Layout and names change from year to year, so files are not chosen by a pattern of their names: all XML that does not
lie in the folder of a language that was not ordered, and the records of votes. The readers tell what is a resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.download.ledger import Held
from ingest.download.order import ENGLISH, Order
from ingest.download.packed import is_safe
from ingest.download.sources import SOURCES, Source
from ingest.parsing.identity import of_file_name

__all__ = ["LANGUAGES", "OTHERS", "is_newer", "is_ordered", "is_wanted", "newest_of", "place_of"]

LANGUAGES = frozenset({"Arabic", "Chinese", ENGLISH, "French", "German", "Russian", "Spanish"})
OTHERS = "other languages/"


def is_wanted(path: str, languages: Iterable[str] = (ENGLISH,)) -> bool:
    """Whether a file of the repository is read: XML of these languages, and the records of votes."""
    *folders, name = path.split("/")
    if not is_safe(path) or name.startswith(".") or any(folder.startswith(".") for folder in folders):
        return False
    if "data_extract" in folders:
        return name.endswith(".json")
    return name.endswith(".xml") and not (LANGUAGES - set(languages)) & set(folders)


def place_of(path: str) -> str:
    """Where a file of the repository lies below the folder of downloads: other languages apart, as they are not read."""
    other = (LANGUAGES - {ENGLISH}) & set(path.split("/"))
    return f"{OTHERS}{path}" if other else f"{SOURCES[Source.UNXML].folder}/{path}"


def newest_of(paths: Iterable[str]) -> tuple[int, int] | None:
    """Number and year of the newest resolution, by the names of files and folders."""
    return max((found for path in paths if is_wanted(path) and (found := _numbered(path))), default=None)


def _numbered(path: str) -> tuple[int, int] | None:
    *folders, name = path.split("/")
    found = of_file_name(name)
    years = [int(folder) for folder in folders if re.fullmatch(r"(?:19|20)\d\d", folder)]
    year = (found[1] if found else None) or (years[-1] if years else None)
    return (found[0], year) if found and year else None


def is_ordered(path: str, order: Order, before: Held, whole: bool) -> bool:
    """Whether a file is to be had: all that is wanted, or with ``newer_only`` what is newer or came from here ``before``."""
    if not is_wanted(path, order.languages):
        return False
    if whole or place_of(path) in before.files or order.known is None:
        return True
    if "data_extract/" in path:
        return (found := re.search(r"(\d{4})\.json$", path)) is not None and int(found[1]) >= order.known[1]
    return is_newer(path, order)


def is_newer(path: str, order: Order) -> bool:
    """Whether the name is that of a resolution newer than all that are known."""
    found = _numbered(path)
    return order.known is not None and found is not None and found[0] > order.known[0]
