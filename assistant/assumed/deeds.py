"""What a question says that the Council did by a resolution, where no paragraph has that verb or one that people report by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.assumed.said import is_said
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.records.definitions import defining
from assistant.retrieval.evidence import Evidence, around, led_by
from assistant.terms import content_words, stem, stems, stems_of_all
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

if TYPE_CHECKING:
    from assistant.generation import Generation

_ACTS = tuple(
    stems(family)
    for family in (
        "condemn deplore denounce censure",
        "authorize authorise permit allow empower approve",
        "establish create creation constitute form launch institute appoint",
        "accept approve endorse welcome agree recognize recognise recognition acknowledge",
        "blame accuse guilty responsible responsibility fault",
        "refer transmit submit",
        "appoint elect designate nominate recommend",
    )
)
"""Stems of words of which one reports what another one does."""
_NOUN_ENDINGS = ("tion", "tions", "al", "ment")
_DUTIES = stems("require oblige allow permit empower enable")
_OF_NOUNS = frozenset("which what the a an any its this that".split())
_ORDERING = stems("order demand oblige require compel")
# what is done to somebody or something, and that by no noun
_DONE_TO = (stems("condemn deplore denounce censure"), stems("refer"), stems("demand"))
# words behind the verb, paragraphs, and the share of the best score from which on one may lead
_OBJECTS, _NEAREST, _NEAR = 3, 8, 0.7
_DEFINING = stems("define definition")
_ORDERS = _ORDERING | stems("decide insist instruct direct shall mandatory impose")


@dataclass(frozen=True, slots=True)
class Deed:
    """The word by which a question says that something was done; ``asked_for`` tells that the text may ask for what it is said to order."""

    word: str
    asked_for: bool = False

    @property
    def is_told(self) -> bool:
        """Whether the word tells that something was done, and is no noun for it nor a duty that may stand elsewhere."""
        return not self.word.lower().endswith(_NOUN_ENDINGS) and stem(self.word) not in _DUTIES


def undone(text: str, rows: Sequence[Paragraph]) -> Deed | None:
    """What a question says that a resolution did and no paragraph does; ``None`` where one may."""
    words = words_in(text)
    before = ["", *(word.plain for word in words)]
    asked = {stem(w.plain): w.printed for w, led_in in zip(words, before, strict=False) if led_in not in _OF_NOUNS}
    acts = [(word, family) for family in _ACTS if (word := _said_of(family, asked))]
    held = stems_of_all(row.words for row in rows) if acts else frozenset()
    for word, family in acts:
        if not held & family:
            return Deed(word)
    if not (ordered := _said_of(_ORDERING, asked)):
        return None
    deciding = stems_of_all(row.words for row in rows if row.kind is not Kind.PREAMBULAR and "seized" not in row.words)
    return None if deciding & _ORDERS else Deed(ordered, asked_for=True)


def is_undefined(mentions: Mentions, rows: Sequence[Paragraph], catalogue: Catalogue) -> bool:
    """Whether a question says that the text defines something, and no paragraph of it speaks of defining, nor says of a word of the question
    what it means or covers."""
    if not stems(mentions.text) & _DEFINING or any(stems(row.words) & _DEFINING for row in rows):
        return False
    asked = [word for word in content_words(mentions.understood.topic) if not stems(word) & _DEFINING]
    return bool(asked) and not any(defining(word, catalogue, mentions.numbers) for word in asked)


def family_of(word: str) -> tuple[str, ...]:
    """Stems of words that report what a word in small letters does, its own among them; none where it is no word for a deed."""
    return next((tuple(sorted(family)) for family in (*_ACTS, _ORDERING) if stem(word) in family), ())


def apart(text: str, objects: Sequence[Word], rows: Sequence[Paragraph], is_said: Callable[[Word, str], bool]) -> str:
    """The word by which a question says that something was done to ``objects``, words behind it, where no clause that has it, or one that
    says the same, has them all by ``is_said``; empty where one has, or where they stand nowhere."""
    words = words_in(text)
    before = ["", *(word.plain for word in words)]
    asked = {stem(w.plain): w for w, led_in in zip(words, before, strict=False) if led_in not in _OF_NOUNS}
    for family in _ACTS:
        verb = next((word for each, word in asked.items() if each in family), None)
        behind = [
            each for each in objects if verb is not None and each.start > verb.start and stem(each.plain) not in family
        ]
        if verb is None or not behind:
            continue
        clauses = [clause for row in rows for clause in row.words.split(";")]
        doing = [clause for clause in clauses if stems(clause) & family]
        if not any(all(is_said(word, clause) for word in behind) for clause in doing):
            return verb.printed
    return ""


def led_by_what_does_it(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence, led by the first paragraph near the best one that does what the question says was done to what stands behind that word in
    it, in one clause, where no clause of the best one does: "which one demands a truce"."""
    if not evidence.hits or evidence.looked_up:
        return evidence
    first, words = evidence.hits[0], words_in(mentions.text)
    verb, family = next(
        ((w, f) for f in _DONE_TO for w in words if stem(w.plain) in f and Deed(w.printed).is_told), (None, _ORDERING)
    )
    names = [
        (each.start, each.end) for found in (mentions.places, mentions.references, mentions.named) for each in found
    ]
    own = {*content_words(mentions.text)}
    behind = [
        w for w in words if verb is not None and w.start > verb.start and w.plain in own and stem(w.plain) not in family
    ]
    objects = [w for w in behind if not any(start <= w.start < end for start, end in names)][:_OBJECTS]

    def is_done(key: str) -> bool:
        clauses = (clause for row in around(key, generation.catalogue) for clause in row.words.split(";"))
        doing = (clause for clause in clauses if stems(clause) & family)
        return any(all(is_said(w, mentions.text, clause, generation.index) for w in objects) for clause in doing)

    if not objects or is_done(first.key):
        return evidence
    near = (hit.key for hit in evidence.hits[1:_NEAREST] if hit.score >= _NEAR * first.score)
    key = next(filter(is_done, near), "")
    return led_by(evidence, {key: evidence.paragraphs[key]}) if key else evidence


def _said_of(family: frozenset[str], asked: Mapping[str, str]) -> str:
    """The first word of a question, given by its stem, that is one of a family; empty where none is."""
    return next((printed for each, printed in asked.items() if each in family), "")
