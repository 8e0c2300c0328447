"""A text cut to the length of a sentence, at the end of a clause and not before what bounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.one_of import either

LEAD = 260  # characters of the first sentence that may be the paragraph's own words


def shortened(text: str, limit: int = LEAD) -> str:
    """The beginning of ``text`` up to the end of a clause within ``limit`` characters, marked where it goes on.

    What goes on with an exclusion, an exception or a condition is not left out: without it the beginning says more than the text.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = max(text.rfind(mark, 60, limit) for mark in ("; ", ", ", ". ", ": "))
    cut = cut if cut > 0 else text.rfind(" ", 0, limit)
    begins = text[:cut].rstrip(" ,;:.")
    ends = re.search(r"[;.]\s", text[cut:])
    bound = bound_of(text, cut, cut + ends.start() if ends is not None else len(text))
    if bound is None:
        return f"{begins} …"
    between = "," if bound[0] - len(begins) <= _A_MARK else " …"
    bounded = text[slice(*bound)]
    return f"{begins}{between} {bounded}" + ("" if text.rstrip(" ;,.").endswith(bounded) else " …")


def bound_of(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The first clause from ``start`` to ``stop`` that bounds, excepts from or sets a condition for what stands before it, as offsets;
    ``None`` where there is none, or it does not end within the length that a sentence can take."""
    first = next(bounds_of(text, start, stop), None)
    return first if first is not None and first[1] - first[0] <= _LONGEST_BOUND else None


def bounds_of(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """All such clauses that begin from ``start`` to ``stop``, in order, each up to the mark at its end."""
    while (bound := _BOUND.search(text, start, stop)) is not None:
        start = next((end for end in range(bound.end(), len(text)) if _ends(text, end)), len(text.rstrip()))
        yield bound.start(), start


def _ends(text: str, at: int) -> bool:
    """Whether a clause ends before the mark at ``at``."""
    return text[at] in ";,.:" and not text[at + 1 : at + 2].strip()


# Words of resolutions by which what stands before them is bounded, excepted from or made to depend on something.
_BOUND = re.compile(
    r"\b(?:while\s+)?(?:"
    + either(
        r"excluding|except(?:ing)?|other\s+than|unless|provided\s+that|with\s+the\s+exception|without\s+prejudice",
        r"(?:on|under\s+the)\s+conditions?|subject\s+to\s+(?:\w+\s+){0,4}(?:approv|authori[sz]|notif|consent|condition)\w*",
        r"(?:shall|do|does|will)\s+not\s+apply|(?:only\s+)?if\s+(?:the|an?|such|it)",
    )
    + r")\b",
    re.IGNORECASE,
)
_A_MARK = 2  # characters between two clauses that follow on one another
_LONGEST_BOUND = 200  # characters that a sentence can take of one
