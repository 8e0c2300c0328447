"""Whom a resolution condemns, charges or praises, as its clauses put it, against whom a question says that it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.lexicon import Found, Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.terms import FUNCTION_WORDS, stem, stems
from ingest.pinpoint import Kind
from ingest.places import names_of_place, places_in
from ingest.resolution import Paragraph

_CONDEMNING = frozenset(map(stem, "condemn deplore denounce censure blame accuse".split()))
_CHARGING = frozenset(
    map(
        stem,
        "demand order call urge request require oblige instruct tell force insist make want ask invite encourage appeal recommend".split(),
    )
)
_PRAISING = frozenset(map(stem, "commend praise congratulate thank applaud welcome".split()))
_FAMILIES = (_CONDEMNING, _CHARGING, _PRAISING)
_AT_ONCE = frozenset(map(stem, "make want ask tell force".split()))  # what stands right behind these is to act
_EVERYDAY = _AT_ONCE | {stem("order")}  # the Council charges nobody by these: "in order to make"
_NEAR, _FAR = 5, 24  # words from a verb to whom a question, and a clause, may name behind it
_CLEARLY = 2  # words of the question by which a clause fits better than another
# in front of a place these say that it suffers something, or where something is done
_SUFFERING = frozenset("against on upon into in to with from for at between towards toward".split())
_AGAINST = frozenset(("against", "on", "upon"))
_NAMING = frozenset("the that of government governments authorities republic kingdom state".split())
_ANYBODY = frozenset(
    "parties party states members those other others everyone everybody authorities neighbouring regional concerned sides".split()
)
_ALSO = frozenset(("well", "likewise"))
_ENDS = frozenset("for against which who in from to into at towards".split())


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that does something to somebody: ``on`` are the places it names there, ``suffering`` those against which something was done,
    ``others`` tells that it may mean more than it names, ``said`` are its stems."""

    key: str
    on: frozenset[str]
    suffering: frozenset[str]
    others: bool
    said: frozenset[str]


def other_than_asked(mentions: Mentions, rows: Sequence[Paragraph]) -> tuple[str, str] | None:
    """The place that a question says is condemned, charged or praised, in its words, with the key of the clause that does it to another one;
    ``None`` where the clauses name it too, or nobody by name."""
    words = words_in(mentions.text)
    for family in _FAMILIES:
        asked = next(_behind(words, mentions.places, family, _NEAR), None)
        if asked is None:
            continue
        written, meant = mentions.text[asked.start : asked.end], _followed(asked)
        people = written.endswith("s") and _before(words, asked.first, skipped=frozenset()) == "the"
        if not people and written.lower() not in {name.lower() for name in (meant, *names_of_place(meant))}:
            return None  # an adjective says whose, a capital stands for more than the town
        said = [word.plain for word in words if not (word.plain in FUNCTION_WORDS | _ALSO or word.plain.isdecimal())]
        matter = {*map(stem, said)} - family - stems(written)
        clauses = list(_clauses(rows, family))
        best = max(clauses, key=lambda clause: len(clause.said & matter), default=None)
        if best is None or best.others or not (best.on or meant in best.suffering):
            return None
        own = max((len(clause.said & matter) for clause in clauses if meant in clause.on), default=-_CLEARLY)
        alone = (
            bool(matter) and matter <= best.said and own <= 0
        )  # all that is asked of it, and nothing of it done to the other
        return (written, best.key) if alone or len(best.said & matter) >= own + _CLEARLY else None
    return None


def _clauses(rows: Sequence[Paragraph], family: frozenset[str]) -> Iterator[_Clause]:
    """The clauses with a verb of a family."""
    for row in rows:
        words = words_in(row.words) if row.kind is not Kind.PREAMBULAR else []
        verbs = [at for at, word in enumerate(words) if stem(word.plain) in family - _EVERYDAY]
        if not verbs:
            continue
        places = places_among(words)
        ends = _ENDS | _AGAINST if family is _CONDEMNING else _ENDS
        spans = [range(at + 1, _end(words, at + 1, ends)) for at in verbs]
        yield _Clause(
            row.key,
            frozenset(_followed(place) for place in places if any(place.first in span for span in spans)),
            frozenset(_followed(place) for place in places if _before(words, place.first) in _AGAINST),
            any(words[at].plain in _ANYBODY for span in spans for at in span),
            frozenset(stem(word.plain) for word in words),
        )


def _end(words: Sequence[Word], start: int, ends: frozenset[str]) -> int:
    """Where the words end that say to whom something is done."""
    last = min(len(words), start + _FAR)
    return next((at for at in range(start + 1, last) if words[at].plain in ends), last)


def _before(words: Sequence[Word], at: int, skipped: frozenset[str] = _NAMING) -> str:
    """The word before a name, but for those that are ``skipped``: such as names of States begin with."""
    return next((word.plain for word in reversed(words[:at]) if word.plain not in skipped), "")


def _followed(place: Found[str]) -> str:
    """The name under which the State of a place is followed."""
    return next(iter(places_in(place.meaning)), place.meaning)


def _behind(
    words: Sequence[Word], places: Sequence[Found[str]], family: frozenset[str], far: int
) -> Iterator[Found[str]]:
    """The places behind a verb of a family to which it is done: those in front of the first that suffers something."""
    for at, word in enumerate(words):
        if stem(word.plain) not in family:
            continue
        for place in places:
            first = next(n for n, each in enumerate(words) if each.start >= place.start)
            if not at < first <= at + far:
                continue
            if stem(word.plain) in _AT_ONCE and any(each.plain not in _NAMING for each in words[at + 1 : first]):
                break  # "wants the mayors of A to return"
            if family is _CONDEMNING and _AGAINST & {each.plain for each in words[at + 1 : first]}:
                break  # "the attack of A against the Republic of B"
            before = [each.plain for each in words[max(at + 1, first - 2) : first] if each.plain not in ("the", "that")]
            called = first - at <= 2 and stem(word.plain) == "call"
            if before and before[-1] in _SUFFERING and not called:
                break
            yield place
