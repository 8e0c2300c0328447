"""What tells a question apart and stands nowhere in what leads its answer: found in another paragraph, or said first to be missing.

A word tells a question apart where it neither belongs to a mention nor says what kind of thing is asked, and is a name of what texts speak
of, or no everyday word and in few paragraphs; a word of more paragraphs where no text on the subjects of that which leads has it. What hardly
a text has is the asker's own word for something, which texts call otherwise, unless it is a name. The number of a resolution tells a question
apart beside that which leads, and the name of a part of a State where no text has it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.assumed.said import (
    HARDLY,
    RARE,
    SHORTEST,
    Ways,
    is_a_name,
    is_rare,
    left_unsaid,
    unlike,
    unsaid,
    ways_of,
)
from assistant.checking.paraphrase import PRO_SENTENCES
from assistant.folded import CAME_ABOUT
from assistant.reading.assumptions import asks_for_a_resolution
from assistant.reading.lexicon import Word
from assistant.reading.mentions import Mentions
from assistant.reading.normal import as_typed
from assistant.reading.selection.units import MONTHS
from assistant.reading.view_words import asking_words
from assistant.records.matters.names import names_of_bodies
from assistant.retrieval.evidence import Evidence, around, led_by
from assistant.retrieval.names.place_names import is_part_of_a_state
from assistant.retrieval.support import shares_held
from assistant.retrieval.sure.doubt import NEAR, UNSURE
from assistant.terms import CORPUS_WORDS, one_spelling, stem
from assistant.understanding.english import english, is_everyday, is_form_of_everyday, words_with
from assistant.wording import joined
from assistant.writing.extractive import SEE_ALSO
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from assistant.generation import Generation
    from vectorstore.index import Index

# Set on questions with known answers, by many writers together: `python -m tests.benchmarks.sure` tells what comes of it.
_KNOWN = 3.0  # natural logarithm of one in how many paragraphs has a word: one in 20
_COMMON, _NO_WORD = 50_000, 100  # how often a list of English counts a word that tells nothing, and at most a name
_STRANGE = 5  # letters of one that no text has by which another paragraph may lead
_SHORTENED = 3  # a word has at most so many times the letters of its shorthand
_MOST = 20  # words of a question that are looked for
UNSPOKEN = ("No text has the word ", "What is quoted does not speak of ", "No resolution in the corpus has the word ")
NEAREST = "What comes nearest:"
_NEAR, _MORE = 0.7, 0.05  # another paragraph leads with so much of the best score, and so much more of the question


def missing(mentions: Mentions, lead: int, shown: str, generation: Generation, *, rare: bool = False) -> list[Word]:
    """The words that tell a question apart and of which ``shown``, words of the resolution ``lead``, does not speak; with ``rare`` only
    those that few paragraphs have, or none."""
    index, text = generation.index, mentions.text
    left_out = unsaid(telling(mentions, lead, index), text, shown, index)
    left_out = [word for word in left_out if not rare or is_rare(word, index)]
    there = generation.lineage.texts_with(lead) if left_out else frozenset()
    spelled = {word: f"{word.plain} {one_spelling(word.plain)}" for word in left_out}
    tell = [word for word in left_out if is_rare(word, index) or not index.resolutions(spelled[word], 1, only=there)]
    bodies = [word for word in left_out if word.plain.upper() in index.names]  # no other word speaks of a body
    left = [*bodies, *unlike([word for word in tell if word not in bodies], text, shown, index)]
    return [*_parts_nowhere(mentions, index), *(word for word in left_out if word in left)]


def telling(mentions: Mentions, lead: int, index: Index, among: Iterable[Word] | None = None) -> list[Word]:
    """The first words, of all or ``among`` some, that may tell a question apart; before them the numbers of resolutions beside ``lead``."""
    free = (word for word in (mentions.free if among is None else among) if _tells_apart(word, mentions.text, index))
    return [*_numbers_beside(mentions, lead), *islice(free, _MOST)]


def _numbers_beside(mentions: Mentions, lead: int) -> list[Word]:
    names = {each.pinpoint.resolution: each for each in mentions.understood.references}
    beside = names.items() if lead in names else ()
    return [Word(each.start, each.end, str(n), f"resolution {n}") for n, each in beside if n != lead]


def _leading(mentions: Mentions, lead: int, index: Index) -> list[Word]:
    """The words by which another paragraph may lead: those of few paragraphs, and the asker's own, none of them everyday."""
    strange = (w for w in mentions.free if w.printed in mentions.strange and stem(w.plain) not in asking_words())
    strange = (w for w in strange if len(w.plain) >= (SHORTEST if index.rarity(w.plain) else _STRANGE))
    return _numbers_beside(mentions, lead) + [word for word in strange if not is_everyday(word.plain)]


