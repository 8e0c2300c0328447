"""Names of bodies in capitals, and what they stand for."""

from __future__ import annotations

from functools import cache
from weakref import WeakKeyDictionary

from assistant.retrieval.names.place_names import table
from ingest.acronyms import learn
from vectorstore.catalogue import Catalogue


@cache
def names_of_bodies() -> dict[str, str]:
    """The names of bodies whose acronyms the texts do not give, by acronym."""
    return {row["acronym"]: row["name"] for row in table("acronyms.csv")}


def founding_keys(name: str) -> tuple[str, ...]:
    """The paragraphs that set up a body which got its acronym later, or in no text at all; empty for others."""
    return next((tuple(row["founded"].split()) for row in table("acronyms.csv") if row["acronym"] == name), ())


def long_form(name: str, catalogue: Catalogue) -> str:
    """``united nations mission in azuria`` for a name in capitals that a text gives in brackets after it; or nothing."""
    known = _LONG_FORMS.setdefault(catalogue, {})  # a question is read in many ways, and each asks for all its names
    if name not in known:
        known[name] = _read_long_form(name, catalogue)
    return known[name]


_LONG_FORMS: WeakKeyDictionary[Catalogue, dict[str, str]] = WeakKeyDictionary()


def _read_long_form(name: str, catalogue: Catalogue) -> str:
    full = learn(row.words for row in catalogue.select(phrase=f"({name})")).get(name, "")
    return full.lower() if len(full.split()) > 2 else names_of_bodies().get(name, "").lower()
