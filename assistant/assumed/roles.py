"""Whom a resolution condemns or charges, as its clauses put it, against whom a question says that it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.reading.lexicon import Found, Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.terms import stem
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph

_CONDEMNING = frozenset(map(stem, "condemn deplore denounce censure blame accuse".split()))
_CHARGING = frozenset(map(stem, "demand order call urge request require oblige instruct tell force".split()))
_FAMILIES = (_CONDEMNING, _CHARGING)
_NEAR, _FAR = 5, 24  # words from a verb to whom a question, and a clause, may name behind it
# in front of a place these say that it suffers something, or where something is done
_SUFFERING = frozenset("against on upon into in to with from for at between towards toward".split())
_AGAINST = frozenset(("against", "on", "upon"))
_ANYBODY = frozenset(
    "all any parties party states members those other others everyone authorities neighbouring regional".split()
)


def other_than_asked(mentions: Mentions, rows: Sequence[Paragraph]) -> tuple[str, str] | None:
    """The place that a question says is condemned or charged, in its words, with the key of the clause that does it to another one;
    ``None`` where the clauses name it too, or nobody by name."""
    words = words_in(mentions.text)
    for family in _FAMILIES:
        asked = next(_behind(words, mentions.places, family, _NEAR), None)
        if asked is None:
            continue
        clauses = [(row, words_in(row.words)) for row in rows if row.kind is not Kind.PREAMBULAR]
        named = [
            (row.key, [_followed(each) for each in _behind(own, places_among(own), family, _FAR)])
            for row, own in clauses
            if any(stem(word.plain) in family for word in own)
        ]
        if not named or any(_followed(asked) in places for _, places in named):
            return None
        if family is _CHARGING and any(
            _ANYBODY & {w.plain for w in own} for row, own in clauses if row.key in dict(named)
        ):
            return None
        key = next((key for key, places in named if places), "")
        return (mentions.text[asked.start : asked.end], key) if key else None
    return None


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
            if family is _CONDEMNING and _AGAINST & {each.plain for each in words[at + 1 : first]}:
                break  # "the attack of A against the Republic of B"
            before = [each.plain for each in words[max(at + 1, first - 2) : first] if each.plain not in ("the", "that")]
            called = first - at <= 2 and stem(word.plain) == "call"
            if before and before[-1] in _SUFFERING and not called:
                break
            yield place
