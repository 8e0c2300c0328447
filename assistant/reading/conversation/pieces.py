"""The pieces of a question that may ask several things, as its marks part them."""

from __future__ import annotations

import re

from assistant.reading.assumptions import ASKING, AUXILIARIES, opens_with_an_auxiliary
from assistant.reading.conversation.pointers import points_back
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions

_CUTS = re.compile(r"\s*(?:,(?!\d{3}\b)|[;?+&]|\s[-–/]\s|\band\b|\bplus\b|\balso\b)\s*", re.IGNORECASE)
_DASHES = frozenset("-–")
_MOST = 6  # pieces of a question


def pieces_of(mentions: Mentions) -> list[str]:
    """The pieces between marks at which a question may be cut, which are none inside a name, a reference or brackets; the whole of it where there are too many."""
    text, pieces, start = mentions.text, list[str](), 0
    whole = [(each.start, each.end) for each in mentions.named]
    whole += [(each.start, each.end) for each in mentions.references]
    whole += brackets(text)
    for mark in _CUTS.finditer(text):
        if any(begins < mark.end() and mark.start() < ends for begins, ends in whole):
            continue
        behind = text[mark.end() :]
        asks = begins_asking(behind)
        whether = mark.group().strip() == "," and opens_with_an_auxiliary(behind)  # "the oars, are they still there"
        heads = mark.group().strip() in _DASHES or (whether and not _asks(text[start : mark.start()]))
        if heads and asks and (points_back(behind) or _is_of_being(behind)):
            continue  # behind a heading: "oars for Azuria – when does it end?"
        if mark.group().strip() == "/" and not asks:
            continue  # between things of one kind: "cap on oil / gas"
        pieces.append(text[start : mark.start()])
        start = mark.end()
    kept = list[str]()
    for piece in filter(None, (each.strip(" .!?") for each in (*pieces, text[start:]))):
        opens = not kept and all(word.plain in _OPENING for word in words_in(piece))
        if not (opens or _only_calls(piece)):
            kept.append(piece)
        elif kept:
            kept[-1] = f"{kept[-1]}, {piece}"
    return kept if 0 < len(kept) <= _MOST else [text]


def behind_a_call(text: str) -> str:
    """A question without what stands before its first mark, where that only calls, or says that something else follows: "ok, other thing: …"."""
    words = words_in(text)
    between = (text[words[at - 1].end : words[at].start] for at in range(1, len(words)))
    at = next((at for at, gap in enumerate(between, 1) if _OPENS & {*gap} and gap.endswith(" ")), 0)
    if not at or not all(word.plain in _CALLS for word in words[:at]):
        return text
    return behind_a_call(text[words[at].start :])


_OPENS = frozenset(",;:-–")


def brackets(text: str) -> list[tuple[int, int]]:
    """Where something stands in brackets."""
    opened = [at for at, char in enumerate(text) if char == "("]
    return [(at, end) for at in opened if (end := text.find(")", at)) > 0]


def _only_calls(piece: str) -> bool:
    """Whether a piece asks and says nothing: "ok", "thanks", "yes/no", "other thing"."""
    return all(word.plain in _CALLS for word in words_in(piece))


_OPENING = frozenset("and but today now currently nowadays".split())  # "and today, how many are there"


# also what says that something else follows: "ok, different subject: …"
_CALLS = frozenset(
    "ok okay well so hi hello hey thanks thank you thx pls please sorry yes no yep nope other different thing subject topic question".split()
)


def begins_asking(piece: str) -> bool:
    """Whether a piece begins with a word that asks, or with a condition on which something is asked."""
    words = [word.plain for word in words_in(piece)]
    return bool({*words[:_BEGINS]} & (ASKING | AUXILIARIES)) or (words[:1] == ["if"] and bool(ASKING & {*words}))


def _is_of_being(piece: str) -> bool:
    """Whether a piece asks if there is something: "is there a ban"."""
    return [word.plain for word in words_in(piece)][:_BEGINS] in (["is", "there"], ["are", "there"])


def _asks(piece: str) -> bool:
    """Whether a word that asks stands in a piece."""
    return bool({word.plain for word in words_in(piece)} & (ASKING | AUXILIARIES))


_BEGINS = 2
