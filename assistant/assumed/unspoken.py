"""What tells a question apart and stands nowhere in what leads its answer: found in another paragraph, or said first to be missing.

A word tells a question apart where few paragraphs have it, or none, where it is no everyday word of English, and where it neither belongs
to a mention nor says what kind of thing is asked; the number of a resolution does, beside that which leads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.view_words import asking_words
from assistant.retrieval.evidence import Evidence, led_by
from assistant.retrieval.support import NEAR, UNSURE, share_held
from assistant.retrieval.vocabulary import expressions_in, words_of_places
from assistant.terms import stem, stems
from assistant.understanding.english import is_everyday
from assistant.wording import joined
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from assistant.generation import Generation
    from vectorstore.catalogue import Catalogue
    from vectorstore.index import Index

# Set on questions with known answers, by many writers together: `python -m tests.benchmarks.sure` tells what comes of it.
_LIKE = 0.4  # how like a word of a paragraph is one that says the same
_SHORTEST, _STRANGE = 3, 5  # letters of a word that tells, and of one that no text has: shorthand is shorter
_PASSAGE, _READ = 100, 400  # words that the embedding reads at once, and in all
UNSPOKEN = ("No text has the word ", "What is quoted does not speak of ")
_NEAR, _MORE = 0.7, 0.05  # another paragraph leads with so much of the best score, and so much more of the question


def telling(mentions: Mentions, lead: int, index: Index) -> list[Word]:
    """The words that tell a question apart; before them the numbers of resolutions that it names beside ``lead``."""
    names = {each.pinpoint.resolution: each for each in mentions.understood.references}
    beside = names.items() if lead in names else ()
    numbers = [Word(each.start, each.end, str(n), f"resolution {n}") for n, each in beside if n != lead]
    return numbers + [w for w in words_in(mentions.text) if w.printed in mentions.strange and _tells_apart(w, index)]


def _tells_apart(word: Word, index: Index) -> bool:
    common = stem(word.plain) in asking_words() or is_everyday(word.plain)
    return not common and len(word.plain) >= (_SHORTEST if index.rarity(word.plain) else _STRANGE)


def unspoken(words: Sequence[Word], text: str, shown: str, index: Index) -> list[Word]:
    """Those of the words of ``text`` of which ``shown`` does not speak, in other words either, nor by a word that the embedding takes to
    be like it."""
    return _unlike(_unsaid(_ways_of(words, text, index), shown), text, shown, index)


_Ways = Mapping[Word, Sequence[frozenset[str]]]
"""For each word the stems of every way in which texts say it."""


def _ways_of(words: Sequence[Word], text: str, index: Index) -> _Ways:
    expressions = expressions_in(text) if words else ()
    ways = {}
    for word in words:
        name = word.printed.capitalize() if word.printed.islower() else word.printed
        written = [each for said, found in expressions if word.plain in said for each in found]
        written += [index.names.get(word.printed.upper(), ""), words_of_places(name)]
        ways[word] = [stems(each) for each in (word.plain, *written) if each]
    return ways


def _unsaid(ways: _Ways, shown: str) -> list[Word]:
    """The words of which no way has at least half of its stems in ``shown``."""
    held = stems(shown) if ways else frozenset()
    return [word for word, each in ways.items() if not any(2 * len(way & held) >= len(way) for way in each)]


def _unlike(words: list[Word], text: str, shown: str, index: Index) -> list[Word]:
    """Those of the words of ``text`` for which the embedding knows no word of ``shown`` that is like it."""
    asked, there = words_in(text) if words else [], words_in(shown)[:_READ] if words else []
    own = index.embedding.of_words([word.printed for word in asked]) if words else None
    for start in range(0, len(there), _PASSAGE):
        theirs = index.embedding.of_words([word.printed for word in there[start : start + _PASSAGE]]) if words else None
        if own is None or theirs is None:
            break
        alike = dict(zip(asked, (own @ theirs.T).max(axis=1), strict=True))
        words = [word for word in words if alike.get(word, 0.0) < _LIKE]
    return words


def led_by_what_is_asked(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence, led by the first paragraph near the best one that speaks of most of what tells the question apart and is not spoken of
    there, and that holds more of the question; in a text on the places that it names, where the best one is."""
    if not evidence.hits or evidence.looked_up:
        return evidence
    catalogue, index, text = generation.catalogue, generation.index, mentions.text
    first, shown = evidence.hits[0], _words_of(_around(evidence.hits[0].key, catalogue))
    ways = _ways_of(telling(mentions, resolution_of(first.key), index), text, index)
    unsaid = _unsaid(ways, shown)
    others = _holding_more(evidence, {word: ways[word] for word in unsaid}, mentions, generation) if unsaid else {}
    left = _unlike(unsaid, text, shown, index) if others else []
    for key, silent in others.items() if left else ():
        if 2 * sum(word not in silent for word in left) > len(left):
            return led_by(evidence, {key: evidence.paragraphs[key]})
    return evidence


