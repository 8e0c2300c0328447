"""Words that only say which view of a chain is asked for ("until", "renewed", "ceiling"): what is left of a question is its matter."""

from __future__ import annotations

import calendar
from functools import cache
from itertools import pairwise
from typing import Literal

from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.names.events import events_at
from assistant.retrieval.names.place_names import table
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem

_MONTHS = frozenset(name[:3].lower() for name in calendar.month_name[1:])


@cache
def _of_views() -> dict[str, frozenset[str]]:
    rows = table("reading/view_words.csv")
    words = {
        row["view"]: frozenset(" ".join(map(stem, said.split())) for said in row["words"].split(";")) for row in rows
    }
    return words | {"end": words["end"].union(*(words[each] for each in _OF_AN_END))}


_OF_AN_END = (
    "ends",
    "lasting",
    "expiring",
    "over",
    "ending",
    "closing",
    "extending",
)  # rows whose words ask for no more


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
        if word.plain not in FUNCTION_WORDS | CORPUS_WORDS | _OF_A_CLAIM
        and not (mentions.days and word.plain[:3] in _MONTHS)
        and not any(char.isdigit() for char in word.plain)
        and not any(start <= word.start < end for start, end in spans)
    ]
    named = {stem(word) for each in mentions.subjects for word in (each.lane, each.kind.value) for word in word.split()}
    return tuple(word.printed for word in left if stem(word.plain) not in known | named)


_OF_A_CLAIM = frozenset("true false correct".split())  # "…, true or false?"


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


def side_asked(text: str) -> Literal["neighbours", "before", "after"]:
    """The view of the missions before and after one: that of the one side that is asked for, if it is one."""
    before, after = has_word_of(text, "preceding"), has_word_of(text, "following")
    return "neighbours" if before == after else "before" if before else "after"


@cache
def asking_words() -> frozenset[str]:
    """The stems of all words that say what kind of thing is asked: a view, a count, a vote, a field of the record."""
    said = (row.get("words") or row["names"] for name in _ASKING for row in table(name))
    return frozenset(stem(word.plain) for each in said for word in words_in(each))


_ASKING = ("voting_words.csv", *(f"reading/{each}_words.csv" for each in ("view", "query", "record", "slot")))


def has_word_of(text: str, row: str) -> bool:
    """Whether a text has a word of a row of the table, or two that stand there together; a verb and its particle also apart: "set it up"."""
    said = [stem(word.plain) for word in words_in(text)]
    apart = ((said[at - back], said[at]) for at in range(len(said)) for back in _APART if back <= at)
    parted = (pair for pair in apart if pair[1] in _PARTICLES)
    return not _of_views()[row].isdisjoint((*said, *map(" ".join, (*pairwise(said), *parted))))


_PARTICLES, _APART = frozenset("up down off out".split()), range(2, 5)  # words from a verb to its particle


def beginning_or_end(chances: dict[str, float], mentions: Mentions, *, of_its_end: bool = False) -> dict[str, float]:
    """The chances of the kinds, the likeliest first, with the view of a chain in front whose words the question has, where another is as likely;
    that of its end, where it is surely ``of_its_end``."""
    likeliest = next(iter(chances))
    if likeliest == "chain.neighbours" and tells_a_distance(mentions.text):  # "the month before" is no mission
        chances = {kind: chance for kind, chance in chances.items() if kind != "chain.neighbours"}
    if of_its_end or _asks_beyond_a_day(mentions):  # how it stands is asked
        return {"chain.end": _SURE} | {kind: chance for kind, chance in chances.items() if kind != "chain.end"}
    return _end_first(_founding_first(chances, mentions), mentions)


def _asks_beyond_a_day(mentions: Mentions) -> bool:
    """Whether the one body that is named is asked to have been extended beyond a day: "which resolution extended UNMAZ beyond 2031"."""
    beyond = any(word.plain == "beyond" for word in words_in(mentions.text))
    return beyond and len(mentions.named) == 1 and bool(mentions.days) and names_an_extension(mentions.text)


def tells_a_distance(text: str) -> bool:
    """Whether a unit of time stands before a word that counts from one: "the year before"."""
    words = [word.plain for word in words_in(text)]
    return any(unit in _UNITS and side in _SIDES for unit, side in pairwise(words))


_UNITS = frozenset("day days week weeks month months year years decade".split())
_SIDES = frozenset("before after earlier later prior".split())


def _founding_first(chances: dict[str, float], mentions: Mentions) -> dict[str, float]:
    """The chances, with the beginning before the end where both are likely and the question has a word for setting up; the first that
    extended something is one of many, and no beginning."""
    extended = next(iter(chances)) == "chain.first" and names_an_extension(mentions.text)
    if extended and not names_the_founding(mentions) and chances.get("select", 0.0) >= _POSSIBLE:
        return {"select": chances["select"]} | {kind: chance for kind, chance in chances.items() if kind != "select"}
    close = next(iter(chances)) == "chain.end" and chances.get("chain.first", 0.0) >= _NEXT
    if not close or not names_the_founding(mentions) or asks_for_an_end(mentions):
        return chances
    return {"chain.first": chances["chain.end"], "chain.end": chances["chain.first"]} | {
        kind: chance for kind, chance in chances.items() if kind not in ("chain.first", "chain.end")
    }


def _end_first(chances: dict[str, float], mentions: Mentions) -> dict[str, float]:
    """The chances, with the end before another view of a chain that is likely and not sure, where the question has a word for an end; of
    what ended something, with a word for that and none for its beginning, in any case."""
    kind = next(iter(chances))
    if kind == "chain.first" and asks_for_an_end(mentions) and not names_the_founding(mentions):
        turned = {"chain.end": chances[kind], "chain.first": chances.get("chain.end", 0.0)}
        return turned | {each: chance for each, chance in chances.items() if each not in turned}
    close = kind.startswith("chain.") and chances[kind] < _SURE and chances.get("chain.end", 0.0) >= _POSSIBLE
    if kind == "chain.end" or not close or not asks_for_an_end(mentions):
        return chances
    return {"chain.end": chances[kind]} | {each: chance for each, chance in chances.items() if each != "chain.end"}


# the chances of a view that is nearly as likely, that is possible, and that is sure
_NEXT, _POSSIBLE, _SURE = 0.3, 0.15, 0.8
