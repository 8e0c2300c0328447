"""What tells a question apart and stands nowhere in what an answer shows: said first, or found in another paragraph.

A word tells a question apart where few paragraphs have it, or none, where it is no everyday word of English, and where it neither belongs
to a mention nor says what kind of thing is asked. It is spoken of where its stem, a word that texts write for it, or one that the embedding
takes to be like it stands in what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.view_words import asking_words
from assistant.retrieval.evidence import Evidence, led_by
from assistant.retrieval.names.events import events_at
from assistant.retrieval.support import NEAR, share_held
from assistant.retrieval.vocabulary import expressions_in, words_of_places
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem, stems
from assistant.understanding.english import english, is_everyday
from assistant.wording import joined
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from assistant.generation import Generation
    from vectorstore.catalogue import Catalogue
    from vectorstore.index import Index

# Set on questions with known answers, each writer's on those of the others: `python -m tests.benchmarks.sure` measures what comes of it.
_RARE = 6.0  # natural logarithm of one in how many paragraphs has a word: one in 400
_LIKE = 0.4  # how like a word of a paragraph is one that says the same
_HARDLY_ENGLISH, _NAME = 200, 5  # how often a list of English counts a word that may be a name, and the letters of one
_SHORTEST = 3  # letters of a word that tells something apart
_PASSAGE = 100  # words that the embedding reads at once
_NEAR = 0.7  # share of the best score from which a paragraph may lead instead of the best
_SHOWN = ("\n\nSee also", "\n\nHow it came about")  # where what leads an answer ends


def telling(mentions: Mentions, lead: int, index: Index) -> tuple[Word, ...]:
    """The words that tell a question apart, in order; the numbers of the resolutions that it names beside that which leads the answer,
    ``lead``."""
    spans = [(each.start, each.end) for each in mentions.subjects] + [
        (each.start, each.end) for each in mentions.places
    ]
    spans += [(each.start, each.end) for each in (*mentions.understood.references, *mentions.understood.unknown)]
    spans += [(start, end) for start, end, _ in events_at(mentions.text)]
    said = FUNCTION_WORDS | CORPUS_WORDS
    named = {each.pinpoint.resolution: each for each in mentions.understood.references}
    numbers = (
        Word(found.start, found.end, str(number), f"resolution {number}")
        for number, found in named.items()
        if lead in named and number != lead
    )
    return *numbers, *(
        word
        for word in words_in(mentions.text)
        if word.plain.isalpha()
        and len(word.plain) >= _SHORTEST
        and word.plain not in said
        and stem(word.plain) not in asking_words()
        if not any(start <= word.start < end for start, end in spans)
        if not is_everyday(word.plain) and _is_rare(word, index)
    )


def _is_rare(word: Word, index: Index) -> bool:
    return index.rarity(word.plain) >= _RARE or _is_a_strange_name(word, index)


def _is_a_strange_name(word: Word, index: Index) -> bool:
    """Whether a word may be a name, and no text has it."""
    return len(word.plain) >= _NAME and not index.rarity(word.plain) and english().get(word.plain, 0) < _HARDLY_ENGLISH


def unspoken(words: Sequence[Word], text: str, shown: str, index: Index) -> tuple[Word, ...]:
    """Those of the words of ``text`` of which ``shown`` does not speak: by their stems, in the words of the texts, or nearly."""
    held = stems(shown)
    left = [word for word in words if not _is_said(word, text, held, index)]
    asked, numbers = words_in(text), [word for word in left if word.plain.isdecimal()]
    left = [word for word in left if word not in numbers]
    if not left or (own := index.embedding.of_words([word.printed for word in asked])) is None:
        return (*numbers, *left)
    places, there = [asked.index(word) for word in left], words_in(shown)
    for start in range(0, len(there), _PASSAGE):
        theirs = index.embedding.of_words([word.printed for word in there[start : start + _PASSAGE]])
        alike = (own[places] @ theirs.T).max(axis=1) if theirs is not None else ()
        near = {at for at, like in zip(places, alike, strict=False) if like >= _LIKE}
        left = [word for word, at in zip(left, places, strict=True) if at not in near]
        places = [at for at in places if at not in near]
        if not left:
            break
    return (*numbers, *left)


def _is_said(word: Word, text: str, held: frozenset[str], index: Index) -> bool:
    """Whether the stem of a word of ``text``, or at least half of those of what texts write for it, are among ``held``."""
    full = index.names.get(word.printed.upper(), "")
    name = word.printed.capitalize() if word.printed.islower() else word.printed
    written = [each for said, all_ in expressions_in(text) if word.plain in said for each in all_]
    ways = [stems(each) for each in (word.plain, full, words_of_places(name), *written) if each]
    return any(2 * len(way & held) >= len(way) for way in ways)


def led_by_what_is_asked(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence, led by the best paragraph that speaks of what tells the question apart, where the first one does not: it speaks of most
    of that, and holds more of the question than the first."""
    lead = resolution_of(evidence.hits[0].key) if evidence.hits and not evidence.looked_up else 0
    words = telling(mentions, lead, generation.index) if lead else ()
    if not words:
        return evidence
    catalogue, index, question = generation.catalogue, generation.index, mentions.understood
    first = evidence.hits[0]
    around = _around(first.key, catalogue)
    left = unspoken(words, mentions.text, _words_of(around), index)
    before = share_held(question, around, index)
    for hit in evidence.hits if left else ():
        if hit.score < _NEAR * first.score:
            continue
        around = _around(hit.key, catalogue)
        held = stems(_words_of(around))
        spoken = sum(_is_said(word, mentions.text, held, index) for word in left)
        if 2 * spoken >= len(left) and share_held(question, around, index) >= before:
            return led_by(evidence, {hit.key: evidence.paragraphs[hit.key]})
    return evidence


