"""Reading the part of a reference that says where in a resolution: paragraphs, sub-paragraphs, annexes, sections.

``Place`` is a pinpoint that does not know its resolution yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.citation_patterns import T, Token, is_roman
from ingest.pinpoint import Kind, Pinpoint

LONGEST_RANGE = 60  # "paragraphs 1 to 400" is a slip or an attack: only its ends are taken
HIGHEST_PARAGRAPH = 200  # a larger number behind "and" is the next resolution, not the next paragraph

# Words behind a number that make it a quantity: "paragraph 8 and 500 troops", "resolution 1701 and 300 observers".
COUNTED = frozenset(
    """troops personnel police observers soldiers vehicles people persons members staff military days months years weeks
    hours minutes km kilometres kilometers metres meters miles tons tonnes dollars percent per men women children
    civilians officers refugees units items million billion thousand gmt utc additional states countries votes
    abstentions experts battalions aircraft helicopters barrels deaths victims individuals entities times days
    armed international uniformed civilian local resolutions paragraphs pages words""".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place inside some resolution; with ``section`` alone it stands for all paragraphs of that section."""

    kind: Kind | None = None
    number: str = ""
    path: tuple[str, ...] = ()
    part: str = ""
    annex: str = ""
    occurrence: int = 1
    section: str = ""

    def of(self, resolution: int) -> Pinpoint:
        return Pinpoint(resolution, self.kind, self.number, self.path, self.part, self.annex, self.occurrence)


@dataclass(slots=True)
class _Unit:
    """One phrase: "paragraphs 1 and 3 (a)", "subparagraph (a)", "annex B". ``link`` ties it to the one before."""

    what: T
    link: str = ""  # "" adjacent or comma, "and", "of"
    places: tuple[Place, ...] = ()
    labels: tuple[str, ...] = ()


class Tokens:
    """A cursor-less view on the tokens of one text: every index past the end reads as ``T.END``."""

    def __init__(self, items: Sequence[Token]) -> None:
        self.items = items
        self._end = Token(T.END, "", -1, -1)

    def __getitem__(self, i: int) -> Token:
        return self.items[i] if 0 <= i < len(self.items) else self._end

    def glued(self, i: int) -> bool:
        """Whether a word stands right behind token ``i`` without a space: the ``c`` of ``8c``."""
        return self[i + 1].kind is T.WORD and self[i + 1].start == self[i].end

    def separator(self, i: int) -> tuple[int, str]:
        """Skip ``,`` ``and`` ``, and`` ``as well as``: the next index and ``","``, ``"and"`` or ``""``."""
        kind = ""
        for _ in range(2):
            if self[i].kind is T.COMMA:
                i, kind = i + 1, kind or ","
            elif self[i].kind is T.AND or (self[i].text == "/" and self[i].kind is T.MARK):
                i, kind = i + 1, "and"
            elif [self[i].text, self[i + 1].text, self[i + 2].text] == ["as", "well", "as"]:
                i, kind = i + 3, "and"
        return i, kind


def places(tokens: Tokens, i: int) -> tuple[list[Place], int] | None:
    """Read "subparagraphs (a) and (b) of paragraph 3 and annex B" from token ``i``: the places, and where they end."""
    first = _unit(tokens, i)
    if first is None:
        return None
    units, j = [first[0]], first[1]
    while True:
        k, separator = tokens.separator(j)
        link = "and" if separator == "and" else ""
        if not separator and tokens[k].kind in {T.CONNECTOR, T.TO} and tokens[k].text in {"of", "in", "to", "de"}:
            k, link = k + 1, "of"
        if tokens[k].text in {"the", "its", "la", "le"} and (link or separator):
            k += 1
        following = _unit(tokens, k)
        if following is None:
            return _joined(units), j
        unit, j = following
        unit.link = link
        units.append(unit)


