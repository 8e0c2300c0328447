"""Words that point at what was spoken of before: the one before, the latter, those, originally."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from assistant.reading.lexicon import Found, Lexicon, lexicon_of, words_in
from assistant.reading.mentions import Mentions
from assistant.terms import FUNCTION_WORDS, stem
from ingest.citation import Found as Reference
from ingest.pinpoint import Pinpoint


class Points(StrEnum):
    """At what a word points: at a neighbour, at one or all of several, at the same question, at the beginning or the end of a chain."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    LAST = "last"
    ALL = "all"
    ORIGINAL = "original"
    NEWEST = "newest"


# where that which is pointed at stands among several
PLACES = {Points.FIRST: 0, Points.SECOND: 1, Points.THIRD: 2, Points.LAST: -1}


@cache
def _names() -> Lexicon[Points]:
    return lexicon_of("reading/pointers.csv", lambda row: Points(row["points"]))


def pointers_in(text: str) -> list[Found[Points]]:
    """The pointers in a text, in order, none overlapping another."""
    words = words_in(text)
    found = [each for each in _names().find(words) if not _goes_on(each, text)]
    if words and words[-1].plain == "before" and all(each.last < len(words) for each in found):
        last = words[-1]  # "what was it before": before what was told
        found.append(Found(last.start, last.end, len(words) - 1, len(words), Points.BEFORE))
    return found


def _goes_on(found: Found[Points], text: str) -> bool:
    """Whether "cut from" has what it is cut from behind it, and so points at nothing: "what was cut from the mandate"; "cut from what" asks for it."""
    behind = words_in(text[found.end :])
    asks = [word.plain for word in behind] == ["what"]
    return text[: found.end].lower().endswith(" from") and bool(behind) and not asks


@cache
def _turning() -> Lexicon[str]:
    return lexicon_of("reading/turning.csv", lambda row: row["turns"])


def turned(text: str) -> str:
    """What a question asks behind words that turn to something else ("different thing: …"); empty for one that does not begin with such."""
    words = words_in(text)
    begins = next((at for at, word in enumerate(words) if word.plain not in OPENING), len(words))
    found = _turning().at(words, begins) if begins < len(words) else None
    behind = text[found.end :] if found is not None else ""
    return behind.lstrip(" ,;:.-–—") if behind[:1] and not behind.lstrip(" ")[:1].isalnum() else ""


_PRONOUNS = frozenset("it its they them their theirs he him his she her hers".split())
_SHOWING = frozenset("this that these those there".split())
_SAYING = frozenset("say says said mean means".split())  # "says that …" opens a clause
_BEING = frozenset("is are was were".split())  # "is there any …" points nowhere
OPENING = frozenset("and but or so then also same ok okay no sorry".split())


def points_back(text: str) -> bool:
    """Whether a pronoun, or a word that opens a sentence as one that goes on, leaves unsaid what is meant."""
    words = [word.plain for word in words_in(text) if word.plain != "not"]  # "was not there a veto" points nowhere too
    if not words:
        return False
    if words[0] in OPENING or words[0] in _SHOWING or words[:2] in (["what", "about"], ["how", "about"]):
        return True
    shown = any(
        before not in _BEING if word == "there" else word in _SHOWING and before in FUNCTION_WORDS - _SAYING
        for before, word in pairwise(words)
        if word in _SHOWING
    )
    return shown or bool(_PRONOUNS.intersection(words))


def demonstrated(text: str) -> frozenset[str]:
    """The stems of the words right behind one that shows: "that ceasefire"."""
    return frozenset(stem(word.plain) for shows, word in pairwise(words_in(text)) if shows.plain in _SHOWING)


def pronouns_in(text: str) -> list[tuple[int, int]]:
    """The spans of the pronouns in a text, in order."""
    return [
        (word.start, word.end) for word in words_in(text) if word.plain in _PRONOUNS or word.plain in ("this", "that")
    ]


def points_at_a_text(text: str) -> bool:
    """Whether something stands for the one text that was spoken of: "it", "that", "its text", "the resolution"."""
    return bool(_called_a_text(text)) or bool({"it", "this", "that"} & {word.plain for word in words_in(text)})


def points_at_a_text_alone(text: str) -> bool:
    """Whether "it", or "that" before no noun, stands for what was spoken of: "they vetoed that, didn't they"."""
    words = [word.plain for word in words_in(text)]
    behind = [*words[1:], ""]
    alone = FUNCTION_WORDS | _SAYING | {""}
    return any(w == "it" or (w in ("this", "that") and after in alone) for w, after in zip(words, behind, strict=True))


def _called_a_text(text: str) -> list[tuple[int, int]]:
    words = pairwise(words_in(text))
    return [(the.start, word.end) for the, word in words if the.plain in ("the", "its") and word.plain in _A_TEXT]


_A_TEXT = frozenset("text resolution res".split())


def shows_a_text(text: str) -> bool:
    """Whether a text is shown as the one that was spoken of: "that resolution", "any sanctions in it"."""
    pairs = [(shows.plain, word.plain) for shows, word in pairwise(words_in(text))]
    return ("in", "it") in pairs or any(shows in ("this", "that") and word in _A_TEXT for shows, word in pairs)


def points_at_the_same_text(text: str) -> bool:
    """Whether the text that was spoken of is named as the same: "same resolution, and the oars?"."""
    return any(same.plain == "same" and word.plain in _A_TEXT for same, word in pairwise(words_in(text)))


def wants_another(mentions: Mentions) -> bool:
    """Whether a resolution is what is asked for, and not what the one in focus says."""
    words = [word.plain for word in words_in(mentions.text)]
    asked_for = (before for before, word in pairwise(["", *words]) if stem(word) == _RESOLUTION)
    return not mentions.references and any(before not in _POINTING for before in asked_for)


_RESOLUTION = stem("resolution")
_POINTING = frozenset("this that the same".split())


def with_the_text(mentions: Mentions, number: int) -> Mentions:
    """The mentions with the resolution in focus where words stand for it, else behind them all."""
    behind = len(mentions.text)
    start, end = next(iter((*_called_a_text(mentions.text), *pronouns_in(mentions.text))), (behind, behind))
    references = sorted(
        (*mentions.understood.references, Reference(start, end, Pinpoint(number))), key=lambda each: each.start
    )
    return replace(mentions, understood=replace(mentions.understood, references=tuple(references)))
