"""A text cut to the length of a sentence, at the end of a clause and not before what bounds it."""

from __future__ import annotations

import re

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
    bound = _BOUND.search(text, start, stop)
    if bound is None:
        return None
    rest = text[bound.start() : bound.start() + _LONGEST_BOUND]
    end = re.search(r"[;,.:](?=\s|$)|$", rest)
    long = end.start() if end is not None else 0
    whole = len(text) - bound.start() <= _LONGEST_BOUND or long < _LONGEST_BOUND
    return (bound.start(), bound.start() + long) if long and whole else None


# Words of resolutions by which what stands before them is bounded, excepted from or made to depend on something.
_BOUND = re.compile(
    r"\b(?:while\s+)?(?:excluding|except(?:ing)?|other\s+than|unless|provided\s+that|with\s+the\s+exception|on\s+condition|without\s+prejudice)\b",
    re.IGNORECASE,
)
_A_MARK = 2  # characters between two clauses that follow on one another
_LONGEST_BOUND = 200  # characters
