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
    and their place. None where it names a resolution beside them: its number may be the year of the draft, and no other."""
    text, named = mentions.text, {*map(str, mentions.understood.numbers)}
    called = {
        symbol: {*text[each.start : each.end].split()}
        for each in _by_name().find(words_in(text))
        for symbol in each.meaning
    }
    by_name = {symbol: "" for symbol, said in called.items() if named <= said | {_year_of(symbol)}}
    return _told_by_words(mentions, named) | by_name


@cache
def names_by_draft() -> dict[str, tuple[str, ...]]:
    """The symbols of the drafts in the table, with the names of what each was on."""
    found = dict[str, tuple[str, ...]]()
    for row in table("failed_drafts.csv"):
        for symbol in row["drafts"].split():
            found[symbol] = (*found.get(symbol, ()), *row["names"].split(";"))
    return found


def _year_of(symbol: str) -> str:
    """The year in a symbol ("S/2031/302"), empty for those of a time when they had none."""
    parts = symbol.split("/")
    return parts[1] if len(parts) > _WITH_A_YEAR else ""


_WITH_A_YEAR = 2  # parts of a symbol without one


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
        if stems(words) <= said
        for symbol in row["drafts"].split()
        if named <= {*words.split(), _year_of(symbol)}
    }
