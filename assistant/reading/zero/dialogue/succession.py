"""What came before and after a decision, and what ended something: read from the decisions on mandates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.generation import Generation
from assistant.reading.zero.kinds.mandate_search import find_chains
from assistant.reading.zero.question import understand
from assistant.terms import acronyms, content_stems, stems
from assistant.understanding.references import Known
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Pinpoint
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

Chain = list[MandateDecision]


# "When did the Force take over from it?", "how did it become the Office?"
PASSES_ON = re.compile(
    r"\b(?:bec[ao]m\w+|replac\w+|succe\w+|t[oa]k\w+ over|t[oa]k\w+ (?:its|the) place|turn\w* into|transform\w*|reconfigur\w*|convert\w*|merg\w+"
    r"|hand\w* (?:over|to)|transfer\w*|transition\w*|came after|in the place of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Background:
    """What a conversation is read against: the corpus as far as it counts on the day of the question.

    ``before`` and ``after`` give the resolution that came before or after another on the same matter; ``decisions``
    are oldest first. ``small`` writes a text that is all in capitals in small letters, but for its names.
    """

    catalogue: Catalogue
    known: Known
    before: Callable[[int], int | None]
    after: Callable[[int], int | None]
    decisions: Sequence[MandateDecision] = ()
    small: Callable[[str], str] = str

    @classmethod
    def of(cls, generation: Generation, as_of: dt.date | None) -> Background:
        """That of a generation, as of a day."""
        small = generation.reader.in_small_letters
        decided = generation.decided(as_of)
        return cls(generation.catalogue, generation.knows, generation.before, generation.after, decided, small)

    def chain(self, subject: str, place: str = "") -> Chain:
        """The decisions on what ``subject`` names, oldest first; empty where it names nothing that is followed."""
        said = subject if not place or places_in(subject) else f"{subject} on {place}"
        chains = find_chains(understand(said, known=lambda _: False), self.decisions, self.catalogue)
        return list(chains[0]) if chains else []

    def year_of(self, number: int) -> int | None:
        """The year in which a resolution was adopted."""
        record = self.catalogue.record(number)
        return record.year if record else None

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The acronyms of the bodies on which there are decisions."""
        return frozenset(decision.acronym for decision in self.decisions if decision.acronym)

    def first_on(self, acronym: str) -> MandateDecision | None:
        """The oldest decision on the body with this acronym."""
        return next((decision for decision in self.decisions if decision.acronym == acronym), None)

    def heir_in(self, text: str) -> str | None:
        """Of two bodies in a text that tells how one took the place of the other, the younger one of those that are
        followed."""
        named = acronyms(text)
        if len(named) != 2 or not PASSES_ON.search(text):
            return None
        first = {name: found.resolution for name in named if (found := self.first_on(name)) is not None}
        return max(first, key=lambda name: first[name], default=None)

    def decisions_on(self, body: str) -> Chain:
        """All decisions on a body, by the name under which it is followed."""
        return [decision for decision in self.decisions if decision.body == body]

    def decided_in(self, keys: Collection[str]) -> list[MandateDecision]:
        """The decisions that stand in the paragraphs of these keys."""
        return [decision for decision in self.decisions if decision.key in keys]


def neighbour(chain: Sequence[MandateDecision], number: int | None, step: int) -> int | None:
    """The resolution ``step`` places after (before, where negative) ``number`` among those that decide in ``chain``."""
    numbers = sorted({d.resolution for d in chain if d.action is not Action.CHANGE} | ({number} if number else set()))
    if not numbers or not chain:
        return None
    place = numbers.index(number) + step if number else len(numbers) - 1 + step
    return numbers[place] if 0 <= place < len(numbers) else None


def end_of(
    numbers: Sequence[int], paragraphs: Collection[str], matter: str, background: Background
) -> MandateDecision | None:
    """The decision that ends what the resolutions ``numbers`` set up, of all that name one of them as the origin.

    One that cites a paragraph in question counts most, then the words it shares with ``matter``; the newest of equals.
    """
    wanted = set(content_stems(matter))
    ends = [
        d
        for d in background.decisions
        if d.action is Action.END and set(d.roots) & set(numbers) and d.resolution not in numbers
    ]
    rows = background.catalogue.paragraphs(d.key for d in ends)
    places = set(places_in(matter))

    def score(decision: MandateDecision) -> tuple[float, int]:
        row = rows.get(decision.key)
        words = row.words[decision.start : decision.end] if row else ""
        cites = bool(row and set(row.cites) & set(paragraphs))
        points = 3.0 * cites + len(wanted & stems(f"{words} {decision.body}"))
        points += (decision.place in places) + 0.5 * (decision.kind in (BodyKind.MEASURES, BodyKind.MISSION))
        return points, decision.resolution

    return max(ends, key=score, default=None)


def common_successor(found_in: Sequence[Collection[int]], background: Background) -> MandateDecision | None:
    """The first body set up by a later resolution that cites, for each of several bodies, one that it was found in."""
    if not all(found_in):
        return None
    citing = [
        {Pinpoint.parse(key).resolution for number in numbers for key, _ in background.catalogue.citing(number)}
        for numbers in found_in
    ]
    both = set.intersection(*citing)
    latest = max(min(numbers) for numbers in found_in)
    return next(
        (
            d
            for d in background.decisions
            if d.resolution in both
            and d.resolution > latest
            and d.kind is BodyKind.MISSION
            and d.action is Action.ESTABLISH
            and d.acronym
        ),
        None,
    )
