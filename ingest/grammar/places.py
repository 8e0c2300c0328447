"""Reading the part of a reference that says where in a resolution: paragraphs, sub-paragraphs, annexes, sections.

``Place`` is a pinpoint that does not know its resolution yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.grammar.patterns import T, is_letter, is_roman
from ingest.grammar.steps import LONGEST_RANGE, path_range, steps
from ingest.grammar.tokens import COUNTED, Tokens
from ingest.pinpoint import Kind, Pinpoint

HIGHEST_PARAGRAPH = 200  # a larger number behind "and" is the next resolution, not the next paragraph


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
        case T.SUBPARAGRAPH if tokens[i + 1].kind is T.NUMBER:  # "subparagraph 4 (a)"
            return _paragraphs(tokens, i)
        case T.SUBPARAGRAPH | T.PARAGRAPH if tokens[i].kind is T.SUBPARAGRAPH or tokens[i + 1].kind is T.STEP:
            paths, j = steps(tokens, i + 1, ())
            return (_Unit(T.SUBPARAGRAPH, places=tuple(Place(path=path) for path in paths)), j) if paths else None
        case T.PARAGRAPH:
            return _paragraphs(tokens, i)
        case T.OPERATIVE | T.PREAMBLE if tokens[i + 1].kind is T.NUMBER:  # "operative 8", "pmbl. 2"
            return _paragraphs(tokens, i)
        case T.PREAMBLE:
            return _Unit(T.PREAMBLE), i + 1
        case T.ANNEX:
            labels, j = _labels(tokens, i + 1)
            return _annex_point(tokens, j, labels or ("",)) or (_Unit(T.ANNEX, labels=labels or ("",)), j)
        case (T.SECTION | T.PART) as kind:
            labels, j = _labels(tokens, i + 1)
            return (_Unit(kind, labels=labels), j) if labels else None
        case (T.HEADING | T.PASSAGE) as kind if tokens[i + 1].kind is T.NUMBER:
            number = str(tokens[i + 1].value)
            place = Place(Kind.HEADING, number) if kind is T.HEADING else Place(Kind.ANNEX, f"p{number}")
            paths, j = steps(tokens, i + 2, ())
            place, j = _occurrence(tokens, j, replace(place, path=paths[0] if paths else ()))
            return _Unit(kind, places=(place,)), j
    return None


def _ordinals(tokens: Tokens, i: int) -> tuple[_Unit, int] | None:
    """ "third preambular paragraph", "first and second operative paragraphs", "second paragraph"."""
    numbers, j = [tokens[i].value], i + 1
    if numbers == [1] and tokens[j].kind is T.WORD and tokens[j].value:  # "the first three"
        numbers, j = list(range(1, tokens[j].value + 1)), j + 1
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


def _annex_point(tokens: Tokens, i: int, labels: tuple[str, ...]) -> tuple[_Unit, int] | None:
    """ "annex B (5)", "annex B, 5": a point of an annex without the word "paragraph"."""
    number = ""
    if tokens[i].kind is T.STEP and tokens[i].text.isdigit():
        number, i = tokens[i].text, i + 1
    elif tokens[i].kind is T.COMMA and tokens[i + 2].kind in {T.COMMA, T.CONNECTOR, T.END}:
        number, i = (_number(tokens, i + 1) or "") if tokens[i + 1].kind is T.NUMBER else "", i + 2
    if not number:
        return None
    return _Unit(T.PARAGRAPH, places=tuple(Place(Kind.ANNEX, number, annex=label) for label in labels)), i


def _kind(word: str) -> Kind:
    return Kind.PREAMBULAR if word[:1] == "p" else Kind.OPERATIVE


def _paragraphs(tokens: Tokens, i: int) -> tuple[_Unit, int] | None:
    """ "paragraphs 1, 3 (a) to (c) and 5 to 7", "OP5, 6, 7 and 8", "preambular paragraph 3"."""
    kind = _kind(tokens[i].text) if tokens[i].kind in {T.PARAGRAPH, T.PREAMBLE} else Kind.OPERATIVE
    j = i + 1
    while tokens[j].kind is T.TO or tokens[j].text in {"no", "nos", ".", "number", "numbered"}:
        j += 1
    first = _number(tokens, j, 999)
    if first is None:
        return None
    found, j = [Place(kind, first)], j + 1
    while True:
        previous = found[-1]
        paths, j = steps(tokens, j, previous.path)
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
            paths, j = steps(tokens, j, ())
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
    if following.kind in {T.YEAR, T.SESSION, T.PARAGRAPH} or following.text in COUNTED:
        return False
    if tokens[i].kind is T.WORD:  # "paragraphs two and three of"
        return following.kind in {T.CONNECTOR, T.ABOVE, T.AND, T.COMMA}
    return not (separator == "," and following.kind is T.WORD and not tokens.glued(i))


def _between(start: Place, end: Place) -> list[Place]:
    """What a range adds behind its start: "5 to 7" gives 6 and 7, "1 (a) to 1 (c)" gives 1 (b) and 1 (c)."""
    if start.number == end.number:
        return [replace(end, path=path) for path in path_range(start.path, end.path)] or [end]
    if start.number.isdigit() and end.number.isdigit() and 1 < int(end.number) - int(start.number) < LONGEST_RANGE:
        middle = [replace(end, number=str(n), path=()) for n in range(int(start.number) + 1, int(end.number))]
        return [*middle, end]
    return [end]


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
        if (
            not separator
            or (following := _label(tokens, k)) is None
            or following.isdigit() != label.isdigit()
            or tokens[k + 1].kind in {T.YEAR, T.STEP}
        ):
            break
        i = k
    return tuple(labels), i


def _label(tokens: Tokens, i: int) -> str | None:
    token = tokens[i]
    if token.kind is T.NUMBER and 0 < token.value <= 30:
        return str(token.value)
    if token.kind not in {T.WORD, T.AND} or not (is_letter(token.text) or is_roman(token.text)):
        return None
    if token.text == "a" and tokens[i + 1].kind is T.WORD:
        return None
    return token.text.upper()


def _joined(units: list[_Unit]) -> list[Place]:
    """Put the phrases of one reference together: "paragraph 5 of annex B", "paragraph 4, subparagraph (a)"."""
    done: list[Place] = []
    pending: list[Place] = []
    scopes: list[_Unit] = []  # a part, an annex, a section, the preamble, for the paragraphs that follow
    used = False  # whether paragraphs have followed
    open_from = 0  # places from here on still belong to a scope that follows
    for unit in units:
        if unit.what is T.SUBPARAGRAPH:
            if done and unit.link != "and":
                base = done.pop()
                done += [replace(base, path=base.path + place.path) for place in unit.places]
            else:
                pending = list(unit.places)
        elif unit.what in {T.PARAGRAPH, T.HEADING, T.PASSAGE}:
            if scopes and not used and unit.link == "and":
                done += _whole(scopes)
                scopes, open_from = [], len(done)
            here = _scoped(scopes, unit.places)
            if pending:
                here = [replace(place, path=place.path + step.path) for place in here for step in pending]
                pending = []
            done, used = done + here, bool(scopes)
        elif unit.link != "and" and len(done) > open_from and (not scopes or (used and scopes[-1].what is T.SECTION)):
            done[open_from:] = _scoped([unit], done[open_from:])
            scopes, used = [], False
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