def _unit(tokens: Tokens, i: int) -> tuple[_Unit, int] | None:
    match tokens[i].kind:
        case T.ORDINAL:
            return _ordinals(tokens, i)
        case T.PARAGRAPH:
            return _paragraphs(tokens, i)
        case T.SUBPARAGRAPH if tokens[i + 1].kind is T.NUMBER:  # "subparagraph 4 (a)"
            return _paragraphs(tokens, i)
        case T.SUBPARAGRAPH:
            paths, j = _steps(tokens, i + 1, ())
            return (_Unit(T.SUBPARAGRAPH, places=tuple(Place(path=path) for path in paths)), j) if paths else None
        case T.PREAMBLE:
            return _Unit(T.PREAMBLE), i + 1
        case T.ANNEX:
            labels, j = _labels(tokens, i + 1)
            return _Unit(T.ANNEX, labels=labels or ("",)), j
        case (T.SECTION | T.PART) as kind:
            labels, j = _labels(tokens, i + 1)
            return (_Unit(kind, labels=labels), j) if labels else None
        case (T.HEADING | T.PASSAGE) as kind if tokens[i + 1].kind is T.NUMBER:
            number = str(tokens[i + 1].value)
            place = Place(Kind.HEADING, number) if kind is T.HEADING else Place(Kind.ANNEX, f"p{number}")
            paths, j = _steps(tokens, i + 2, ())
            place, j = _occurrence(tokens, j, replace(place, path=paths[0] if paths else ()))
            return _Unit(kind, places=(place,)), j
    return None


def _ordinals(tokens: Tokens, i: int) -> tuple[_Unit, int] | None:
    """ "third preambular paragraph", "first and second operative paragraphs", "second paragraph"."""
    numbers, j = [tokens[i].value], i + 1
    while True:
        k, separator = tokens.separator(j)
        if not separator or tokens[k].kind is not T.ORDINAL:
            break
        numbers, j = [*numbers, tokens[k].value], k + 1
    token, kind = tokens[j], Kind.OPERATIVE
    if token.kind is T.PREAMBLE:
        kind = Kind.PREAMBULAR
    elif token.kind is T.PARAGRAPH:
        kind = _kind(token.text)
    else:
        return None
    return _Unit(T.PARAGRAPH, places=tuple(Place(kind, str(number)) for number in numbers)), j + 1


def _kind(word: str) -> Kind:
    return Kind.PREAMBULAR if word[:1] == "p" else Kind.OPERATIVE


def _paragraphs(tokens: Tokens, i: int) -> tuple[_Unit, int] | None:
    """ "paragraphs 1, 3 (a) to (c) and 5 to 7", "OP5, 6, 7 and 8", "preambular paragraph 3"."""
    kind = _kind(tokens[i].text) if tokens[i].kind is T.PARAGRAPH else Kind.OPERATIVE
    j = i + 1
    while tokens[j].kind is T.TO or tokens[j].text in {"no", "nos", ".", "number"}:
        j += 1
    first = _number(tokens, j)
    if first is None:
        return None
    found, j = [Place(kind, first)], j + 1
    while True:
        previous = found[-1]
        paths, j = _steps(tokens, j, previous.path)
        if paths:
            found[-1:] = [replace(previous, path=path) for path in paths]
        found[-1], j = _occurrence(tokens, j, found[-1])
        k, separator = tokens.separator(j)
        ranged = not separator and tokens[k].kind is T.TO
        k += ranged
        number = _number(tokens, k, 999 if ranged else HIGHEST_PARAGRAPH) if separator or ranged else None
        if number is None or not _continues(tokens, k, separator):
            return _Unit(T.PARAGRAPH, places=tuple(found)), j
        j = k + 1
        if ranged:
            paths, j = _steps(tokens, j, ())
            found += _between(found[-1], Place(kind, number, paths[0] if paths else ()))
            found += [Place(kind, number, path) for path in paths[1:]]
        else:
            found.append(Place(kind, number))


