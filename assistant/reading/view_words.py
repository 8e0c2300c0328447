"""Words that only say which view of a chain is asked for ("until", "renewed", "ceiling"): what is left of a question is its matter."""

from __future__ import annotations

import calendar
from functools import cache
from itertools import pairwise

from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.names.events import events_at
from assistant.retrieval.names.place_names import table
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem

_MONTHS = frozenset(name[:3].lower() for name in calendar.month_name[1:])


@cache
def _of_views() -> dict[str, frozenset[str]]:
    rows = table("reading/view_words.csv")
    return {
        row["view"]: frozenset(" ".join(map(stem, said.split())) for said in row["words"].split(";")) for row in rows
    }


def matter_left(mentions: Mentions, view: str) -> tuple[str, ...] | None:
    """The words of a question that belong neither to a name, a place or a day in it nor to the view that is asked for; ``None`` where nothing
    is known of how the view is asked for."""
    known = _of_views().get(view)
    if known is None:
        return None
    spans = [(each.start, each.end) for each in mentions.subjects]
    spans += [(each.start, each.end) for each in mentions.places]
    spans += [(start, end) for start, end, _ in events_at(mentions.text)]
    left = [
        word
        for word in words_in(mentions.text)
        if word.plain not in FUNCTION_WORDS | CORPUS_WORDS
        and not (mentions.days and word.plain[:3] in _MONTHS)
        and not any(char.isdigit() for char in word.plain)
        and not any(start <= word.start < end for start, end in spans)
    ]
    named = {stem(word) for each in mentions.subjects for word in (each.lane, each.kind.value) for word in word.split()}
    return tuple(word.printed for word in left if stem(word.plain) not in known | named)


def asks_for_an_end(mentions: Mentions) -> bool:
    """Whether a question has a word by which nothing but the end of something is asked for."""
    return has_word_of(mentions.text, "ends")


def names_the_founding(mentions: Mentions) -> bool:
    """Whether a question has a word for that which sets something up."""
    return has_word_of(mentions.text, "founding")


def names_the_ending(mentions: Mentions) -> bool:
    """Whether a question has a word for that which lifts or terminates something."""
    return has_word_of(mentions.text, "ending")


def names_the_beginning(mentions: Mentions) -> bool:
    """Whether a question has a word for what held at first."""
    return has_word_of(mentions.text, "beginning")


def names_an_extension(text: str) -> bool:
    """Whether a text has a word for that which extends or renews something."""
    return has_word_of(text, "extending")


def words_of(row: str) -> frozenset[str]:
    """The stems of the words of a row of the table."""
    return _of_views()[row]


@cache
def asking_words() -> frozenset[str]:
    """The stems of all words that say what kind of thing is asked: a view, a count, a vote, a field of the record."""
    said = (row.get("words") or row["names"] for name in _ASKING for row in table(name))
    return frozenset(stem(word.plain) for each in said for word in words_in(each))


_ASKING = ("voting_words.csv", *(f"reading/{each}_words.csv" for each in ("view", "query", "record", "slot")))


def has_word_of(text: str, row: str) -> bool:
    """Whether a text has a word of a row of the table, or two that stand there together."""
    said = [stem(word.plain) for word in words_in(text)]
    return not _of_views()[row].isdisjoint((*said, *map(" ".join, pairwise(said))))
