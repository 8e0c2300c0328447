"""What is read of the words that a person writes: the fence in front of every rule and pattern of the reading.

Patterns are tried at every place of a text, and some of them at every pair of places; in a run of a thousand spaces or in a
word of a thousand letters that takes seconds. No question needs such a run. So what is read has none, whatever was written,
and is no longer than a long paragraph. What is said to the reader keeps the words as they were written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage

LONGEST_READ = 1000  # characters; the longest of 4,000 questions kept for measurements has 180
_AHEAD = 300  # of these, how many from the beginning of a longer text; the rest is its end
_LONGEST_WORD = 80  # characters between two spaces
_RUN = 3  # times the same mark
_TURNS = 24  # messages of a conversation, the last ones
LONGEST_ANSWER = 20_000  # characters of an answer that was given
_GAP = " … "
NOTICE = f"The question is long: its first {_AHEAD} and its last {LONGEST_READ - _AHEAD} characters were read. Ask about one thing at a time."


def read_of(text: str) -> str:
    """``text`` with single spaces, no control characters, words of at most 80 characters, no mark more than three times
    in a row; of a longer one its beginning and its end. Takes steps in proportion to its length."""
    said = _single(text)
    if len(said) <= LONGEST_READ:
        return said
    ahead, _, _ = said[:_AHEAD].rpartition(" ")
    _, _, after = said[len(said) - (LONGEST_READ - _AHEAD - len(_GAP)) :].partition(" ")
    return f"{ahead}{_GAP}{after}"


def is_cut(text: str) -> bool:
    """Whether something of a text is left out for its length."""
    return len(_single(text)) > LONGEST_READ


def history_of(history: Sequence[ChatMessage]) -> list[ChatMessage]:
    """The last messages of a conversation, what the person wrote as in :func:`read_of`."""
    from llama_index.core.base.llms.types import ChatMessage

    kept = []
    for message in history[-_TURNS:]:
        text = message.content or ""
        text = read_of(text) if message.role == "user" else text[:LONGEST_ANSWER]
        kept.append(ChatMessage(role=message.role, content=text))
    return kept


def _single(text: str) -> str:
    return " ".join(_cut(word) for word in _visible(text).split())


def _visible(text: str) -> str:
    """Without characters that control a screen or the direction of writing."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() else _unseen(c) for c in text)


def _unseen(character: str) -> str:
    # A soft hyphen or a zero-width joiner stands inside a word, a line break or a no-break space between two.
    return "" if unicodedata.category(character) == "Cf" else " "


def _cut(word: str) -> str:
    if len(word) < _RUN and word.isalnum():
        return word
    runs = [(mark, sum(1 for _ in same)) for mark, same in groupby(word)]
    kept = "".join(mark * (times if mark.isalnum() else min(times, _RUN)) for mark, times in runs)
    return kept[:_LONGEST_WORD]
