"""What the router sees of a question: its words, with each mention replaced by the kind of thing it is.

"MINUSCA until?" and "UNMAZ until?" are the same question on two missions: both become ``xmission until``.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.terms import FUNCTION_WORDS, stem

DIMENSIONS = 1 << 15
_GRAM = 4  # letters


def tokens_of(mentions: Mentions) -> list[str]:
    """The words of a question in lower case, mentions as ``xmission``, ``xresolution``, ``xparagraph``, ``xplace``, ``xday``,
    ``xyear``, ``xnumber``."""
    spans: list[tuple[int, int, str]] = [
        (each.start, each.end, f"x{each.kind}") for each in mentions.subjects if each.subject is not None
    ]
    spans += [
        (each.start, each.end, "xparagraph" if each.pinpoint.kind is not None else "xresolution")
        for each in mentions.references
    ]
    spans += [(each.start, each.end, "xplace") for each in mentions.places]
    spans.sort(key=lambda each: (each[0], -(each[1] - each[0])))
    tokens: list[str] = []
    at, ends = 0, 0
    for word in words_in(mentions.text):
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at < len(spans) and spans[at][0] <= word.start < spans[at][1]:
            if spans[at][0] >= ends:
                tokens.append(spans[at][2])
                ends = spans[at][1]
            continue
        tokens.append(_numeral(word.plain) if word.plain[0].isdecimal() else word.plain)
    return tokens


def _numeral(word: str) -> str:
    if not word.isdecimal():
        return "xnumber"
    return "xyear" if len(word) == 4 and word[:2] in ("19", "20") else "xnumber"


def features_of(mentions: Mentions) -> set[str]:
    """The features of a question: words and their stems, runs of two and three, first and last words, runs of letters, and which
    mentions there are."""
    tokens = tokens_of(mentions)
    found = set(_of_words(tokens))
    found |= {f"has {token}" for token in tokens if token.startswith("x")}
    found |= {f"hole {each.kind}" for each in mentions.subjects if each.subject is None}
    found.add(f"resolutions {min(len(mentions.numbers), 3)}")
    found.add(f"subjects {min(len(mentions.named), 3)}")
    found.add(f"length {min(len(tokens) // 4, 6)}")
    found.add(f"asks {mentions.asked.rstrip().endswith('?')}")
    return found


def _of_words(tokens: list[str]) -> Iterator[str]:
    bare = [token if token.startswith("x") else stem(token) for token in tokens]
    yield from (f"w {token}" for token in tokens)
    yield from (f"s {token}" for token in bare)
    padded = ["^", *bare, "$"]
    yield from (f"2 {' '.join(pair)}" for pair in pairwise(padded))
    yield from (f"3 {' '.join(run)}" for run in zip(padded, padded[1:], padded[2:], strict=False))
    yield from (f"1st {token}" for token in bare[:1])
    for token in tokens:
        if not token.startswith("x"):
            spelled = f"<{token}>"
            yield from (f"c {spelled[at : at + _GRAM]}" for at in range(len(spelled) - _GRAM + 1))


def of_each_word(words: Sequence[Word], rarity: Callable[[str], float]) -> list[set[str]]:
    """For each word of a question the features by which it is told whether it belongs to the matter: it, its neighbours, what leads its phrase,
    how rare it is in the texts, how it is written."""
    bare = ["^", "^", *(stem(word.plain) for word in words), "$", "$"]
    led = _led_by(words)
    return [
        {
            f"w {bare[at]}",
            f"before {bare[at - 1]}",
            f"behind {bare[at + 1]}",
            f"pair {bare[at - 1]} {bare[at]}",
            f"pair {bare[at]} {bare[at + 1]}",
            f"rare {int(rarity(word.plain))}",
            f"written {word.printed[:1].isupper()} {word.printed.isupper()} {word.plain[0].isdecimal()}",
            f"first {at == 2}",
            f"two before {bare[at - 2]} {bare[at - 1]}",
            f"two behind {bare[at + 1]} {bare[at + 2]}",
            f"led by {led[at - 2]}",
            f"led by {led[at - 2]} {bare[at]}",
        }
        for at, word in enumerate(words, 2)
    ]


def _led_by(words: Sequence[Word]) -> list[str]:
    """For each word the last word of grammar at or before it, which leads the phrase that it stands in: "on" of "on ferries of Azuria" up to "of"."""
    led, last = list[str](), "^"
    for word in words:
        last = word.plain if word.plain in FUNCTION_WORDS else last
        led.append(last)
    return led


def places_of(features: Iterable[str]) -> NDArray[np.int64]:
    """The columns of features, ascending, each once: (n,), below :data:`DIMENSIONS`."""
    return np.unique(np.fromiter((zlib.crc32(each.encode()) % DIMENSIONS for each in features), np.int64))
