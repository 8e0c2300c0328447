"""How people ask, and how the Council writes: words added to a query for the search by words.

A resolution never says that a mandate "expires": it extends one "until" a day. It does not say Pretoria or Seoul. The
question itself stays as it is; the words of the texts are searched beside it, and count less than its own.
"""

from __future__ import annotations

from functools import cache

from assistant.retrieval.names.place_names import places_named, table
from assistant.retrieval.retold import events_meant
from assistant.terms import stem, words

Phrase = tuple[str, ...]
"""Stems of the words of an everyday expression, in order."""


def words_of_the_texts(question: str) -> str:
    """What resolutions write for the expressions in ``question``; empty where nothing is known."""
    return " ".join(dict.fromkeys([*in_the_register(question), words_of_places(question)])).strip()


def words_of_places(text: str) -> str:
    """What the texts write for the places, persons and events that ``text`` names by another name."""
    return " ".join([*(written for _, written in places_named(text)), *(each.written for each in events_meant(text))])


def in_the_register(question: str) -> list[str]:
    """What resolutions write for the everyday expressions in ``question``, places left aside."""
    return [written for _, found in expressions_in(question) for written in found]


def expressions_in(text: str) -> list[tuple[list[str], list[str]]]:
    """The words of each everyday expression in ``text``, and what resolutions write for it."""
    said = words(text)
    asked = [_base(word) for word in said]
    known, longest = _phrases()
    found = []
    for start in range(len(asked)):
        for length in range(longest, 0, -1):  # "weapons ban" before "ban"
            if written := known.get(tuple(asked[start : start + length])):
                found.append((said[start : start + length], written))
                break
    return found


# Pasts that no stemmer brings back to their verb: "ran away" is asked as "run away" is.
_PASTS = {
    past: stem(verb)
    for verb, *pasts in map(str.split, """
        become became | begin began begun | blow blew blown | break broke broken | bring brought | build built | buy bought
        | catch caught | choose chose chosen | come came | draw drew drawn | drive drove driven | eat ate eaten | fall fell fallen
        | feed fed | fight fought | flee fled | freeze froze frozen | get got gotten | give gave given | go went gone | grow grew grown
        | hide hid hidden | hold held | keep kept | lead led | lend lent | lose lost | make made | meet met | pay paid
        | ride rode ridden | run ran | seek sought | sell sold | send sent | shake shook shaken | shoot shot | speak spoke spoken
        | spend spent | stand stood | steal stole stolen | strike struck | swear swore sworn | take took taken | teach taught
        | tell told | think thought | throw threw thrown | wear wore worn | win won | write wrote written
    """.split("|"))
    for past in pasts
}  # fmt: skip


def _base(word: str) -> str:
    return _PASTS.get(word.lower()) or stem(word)


@cache
def _phrases() -> tuple[dict[Phrase, list[str]], int]:
    known: dict[Phrase, list[str]] = {}
    for row in table("wording.csv"):
        for expression in row["asked"].split(";"):
            written = known.setdefault(tuple(map(_base, words(expression))), [])
            if row["written"] not in written:
                written.append(row["written"])
    return known, max(map(len, known))
