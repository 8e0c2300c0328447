"""When something expires, whether it is in force as of a day, when it ended: answered from the chain of decisions.

The newest decision on or before the day counts. What happened after the last day of the corpus is never asserted: an
end between that day and the day of the question is said to be on paper, and that a renewal would not be in the corpus.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.draft import Draft, unique
from assistant.reading.zero.kinds.aspect_asked import beside_the_mandate, imposing_it
from assistant.reading.zero.kinds.chain_asked import Chain
from assistant.reading.zero.kinds.chain_found import Term, chain_or_term, term_in_words
from assistant.reading.zero.kinds.decided_then import decided_then, is_on_a_past_extension, is_on_a_time_to_act
from assistant.reading.zero.kinds.imposed_there import imposed_there
from assistant.reading.zero.kinds.lasting_duties import comes_nearer, duty_in_words, duty_without_end, with_duty
from assistant.reading.zero.kinds.mandate_named import answer_named, decided_there
from assistant.reading.zero.kinds.mandate_search import find_chains, of_strange_names
from assistant.reading.zero.kinds.name_search import of_others
from assistant.reading.zero.kinds.on_a_list import answer_on_a_list
from assistant.reading.zero.kinds.others_there import others_in_words, others_there
from assistant.reading.zero.kinds.terms_of_office import answer_term
from assistant.reading.zero.question import Question
from assistant.retrieval.evidence import Evidence
from assistant.telling.chains.end import chain_told, whole_words
from assistant.terms import content_stems, stems
from assistant.understanding.periods import as_of_in
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind
from ingest.places import without_places
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue


def answer_expiry(
    question: Question,
    catalogue: Catalogue,
    *,
    as_of: dt.date | None,
    today: dt.date,
    search: Callable[[dt.date], Evidence] | None = None,
) -> Draft | None:
    """The answer, or ``None`` where no chain of decisions is about what the question names.

    A question that places itself at an earlier day is answered as of that day. ``search`` gives the paragraphs, adopted
    by a day, for what is only described; without it names are needed.
    """
    day = as_of or today
    if (then := as_of_in(question.standalone)) is not None:
        day = min(day, then)
    decisions = [d for d in catalogue.mandates() if d.date is None or d.date <= day]
    if there := decided_there(question):
        return answer_named(question, there, decisions, catalogue)
    if (listed := answer_on_a_list(question, catalogue, day)) is not None:
        return listed
    if (term := answer_term(question, catalogue, day)) is not None:
        return term
    if is_on_a_time_to_act(question):
        return None
    found = _found(question, decisions, catalogue, search, day)
    chains = found.chains
    if is_on_a_past_extension(question):
        numbers = decided_then(question, chains)
        return answer_named(question, numbers, decisions, catalogue) if numbers else None
    if not chains and (found.term is not None or found.duty is not None):
        return _of_no_chain(found, catalogue, day)
    if chains and question.numbers:
        chains = [chain for chain in chains if _holds_one_of(question.numbers, chain)]
        if chains and all(_is_another_thing(chain, question, catalogue) for chain in chains):
            return None  # a search inside the named resolution finds what it says on that
        if not chains:  # what was found is another thing than that of the named resolution
            return answer_named(question, question.numbers, decisions, catalogue)
        if (
            len(question.numbers) == 1
            and _extends(question.numbers[0], chains)
            and not _NOW.search(question.standalone)
        ):
            return answer_named(question, question.numbers, decisions, catalogue)
    if len(chains) == 1 and (imposed := imposed_there(question, newest(chains[0]), catalogue)) is not None:
        return imposed
    ended = _ASKS_FOR_THE_END.search(question.standalone) is not None
    drafts = [draft for chain in chains if (draft := chain_told(chain, catalogue, day, ended=ended)) is not None]
    if not drafts:
        return None
    if found.duty is not None:
        drafts[0] = with_duty(found.duty, drafts[0], catalogue)
    if len(chains) == 1:
        drafts[0] = _with_what_is_beside(question, chains[0], drafts[0], catalogue, day)
    told = {key for draft in drafts for key in draft.evidence}
    drafts += others_in_words(others_there(question, chains[0], decisions, catalogue, told), catalogue)
    return replace(
        drafts[0],
        text="\n\n".join(dict.fromkeys(draft.text for draft in drafts)),
        citations=unique([citation for draft in drafts for citation in draft.citations]),
        evidence=tuple(dict.fromkeys(key for draft in drafts for key in draft.evidence)),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The chains that a question is about; or a single term; and a duty without an end that comes nearer to its words."""

    chains: list[Chain]
    term: Term | None = None
    duty: Paragraph | None = None


