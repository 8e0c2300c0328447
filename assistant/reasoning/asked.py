"""What the model is told at the start: the question as it was read without it, and what the turns before were answered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.checking.sentences import citations_in
from assistant.errors import NotThere, WrongInput
from assistant.operations.decline import Decline
from assistant.operations.lookup import Lookup
from assistant.operations.result import Result
from assistant.plan import Plan, plans_to_line
from assistant.reading.mentions import Mentions
from assistant.reading.one import Part
from assistant.reading.parts import sentences_of
from assistant.reading.reader import Reading
from assistant.reading.slots.records import names_places_alone
from assistant.writing.generative import one_line
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_SURELY = 0.9  # the chance from which on the learned reader is right in 97 of 100
_LIKELIEST = 3
_LISTS = frozenset(("select", "cites"))  # what cites a text is a list too
_TURNS, _CITED, _WORDS = 3, 8, 500  # turns before, paragraphs of each and characters of these that the model is shown
_SEARCHED = frozenset(("search", "standing", "check", "define", "effects", "compare"))
"""Operations whose results go to somebody who reads them: what they find may be what was asked, or not."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that is asked, as it was read; the fields the prompt uses."""

    words: str
    plan: str
    chances: str

    @classmethod
    def of(cls, part: Part) -> Hint:
        ways = (part.plans, *part.others)
        tried = [plans_to_line(plans) for plans in ways if plans and not any(isinstance(p, Decline) for p in plans)]
        likely = islice(part.chances.items(), _LIKELIEST)
        return cls(
            one_line(part.words),
            one_line(" or else ".join(tried)),
            ", ".join(f"{kind} {chance:.2f}" for kind, chance in likely),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that an earlier answer cited."""

    key: str
    citation: str
    words: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A turn before: the question, the plans that answered it, and what the answer cited."""

    question: str
    plan: str
    cited: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the model."""

    question: str
    parts: tuple[Hint, ...]
    turns: tuple[Earlier, ...] = ()


def needs_no_model(reading: Reading, run: Callable[[Plan], Result], mentions_of: Callable[[str], Mentions]) -> bool:
    """Whether a question is answered without a model: all that it asks was surely read, and its plans give all of that, as a vote, a
    look-up, a list or an end. What is out of reach of the texts is out of the model's too, where more than its likeness to such questions says so."""
    several = len(sentences_of(reading.question)) > 1 and len(reading.parts) == 1 and not reading.parts[0].is_one
    return not several and all(_is_sure(part, run, mentions_of) for part in reading.parts)


def _is_sure(part: Part, run: Callable[[Plan], Result], mentions_of: Callable[[str], Mentions]) -> bool:
    if (part.beyond and part.plans != (Decline(),)) or (not part.plans and names_places_alone(mentions_of(part.words))):
        return True
    ops = {plan.op for plan in part.plans}
    ops |= _LISTS if ops & _LISTS else frozenset()
    chance = sum(each for kind, each in part.chances.items() if kind.partition(".")[0] in ops)
    read = part.carried or chance >= _SURELY or all(isinstance(plan, Lookup) for plan in part.plans)
    if (
        not part.plans
        or not read
        or part.guessed
        or ops & _SEARCHED
        or any(getattr(plan, "passing", ()) or getattr(plan, "text", "") for plan in part.plans)
    ):
        return False
    try:
        return all(run(plan).is_sure for plan in part.plans)
    except (NotThere, WrongInput):
        return False


def earlier(
    history: Sequence[ChatMessage], plans_after: Callable[[Sequence[ChatMessage]], Iterable[Plan]], catalogue: Catalogue
) -> tuple[Earlier, ...]:
    """The last turns: of each answer what it cites and not its text. ``plans_after`` tells the plans of the last turn of a history."""
    turns = []
    pairs = [(at, *pair) for at, pair in enumerate(pairwise(history)) if _is_turn(*pair)]
    for at, asked, said in pairs[-_TURNS:]:
        plan = plans_to_line(tuple(plans_after(history[: at + 2])))
        cited = {row.key: row for each in citations_in(said.content or "") for row in _rows(each.pinpoint, catalogue)}
        shown = tuple(map(_passage, islice(cited.values(), _CITED)))
        turns.append(Earlier(one_line(asked.content or ""), one_line(plan), shown))
    return tuple(turns)


def _is_turn(asked: ChatMessage, said: ChatMessage) -> bool:
    return asked.role is MessageRole.USER and said.role is MessageRole.ASSISTANT


def _rows(pinpoint: Pinpoint, catalogue: Catalogue) -> Sequence[Paragraph]:
    """The paragraph that is cited; none where a resolution is cited as a whole."""
    return catalogue.resolve(pinpoint)[:1] if pinpoint.kind is not None else ()


def _passage(row: Paragraph) -> Passage:
    return Passage(row.key, row.citation, one_line(row.words)[:_WORDS])
