"""Where a passage stands: one value, written as a key for machines and as a citation for people.

The same pinpoint has two spellings that carry the same facts:

=========================  =============================================
key                        citation
=========================  =============================================
``2395``                   S/RES/2395 (2017)
``2395/op2``               S/RES/2395 (2017), para. 2
``1373/op1(a)(i)``         S/RES/1373 (2001), para. 1 (a) (i)
``1973/pp5``               S/RES/1973 (2011), preambular para. 5
``161/A/op4``              S/RES/161 (1961), part A, para. 4
``2231/annexB/5``          S/RES/2231 (2015), annex B, para. 5
``1625/annex/3``           S/RES/1625 (2005), annex, para. 3
``2231/annexA/p12``        S/RES/2231 (2015), annex A, passage 12
``1973/heading3``          S/RES/1973 (2011), heading 3
=========================  =============================================

``ingest.citation`` reads both spellings back, and many more that people use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.errors import MalformedKey


class Kind(StrEnum):
    """What part of a resolution a passage belongs to."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"
    HEADING = "heading"


_KEY = re.compile(
    r"""(?P<resolution>[1-9]\d{0,4})
        (?:/(?P<part>[A-Z]))?
        (?:/(?:
            op(?P<op>\d+)
          | pp(?P<pp>\d+)
          | heading(?P<heading>\d+)
          | annex(?P<annex>[A-Za-z0-9]*)(?:/(?P<point>p?\d+(?:[.]\d+)*))?
        ))?
        (?P<path>(?:\([a-z0-9]+\))*)
        (?:~(?P<occurrence>[2-9]|[1-9]\d+))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in the corpus, down to the sub-paragraph.

    ``kind`` is ``None`` for a whole resolution (or a whole part of one). ``number`` is the printed number of an
    operative or annex paragraph, the position of a preambular paragraph or heading (from 1), ``p12`` for the twelfth
    unnumbered passage of an annex, and empty for a whole annex. ``annex`` is the printed label (``B``, ``II``, ``1``),
    empty where the only annex has none. ``occurrence`` tells apart passages that the text itself numbers alike.
    """

    resolution: int
    kind: Kind | None = None
    number: str = ""
    path: tuple[str, ...] = ()
    part: str = ""
    annex: str = ""
    occurrence: int = 1

    @classmethod
    def parse(cls, key: str) -> Pinpoint:
        """Read a key such as ``1373/op1(a)``; raise :class:`MalformedKey` for anything else."""
        match = _KEY.fullmatch(key)
        if match is None:
            raise MalformedKey(key)
        kind, number = _kind_and_number(match)
        path = tuple(re.findall(r"\(([a-z0-9]+)\)", match["path"]))
        if path and not number:
            raise MalformedKey(key)
        return cls(
            resolution=int(match["resolution"]),
            kind=kind,
            number=number,
            path=path,
            part=match["part"] or "",
            annex=match["annex"] or "",
            occurrence=int(match["occurrence"] or 1),
        )

    @property
    def key(self) -> str:
        """The identifier in every store and in every evaluation file; no spaces."""
        pieces = [str(self.resolution)]
        if self.part:
            pieces.append(self.part)
        if self.kind is Kind.ANNEX:
            pieces.append(f"annex{self.annex}")
            if self.number:
                pieces.append(self.number)
        elif self.kind is not None:
            pieces.append(f"{_PREFIX[self.kind]}{self.number}")
        key = "/".join(pieces) + "".join(f"({step})" for step in self.path)
        return key if self.occurrence == 1 else f"{key}~{self.occurrence}"

    def citation(self, year: int, *, numbered: bool = True) -> str:
        """The citation that a reader sees: ``S/RES/1373 (2001), para. 1 (a)``.

        ``numbered=False`` is for an operative paragraph that bears no printed number and is cited by position
        (``operative para. 1``).
        """
        pieces = [f"S/RES/{self.resolution} ({year})"]
        if self.part:
            pieces.append(f"part {self.part}")
        pieces += self._place(numbered)
        citation = ", ".join(pieces) + "".join(f" ({step})" for step in self.path)
        return citation if self.occurrence == 1 else f"{citation} [{self.occurrence}]"

    @property
    def paragraph(self) -> Pinpoint:
        """The numbered paragraph that holds this sub-paragraph; itself where it is one."""
        return replace(self, path=()) if self.path else self

    @property
    def parent(self) -> Pinpoint | None:
        """One level up among sub-paragraphs; ``None`` for a paragraph."""
        return replace(self, path=self.path[:-1]) if self.path else None

    def _place(self, numbered: bool) -> list[str]:
        match self.kind:
            case Kind.OPERATIVE:
                return [f"para. {self.number}" if numbered else f"operative para. {self.number}"]
            case Kind.PREAMBULAR:
                return [f"preambular para. {self.number}"]
            case Kind.HEADING:
                return [f"heading {self.number}"]
            case Kind.ANNEX:
                label = f"annex {self.annex}".rstrip()
                if not self.number:
                    return [label]
                if self.number.startswith("p"):
                    return [label, f"passage {self.number[1:]}"]
                return [label, f"para. {self.number}"]
            case None:
                return []


_PREFIX = {Kind.OPERATIVE: "op", Kind.PREAMBULAR: "pp", Kind.HEADING: "heading"}
_MARKS = {kind: f"/{prefix}" for kind, prefix in {**_PREFIX, Kind.ANNEX: "annex"}.items()}


def mark_of(kind: Kind) -> str:
    """What stands in the keys of a kind and in no others, for sifting many of them: ``/op``."""
    return _MARKS[kind]


def resolution_of(key: str) -> int:
    """The resolution that a key belongs to: 2395 for ``2395/op2`` and for ``2395``."""
    return int(key.partition("/")[0])


def paragraph_of(key: str) -> str:
    """The key of the paragraph that holds a sub-paragraph, faster than :meth:`Pinpoint.parse`; itself where it is one.

    ``9/op1(a)(i)~2`` is held by ``9/op1~2``.
    """
    head, below, _ = key.partition("(")
    return head + key[key.rindex(")") + 1 :] if below else key


def _kind_and_number(match: re.Match[str]) -> tuple[Kind | None, str]:
    for kind, prefix in _PREFIX.items():
        if number := match[prefix]:
            return kind, number
    if match["annex"] is not None:
        return Kind.ANNEX, match["point"] or ""
    return None, ""
