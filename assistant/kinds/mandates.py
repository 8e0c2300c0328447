"""When something expires, whether it is in force as of a day, when it ended: answered from the chain of decisions.

The newest decision on or before the day counts. What happened after the last day of the corpus is never asserted: an
end between that day and the day of the question is said to be on paper, and that a renewal would not be in the corpus.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.kinds.aspect_asked import beside_the_mandate, how_long_it_goes_on, imposing_it, told_later
from assistant.kinds.chain_asked import Chain
from assistant.kinds.chain_found import Term, chain_or_term, term_in_words
from assistant.kinds.imposed_there import imposed_there
from assistant.kinds.lasting_duties import comes_nearer, duty_in_words, duty_without_end, with_duty
from assistant.kinds.mandate_named import answer_named, decided_there
from assistant.kinds.mandate_search import find_chains, of_strange_names
from assistant.kinds.on_a_list import answer_on_a_list
from assistant.kinds.others_there import others_in_words, others_there, says
from assistant.kinds.terms_of_office import answer_term
from assistant.present import last_text
from assistant.question import Question
from assistant.retrieval.retrieve import Evidence
from assistant.understanding.days import Day
from assistant.understanding.periods import as_of_in
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandate_chain import newest
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_EARLIER = 6  # earlier decisions that are listed; the first one always is
_LONGEST_QUOTE = 700  # characters


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
    if _WHICH.search(question.standalone) and (named := [each for each in question.dates if each.month]):
        return _expiring(named[0], decisions, catalogue)
    if there := decided_there(question):
        return answer_named(question, there, decisions, catalogue)
    if (listed := answer_on_a_list(question, catalogue, day)) is not None:
        return listed
    if (term := answer_term(question, catalogue, day)) is not None:
        return term
    found = _found(question, decisions, catalogue, search, day)
    chains = found.chains
    if not chains and (found.term is not None or found.duty is not None):
        return _of_no_chain(found, catalogue, day)
    if chains and question.numbers:
        chains = [chain for chain in chains if _holds_one_of(question.numbers, chain)]
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
    drafts = [draft for chain in chains if (draft := _status(chain, catalogue, day, ended=ended)) is not None]
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
    return _Found([chain] if chain and (not strange or _speaks_of(chain, strange, catalogue)) else [], duty=duty)


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
    quote = _whole(row)
    return replace(
        draft,
        text=f"{row.citation} {does}: “{quote.quote}”.\n{draft.text}",
        citations=unique([quote, *draft.citations]),
        evidence=tuple(dict.fromkeys([row.key, *draft.evidence])),
    )


def _whole(row: Paragraph) -> Citation:
    words = row.words if len(row.words) <= _LONGEST_QUOTE else row.words[:_LONGEST_QUOTE].rsplit(" ", 1)[0]
    return quotation(row, 0, len(words.rstrip(" ,;.\n")))


_WHICH = re.compile(
    r"\b(?:which|what|list|all)\b[\w\s,'’-]{0,60}\b(?:mandates|missions|measures|regimes|sanctions|panels|operations|authori[sz]ations)\b[\w\s]{0,40}"
    r"\b(?:expir\w*|end\w*|run\s+out|laps\w*|due|up\s+for)\b",
    re.IGNORECASE,
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
    own = [each for chain in chains for each in chain if _number(each) == number]
    return bool(own) and all(each.action is Action.EXTEND and each.until for each in own)


def _holds_one_of(numbers: Sequence[int], chain: Sequence[MandateDecision]) -> bool:
    """Whether a chain goes through one of the resolutions, or comes from it."""
    return any(_number(each) in numbers or not {*each.roots}.isdisjoint(numbers) for each in chain)


def _number(decision: MandateDecision) -> int:
    return int(decision.key.partition("/")[0])


def _status(
    chain: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date, *, ended: bool = False
) -> Draft | None:
    last, after = newest(chain), None
    ends = [decision for decision in chain if decision.action is Action.END]
    if ended and ends and last.action is not Action.END:
        last, after = ends[-1], last
    rows = catalogue.paragraphs(decision.key for decision in chain)
    paragraph = rows.get(last.key)
    if paragraph is None:
        return None
    quote = _quotation_of(last, paragraph)
    earlier = [d for d in chain if _number(d) < _number(last) and d.key in rows]
    adopted = f", adopted on {day_in_words(last.date)}," if last.date else ""
    sentences = [
        _in_short(last, catalogue, day),
        f"{paragraph.citation}{adopted} says: “{quote.quote}”.",
        *([_goes_on(after, rows)] if after is not None else []),
        *_caveats(last, catalogue, day),
        *_earlier(earlier, rows),
    ]
    later = told_later(last, catalogue, day)
    if later is not None:
        sentences.insert(2, f"{later.citation} says on it: “{_whole(later).quote}”.")
    beside = [d for d in chain if _number(d) == _number(last) and d.key in rows and d.key != last.key]
    reviewed = review_of(last, catalogue)
    if reviewed is not None:
        sentences.append(f"They are kept under review: {reviewed.citation}.")
    goes_on = how_long_it_goes_on(last, catalogue)
    if goes_on is not None:
        sentences.append(f"How long it goes on: {goes_on.citation} says “{_whole(goes_on).quote}”.")
    same_end = _with_the_same_end(last, catalogue)
    if same_end:
        sentences.append(
            f"The same text sets this end also for {joined(list(dict.fromkeys(map(subject_of, same_end))))}."
        )
        rows = {**rows, **catalogue.paragraphs(d.key for d in same_end)}
        beside += [d for d in same_end if d.key in rows]
    # each one that is told of, and what the newest text decides beside
    mentioned = [rows[after.key]] if after is not None and after.key in rows else []
    mentioned += [reviewed] if reviewed is not None else []
    shown = [_whole(row) for row in (goes_on, later) if row is not None]
    mentioned += [rows[d.key] for d in [*earlier[:1], *earlier[1:][-_EARLIER:], *beside[:_EARLIER]]]
    return Draft(
        "\n".join(sentence for sentence in sentences if sentence),
        unique([quote, *shown, *(mention(row) for row in mentioned)]),
        evidence=tuple(dict.fromkeys([last.key, *(row.key for row in mentioned[::-1])])),
    )


def _with_the_same_end(decision: MandateDecision, catalogue: Catalogue) -> list[MandateDecision]:
    """For what States are authorized to do: the force or mission that the same text gives the same end."""
    if decision.kind is not BodyKind.AUTHORIZATION or decision.until is None:
        return []
    return [
        other
        for other in catalogue.mandates()
        if _number(other) == _number(decision) and other.until == decision.until and other.kind is BodyKind.MISSION
    ]


_REVIEW = re.compile(
    r"\breview\w*\b.{0,120}\b(?:measures|sanctions|situation|appropriateness)\b|\bunder\s+(?:\w+\s+)?review\b",
    re.DOTALL | re.IGNORECASE,
)


def review_of(decision: MandateDecision, catalogue: Catalogue) -> Paragraph | None:
    """For measures without an end: the paragraph of the same text on their review, which is how they can end."""
    if decision.kind is not BodyKind.MEASURES or decision.until is not None or decision.action is Action.END:
        return None
    rows = [row for row in catalogue.paragraphs_of(_number(decision)) if row.kind is Kind.OPERATIVE and not row.path]
    return next((row for row in reversed(rows) if row.key != decision.key and _REVIEW.search(row.words)), None)


def _goes_on(later: MandateDecision, rows: dict[str, Paragraph]) -> str:
    """That something of the same kind was decided on after the end that was asked for."""
    row = rows.get(later.key)
    until = f", until {day_in_words(later.until)}" if later.until else ""
    return f"Decided later on {subject_of(later)}: {row.citation}{until}." if row else ""


def _quotation_of(decision: MandateDecision, paragraph: Paragraph) -> Citation:
    start, end = decision.start, min(decision.end or len(paragraph.words), len(paragraph.words))
    if start == 0 and len(paragraph.words) <= _LONGEST_QUOTE:
        end = len(paragraph.words)
    words = paragraph.words[start:end]
    if len(words) > _LONGEST_QUOTE:
        words = words[:_LONGEST_QUOTE].rsplit(" ", 1)[0]
    return quotation(paragraph, start, start + len(words.rstrip(" ,;.\n")))


def subject_of(decision: MandateDecision) -> str:
    """What the answer calls the body."""
    if decision.acronym and decision.body != decision.acronym:
        return f"{decision.body} ({decision.acronym})"
    name = decision.body
    return f"The {name}" if decision.kind is not BodyKind.MISSION else name


def _in_short(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> str:
    name, until = subject_of(decision), day_in_words(decision.until)
    last_day = catalogue.last_day() or day
    plural = decision.kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION)
    verb = "were" if plural else "was"
    computed = " (computed from the day of adoption and the period that the text gives)" if decision.computed else ""
    if decision.becomes:
        return f"{name}: the text has it go on as {decision.becomes}, with effect from {until}."
    if decision.action is Action.END:
        what = {BodyKind.MEASURES: "terminated or lifted", BodyKind.AUTHORIZATION: "ended"}.get(
            decision.kind, "terminated"
        )
        if decision.until is None:
            return f"{name}: the text decides on the end and sets out the terms on which it comes; no day can be computed from it."
        if decision.until > min(day, last_day):
            return f"{name}: the Council decided in advance that the end comes on {until}."
        return f"{name} {verb} {what}, with effect from {until}."
    if decision.open_ended or decision.until is None:
        initial = f" after an initial period to {until}{computed}" if until else ""
        return f"{name} {'are' if plural else 'is'} open-ended{initial}; no end date. The newest text on it in the corpus names none."
    final = " This is said to be the final extension." if decision.final else ""
    if decision.until >= day:
        return f"{name} {'are' if plural else 'is'} in force on paper until {until}{computed}, as of {day_in_words(day)}.{final}"
    if decision.until > last_day:
        return f"{name} {verb} in force on paper until {until}{computed}; that day has passed as of {day_in_words(day)}.{final}"
    ended = "ended with the final extension" if decision.final else "ran out on paper"
    return f"{name} {ended} on {until}{computed}; the corpus, which goes on to {day_in_words(last_day)}, holds no later decision that extends {'them' if plural else 'it'}."


def _caveats(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> list[str]:
    last_day = catalogue.last_day()
    if last_day is None or day <= last_day:
        return []
    end = last_text(catalogue)
    if decision.action is Action.END:
        if decision.until and decision.until > last_day:
            return [
                f"It was decided in advance by S/RES/{_number(decision)}; completion itself is outside the corpus. {end}."
            ]
        return [f"{end}."]
    if decision.until and decision.until < last_day:
        return [f"{end}."]
    if decision.until is None or decision.until >= day:
        return [f"{end}; what was decided after that day is not in it."]
    return [f"{end}; whether a renewal followed is not in the corpus."]


def _earlier(chain: Sequence[MandateDecision], rows: dict[str, Paragraph]) -> list[str]:
    if not chain:
        return []
    kept = [*chain[-_EARLIER:]]
    parts = [f"{rows[d.key].citation} ({says(d)})" for d in reversed(kept)]
    first = chain[0]
    if first not in kept:
        left = len(chain) - len(kept) - 1
        parts += [f"{counted(left, 'more decision')}"] if left > 0 else []
        parts.append(f"first {rows[first.key].citation} ({says(first)})")
    return [f"Earlier: {'; '.join(parts)}."]


def _expiring(named: Day, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft | None:
    """Every body whose newest decision ends in the month or on the day that is named."""
    chains: dict[str, list[MandateDecision]] = {}
    for decision in decisions:
        chains.setdefault(decision.acronym or decision.body, []).append(decision)
    ending = [
        last for chain in chains.values() if (last := newest(chain)).until is not None and named.holds(last.until)
    ]
    when = f"{dt.date(2000, named.month or 1, 1):%B} {named.year}" if not named.day else day_in_words(named.begins)
    rows = catalogue.paragraphs(decision.key for decision in ending)
    lines = [
        f"- {subject_of(d)}: {day_in_words(d.until)} ({rows[d.key].citation})"
        for d in sorted(ending, key=lambda d: (d.until or named.begins, d.body))
        if d.key in rows
    ]
    covered = f"Looked at: the newest decision on each of {counted(len(chains), 'body or measure').replace('measures', 'measures')} in the corpus, up to {day_in_words(catalogue.last_day())}."
    head = (
        f"By their newest decisions, {counted(len(lines), 'mandate')} {'ends' if len(lines) == 1 else 'end'} in {when}:"
        if lines
        else f"By the newest decisions, nothing ends in {when}."
    )
    return Draft("\n".join([head, *lines, covered]), tuple(mention(row) for row in rows.values()), evidence=tuple(rows))