def _parts_nowhere(mentions: Mentions, index: Index) -> list[Word]:
    """The parts of States that a question names and no text does."""
    places = [(place, mentions.text[place.start : place.end]) for place in mentions.places]
    parts = [Word(place.start, place.end, name.lower(), name) for place, name in places if is_part_of_a_state(name)]
    return [part for part in parts if not index.rarity(part.plain)]


def _tells_apart(word: Word, text: str, index: Index) -> bool:
    rarity, counted = index.rarity(word.plain), english().get(word.plain, 0)
    if stem(word.plain) in asking_words() or word.plain in CORPUS_WORDS | PRO_SENTENCES or word.plain in MONTHS:
        return False
    if len(word.plain) < SHORTEST and word.plain.upper() not in index.names:
        return False
    if not rarity:
        common = is_everyday(word.plain) or is_form_of_everyday(word.plain)
        return not common and _is_written_out(word, text, index)
    if rarity <= RARE:
        return rarity > _KNOWN and counted < _COMMON
    if counted <= _NO_WORD or (rarity <= HARDLY and not is_everyday(word.plain)):
        return True
    return rarity > HARDLY and is_a_name(word, index)


def _is_written_out(word: Word, text: str, index: Index) -> bool:
    """Whether a word that no text has is none's shorthand: in capitals where the others are not, or one whose letters stand in this order
    in no word that many texts have, or everybody uses, that begins as it does and is not many times as long."""
    plain = word.plain
    if word.printed.isupper() and not text.isupper():
        return True
    longer = (each for each in words_with(plain) if len(each) <= _SHORTENED * len(plain))
    return not any(is_everyday(each) or 0 < index.rarity(each) <= RARE for each in longer)


