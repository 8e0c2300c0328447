"""Drafts that failed, by the names of the events and matters on which nothing was adopted (`failed_drafts.csv`)."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from assistant.reading.lexicon import Lexicon, lexicon_of, words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.names.place_names import table
from assistant.terms import stem, stems


def drafts_named(mentions: Mentions) -> dict[str, str]:
    """The symbols of the drafts on what a question names; of those that it tells by other words, in whatever order, each with these words
    and their place. None where it names a resolution beside them."""
    text, named = mentions.text, {*map(str, mentions.understood.numbers)}
    found = [each for each in _by_name().find(words_in(text)) if named <= {*text[each.start : each.end].split()}]
    return _told_by_words(mentions, named) | {symbol: "" for each in found for symbol in each.meaning}


@cache
def _by_name() -> Lexicon[tuple[str, ...]]:
    return lexicon_of("failed_drafts.csv", lambda row: tuple(row["drafts"].split()))


def _told_by_words(mentions: Mentions, named: Set[str]) -> dict[str, str]:
    said, places = {stem(word.plain) for word in words_in(mentions.text)}, {each.meaning for each in mentions.places}
    return {
        symbol: ", ".join(filter(None, (row["place"], words)))
        for row in table("failed_drafts.csv")
        if not row["place"] or row["place"] in places
        for words in filter(None, row["together"].split(";"))
        if stems(words) <= said and named <= {*words.split()}
        for symbol in row["drafts"].split()
    }
