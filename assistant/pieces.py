"""Several things asked at once, told by what comes of each: a piece of a question is a question of its own where the answer to the one before
lets it be planned, or where it asks by its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Status
from assistant.operations.search import Search
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.pieces import begins_asking, pieces_of
from assistant.reading.mentions import Mentions
from assistant.reading.one import Part
from assistant.reading.parts import (
    alternatives_of,
    asks_for_a_vote_alone,
    asks_where_alone,
    is_a_heading,
    is_asked,
    is_asked_of_a_heading,
    is_asked_of_what_is_before,
    is_the_vote_on_it,
    may_be_parts,
    own_of,
    says_a_matter,
    sentences_of,
)
from assistant.reading.reader import Reading
from assistant.reading.selection.voting import votes_among
from ingest.pinpoint import resolution_of

_POSSIBLY = 0.15  # the chance from which on a piece may be searched for, where the whole surely is
_LIKELY = 0.5  # the chance from which on a piece asks for an end, or is searched for
# the chance from which on a question is searched for whatever its pieces are, and texts that are named one after the other are laid beside
# each other
_SURELY = 0.9


@dataclass(frozen=True)
class Pieces:
    """The things that a question asks after what is in ``focus``; ``part_of`` reads a piece after a focus, ``answer`` answers the first one."""

    focus: Focus
    part_of: Callable[[str, Focus], Part]
    mentions: Callable[[str], Mentions]
    answer: Callable[[str], Answer]

    def parts(self, question: str, reading: Reading) -> tuple[list[str], Answer | None]:
        """The things asked, in the asker's own words, with the answer to the first where it was needed to tell them; ``reading`` is how the
        whole is read, which is one thing."""
        alone: tuple[list[str], Answer | None] = ([question], None)
        if any(part.is_one for part in reading.parts):
            return alone
        if len(sentences := sentences_of(question)) > 1:
            # "and the year before? votes I mean"
            one = not votes_among(sentences[0]) and asks_for_a_vote_alone(self.mentions(question))
            return alone if one else self._joined(sentences)
        whole = self.part_of(question, self.focus)
        if whole.chances.get("compare", 0.0) >= _SURELY:
            return alone
        if not whole.plans and (beside := self._beside(alternatives_of(self.mentions(question)))):
            return beside
        pieces = self._behind_a_heading(pieces_of(self.mentions(question)))
        if not may_be_parts(list(map(self.mentions, pieces))) or self._are_searched_as_one(whole, pieces):
            return alone
        described = not self.part_of(pieces[-2], self.focus).plans
        if described and is_the_vote_on_it(whole.plans, pieces[-2], self.mentions(pieces[-1])):
            return alone
        pieces, first = self._joined(pieces)
        if first is None or first.status is Status.REFUSED:
            return alone
        focus = self._after(pieces[0], first)
        parts = [self.part_of(piece, focus) for piece in pieces[1:]]
        # what only the text in focus may say is no thing of its own beside a follow-up that is read whole
        again = all(part.plans == whole.plans for part in parts) or any(map(_is_searched, parts))
        before = self.mentions(pieces[0])
        told = (own_of(part.plans, whole.plans, part.words, before) for part in parts)
        several = len({first.plans, *told}) == len(pieces)
        if not focus.lead or (whole.carried and again) or not several or not all(part.carried for part in parts):
            return alone
        return pieces, first

    def _are_searched_as_one(self, whole: Part, pieces: Sequence[str]) -> bool:
        """Whether a question is surely searched for, its first piece likely, and none of the others likely asks for anything else."""

        def search(part: Part) -> float:
            return part.chances.get("search", 0.0)

        if whole.plans or search(whole) < _SURELY:
            return False
        first, *others = (search(self.part_of(piece, self.focus)) for piece in pieces)
        return first >= _LIKELY and all(other >= _POSSIBLY for other in others)

    def _beside(self, pieces: list[str]) -> tuple[list[str], Answer] | None:
        """Two things set against each other, where each has a plan of its own, or its own paragraph of one text; with the answer to the first."""
        if not pieces or (first := self.answer(pieces[0])).status is Status.REFUSED:
            return None
        second = self.part_of(pieces[1], self._after(pieces[0], first))
        if _is_planned(first) and not _is_searched(second):
            return pieces, first
        keys = [
            next((c.key for c in each.citations), "") for each in (first, self.answer(pieces[1])) if not each.is_weak
        ]
        of_one_text = len({*keys}) == len(pieces) and len({*map(resolution_of, keys)}) == 1
        return (pieces, first) if of_one_text else None

    def _behind_a_heading(self, pieces: list[str]) -> list[str]:
        """The pieces, with a first one that only names something as part of the next."""
        if len(pieces) == 1 or not is_a_heading(self.mentions(pieces[0])):
            return pieces
        return [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]

    def _after(self, piece: str, answer: Answer) -> Focus:
        return self.focus.after(self.mentions(piece), answer)

    def _joined(self, pieces: list[str]) -> tuple[list[str], Answer | None]:
        """The pieces, with those that have no plan of their own and do not ask by their form as part of the one before; a first one that only
        says what is asked about is part of the next. With the answer to the first, unless one piece is left."""
        if len(pieces) == 1:
            return pieces, None
        second = pieces[1]
        # whatever the answer to the first
        if asks_where_alone(self.mentions(second).text) or self._is_likely_searched(second):
            return self._joined(_in_one(pieces, 1))
        first = self.answer(pieces[0])
        focus = self._after(pieces[0], first)
        parts = [self.part_of(piece, focus) for piece in pieces[1:]]
        tail = next((at for at, part in enumerate(parts, 1) if _says_no_more(part, first)), 0)
        only_named = not _is_planned(first) and not is_asked(pieces[0])
        if not tail and only_named and (_is_searched(parts[0]) or is_asked_of_a_heading(pieces[0], pieces[1])):
            tail = 1
        unsure = not _is_planned(first) and (focus.doubted or focus.near)
        if not tail and unsure and is_asked_of_what_is_before(self.mentions(second)):
            tail = 1  # until when that runs which was hardly found
        if not tail:
            return pieces, first
        return self._joined(_in_one(pieces, tail))

    def _is_likely_searched(self, piece: str) -> bool:
        """Whether a piece does not ask by its form and is likely none that has a plan of its own: "which paragraph", "banned"."""
        return not is_asked(piece) and self.part_of(piece, self.focus).chances.get("search", 0.0) >= _LIKELY


def without_mere_times(told: Sequence[Answer], mentions: Callable[[str], Mentions]) -> list[Answer]:
    """The answers to pieces, without those that only came near to one that says no matter of its own, as "and the year before?", of what the
    next one asks: it is told of that time."""
    behind = [*told[1:], None]
    return [
        each
        for each, following in zip(told, behind, strict=True)
        if not (following and each.is_weak and not following.is_weak)
        or says_a_matter(mentions(each.standalone or each.question).text)
    ]


def _in_one(pieces: list[str], tail: int) -> list[str]:
    """The pieces, with one of them as part of the one before."""
    before = pieces[tail - 1].rstrip(" ;,.")
    one = f"{before}{' ' if before.endswith('?') else ', '}{pieces[tail]}"
    return [*pieces[: tail - 1], one, *pieces[tail + 1 :]]


def _says_no_more(part: Part, first: Answer) -> bool:
    """Whether a piece is part of the one before: it asks again what was answered, or has no plan and does not ask by its form. Until when
    something is held that was asked about as a whole is asked by a word."""
    if not _is_searched(part):
        return bool(first.plans) and part.plans == first.plans and not begins_asking(part.words)
    until = _is_planned(first) and part.chances.get("chain.end", 0.0) >= _LIKELY and begins_asking(part.words)
    return not until and not is_asked(part.words)


def _is_planned(answer: Answer) -> bool:
    """Whether more than a search answered."""
    return any(not isinstance(plan, Search) for plan in answer.plans)


def _is_searched(part: Part) -> bool:
    """Whether nothing but a search answers it."""
    return all(isinstance(plan, Search) for plan in part.plans)
