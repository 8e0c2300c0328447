"""How a verdict on what a question takes for granted is told: first, in a sentence, with the clause that shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from assistant.answer import Answer, CheckedClaim, Citation, ClaimVerdict, Status
from assistant.assumed.found import Ground
from assistant.checking.paraphrase import NEGATIONS
from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.operations.check import Check, CheckResult
from assistant.operations.corpus import Corpus
from assistant.reading.assumptions import EXEMPTING, opens_with_an_auxiliary
from assistant.records.chapter import scope_in_words
from assistant.retrieval.support import WARNING
from assistant.retrieval.sure.doubt import NEAR, UNSURE
from assistant.telling.votes import against_the_record, vote_told
from assistant.terms import stems
from assistant.wording import day_in_words, joined
from assistant.writing.stretches import in_quotes, word_end
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph, Resolution

_SHORT = 300  # characters of a clause that is quoted whole


def tell(result: CheckResult, corpus: Corpus) -> Draft:
    """The draft: the verdict with its clause; that it is undecided, where it is."""
    said, citations = _said(result, corpus, whether=True)
    keys = tuple(each.key for each in result.witnesses)
    if not said:
        said = f"Whether resolution {result.resolutions[0]} says so is not decided by its words: read its text."
    status = Status.CORRECTED if result.verdict is ClaimVerdict.CONTRADICTED else Status.ANSWERED
    return Draft(said, citations, status=status, evidence=keys)


def led_by(answer: Answer, result: CheckResult, corpus: Corpus, *, whether: bool) -> Answer:
    """The answer with the verdict before it, where there is one. ``whether`` tells that the question asks for it: to other
    questions a verdict is told only where what they take for granted is not so.

    What was answered stays behind it; where this corrects the question in its own way, or finds nothing, nothing is put before it.
    """
    claim = CheckedClaim(
        claim=answer.question,
        resolution=str(result.resolutions[0]),
        verdict=result.verdict,
        key=next((each.key for each in result.witnesses), ""),
    )
    holds = result.verdict is ClaimVerdict.HOLDS
    if result.verdict is ClaimVerdict.UNDECIDED or (answer.status is not Status.ANSWERED and holds):
        return answer
    told = result.verdict is ClaimVerdict.SILENT and answer.text.startswith(("Yes. ", "No. "))
    if answer.status is Status.REFUSED or told:
        return answer  # how something stands was told by the decisions, and needs no words of one text
    # where force is authorized is told to who asks in which paragraph, unless the answer is led by that
    led = not answer.citations or answer.citations[0].key == claim.key
    known = holds and not whether and (led or result.ground is not Ground.USE_OF_FORCE)
    if known or answer.status is Status.CORRECTED:
        return answer.model_copy(update={"checked": (claim,)})
    said, citations = _said(result, corpus, whether=whether)
    if said and said in answer.text:
        return answer.model_copy(update={"status": Status.CORRECTED, "checked": (claim,)})
    if answer.vote is not None and holds:  # which tells how it was
        said = "Yes."
    silent, keys = result.verdict is ClaimVerdict.SILENT, [each.key for each in citations]
    text = answer.text.removeprefix(f"{said} ")  # which may tell the same first
    if result.ground is Ground.CHAPTER:
        text = text.removeprefix(said.partition(". ")[2]).lstrip()
    if silent and citations and answer.citations and not answer.sentences:
        if resolution_of(answer.citations[0].key) == result.resolutions[0]:  # what comes nearest is what it is led by
            said = said.partition("; nearest is")[0].removesuffix(".") + ". What comes nearest:"
            text = _undoubted(text)
    elif not answer.sentences:
        text = _without(text, citations)
        text = _undoubted(text) if result.ground in (Ground.NAME, Ground.USE_OF_FORCE) else text
    of_the_vote = result.ground is Ground.VOTE and text.startswith(f"S/RES/{result.resolutions[0]} ")
    between = " " if of_the_vote else "\n\n"  # a verdict on a vote, and how it was, are one line
    corrects = result.verdict is ClaimVerdict.CONTRADICTED or (silent and not opens_with_an_auxiliary(answer.question))
    shift = len(said) + len(between) - (len(answer.text) - len(text))
    sentences = tuple(
        each.model_copy(update={"start": each.start + shift, "end": each.end + shift}) for each in answer.sentences
    )
    return answer.model_copy(
        update={
            "text": f"{said}{between}{text}",
            "status": Status.CORRECTED if corrects else answer.status,
            "citations": unique([*answer.citations, *citations] if silent else [*citations, *answer.citations]),
            "evidence": tuple(
                dict.fromkeys([*answer.evidence, *keys] if silent else [*answer.evidence[:1], *keys, *answer.evidence])
            ),
            "sentences": sentences,
            "checked": (claim,),
            "is_weak": answer.is_weak and result.ground is not Ground.NAME,
        }
    )


def _undoubted(text: str) -> str:
    """A text without the doubt of a search whether it is what was asked for."""
    return reduce(lambda rest, doubt: rest.removeprefix(doubt).lstrip(), (WARNING, UNSURE, NEAR), text)


def _without(text: str, told: Sequence[Citation]) -> str:
    """A text without the lines that quote a paragraph which is told; the points below it stay with it."""
    lines = text.split("\n")
    kept = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if following.startswith("- (") or not any(line.removeprefix("- ").startswith(f"{c.citation} (") for c in told)
    ]
    return "\n".join(kept).strip()


def _said(result: CheckResult, corpus: Corpus, *, whether: bool) -> tuple[str, tuple[Citation, ...]]:
    """The sentence, and what it cites; empty where the claim is undecided. ``whether`` tells that it answers by yes or no."""
    record = corpus.catalogue.record(result.resolutions[0])
    if record is None or result.verdict is ClaimVerdict.UNDECIDED:
        return "", ()
    row = next((row for each in result.witnesses if (row := corpus.catalogue.paragraph(each.key)) is not None), None)
    yes = "Yes" if result.verdict is ClaimVerdict.HOLDS else "No"
    if result.ground is Ground.VOTE:
        holds = result.verdict is ClaimVerdict.HOLDS or result.voting is None
        told = vote_told(record) if holds or result.voting is None else against_the_record(result.voting, record)
        return f"{yes}: {told}" if whether else told, (mention_resolution(record),)
    if result.ground is Ground.CHAPTER:
        cited = (quotation(row),) if row is not None else (mention_resolution(record),)
        told = scope_in_words(record, record.chapter_vii, {row.key: row} if row is not None else {})
        return f"{yes}. {told}" if whether else told, cited
    if result.ground is Ground.NAME:
        return _named(result, record, corpus, f"{yes}. " if whether else "")
    if result.ground is Ground.DEED:
        said = f"No paragraph of {record.symbol} has the word “{joined(result.names)}” or one that says the same."
        return said, (mention_resolution(record),)
    if row is None and (none := _DOES.get(result.ground)):
        return f"No paragraph of {record.symbol} {none}.", (mention_resolution(record),)
    if result.ground is Ground.ABSENT:
        names = joined([f"“{name}”" for name in result.names], "or")
        return f"No paragraph of {record.symbol} has the word {names}.", (mention_resolution(record),)
    if result.ground is Ground.APART:
        deed, *objects = (f"“{name}”" for name in result.names)
        said = (
            f"No clause of {record.symbol} has {deed}, or a word that says the same, together with {joined(objects)}."
        )
        return said, (mention_resolution(record),)
    if result.ground is Ground.SET_UP:
        return f"No paragraph of {record.symbol} sets up or sends any {joined(result.names)}.", (
            mention_resolution(record),
        )
    if result.ground is Ground.LATER:
        later = f"the Council dealt with that from {joined(result.names)} on"
        said = f"{record.symbol} was adopted on {day_in_words(record.date)}: {later}."
        return said, (mention_resolution(record),)
    if row is None:
        return "", ()
    shows = next((each for each in result.witnesses if each.end), None)
    claim = f"{_claim(result)} {_OF_FORCE}" if result.ground is Ground.USE_OF_FORCE else _claim(result)
    clause = quotation(row, shows.start, shows.end) if shows else _clause(row, claim)
    shown = in_quotes(row, [(clause.start, clause.end)])
    if result.ground is Ground.FOUNDING:
        named = joined(result.names)
        own = row.resolution == record.number  # its words say what it does instead
        where = f"{row.citation} reads" if own else f"that is decided in {row.citation}:"
        said = f"{record.symbol} does not establish {named}: {where} {shown}"
        return said, (mention_resolution(record), clause)
    if result.ground is Ground.OLDER:
        return f"{record.symbol} is not the first that does so: {row.citation} reads {shown}", (clause,)
    if (done := _NOT_DONE.get(result.ground)) is not None:
        said = f"{record.symbol} does not {done.format(joined(result.names))}: {row.citation} reads {shown}"
        return said, (clause,)
    words = f"{row.citation} reads {shown}"
    if result.verdict is ClaimVerdict.SILENT:
        return (
            f"The text of {record.symbol} does not say so in these words; nearest is {row.citation}: {shown}",
            (clause,),
        )
    by = ", as the language model reads it" if result.ground is Ground.MODEL else ""
    return f"{yes if whether else _without_asking(result, record)}{by}: {words}", (clause,)


def _without_asking(result: CheckResult, record: Resolution) -> str:
    """How a verdict begins to who does not ask for yes or no: what the text does, or that what is taken for granted is not so."""
    does = _DOES.get(result.ground, "") if result.verdict is ClaimVerdict.HOLDS else ""
    return f"{record.symbol} {does}" if does else "Not so"


def _named(result: CheckResult, record: Resolution, corpus: Corpus, yes: str) -> tuple[str, tuple[Citation, ...]]:
    """What a text speaks of, with all the places where it does and the words of the first that acts, and what it does not speak of."""
    rows = corpus.catalogue.paragraphs(key for _, keys in result.there for key in keys)
    where = [f"{name} ({_places_of([rows[key] for key in keys])})" for name, keys in result.there]
    speaks = f"{record.symbol} speaks of {joined(where)}" if where else ""
    if result.verdict is ClaimVerdict.SILENT:
        none = f"{f'{speaks}; it' if speaks else record.symbol} does not speak of {joined(result.names, 'or')}."
        return f"{'' if speaks else yes}{none}", (mention_resolution(record),)
    row = min(rows.values(), key=lambda each: each.kind is Kind.PREAMBULAR)
    clause = _clause(row, _claim(result))
    shown = in_quotes(row, [(clause.start, clause.end)])
    rest = tuple(mention(each) for each in rows.values() if each is not row)
    return f"{yes}{speaks}. {row.citation} reads {shown}", (clause, *rest)


def _places_of(rows: Sequence[Paragraph]) -> str:
    """Where some paragraphs of one text stand: ``preambular para. 2; paras. 3 and 5 (a)``; of many the first, and how many more."""
    kinds: dict[str, list[str]] = {}
    for row in rows[:_PLACES]:
        kind, para, number = row.citation.partition(", ")[2].rpartition(_PARA)
        kinds.setdefault(f"{kind}{para}", []).append(number)
    told = [f"{kind.replace(_PARA, 'paras. ') if len(of) > 1 else kind}{joined(of)}" for kind, of in kinds.items()]
    return "; ".join([*told, *([f"{len(rows) - _PLACES} more"] if len(rows) > _PLACES else [])])


_PARA, _PLACES = "para. ", 30


_DOES = {
    Ground.USE_OF_FORCE: "authorizes the use of force",
    Ground.DEFINITION: "defines it in so many words",
}
_OF_FORCE = "authorizes all necessary measures means use force"  # the words in which it is authorized
_NOT_DONE = {
    Ground.ENDING: "end {}",
    Ground.EXTENSION: "extend {}",
    Ground.IMPOSING: "impose {}",
    Ground.ROLE: "say so of {}",
}


def _claim(result: CheckResult) -> str:
    return result.plan.claim if isinstance(result.plan, Check) else ""


def _clause(row: Paragraph, claim: str) -> Citation:
    """The words of a clause; where they are many those, cut between words, that have most of the claim and of what denies it."""
    if len(row.words) <= _SHORT:
        return quotation(row)
    wanted = stems(claim) | EXEMPTING
    starts = [0, *(match.end() for match in _PAUSE.finditer(row.words) if match.end() <= len(row.words) - _SHORT // 2)]
    cuts = [(start, _end(row.words, start)) for start in starts]
    return quotation(row, *max(cuts, key=lambda cut: (_held(row.words[slice(*cut)], wanted), -cut[0])))


def _end(words: str, start: int) -> int:
    return len(words) if len(words) - start <= _SHORT else word_end(words, start + _SHORT)


def _held(words: str, wanted: frozenset[str]) -> int:
    return len(stems(words) & wanted) + len(NEGATIONS & {*words.lower().split()})


_PAUSE = re.compile(r"[,;:] (?=[a-z])")
