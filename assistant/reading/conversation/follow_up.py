"""A follow-up as it is read: the question with its mentions and pointers, and what it is read against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.pointers import Points, pointers_in
from assistant.reading.lexicon import Found, Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import votes_among
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import matter_left
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS
from ingest.annotations import MandateDecision

_LIKELY = 0.35  # the chance from which on it is, where every word agrees with it
_SURE = 0.8  # the chance from which on the router's word is taken
# words that ask of the present or of an end, and those that only ask of a term
NOW = frozenset(
    "now today still currently current end ended ends lifted lift terminated over anymore yet since last".split()
)
OF_TIME = frozenset("run runs ran end ends ended expire expires expired last date day renewal renewed mandate".split())


@dataclass(frozen=True)
class FollowUp:
    """A question after something was answered. ``chances`` are the router's, the likeliest first."""

    mentions: Mentions
    focus: Focus
    chances: Mapping[str, float]
    subjects: Subjects
    day: dt.date | None

    @property
    def kind(self) -> str:
        return next(iter(self.chances), "")

    def is_surely(self, kind: str) -> bool:
        return self.kind.startswith(kind) and self.chances[self.kind] >= _SURE

    @cached_property
    def pointers(self) -> list[Found[Points]]:
        return pointers_in(self.mentions.text)

    def points(self, *wanted: Points) -> Points | None:
        return next((each.meaning for each in self.pointers if each.meaning in wanted), None)

    @cached_property
    def left(self) -> list[Word]:
        """The words of content that belong to no mention, pointer or vote."""
        mentions = self.mentions
        spans = [(each.start, each.end) for each in mentions.subjects]
        spans += [(each.start, each.end) for each in mentions.references]
        spans += [(each.start, each.end) for each in mentions.places]
        spans += [(each.start, each.end) for each in votes_among(mentions.text)]
        spans += [(each.start, each.end) for each in self.pointers]
        return [
            word
            for word in words_in(mentions.text)
            if word.plain not in FUNCTION_WORDS
            and word.plain not in CORPUS_WORDS
            and not any(start <= word.start < end for start, end in spans)
        ]

    @property
    def view(self) -> str:
        """The view of a chain that it surely asks for: by the router's word, or because no word of it says anything else."""
        view = self.kind.partition(".")[2]
        likely = self.kind.startswith("chain.") and self.chances[self.kind] >= _LIKELY and bool(self.left)
        return view if self.is_surely("chain.") or (likely and matter_left(self.mentions, view) == ()) else ""

    @cached_property
    def chain(self) -> list[MandateDecision]:
        """The decisions on the body on which the lead decides, oldest first; on the subject in focus, where it decides on several."""
        focus, subjects = self.focus, self.subjects
        entries = [entry for each in focus.subjects[:1] if (entry := subjects.entry(each, self.day)) is not None]
        there = subjects.deciding(focus.lead) or subjects.deciding(str(focus.number))
        for entry in (*entries, *there):
            at = [d for d in entry.decisions if d.resolution == focus.number]
            at = [d for d in at if d.key == focus.lead] or at
            if at:
                return [
                    d
                    for d in entry.decisions
                    if d.body == at[0].body and d.date and (not self.day or d.date <= self.day)
                ]
        return []

    def decided_there(self, kind: SubjectKind) -> Subject | None:
        """The one subject of a kind without parts on which the text of the answer before decides."""
        there = [e.subject for e in self.subjects.deciding(str(self.focus.number)) if e.subject.kind is kind]
        return there[0] if len(there) == 1 and kind is not SubjectKind.MEASURES else None

    @property
    def is_open(self) -> bool:
        """Whether it names no resolution, subject or day of its own."""
        mentions = self.mentions
        return not (mentions.references or mentions.named or mentions.days or mentions.understood.unknown)

    def stands_in(self, numbers: Sequence[int], share: float) -> bool:
        """Whether texts name every place that the question names, and such a share of its other words."""
        if not numbers or self.subjects.share_in(numbers, [each.meaning for each in self.mentions.places]) < 1:
            return False
        return self.subjects.share_in(numbers, [word.plain for word in self.left]) >= share

    @property
    def is_on_a_text(self) -> bool:
        """Whether it may ask what a text says: in words of its own, and of no paragraph by its number."""
        words = {word.plain for word in self.left}
        return self.is_open and bool(words - NOW - OF_TIME) and not any(word.isdigit() for word in words)