def _left_unspoken(answer: Answer, mentions: Mentions, generation: Generation) -> tuple[Word, ...]:
    """The words that tell a question apart and of which what leads the answer does not speak; none of an answer that puts the question
    right, lists or compares, or that a model wrote."""
    lead = next((each.key for each in answer.citations if each.key), "")
    told = answer.compared is not None or answer.resolutions is not None or answer.sentences
    if answer.status is not Status.ANSWERED or not lead or told:
        return ()
    catalogue, index = generation.catalogue, generation.index
    record = catalogue.record(resolution_of(lead))
    words = telling(mentions, resolution_of(lead), index)
    if not words or record is None:
        return ()
    rows = _around(lead, catalogue) if "/" in lead else catalogue.paragraphs_of(record.number)
    text = answer.text
    for end in _SHOWN:
        text = text.partition(end)[0]
    about = " ".join((record.subject, record.agenda, *record.topics))
    return unspoken(words, mentions.text, f"{_words_of(rows)} {about} {text}", index)


def or_what_speaks_of_it(
    planned: Answer, search: Callable[[], Iterable[str | Answer]], mentions: Mentions, generation: Generation
) -> Answer:
    """What a search finds, where it surely speaks of all that tells the question apart and an answer by plans does not; else that one."""
    if not _left_unspoken(planned, mentions, generation):
        return planned
    found = next(each for each in search() if isinstance(each, Answer))
    fits = found.status is Status.ANSWERED and not found.is_weak
    return found if fits and not _left_unspoken(found, mentions, generation) else planned


def with_what_is_unspoken(answer: Answer, mentions: Mentions, generation: Generation) -> Answer:
    """The answer, with what tells the question apart and is not spoken of said before it."""
    words, index = _left_unspoken(answer, mentions, generation), generation.index
    if not words:
        return answer
    strange = [word for word in words if not word.plain.isdecimal() and not index.rarity(word.plain)]
    nowhere = dict.fromkeys(f"“{word.printed}”" for word in words if word in strange)
    elsewhere = dict.fromkeys(word.printed for word in words if word not in strange)
    said = [f"No text has the word {joined([*nowhere], 'or')}."] if nowhere else []
    said += [f"What is quoted does not speak of {joined([*elsewhere], 'or')}."] if elsewhere else []
    text = answer.text.removeprefix(f"{NEAR}\n\n")  # which says less
    return answer.model_copy(update={"text": f"{' '.join(said)}\n\n{text}"})


def _around(key: str, catalogue: Catalogue) -> list[Paragraph]:
    """A paragraph with the points below and the opening words above it."""
    row = catalogue.paragraph(key)
    return [] if row is None else [row, *catalogue.subparagraphs(key), *catalogue.above(key)]


def _words_of(rows: Iterable[Paragraph]) -> str:
    return " ".join(f"{row.words} {' '.join(row.section)}" for row in rows)
