"""Several things asked at once, told by what comes of each: a piece of a question is a question of its own where the answer to the one before
lets it be planned, or where it asks by its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Answer, Status
from assistant.operations.search import Search
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Mentions
from assistant.reading.one import Part
from assistant.reading.parts import is_asked, may_be_parts, pieces_of, sentences_of
from assistant.reading.reader import Reading

_SURELY = 0.9  # the chance from which on texts that are named one after the other are laid beside each other


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
            return self._joined(sentences)
        pieces = pieces_of(self.mentions(question))
        whole = self.part_of(question, self.focus)
        if not may_be_parts(list(map(self.mentions, pieces))) or whole.chances.get("compare", 0.0) >= _SURELY:
            return alone
        pieces, first = self._joined(pieces)
        if first is None or first.status is Status.REFUSED:
            return alone
        focus = self._after(pieces[0], first)
        parts = [self.part_of(piece, focus) for piece in pieces[1:]]
        # what only the text in focus may say is no thing of its own beside a follow-up that is read whole
        again = all(part.plans == whole.plans for part in parts) or any(map(_is_searched, parts))
        several = len({first.plans, *(part.plans for part in parts)}) == len(pieces)
        if not focus.lead or (whole.carried and again) or not several or not all(part.carried for part in parts):
            return alone
        return pieces, first

    def _after(self, piece: str, answer: Answer) -> Focus:
        return self.focus.after(self.mentions(piece), answer)

    def _joined(self, pieces: list[str]) -> tuple[list[str], Answer | None]:
        """The pieces, with those that have no plan of their own and do not ask by their form as part of the one before; a first one that only
        says what is asked about is part of the next. With the answer to the first, unless one piece is left."""
        if len(pieces) == 1:
            return pieces, None
        first = self.answer(pieces[0])
        focus = self._after(pieces[0], first)
        parts = [self.part_of(piece, focus) for piece in pieces[1:]]
        tail = next((at for at, part in enumerate(parts, 1) if _is_searched(part) and not is_asked(part.words)), 0)
        if not tail and not first.plans and _is_searched(parts[0]) and not is_asked(pieces[0]):
            tail = 1
        if not tail:
            return pieces, first
        before = pieces[tail - 1].rstrip(" ;,.")
        one = f"{before}{' ' if before.endswith('?') else ', '}{pieces[tail]}"
        return self._joined([*pieces[: tail - 1], one, *pieces[tail + 1 :]])


def _is_searched(part: Part) -> bool:
    """Whether nothing but a search answers it."""
    return all(isinstance(plan, Search) for plan in part.plans)
