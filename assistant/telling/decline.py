"""How a question that is out of reach is declined: what it asks for, and what is within reach."""

from __future__ import annotations

from assistant.answer import Status
from assistant.draft import Draft, mention, mention_resolution, quotation
from assistant.operations.corpus import Corpus
from assistant.operations.decline import Decline, Reason
from assistant.operations.result import Result
from assistant.reading.acts import act_asked_for
from assistant.records.extent import corpus_end
from assistant.telling.nothing import no_such_resolution, nothing_of, outside_corpus, statements_apart
from assistant.telling.votes import on
from assistant.wording import joined
from ingest.citation import Found
from ingest.pinpoint import Pinpoint


def tell(result: Result, corpus: Corpus) -> Draft:
    """The refusal; a correction where resolutions of the Council bear on an act of others."""
    plan = result.plan
    assert isinstance(plan, Decline)
    catalogue, numbers = corpus.catalogue, [int(each) for each in plan.of if each.isdecimal()]
    match plan.reason:
        case Reason.NO_RESOLUTION if numbers:
            return no_such_resolution([Found(0, 0, Pinpoint(number)) for number in numbers], catalogue)
        case Reason.STATEMENT:
            return Draft(statements_apart(plan.of or ("",)), status=Status.REFUSED)
        case Reason.DOCUMENT if plan.of:
            return outside_corpus(plan.of)
        case Reason.LATER if plan.of:
            return _later(plan, result, corpus)
        case Reason.ACT if plan.of:
            return _act(plan, result, corpus)
    end = corpus_end(catalogue).removeprefix("which ")
    return Draft(
        f"This asks for {plan.reason}. The corpus holds the resolutions of the Security Council and nothing else; it {end}.",
        status=Status.REFUSED,
    )


def _later(plan: Decline, result: Result, corpus: Corpus) -> Draft:
    """That nothing of that time is there, and the last decision that is."""
    said = nothing_of(joined(list(plan.of)), corpus.catalogue)
    row = next(iter(corpus.catalogue.paragraphs(each.key for each in result.witnesses).values()), None)
    if row is None:
        return Draft(said, status=Status.REFUSED)
    quote = quotation(row)
    said += f"\n\nThe newest decision on it in the corpus is {row.citation}: “{quote.quote}”"
    return Draft(said, (quote,), status=Status.REFUSED, evidence=(row.key,))


def _act(plan: Decline, result: Result, corpus: Corpus) -> Draft:
    """Whose act it is, in which document; and the texts of the Council that bear on it."""
    said = [act.said for name in plan.of if (act := act_asked_for(name)) is not None]
    rows = corpus.catalogue.paragraphs(each.key for each in result.witnesses if "/" in each.key)
    whole = [each.key for each in result.witnesses if "/" not in each.key]
    records = [record for key in whole if (record := corpus.catalogue.record(int(key))) is not None]
    namesakes = [record for record in records if str(record.number) in plan.of]  # asked for as if they were the act
    others = [mention_resolution(record) for record in records if record not in namesakes]
    related = (*map(mention, rows.values()), *others)
    see = [f"See {joined([citation.citation for citation in related])}."] if related else []
    apart = [f"{each.symbol}, of the same number, is another text{on(each)}." for each in namesakes]
    shown = (*related, *map(mention_resolution, namesakes))
    status = Status.CORRECTED if shown else Status.REFUSED
    return Draft(" ".join([*said, *see, *apart]), shown, status=status, evidence=tuple(rows))
