"""What the address of a search holds: words, limits, order and page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from assistant.errors import WrongInput
from assistant.ui.choices import WrongLimit, read_day
from ingest.pinpoint import Kind
from vectorstore.filters import VOTED, Filters

ORDERS = {"relevance": "Relevance", "newest": "Newest first", "oldest": "Oldest first"}
KINDS = {
    Kind.OPERATIVE.value: "Operative paragraphs",
    Kind.PREAMBULAR.value: "Preambular paragraphs",
    Kind.ANNEX.value: "Annexes",
}
CHAPTERS = {"yes": "Invokes Chapter VII", "no": "Does not invoke it"}
SEVERAL = ("year", "topic", "agenda", "body", "kind", "verb", "chapter", "vote")
"""The limits that may have several values, one of which is met."""
_LONGEST, _LONGEST_WORDS = 300, 400
_MOST = 20  # values of one limit
_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a search depends on; what is empty bounds nothing. A ``year`` is ``2011`` or ``2010-2019``."""

    q: str = ""
    year: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    chapter: tuple[str, ...] = ()
    vote: tuple[str, ...] = ()
    in_force: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams) -> Self:
        """From an address. Raises :class:`WrongInput` where a value cannot be read; names that are not known are left out."""
        given: dict[str, Any] = {f.name: _single(query.get(f.name, "")) for f in fields(cls)}
        given |= {name: _several(query.getlist(name)) for name in SEVERAL}
        given["year"] = _several(each for value in given["year"] for each in value.replace(",", " ").split())
        for name, value in given.items():
            values = value if name in SEVERAL else (value,)
            if len(values) > _MOST:
                raise WrongInput(f"At most {_MOST} values of “{name}” can be chosen. Leave some of them out.")
            if any(len(each) > (_LONGEST_WORDS if name == "q" else _LONGEST) for each in values):
                raise WrongInput(f"The address of this search is too long at “{name}”. Search for fewer words.")
        page = given.pop("page") or "1"
        if not page.isascii() or not page.isdecimal() or not 0 < int(page[:9]) <= _PAGES:
            raise WrongInput(f"“{page}” is no page of results. Begin again with the first one.")
        state = cls(**given, page=int(page))
        for name, known in (("kind", KINDS), ("chapter", CHAPTERS), ("vote", VOTED), ("sort", ORDERS)):
            for value in given[name] if name in SEVERAL else filter(None, [given[name]]):
                if value not in known:
                    raise WrongInput(f"“{value}” is not known here. “{name}” is one of: {', '.join(known)}.")
        for each in state.year:
            years_of(each)
        state.day()
        return state

    def day(self) -> dt.date | None:
        """The day on which what is found is in force on paper."""
        try:
            return read_day(self.in_force)
        except WrongLimit:
            raise WrongInput(f"“{self.in_force}” is not a day. Write it as 2025-06-30.") from None

    def filters(self) -> Filters:
        """The limits, as the index takes them."""
        bounds = [[_bound(name, value) for value in getattr(self, name)] for name in SEVERAL]
        single = {field: value for each in bounds if len(each) == 1 for field, value in each[0].items()}
        either = tuple(tuple(Filters(**bound) for bound in each) for each in bounds if len(each) > 1)
        return Filters(**single, in_force=self.day(), either=either)

    @property
    def order(self) -> str:
        """How the results are sorted: by relevance where there are words, else the newest first."""
        return self.sort or ("relevance" if self.q else "newest")

    def but(self, **changed: Any) -> State:
        """The same with something else, from its first page on."""
        return replace(self, **{"page": 1, **changed})

    def toggled(self, name: str, value: str) -> State:
        """The same with one more value of a limit that may have several, or without it where it is set. A year takes the place of the
        years that it lies in, and these take its place."""
        values: tuple[str, ...] = getattr(self, name)
        if value in values:
            return self.but(**{name: tuple(each for each in values if each != value)})
        if name == "year":
            values = tuple(each for each in values if not (lies_in(value, each) or lies_in(each, value)))
        return self.but(**{name: (*values, value)})

    def address(self, form: str = "") -> str:
        """Where this search is found; ``form`` is the end of a file's name."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        given["page"] = self.page if self.page > 1 and not form else ""
        query = urlencode({name: value for name, value in given.items() if value}, doseq=True)
        return f"/search{form}" + (f"?{query}" if query else "")

    def given(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each limit that is set, without words, order and page."""
        several = [(name, value) for name in SEVERAL for value in getattr(self, name)]
        return (*several, *([("in_force", self.in_force)] if self.in_force else []))


def years_of(text: str) -> tuple[int | None, int | None]:
    """The first and the last year of ``2011``, ``2010-2019``, ``2010-`` or ``-2019``. Raises :class:`WrongInput`."""
    first, dash, last = text.partition("-")
    years = [
        int(each) if each.isascii() and each.isdecimal() and len(each) == 4 else None for each in (first, last or first)
    ]
    wrong = (first and not years[0]) or (last and not years[1])
    if wrong or (not first and not last) or (years[0] and years[1] and years[0] > years[1]):
        raise WrongInput(f"“{text}” is no year and no range of years. Write 2011 or 2010-2019.")
    return years[0], None if dash and not last else years[1]


def lies_in(years: str, others: str) -> bool:
    """Whether years lie within others: 2011 in 2010-2019."""
    (first, last), (begin, end) = years_of(years), years_of(others)
    return (begin or 0) <= (first or 0) and (last or dt.MAXYEAR) <= (end or dt.MAXYEAR)


def _bound(name: str, value: str) -> dict[str, Any]:
    """A value of a limit, as fields of :class:`Filters`."""
    if name == "year":
        return dict(zip(("year_from", "year_to"), years_of(value), strict=True))
    if name == "chapter":
        return {"chapter_vii": value == "yes"}
    return {"voted" if name == "vote" else name: Kind(value) if name == "kind" else value}


def _several(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_single, values))))


def _single(text: str) -> str:
    """Words between single spaces, without what cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