def _number(tokens: Tokens, i: int, highest: int = HIGHEST_PARAGRAPH) -> str | None:
    token = tokens[i]
    if token.kind is T.DECIMAL:
        return token.text
    plain = token.kind is T.NUMBER or (token.kind is T.WORD and token.value > 0)
    return str(token.value) if plain and 0 < token.value <= highest else None


def _continues(tokens: Tokens, i: int, separator: str) -> bool:
    """Whether the number at ``i`` is one more paragraph, and neither a resolution nor a quantity."""
    following = tokens[i + 1]
    if following.kind in {T.YEAR, T.SESSION, T.PARAGRAPH} or following.text in COUNTED or tokens[i].kind is T.WORD:
        return False
    return not (separator == "," and following.kind is T.WORD and not tokens.glued(i))


def _between(start: Place, end: Place) -> list[Place]:
    """What a range adds behind its start: "5 to 7" gives 6 and 7, "1 (a) to 1 (c)" gives 1 (b) and 1 (c)."""
    if start.number == end.number:
        return [replace(end, path=path) for path in _path_range(start.path, end.path)] or [end]
    if start.number.isdigit() and end.number.isdigit() and 1 < int(end.number) - int(start.number) < LONGEST_RANGE:
        middle = [replace(end, number=str(n), path=()) for n in range(int(start.number) + 1, int(end.number))]
        return [*middle, end]
    return [end]


def _steps(tokens: Tokens, i: int, above: tuple[str, ...]) -> tuple[list[tuple[str, ...]], int]:
    """ "(a)", "(a) (i) and (ii)", "(a) to (c)", "c": full paths from the numbered paragraph on."""
    before, letter = tokens[i - 1], tokens[i]
    if tokens.glued(i - 1) and before.kind is T.NUMBER and len(letter.text) == 1 and not tokens.glued(i):
        return [(*above, letter.text)], i + 1
    found: list[tuple[str, ...]] = []
    path, j = above, i
    while True:
        while tokens[j].kind is T.STEP:
            path, j = (*path, tokens[j].text), j + 1
        if path == above or (found and path == found[-1]):
            return found, j
        found.append(path)
        k, separator = tokens.separator(j)
        ranged = not separator and tokens[k].kind is T.TO
        k += ranged
        if not (separator or ranged) or tokens[k].kind is not T.STEP:
            return found, j
        step = tokens[k].text
        sibling = (*path[: _level(path, step, len(above))], step)
        if ranged:
            found += _path_range(path, sibling)[:-1]
        path, j = sibling, k + 1


def _level(path: tuple[str, ...], step: str, lowest: int) -> int:
    """At which depth ``step`` continues ``path``: behind ``(a) (i)`` comes ``(ii)`` one deep, ``(b)`` on top."""
    for level in range(len(path) - 1, lowest, -1):
        last = path[level]
        if last.isdigit() == step.isdigit() and is_roman(last) == is_roman(step):
            return level
    return lowest


