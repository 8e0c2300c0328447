"""A follow-up becomes a question that stands for itself, and is shown as such.

Nothing is guessed by a model. The history gives a state (:class:`assistant.reading.zero.dialogue.thread.Thread`); each rule below knows one
way in which people leave unsaid what was spoken of, and completes it from the state: ``paragraph 9 of it`` →
``Paragraph 9 of resolution 2617``. The first rule that applies writes the question; a question that is complete stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.reading.zero.dialogue.follow_up import FollowUp
from assistant.reading.zero.dialogue.follow_up_matters import (
    of_an_addressee,
    of_that_country,
    of_the_place,
    of_those_things,
    on_the_matter,
)
from assistant.reading.zero.dialogue.follow_up_rules import RULES
from assistant.reading.zero.dialogue.follow_up_times import of_a_date
from assistant.reading.zero.dialogue.phrases import matters_of
from assistant.reading.zero.dialogue.several import parts_of
from assistant.reading.zero.dialogue.spoken import plainly, with_topic
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.dialogue.thread import Thread, references
from assistant.reading.zero.dialogue.unsaid import leaves_unsaid
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from assistant.terms import acronyms, content_stems, has_name, proper_names, stems
from assistant.understanding.days import dates_of
from ingest.citation import Found
from ingest.places import places_in

_Said = tuple[MessageRole, str]


class Rewriter:
    """Makes the questions of one conversation stand for themselves; each of its messages is read once."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._threads: dict[tuple[_Said, ...], Thread] = {(): Thread()}
        self._standalone: dict[tuple[str, tuple[_Said, ...]], str] = {}

    def standalone(self, question: str, history: Sequence[ChatMessage]) -> str:
        """The question standing for itself: asked without any history, it is understood in the same way."""
        said = tuple((message.role, message.content or "") for message in history)
        if (question, said) not in self._standalone:
            small = self._background.small(question)
            completed = rewrite(small, self._after(said), self._background)
            self._standalone[question, said] = completed if completed != small else question
        return self._standalone[question, said]

    def _after(self, said: tuple[_Said, ...]) -> Thread:
        known = next(upto for upto in range(len(said), -1, -1) if said[:upto] in self._threads)
        thread = self._threads[said[:known]]
        for nth, (role, text) in enumerate(said[known:], known + 1):
            if role == MessageRole.USER:
                for part in parts_of(self._background.small(text), self._background.known):
                    rewritten = rewrite(part, thread, self._background)
                    thread = thread.asked(rewritten, self._background, said=part if rewritten != part else "")
            elif role == MessageRole.ASSISTANT:
                thread = thread.answered(text, self._background)
            self._threads[said[:nth]] = thread
        return thread


def standalone(question: str, history: Sequence[ChatMessage], background: Background) -> str:
    """:meth:`Rewriter.standalone` of a conversation that is read for one question."""
    return Rewriter(background).standalone(question, history)


def rewrite(question: str, thread: Thread, background: Background) -> str:
    """``question`` with what it leaves unsaid taken from ``thread``; unchanged when it leaves nothing unsaid."""
    if not thread.question:
        return question
    said = plainly(question)
    if places_in(ahead := with_topic(said)) and ahead != said:
        question = said = ahead
    thread = thread.of_measures() if _DONE_TO_MEASURES.search(said) else thread
    own = [found for found in references(said, background) if not _is_a_year(found, said, thread, background)]
    follow_up = FollowUp(said, own, thread, background)
    month = False
    if leaves_unsaid(said, own, _spoken(thread, background)) or _of_the_focus(said, own, thread, background):
        completed = next((found for rule in RULES if (found := rule(follow_up))), "")
    else:
        completed = ""
        if month := _names_only_a_month(said):
            completed = of_a_date(follow_up) or ""
    completed = (
        completed
        or of_those_things(follow_up)
        or of_the_place(follow_up, of_a_time=month)
        or on_the_matter(follow_up)
        or of_that_country(follow_up)
        or of_an_addressee(follow_up)
        or ""
    )
    return _tidy(completed) if completed else question


