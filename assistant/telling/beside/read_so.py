"""What is said first where an answer by plans may not be to what was asked: most of all where a search for the same words has something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.draft import unique
from assistant.folded import BETWEEN
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.plan import Plan, Subject
from assistant.reading.mentions import Mentions
from assistant.reading.router import DECLINED
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.sure.doubt import NEAR, UNSURE
from assistant.retrieval.sure.said import said_in
from assistant.retrieval.sure.sureness import log_odds
from assistant.terms import FUNCTION_WORDS, words
from ingest.pinpoint import paragraph_of, resolution_of

if TYPE_CHECKING:
    from assistant.operations.corpus import Corpus

READ_SO = "This is how the question was read; it may not be what was asked."
OTHERWISE = "A search for its words comes first upon"
NONE = "says that there is none"
# Of what is told with less, three in ten are not what was asked for; of what is told with more, one in twenty-five (`assistant/learned/sure.md`).
_TOLD = 0.84
_FIRST = 700  # characters in which an answer says what it has to say
_LONG = 3_000  # characters within which a word is looked for
_FEW = 1  # words of its own with which a question goes on from another
_NO_PLAN = (Search.op, DECLINED)
_KINDS = ("votes", "standing", "compare", "select", "record")
_VIEWS = ("ceiling", "first", "last")


@dataclass(frozen=True, slots=True)
class AsRead:
    """A question as it was read: its ``mentions``, how likely each kind is (``chances``), and what was said before; ``doubted`` where it is read
    from an answer that was not sure."""

    mentions: Mentions
    chances: Mapping[str, float]
    history: Sequence[ChatMessage] = ()
    doubted: bool = False

    @property
    def before(self) -> str:
        """The question before, in its words; empty where this is the first."""
        return next((said.content or "" for said in reversed(self.history) if said.role is MessageRole.USER), "")

    def names(self, plan: Plan, corpus: Corpus) -> bool:
        """Whether the subject of a plan, or its place, is named in what was asked, now or before; so of a plan without a subject."""
        subject = getattr(plan, "subject", None)
        entry = corpus.generation.subjects.entry(subject, corpus.day) if isinstance(subject, Subject) else None
        said = [each.content or "" for each in self.history if each.role is MessageRole.USER] if entry else []
        asked = [corpus.generation.reader.mentions(each, corpus.day) for each in (*said, self.mentions.text)]
        named = {each.subject for one in asked for each in one.named}
        places = {each.meaning for one in asked for each in one.places}
        return entry is None or entry.subject in named or entry.place in places

    def found(self, corpus: Corpus, *, alone: bool = False) -> Evidence:
        """What a search finds for its words, with those of the question before unless ``alone``."""
        generation, both = corpus.generation, f"{self.before} {self.mentions.text}"
        mentions = generation.reader.mentions(both, corpus.day) if self.before and not alone else self.mentions
        return generation.retriever.evidence(mentions.understood.of_its_regimes, as_of=corpus.as_of)


def columns_of(answer: Answer, asked: AsRead, corpus: Corpus) -> dict[str, float]:
    """What is known of an answer by plans, and of what it leads with, by name."""
    lead, plan, evidence, generation = _lead(answer), answer.plans[0], asked.found(corpus), corpus.generation
    own = [word.plain for word in asked.mentions.free if word.plain not in FUNCTION_WORDS]
    alone = asked.found(corpus, alone=True) if asked.before else evidence
    texts = generation.lineage.texts_with(resolution_of(lead))
    chance, best = _chances(lead, evidence)
    likeliest, next_likely = (*sorted(asked.chances.values(), reverse=True), 0.0, 0.0)[:2]
    return {
        "a search has it": log_odds(chance),
        "a search has another": log_odds(best) - log_odds(chance),
        "a search has its texts": log_odds(evidence.chance_of(texts)),
        **dict(zip(("alone, a search has it", "alone, a search has"), _chances(lead, alone), strict=True)),
        "alone, a search has its texts": alone.chance_of(texts),
        **said_in("the beginning", own, words(answer.text.partition(BETWEEN)[0][:_FIRST]), generation.index),
        **said_in("the answer", own, words(answer.text[:_LONG]), generation.index),
        "words asked": float(len(own)),
        "few words after another question": float(bool(asked.before) and len(own) <= _FEW),
        "doubted": float(asked.doubted),
        "the likeliest kind": likeliest,
        "before the next kind": likeliest - next_likely,
        NONE: float(answer.text.startswith(("No ", "None ", "Among "))),
        **{f"likely {kind}": asked.chances.get(kind, 0.0) for kind in _NO_PLAN},
        **{f"by {kind}": float(plan.op == kind) for kind in _KINDS},
        **{f"for the {view}": float(getattr(plan, "view", "") == view) for view in _VIEWS},
    }


def _chances(lead: str, evidence: Evidence) -> tuple[float, float]:
    """The chances of what leads and of the best that a search finds."""
    return evidence.chances.get(paragraph_of(lead), 0.0), max(evidence.chances.values(), default=0.0)


def as_sure_as_read(
    answer: Answer, asked: AsRead, search: Callable[[], Iterable[str | Answer]], corpus: Corpus
) -> Answer:
    """The answer by plans; behind the doubt whether that was asked where it is not likely, and with what a search finds first beside it."""
    lead = _lead(answer)
    plan = answer.plans[0] if answer.plans else None
    searched = plan is None or plan.op == Search.op  # which tells itself how sure it is
    whole = isinstance(plan, Select) and plan.source == "bodies"  # every word of the question was read
    if searched or whole or not lead or answer.status is not Status.ANSWERED:
        return answer
    guessed = asked.doubted and not asked.names(answer.plans[0], corpus)
    if not guessed and corpus.generation.sureness_of_plans.of(lead, columns_of(answer, asked, corpus)) >= _TOLD:
        return answer
    found = next((each for each in search() if isinstance(each, Answer)), None)
    other = _clearly_first(found) if found is not None else None
    told = {paragraph_of(each.key) for each in answer.citations if each.quote}
    text, citations = f"{READ_SO}{BETWEEN}{answer.text}", answer.citations
    if other is not None and paragraph_of(other.key) not in told:
        text += f"{BETWEEN}{OTHERWISE} {other.citation}: “{other.quote}”"
        citations = unique([*citations, other])
    return answer.model_copy(update={"text": text, "citations": citations})


def _clearly_first(found: Answer) -> Citation | None:
    """The paragraph that a search quotes first, where nothing is said against it."""
    unsure = found.status is not Status.ANSWERED or found.is_weak or found.text.startswith((UNSURE, NEAR))
    first = next(iter(found.citations), None)
    return first if not unsure and first is not None and first.quote and first.verdict is Verdict.QUOTED else None


def _lead(answer: Answer) -> str:
    return next((each.key for each in answer.citations if each.key), "")
