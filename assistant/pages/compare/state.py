"""What the address of a comparison holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from assistant.compare.changes import Change
from assistant.compare.comparison import FEWEST, MOST
from assistant.errors import WrongInput
from assistant.pages.resolution.state import number_of

_LONGEST = 200  # characters of a name or of an aspect


@dataclass(frozen=True, slots=True)
class State:
    """``numbers`` are compared in their order; without any, the ``last`` texts on a ``body``. ``aspects`` and ``changes`` choose rows, none all;
    ``about`` chooses by words; ``only`` leaves out what stays; ``sides`` shows differences side by side instead of inline; ``whole`` shows
    every aspect in the page, however long that gets."""

    numbers: tuple[int, ...] = ()
    body: str = ""
    last: int = 2
    aspects: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    about: str = ""
    only: bool = False
    sides: bool = False
    whole: bool = False

    @classmethod
    def of(cls, query: QueryParams) -> State:
        """Raises :class:`WrongInput` for what is no list of numbers, no kind of change or too long."""
        said = " ".join(query.getlist("r"))
        numbers = [number_of(each) for each in said.replace(",", " ").replace(";", " ").split()]
        body, about = query.get("body", "").strip(), query.get("about", "").strip()
        aspects = tuple(dict.fromkeys(filter(None, query.getlist("aspect"))))
        if max(map(len, (body, about, *aspects))) > _LONGEST:
            raise WrongInput(f"A name or an aspect has at most {_LONGEST} characters. Shorten it.")
        return cls(
            tuple(dict.fromkeys(numbers)),
            body,
            _last(query.get("last", "")),
            aspects,
            tuple(dict.fromkeys(_change(each) for each in filter(None, query.getlist("change")))),
            about,
            query.get("only", "") == "1",
            query.get("show", "") == "sides",
            query.get("rows", "") == "all",
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is named that could be compared."""
        return not self.numbers and not self.body

    def query(self) -> str:
        """``r=2709,2759&only=1``: what stands behind the question mark."""
        said: list[tuple[str, object]] = [("r", ",".join(map(str, self.numbers)))] if self.numbers else []
        if not self.numbers and self.body:
            said += [("body", self.body), ("last", self.last)]
        said += [("aspect", each) for each in self.aspects] + [("change", each.value) for each in self.changes]
        said += [("about", self.about)] if self.about else []
        said += [("only", 1)] if self.only else []
        said += [("show", "sides")] if self.sides else []
        said += [("rows", "all")] if self.whole else []
        return urlencode(said, safe=",", quote_via=quote)

    def address(self) -> str:
        """``/compare?r=2709,2759``."""
        query = self.query()
        return f"/compare{f'?{query}' if query else ''}"

    def with_one(self, number: int, numbers: tuple[int, ...]) -> State:
        """The same with one more beside ``numbers``, in order of adoption, or without it where it is among them."""
        left = tuple(each for each in numbers if each != number)
        return self.of_numbers(left if number in numbers else tuple(sorted((*numbers, number))))

    def of_numbers(self, numbers: tuple[int, ...]) -> State:
        """The same of resolutions that are named by their numbers."""
        return replace(self, numbers=numbers, body="", last=2)


def _last(text: str) -> int:
    if not text.strip():
        return FEWEST
    number = number_of(text) if text.strip().isdecimal() else 0
    if not FEWEST <= number <= MOST:
        raise WrongInput(
            f"{text[:20]!r} texts cannot be compared; {FEWEST} to {MOST} can. Choose one of these numbers."
        )
    return number


def _change(text: str) -> Change:
    try:
        return Change(text)
    except ValueError:
        raise WrongInput(f"{text[:40]!r} is no kind of change. Choose one of: {', '.join(Change)}.") from None