def _names_only_a_month(question: str) -> bool:
    """Whether a question names a month, and neither a body nor a place: "what was added in March 1993?"."""
    if places_in(question) or acronyms(question) or _OF_ALL.search(question):
        return False
    months = [day for day in dates_of(question) if day.month and not day.day]
    names = [each for each in proper_names(question) if not dates_of(f"{each} 2000")]
    return bool(months) and not names and len(content_stems(question)) <= _LONG


def _spoken(thread: Thread, background: Background) -> str:
    """The words of the last questions, and of the paragraph that the last answer rests on."""
    row = background.catalogue.paragraph(thread.cited[0].paragraph.key) if thread.cited else None
    return f"{thread.matter} {row.words if row else ''}"


def _of_the_focus(question: str, own: Sequence[Found], thread: Thread, background: Background) -> bool:
    """Whether a question asks for what a paragraph of the resolution in focus speaks of, and names nothing else."""
    if own or thread.focus is None or places_in(question) or dates_of(question) or _OF_ALL.search(question):
        return False
    names = [*acronyms(question), *proper_names(question)]
    asked = content_stems(question)
    kind = understand(question, known=background.known).intent
    if not names and _named_in_focus(question, thread.focus, background) and kind in _SEARCHED:
        return not has_name(question)
    if not 2 < len(asked) <= _LONG or kind is not Intent.SEARCH or (has_name(question) and not names):
        return False
    held: dict[str, str] = {}  # a paragraph with its sub-points
    for row in background.catalogue.paragraphs_of(thread.focus):
        place = row.pinpoint.paragraph.key
        held[place] = f"{held.get(place, '')} {row.words}"
    shared = (len(set(asked) & stems(words)) for words in held.values() if all(name in words for name in names))
    return max(shared, default=0) >= max(2, len(asked) / 2)


def _named_in_focus(question: str, focus: int, background: Background) -> bool:
    """Whether a noun of the question, which names no place, no body and no time, stands in the resolution in focus."""
    nouns = {stem for phrase in matters_of(question) for stem in content_stems(phrase) if len(stem) > _SHORT}
    rows = background.catalogue.paragraphs_of(focus)
    return any(nouns & stems(row.words) for row in rows)


_DONE_TO_MEASURES = re.compile(
    r"\b(?:it|they|that|this|these|those) (?:\w+ ){0,2}?(?:lifted|eased|suspended|tightened|reimposed|relaxed)\b|\b(?:lift|lifted|ease|eased|suspend|suspended|tighten|tightened|reimpose|reimposed) (?:it|them|that|these|those)\b",
    re.IGNORECASE,
)
_SEARCHED = (Intent.SEARCH, Intent.EXPIRY)
_SHORT = 4  # letters of a stem that tells little
_LONG = 8  # content words: a longer question says itself what it is about
_OF_ALL = re.compile(r"\b(?:resolutions?|the council|ever|first|generally|in general|always)\b", re.IGNORECASE)


def _is_a_year(found: Found, question: str, thread: Thread, background: Background) -> bool:
    """Whether "what about 1997?" means the year: the last question was of a year, and named no resolution."""
    if found.pinpoint.kind is not None or not re.fullmatch(r"(?:19[4-9]|20[0-4])\d", question[found.start : found.end]):
        return False
    return bool(dates_of(thread.question)) and not references(thread.question, background)


def _tidy(said: str) -> str:
    said = re.sub(r"\s+", " ", said).strip()
    said = re.sub(r"\b(the|in|of|on) \1\b", r"\1", said, flags=re.IGNORECASE)
    said = re.sub(r"\b(?:security council )?resolution (?=resolution\b)", "", said, flags=re.IGNORECASE)
    said = re.sub(r"\s+([?,.;])", r"\1", said)
    if re.match(r"(?:show|quote|read|give|compare|list|summari[sz]e|tell|explain)\b", said, re.IGNORECASE):
        said = f"{said.rstrip('?. ')}."
    return said[:1].upper() + said[1:]
