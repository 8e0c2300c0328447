"""What the Council did on a matter through the years, or first: where a question follows a matter as others follow a mission."""

from __future__ import annotations

import datetime as dt

from assistant.operations.select import Select
from assistant.plan import Plan, Where
from assistant.reading.places import places_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.named import names_a_list
from assistant.reading.selection.periods import periods_in
from assistant.reading.selection.vocabulary import SMALL
from assistant.reading.slots.asked import Asked
from assistant.reading.view_words import names_the_beginning, names_the_founding, words_of
from assistant.terms import stem
from assistant.understanding.english import is_everyday

_LONGEST = 200  # characters of a matter


def followed(asked: Asked) -> tuple[Plan, ...]:
    """The resolutions on the matter of a question, oldest first; where a beginning is asked for the first of them. The first that speaks of
    something need not be what set it up."""
    first = asked.kind == "chain.first"
    if names_a_list(asked.mentions):
        return ()
    if first and (names_the_founding(asked.mentions) or not names_the_beginning(asked.mentions)):
        return ()
    matter, where = _matter(asked, words_of("first" if first else "history") | words_of("matters"))
    if is_everyday(matter):
        return ()  # "where did it first hold that …"
    return (Select(where=where, limit=1 if first else 0),) if matter else ()


def on_a_place(asked: Asked) -> tuple[Plan, ...]:
    """The same of a place, of which nothing else is said."""
    matter, where = _matter(asked, words_of("history") | words_of("matters"))
    found = places_among((claims := Claims(matter)).words)
    whole = len(found) == 1 and (found[0].first, found[0].last) == (0, len(claims.words))
    return (Select(where=where),) if whole else ()


def _matter(asked: Asked, known: frozenset[str]) -> tuple[str, Where]:
    """The words of a question that are not ``known``, with its time; none where they do not stand together, or a text, an event or
    a subject is named."""
    mentions, claims = asked.mentions, Claims(asked.mentions.text)
    periods = periods_in(claims, asked.day or dt.date.today())
    for at, word in enumerate(claims.words):
        if stem(word.plain) in known and claims.is_free(at):
            claims.take(at, at + 1, "followed")
    runs = claims.runs(SMALL)
    named = mentions.named or mentions.references or mentions.understood.unknown or mentions.events
    if named or len(runs) != 1 or len(runs[0]) > _LONGEST or len(periods) > 1:
        return "", Where()
    since, until = periods[0].pair if periods else (None, None)
    return runs[0], Where(matter=runs[0], since=since, until=until)