def _found(
    question: Question,
    decisions: Sequence[MandateDecision],
    catalogue: Catalogue,
    search: Callable[[dt.date], Evidence] | None,
    day: dt.date,
) -> _Found:
    """By the names in the question, else by what ``search`` finds for it."""
    strange = of_strange_names(question, decisions, catalogue)
    chains = find_chains(question, decisions, catalogue)
    chains = [chain for chain in chains if not strange or _speaks_of(chain, strange, catalogue)]
    if search is None or (chains and not _on_measures(chains)):
        return _Found(chains)
    evidence = search(day)
    duty = None
    if not question.numbers:
        duty = duty_without_end(question, chains[0] if chains else None, decisions, evidence, catalogue, day)
    if chains:
        return _Found(chains, duty=duty)
    chain = chain_or_term(question, decisions, catalogue, evidence, day)
    if isinstance(chain, Term):
        return _Found([], chain, duty if duty is not None and comes_nearer(question, duty, chain.row) else None)
    if chain and (of_others(question.standalone, chain) or (strange and not _speaks_of(chain, strange, catalogue))):
        chain = None
    return _Found([chain] if chain else [], duty=duty)


def _of_no_chain(found: _Found, catalogue: Catalogue, day: dt.date) -> Draft | None:
    term = term_in_words(found.term, catalogue, day) if found.term is not None else None
    if found.duty is None:
        return term
    return with_duty(found.duty, term, catalogue) if term is not None else duty_in_words(found.duty, catalogue)


def _with_what_is_beside(question: Question, chain: Chain, draft: Draft, catalogue: Catalogue, day: dt.date) -> Draft:
    """The answer led by what has a term of its own beside the mandate, or by what imposes the measures."""
    if (beside := beside_the_mandate(question, newest(chain), catalogue, day)) is not None:
        return _led_by(beside, "has a term for what is asked about", draft)
    if (imposing := imposing_it(question, chain, catalogue)) is not None:
        return _led_by(imposing, "imposes this", draft)
    return draft


def _speaks_of(chain: Sequence[MandateDecision], names: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether a decision of a chain names one of the acronyms."""
    rows = catalogue.paragraphs(decision.key for decision in chain)
    return any(name in row.words for row in rows.values() for name in names)


def _on_measures(chains: Sequence[Sequence[MandateDecision]]) -> bool:
    return len(chains) == 1 and newest(chains[0]).kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION)


def _led_by(row: Paragraph, does: str, draft: Draft) -> Draft:
    """The answer on a mandate after the paragraph on what the question names beside it."""
    quote = whole_words(row)
    return replace(
        draft,
        text=f"{row.citation} {does}: “{quote.quote}”.\n{draft.text}",
        citations=unique([quote, *draft.citations]),
        evidence=tuple(dict.fromkeys([row.key, *draft.evidence])),
    )


# "when was it wound up", "was it lifted": the end is asked for, even where something like it was set up again
_ASKS_FOR_THE_END = re.compile(
    r"\b(?:when|was|were|has|have|did)\b.{0,120}\b(?:terminat\w+|lift(?:ed|s)?|dissolv\w*|abolish\w*|wound\s+up|disband\w*|discontinu\w*|clos(?:e|ed)|shut\s+down)\b",
    re.IGNORECASE,
)


# Naming the resolution that founds something names the thing; naming one of its extensions means that extension.
_NOW = re.compile(
    r"\b(?:now|still|currently|at present|presently|today|nowadays|these days|as of|any ?more|any longer|in force|latest|newest|status)\b",
    re.IGNORECASE,
)


def _extends(number: int, chains: Sequence[Sequence[MandateDecision]]) -> bool:
    """Whether a resolution extends what was there before, and does nothing else in these chains."""
    own = [each for chain in chains for each in chain if each.resolution == number]
    return bool(own) and all(each.action is Action.EXTEND and each.until for each in own)


_OF_TERMS = content_stems(
    "mandate expire expiry expires ends ended end term duration renewal extension last long runs say says resolution measures "
    "according authorization authority still force extend extended renew renewed until terminate terminated date day"
)


def _is_another_thing(chain: Chain, question: Question, catalogue: Catalogue) -> bool:
    """Whether none of the words that tell what is asked about stands in the chain, while a paragraph of the named
    resolution that speaks of a mandate, or of an end, has all of them."""
    telling = set(content_stems(without_places(question.topic))) - set(_OF_TERMS)
    rows = catalogue.paragraphs(decision.key for decision in chain)
    if not telling or any(telling & stems(row.words) for row in rows.values()) or telling & stems(newest(chain).body):
        return False
    own = (row for number in question.numbers for row in catalogue.paragraphs_of(number))
    return any(
        row.kind is Kind.OPERATIVE and _ON_AN_END.search(row.words) and telling <= stems(row.words) for row in own
    )


_ON_AN_END = re.compile(r"\b(?:mandate|expire|terminate|until|end)\b", re.IGNORECASE)


def _holds_one_of(numbers: Sequence[int], chain: Sequence[MandateDecision]) -> bool:
    """Whether a chain goes through one of the resolutions, or comes from it."""
    return any(each.resolution in numbers or not {*each.roots}.isdisjoint(numbers) for each in chain)
