"""How a definition is told: the clause that defines, then the paragraphs; of an acronym the name, where it is first written."""

from __future__ import annotations

from assistant.answer import Status
from assistant.draft import Draft, mention, quotation, unique
from assistant.operations.corpus import Corpus
from assistant.operations.define import Define, DefineResult
from assistant.present import last_text
from assistant.records.definitions import Naming, defining_clause, in_a_line
from assistant.writing.extractive import quoted
from assistant.writing.spoken import says

_MANY = 3  # definitions that are quoted
_BESIDE = 6  # further ones that are named


def tell(result: DefineResult, corpus: Corpus) -> Draft:
    """The draft; a refusal where no text defines the term."""
    plan = result.plan
    assert isinstance(plan, Define)
    if result.naming is not None:
        return _stands_for(plan.term, result.naming)
    if result.rows:
        return _defined(plan, result)
    return Draft(
        f"No resolution in the corpus defines {plan.term!r}. {last_text(corpus.catalogue)}.", status=Status.REFUSED
    )


def _stands_for(acronym: str, naming: Naming) -> Draft:
    first = naming.first
    quote = quotation(first.row, first.start, first.end)
    sentences = [
        f"{acronym} stands for “{in_a_line(quote.quote)}”: so {first.row.citation}, the first text in the corpus with this name."
    ]
    sentences += [f"Also written “{each.name}” in {each.row.citation}." for each in naming.others]
    citations = [quote, *(quotation(each.row, each.start, each.end) for each in naming.others)]
    if naming.set_up is not None:
        sentences.append(f"It is set up by {naming.set_up.citation}.")
        citations.append(mention(naming.set_up))
    found = unique(citations)
    return Draft("\n".join(sentences), found, evidence=tuple(dict.fromkeys(each.key for each in found)))


def _defined(plan: Define, result: DefineResult) -> Draft:
    rows = result.rows
    shown = rows[:_MANY] if plan.resolutions else rows[-_MANY:][::-1]
    quotes = [quotation(row) for row in shown]
    clause = defining_clause(plan.term, shown[0])
    lead = f"{shown[0].citation} says: “{clause}”" if clause else says(shown[0])
    blocks = [lead, *(quoted(each) for each in quotes)]
    rest = [row for row in rows if row not in shown][:_BESIDE]
    if rest:
        blocks.append(f"Also: {'; '.join(row.citation for row in rest)}.")
    citations = unique([*quotes, *(mention(row) for row in rest)])
    return Draft("\n\n".join(blocks), citations, evidence=tuple(row.key for row in [*shown, *rest]))