def led_by_what_is_asked(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence, led by the first paragraph near the best one that speaks of most of what tells the question apart and is not spoken of
    there, and that holds more of the question; in a text on the places that it names, where the best one is."""
    if not evidence.hits or evidence.looked_up:
        return evidence
    catalogue, index, text = generation.catalogue, generation.index, mentions.text
    first, shown = evidence.hits[0], words_of(around(evidence.hits[0].key, catalogue))
    ways = ways_of(_leading(mentions, resolution_of(first.key), index), text, index)
    silent = {word: ways[word] for word in left_unsaid(ways, shown)}
    others = _holding_more(evidence, silent, mentions, generation) if silent else {}
    left = unlike([*silent], text, shown, index) if others else []
    for key, unsaid_there in others.items() if left else ():
        if 2 * sum(word not in unsaid_there for word in left) > len(left):
            return led_by(evidence, {key: evidence.paragraphs[key]})
    return evidence


def _holding_more(
    evidence: Evidence, words: Mapping[Word, Ways], mentions: Mentions, generation: Generation
) -> dict[str, Collection[Word]]:
    """The paragraphs near the best one that hold more of the question and say any of the words, with those of them that each does not
    say: only for these need be known what the best one says in other words."""
    catalogue, share = generation.catalogue, shares_held(mentions.understood, generation.index)
    first, found = evidence.hits[0], dict[str, Collection[Word]]()
    enough = share(around(first.key, catalogue)) + _MORE
    there = generation.subjects.at({each.meaning for each in mentions.places})
    for hit in evidence.hits:
        elsewhere = resolution_of(first.key) in there and resolution_of(hit.key) not in there
        if hit.score >= _NEAR * first.score and not elsewhere:
            rows = around(hit.key, catalogue)
            silent = left_unsaid(words, words_of(rows))
            if len(silent) < len(words) and share(rows) >= enough:
                found[hit.key] = silent
    return found


def or_what_speaks_of_it(
    planned: Answer, search: Callable[[], Iterable[str | Answer]], mentions: Mentions, generation: Generation
) -> Answer:
    """What a search finds, where it surely speaks of all rare words that tell the question apart and an answer by plans does not; else that
    one."""

    def lacks_a_rare_one(answer: Answer) -> bool:
        return bool(_left_unspoken(answer, mentions, generation, rare=True))

    if not lacks_a_rare_one(planned):
        return planned
    found = next(each for each in search() if isinstance(each, Answer))
    fits = found.status is Status.ANSWERED and not found.is_weak and UNSURE not in found.text
    return found if fits and not lacks_a_rare_one(found) else planned


def with_what_is_unspoken(answer: Answer, mentions: Mentions, generation: Generation) -> Answer:
    """The answer, with what tells the question apart and is not spoken of said before it; a body that is only spoken of for another place
    is not spoken of for one that is named."""
    index, there = generation.index, generation.subjects.at({each.meaning for each in mentions.places})
    quotes = [(bool(each.key) and resolution_of(each.key) in there, each.quote) for each in answer.citations]
    left = _left_unspoken(answer, mentions, generation, " ".join(quote for _, quote in quotes))
    bodies = [w for w in mentions.free if w.plain.upper() in index.names or w.plain.upper() in names_of_bodies()]
    if there and bodies:
        of_it = " ".join(quote for is_there, quote in quotes if is_there)
        left = [w for w in _left_unspoken(answer, mentions, generation, of_it) if w in left or w in bodies]
    if not answer.is_weak and not answer.text.startswith((NEAR, UNSURE)):
        # of what is sure seven in eight are right though a common word is said otherwise there
        left = [word for word in left if word.plain.isdecimal() or _names(word, index)]
    words = {as_typed(word.printed, mentions.changes): word.plain for word in left}
    strange = [name for name, plain in words.items() if plain.isalpha() and not index.rarity(plain)]
    silent = [name for name in words if name not in strange]
    named = all(english().get(name.lower(), 0) <= _NO_WORD for name in strange)
    sought = asks_for_a_resolution(mentions.text) and (named or answer.text.startswith(UNSURE))
    said = [_in_no_text(strange, sought=sought)] if strange else []
    said += [f"{UNSPOKEN[1]}{joined(silent, 'or')}."] if silent else []
    said += [NEAREST] if strange and sought else []
    if not said:
        return answer
    apart = " " if answer.text.startswith(NEAR) else "\n\n"  # one doubt beside the other
    taken = strange and sought and not mentions.references  # for granted, that there is a resolution
    status = Status.CORRECTED if taken else answer.status
    return answer.model_copy(
        update={"text": f"{' '.join(said)}{apart}{answer.text}", "stands_out": False, "status": status}
    )


def _names(word: Word, index: Index) -> bool:
    """Whether a word is a name, or stands in no text."""
    rarity, known = index.rarity(word.plain), word.plain.upper() in index.names or is_a_name(word, index)
    return not rarity or known or english().get(word.plain, 0) <= _NO_WORD


def no_text_has(mentions: Mentions, index: Index) -> str:
    """A sentence on the words that tell apart a question for a resolution and that no text has; empty where there are none."""
    strange = [word.printed for word in telling(mentions, 0, index) if not index.rarity(word.plain)]
    return _in_no_text(strange, sought=True) if strange and asks_for_a_resolution(mentions.text) else ""


def _in_no_text(names: Sequence[str], *, sought: bool) -> str:
    said = UNSPOKEN[2] if sought else UNSPOKEN[0]
    return f"{said}{joined([f'“{name}”' for name in names], 'or')}."


def _left_unspoken(
    answer: Answer, mentions: Mentions, generation: Generation, beside: str = "", *, rare: bool = False
) -> list[Word]:
    """Of what tells a question apart that of which neither the lead of its answer nor what stands ``beside`` it speaks; nothing where the
    question is put right, where all that meets it is listed or compared, and where a model wrote."""
    catalogue, lead = generation.catalogue, next((each.key for each in answer.citations if each.key), "")
    record = catalogue.record(resolution_of(lead)) if lead else None
    told = answer.compared is not None or answer.resolutions is not None or bool(answer.sentences)
    if record is None or told or answer.status is not Status.ANSWERED:
        return []
    rows = around(lead, catalogue) if "/" in lead else catalogue.paragraphs_of(record.number)
    text = answer.text.partition(f"\n\n{SEE_ALSO}")[0].partition(f"\n\n{CAME_ABOUT}")[0]
    shown = " ".join((text, beside, words_of(rows), record.subject, record.agenda, *record.topics))
    return missing(mentions, record.number, shown, generation, rare=rare)


def words_of(rows: Iterable[Paragraph]) -> str:
    return " ".join(f"{row.words} {' '.join(row.section)}" for row in rows)