def _holding_more(
    evidence: Evidence, ways: _Ways, mentions: Mentions, generation: Generation
) -> dict[str, Collection[Word]]:
    """The paragraphs near the best one that hold more of the question and say any of the words, with those of them that each does not
    say: only for these need be known what the best one says in other words."""
    catalogue, index, question = generation.catalogue, generation.index, mentions.understood
    first, found = evidence.hits[0], dict[str, Collection[Word]]()
    enough = share_held(question, _around(first.key, catalogue), index) + _MORE
    there = generation.subjects.at({each.meaning for each in mentions.places})
    for hit in evidence.hits:
        elsewhere = resolution_of(first.key) in there and resolution_of(hit.key) not in there
        if hit.score >= _NEAR * first.score and not elsewhere:
            around = _around(hit.key, catalogue)
            silent = _unsaid(ways, _words_of(around))
            if len(silent) < len(ways) and share_held(question, around, index) >= enough:
                found[hit.key] = silent
    return found


def or_what_speaks_of_it(
    planned: Answer, search: Callable[[], Iterable[str | Answer]], mentions: Mentions, generation: Generation
) -> Answer:
    """What a search finds, where it surely speaks of all that tells the question apart and an answer by plans does not; else that one."""
    if not _left_unspoken(planned, mentions, generation):
        return planned
    found = next(each for each in search() if isinstance(each, Answer))
    fits = found.status is Status.ANSWERED and not found.is_weak and UNSURE not in found.text
    return found if fits and not _left_unspoken(found, mentions, generation) else planned


def with_what_is_unspoken(answer: Answer, mentions: Mentions, generation: Generation) -> Answer:
    """The answer, with what tells the question apart and is not spoken of said before it."""
    words = {word.printed: word.plain for word in _left_unspoken(answer, mentions, generation)}
    strange = [name for name, plain in words.items() if plain.isalpha() and not generation.index.rarity(plain)]
    silent = [name for name in words if name not in strange]
    said = [f"{UNSPOKEN[0]}{joined([f'“{name}”' for name in strange], 'or')}."] if strange else []
    said += [f"{UNSPOKEN[1]}{joined(silent, 'or')}."] if silent else []
    text = answer.text.removeprefix(f"{NEAR}\n\n")  # which says less
    return answer.model_copy(update={"text": f"{' '.join(said)}\n\n{text}"}) if said else answer


def _left_unspoken(answer: Answer, mentions: Mentions, generation: Generation) -> list[Word]:
    """Of what tells a question apart that of which the lead of its answer does not speak; nothing where the question is put right, where all
    that meets it is listed or compared, and where a model wrote."""
    catalogue, lead = generation.catalogue, next((each.key for each in answer.citations if each.key), "")
    record = catalogue.record(resolution_of(lead)) if lead else None
    told = answer.compared is not None or answer.resolutions is not None or bool(answer.sentences)
    if record is None or told or answer.status is not Status.ANSWERED:
        return []
    rows = _around(lead, catalogue) if "/" in lead else catalogue.paragraphs_of(record.number)
    text = answer.text.partition("\n\nSee also")[0].partition("\n\nHow it came about")[0]
    shown = " ".join((text, _words_of(rows), record.subject, record.agenda, *record.topics))
    return unspoken(telling(mentions, record.number, generation.index), mentions.text, shown, generation.index)


def _around(key: str, catalogue: Catalogue) -> list[Paragraph]:
    """A paragraph with the points below and the opening words above it."""
    row = catalogue.paragraph(key)
    return [] if row is None else [row, *catalogue.subparagraphs(key), *catalogue.above(key)]


def _words_of(rows: Iterable[Paragraph]) -> str:
    return " ".join(f"{row.words} {' '.join(row.section)}" for row in rows)
