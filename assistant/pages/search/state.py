"""What the address of a search holds: words, limits, order and page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import urlencode

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
_LONGEST, _LONGEST_WORDS = 300, 400
_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a search depends on; what is empty bounds nothing. ``year`` is ``2011`` or ``2010-2019``."""

    q: str = ""
    year: str = ""
    topic: str = ""
    agenda: str = ""
    body: str = ""
    kind: str = ""
    verb: str = ""
    chapter: str = ""
    vote: str = ""
    in_force: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From an address. Raises :class:`WrongInput` where a value cannot be read; names that are not known are left out."""
        given: dict[str, Any] = {f.name: _single(query.get(f.name, "")) for f in fields(cls)}
        for name, value in given.items():
            if len(value) > (_LONGEST_WORDS if name == "q" else _LONGEST):
                raise WrongInput(f"The address of this search is too long at “{name}”. Search for fewer words.")
        page = given.pop("page") or "1"
        if not page.isascii() or not page.isdecimal() or not 0 < int(page[:9]) <= _PAGES:
            raise WrongInput(f"“{page}” is no page of results. Begin again with the first one.")
        state = cls(**given, page=int(page))
        for name, known in (("kind", KINDS), ("chapter", CHAPTERS), ("vote", VOTED), ("sort", ORDERS)):
            value = given[name]
            if value and value not in known:
                raise WrongInput(f"“{value}” is not known here. “{name}” is one of: {', '.join(known)}.")
        state.years()
        state.day()
        return state

    def years(self) -> tuple[int | None, int | None]:
        """The first and the last year."""
        first, dash, last = self.year.partition("-")
        years = [
            int(each) if each.isascii() and each.isdecimal() and len(each) == 4 else None
            for each in (first, last or first)
        ]
        wrong = (first and not years[0]) or (last and not years[1])
        if self.year and (wrong or (not first and not last) or (years[0] and years[1] and years[0] > years[1])):
            raise WrongInput(f"“{self.year}” is no year and no range of years. Write 2011 or 2010-2019.")
        return years[0], None if dash and not last else years[1]

    def day(self) -> dt.date | None:
        """The day on which what is found is in force on paper."""
        try:
            return read_day(self.in_force)
        except WrongLimit:
            raise WrongInput(f"“{self.in_force}” is not a day. Write it as 2025-06-30.") from None

    def filters(self) -> Filters:
        """The limits, as the index takes them."""
        first, last = self.years()
        return Filters(
            year_from=first,
            year_to=last,
            kind=Kind(self.kind) if self.kind else None,
            verb=self.verb.lower(),
            body=self.body,
            topic=self.topic,
            chapter_vii={"yes": True, "no": False}.get(self.chapter),
            in_force=self.day(),
            agenda=self.agenda,
            voted=self.vote,
        )

    @property
    def order(self) -> str:
        """How the results are sorted: by relevance where there are words, else the newest first."""
        return self.sort or ("relevance" if self.q else "newest")

    def but(self, **changed: Any) -> State:
        """The same with something else, from its first page on."""
        return replace(self, **{"page": 1, **changed})

    def address(self, form: str = "") -> str:
        """Where this search is found; ``form`` is the end of a file's name."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        given["page"] = self.page if self.page > 1 and not form else ""
        query = urlencode({name: value for name, value in given.items() if value})
        return f"/search{form}" + (f"?{query}" if query else "")

    def given(self) -> dict[str, str]:
        """The limits that are set, by their names, without words, order and page."""
        named = {f.name: str(getattr(self, f.name)) for f in fields(self)}
        return {name: value for name, value in named.items() if value and name not in ("q", "sort", "page")}


def _single(text: str) -> str:
    """Words between single spaces, without what cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
