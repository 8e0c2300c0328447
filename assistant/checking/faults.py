"""Whether what a sentence says stands in the texts it cites: names, dates, numbers, verbs, negations, words.

This is a comparison of words and no understanding. It is strict where an error would be wrong law: a sentence passes only
when nothing in it is foreign to the text. A true sentence in words of its own can therefore be marked; a sentence
that passes can still draw a false picture of what it repeats.
"""

from __future__ import annotations

from assistant.checking import facts, force, words
from assistant.checking.source import Checking, Source
from assistant.checking.tokens import signs, tokens_of
from assistant.checking.wording import alterations

_RULES = (
    facts.dates,
    facts.numbers,
    facts.names,
    force.acts,
    force.modals,
    force.addressed,
    force.relations,
    alterations,
    force.subjects,
    words.directions,
)


def faults(sentence: str, source: Source, own_words: float = 0.0) -> list[str]:
    """Why ``sentence`` (its citations blanked out) is not supported by ``source``; empty where it is.

    ``own_words`` is the share of its words of content (0 to 1) that may be foreign to the source.
    """
    checking = Checking(tokens_of(sentence), source)
    for sign in signs(sentence, denying=True):
        checking.add(f"“{sign}” does not stand in what is cited.")
    if not checking.said:
        return checking.reasons
    for rule in _RULES:
        rule(checking)
    words.content(checking, own_words)
    return checking.reasons
