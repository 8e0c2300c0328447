"""What a question asks whether a resolution mentions, names or says: yes, with every paragraph that has it, or no, where none has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Finding, Ground
from assistant.assumed.in_words import is_like_the_nearest, made_from
from assistant.assumed.said import is_said
from assistant.reading.assumptions import asked_to_be_named
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.normal import as_typed
from assistant.reading.places import places_among
from assistant.terms import one_spelling, stem, stems
from assistant.understanding.english import english
from ingest.places import PERMANENT, names_of_place
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from assistant.generation import Generation

_PAIR = 2  # words that may be one thing
_SHORTEST, _LONG = 5, 7  # letters of a word that may be spelled in another way, and of one where two letters may differ


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing of which it is asked whether a text has it, by its ``name`` as it was typed: ``words`` that belong to no place, and how texts
    write a ``place``; ``former`` is the State of which that is another name, or a part: Burma."""

    name: str
    words: tuple[Word, ...]
    place: tuple[str, ...] = ()
    former: str = ""


def spoken_of(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> Finding | None:
    """Where the text has what a question asks whether it names, each thing with the keys of all paragraphs that have it; what it has no word
    of. ``None`` where nothing is asked so, or it may be said otherwise."""
    whole = " ".join(row.words for row in rows)
    there, absent = list[tuple[str, tuple[str, ...]]](), list[str]()
    for each in map(partial(_asked, mentions), asked_to_be_named(mentions.text)):
        if keys := tuple(row.key for row in rows if _has(each, row.words, generation)):
            there.append((each.name, keys))
        elif not _may_be_said(each, whole, mentions, rows, generation):
            own = each.words and _is_named(each.place, whole)  # "does it call Azuria a smuggler"
            absent.append(" ".join(word.printed for word in each.words) if own else each.name)
            read = [mentions.text[word.start : word.end] for word in each.words]  # of a slip, as it seems
            absent += [word for word in read if word not in each.name.split() and stem(word) not in stems(whole)]
    if absent:
        return Finding(ClaimVerdict.SILENT, Ground.NAME, tuple(absent), there=tuple(there))
    return Finding(ClaimVerdict.HOLDS, Ground.NAME, there=tuple(there)) if there else None


def _asked(mentions: Mentions, group: Sequence[Word]) -> _Asked:
    first, last = group[0].start, group[-1].end
    places = [each for each in mentions.places if first <= each.start < last]
    own = [word for word in group if not any(each.start <= word.start < each.end for each in places)]
    names = tuple(name for each in places for name in _names(mentions.text[each.start : each.end], each.meaning))
    said = " ".join(as_typed(word.printed, mentions.changes) for word in group)
    typed = (
        Word(word.start, word.end, said.lower(), said)
        for word in own
        for said in [as_typed(word.printed, mentions.changes)]
    )
    former = (each.meaning for each in places if mentions.text[each.start : each.end] in names_of_place(each.meaning))
    return _Asked(said, tuple(typed), names, next((each for each in former if each not in names), ""))


def _names(written: str, place: str) -> tuple[str, ...]:
    """How texts name a place that is written so; a town that stands for a State is none of its names."""
    return (written, place) if _is_own(written, place) else (written,)


_PREFIX = 4  # letters that a State shares with the adjective made from it


def _has(asked: _Asked, there: str, generation: Generation) -> bool:
    """Whether the words of a paragraph have all that is asked for."""
    return (not asked.place or _is_named(asked.place, there)) and all(
        _is_written(word, there, generation) for word in asked.words
    )


def _is_named(names: Sequence[str], there: str) -> bool:
    """Whether words have a place by a name of its own or one made from it, as Iraqi, and not by one of its towns or inside the name of another:
    Niger, Nigeria."""
    words = words_in(there)
    if len(names) == 1:
        return (
            f" {' '.join(word.plain for word in words_in(names[0]))} " in f" {' '.join(word.plain for word in words)} "
        )
    found = ((each.meaning, there[each.start : each.end]) for each in places_among(words))
    return any(place in names and _is_own(written, place) for place, written in found)


def _is_own(written: str, place: str) -> bool:
    """Whether what is written is a State's initials, or begins one of its words as one of its name: DRC, Congolese."""
    own = words_in(place)
    initials = "".join(word.plain[0] for word in own if word.printed[0].isupper())
    said = [word.plain for word in words_in(written)]
    return initials.startswith("".join(said)) or not {word[:_PREFIX] for word in said}.isdisjoint(
        word.plain[:_PREFIX] for word in own
    )


def _is_written(word: Word, there: str, generation: Generation) -> bool:
    """Whether words have one of a question, in any form and either spelling, or the name of which it is the acronym; one that is no word of
    English also where another is spelled nearly so: "Aldar", "Alder"."""
    held, full = stems(one_spelling(there)), generation.index.names.get(word.printed.upper(), "")
    said = any(stems(one_spelling(way)) <= held for way in (word.plain, full) if way)
    return said or (word.plain not in english() and _is_spelled(word, there))


def _is_spelled(word: Word, there: str) -> bool:
    slips = 2 if len(word.plain) >= _LONG else 1
    return len(word.plain) >= _SHORTEST and any(
        each.plain[:1] == word.plain[:1]
        and DamerauLevenshtein.distance(each.plain, word.plain, score_cutoff=slips) <= slips
        for each in words_in(there)
    )


def _may_be_said(
    asked: _Asked, whole: str, mentions: Mentions, rows: Sequence[Paragraph], generation: Generation
) -> bool:
    """Whether a text may have what no paragraph of it has in one: a State under the name of another time; one of its words, or of two that
    stand side by side, as "paper boats", something like the other; one that is made from the same."""
    if asked.place and not _is_named(asked.place, whole) and not {*asked.place} & PERMANENT:
        return bool(asked.former) and any(each.meaning == asked.former for each in places_among(words_in(whole)))
    words = asked.words

    def has(word: Word) -> bool:
        read_so = mentions.text[word.start : word.end].lower() == word.plain  # of a slip nothing else is known
        said = read_so and is_said(word, mentions.text, whole, generation.index)
        return said or _is_written(word, whole, generation) or made_from(word, whole)

    lacking = [word for word in words if not has(word)]
    one_thing = len(words) == _PAIR and not mentions.text[words[0].end : words[1].start].strip(" -")
    if not lacking or len(lacking) == len(words) or not one_thing:
        return len(lacking) < len(words) or not words
    return is_like_the_nearest(lacking, mentions, rows, generation)