def _path_range(start: tuple[str, ...], end: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths behind ``start`` up to ``end``, which is always the last one."""
    if len(start) != len(end) or not start or start[:-1] != end[:-1]:
        return [end]
    names = _names(start[-1], end[-1])
    return [(*end[:-1], name) for name in names[1:]] if names else [end]


def _names(start: str, end: str) -> list[str]:
    romans = [f"{tens}{ones}" for tens in ("", "x", "xx") for ones in ("", *"i ii iii iv v vi vii viii ix".split())][1:]
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    numbers = [str(n) for n in range(1, LONGEST_RANGE)]
    for series in (romans, letters, numbers):
        if start in series and end in series and series.index(start) < series.index(end):
            return series[series.index(start) : series.index(end) + 1]
    return []


def _occurrence(tokens: Tokens, i: int, place: Place) -> tuple[Place, int]:
    if tokens[i].kind is T.OCCURRENCE and tokens[i].value > 1:
        return replace(place, occurrence=tokens[i].value), i + 1
    return place, i


def _labels(tokens: Tokens, i: int) -> tuple[tuple[str, ...], int]:
    """ "B", "II", "A and B", "2"; a small letter only where nothing that reads on follows ("annex a list")."""
    labels: list[str] = []
    while (label := _label(tokens, i)) is not None:
        labels.append(label)
        i += 1
        k, separator = tokens.separator(i)
        if not separator or _label(tokens, k) is None or tokens[k + 1].kind in {T.YEAR, T.STEP}:
            break
        i = k
    return tuple(labels), i


def _label(tokens: Tokens, i: int) -> str | None:
    token = tokens[i]
    if token.kind is T.NUMBER and 0 < token.value <= 30:
        return str(token.value)
    if token.kind not in {T.WORD, T.AND} or not (len(token.text) == 1 or is_roman(token.text)):
        return None
    if token.text == "a" and tokens[i + 1].kind is T.WORD:
        return None
    return token.text.upper()


def _joined(units: list[_Unit]) -> list[Place]:
    """Put the phrases of one reference together: "paragraph 5 of annex B", "paragraph 4, subparagraph (a)"."""
    done: list[Place] = []
    steps: list[Place] = []
    scopes: list[_Unit] = []  # a part, an annex, a section, the preamble, for the paragraphs that follow
    used = False  # whether paragraphs have followed
    open_from = 0  # places from here on still belong to a scope that follows
    for unit in units:
        if unit.what is T.SUBPARAGRAPH:
            if done and unit.link != "and":
                base = done.pop()
                done += [replace(base, path=base.path + place.path) for place in unit.places]
            else:
                steps = list(unit.places)
        elif unit.what in {T.PARAGRAPH, T.HEADING, T.PASSAGE}:
            if scopes and not used and unit.link == "and":
                done += _whole(scopes)
                scopes, open_from = [], len(done)
            here = _scoped(scopes, unit.places)
            if steps:
                here = [replace(place, path=place.path + step.path) for place in here for step in steps]
                steps = []
            done, used = done + here, bool(scopes)
        elif unit.link != "and" and len(done) > open_from and not scopes:
            done[open_from:] = _scoped([unit], done[open_from:])
        elif unit.link != "and" and scopes and not used and unit.what is not scopes[-1].what:
            scopes.append(unit)
        else:
            done += [] if used else _whole(scopes)
            scopes, used, open_from = [unit], False, len(done)
    return done if used else done + _whole(scopes)


def _scoped(scopes: Sequence[_Unit], inner: Sequence[Place]) -> list[Place]:
    """Places inside an annex, a part, the preamble; a section adds nothing, its paragraphs number through."""
    here = list(inner)
    for scope in scopes:
        match scope.what:
            case T.ANNEX:
                here = [replace(place, kind=Kind.ANNEX, annex=label) for label in scope.labels for place in here]
            case T.PREAMBLE:
                here = [replace(place, kind=Kind.PREAMBULAR) for place in here]
            case T.PART if _lettered(scope):
                here = [replace(place, part=label) for label in scope.labels for place in here]
    return here


def _lettered(part: _Unit) -> bool:
    return all(len(label) == 1 and label.isalpha() for label in part.labels)


def _whole(scopes: Sequence[_Unit]) -> list[Place]:
    """A scope without paragraphs stands for itself."""
    if not scopes:
        return []
    *outer, last = scopes
    match last.what:
        case T.ANNEX:
            return _scoped(outer, [Place(Kind.ANNEX, annex=label) for label in last.labels])
        case T.PART if _lettered(last):
            return _scoped(outer, [Place(part=label) for label in last.labels])
        case T.SECTION | T.PART:
            return _scoped(outer, [Place(section=label) for label in last.labels])
    return _whole(outer)
