"""What is told where nothing answers: what does not exist is said not to exist, and what there is instead is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.assumed.deeds import undone
from assistant.assumed.no_regime import no_measures
from assistant.assumed.set_up import not_set_up
from assistant.draft import Draft, mention
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import votes_among
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import names_the_ending
from assistant.records.articles import article_beside
from assistant.records.documents import document
from assistant.records.extent import corpus_end
from assistant.retrieval.evidence import Evidence, led_by
from assistant.telling.beside.drafts import only_drafts
from assistant.telling.chains.end import in_short
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Action, BodyKind
from ingest.citation import Found
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind, Pinpoint, resolution_of
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


def nothing_found(catalogue: Catalogue) -> Draft:
    """Refusal where the evidence is too weak. It asserts nothing."""
    return Draft(
        f"Nothing in the corpus was found to answer this. It holds the resolutions of the Security Council "
        "and answers questions on what they say, how they were adopted and which cite which. "
        f"It is a corpus {corpus_end(catalogue)}.",
        status=Status.REFUSED,
    )


def nothing_of(when: str, catalogue: Catalogue) -> str:
    """What is said of a time after the last text."""
    return (
        f"Nothing of {when} is in the corpus, {corpus_end(catalogue)}. What was decided later cannot be said from it."
    )


def no_such_resolution(unknown: Sequence[Found], catalogue: Catalogue) -> Draft:
    """Refusal for numbers that no resolution of the corpus bears."""
    numbers = [str(number) for number in dict.fromkeys(found.pinpoint.resolution for found in unknown)]
    existing = catalogue.numbers()
    if not existing:
        return Draft("The corpus is empty; fill it with `unsc ingest`.", status=Status.REFUSED)
    which = (
        f"There is no resolution {numbers[0]}"
        if len(numbers) == 1
        else f"There are no resolutions {', '.join(numbers)}"
    )
    newest = catalogue.record(existing[-1])
    high = (
        f" The highest number is {newest.symbol if newest else existing[-1]}." if int(numbers[0]) > existing[-1] else ""
    )
    return Draft(f"{which} in the corpus, {corpus_end(catalogue)}.{high}", status=Status.REFUSED)


def no_such_paragraph(found: Found, record: Resolution, rows: Sequence[Paragraph]) -> Draft:
    """Refusal for a place that a resolution does not have, with the places that it has.

    A number that exists as a point of an annex is named as such: the status is then ``corrected``, for the reader
    meant something that is there.
    """
    pinpoint = found.pinpoint
    named = (
        pinpoint.citation(record.year).removeprefix(f"{record.symbol}, ")
        if not found.section
        else f"section {found.section}"
    )
    parent_exists = pinpoint.path and any(row.pinpoint.paragraph == pinpoint.paragraph for row in rows)
    there = sub_points(pinpoint, rows) if parent_exists else inventory(rows)
    sentences = [f"{record.symbol} has no {_as_a_place(named)}: {there}."]
    elsewhere = []
    if pinpoint.kind is Kind.OPERATIVE and not parent_exists:
        elsewhere = article_beside(pinpoint.number, rows)
        if elsewhere:
            where = joined([row.citation for row in elsewhere])
            sentences.append(f"Article {pinpoint.number} belongs to what is annexed to it: see {where}.")
        else:
            elsewhere = [r for r in rows if r.kind is Kind.ANNEX and r.number == pinpoint.number and not r.path]
            if elsewhere:
                sentences.append(f"Number {pinpoint.number} exists only in an annex: {elsewhere[0].citation}.")
    above = _nearest(pinpoint, rows)
    evidence = tuple(row.key for row in [*elsewhere, *([above] if above else [])])
    citations = tuple(mention(row) for row in [*elsewhere, *([above] if above else [])])
    return Draft(
        " ".join(sentences), citations, status=Status.CORRECTED if elsewhere else Status.REFUSED, evidence=evidence
    )


def _as_a_place(named: str) -> str:
    return re.sub(r"^para\.", "operative para.", named)


def _nearest(pinpoint: Pinpoint, rows: Sequence[Paragraph]) -> Paragraph | None:
    """The closest thing that exists: the paragraph above a missing sub-point, else the last operative paragraph."""
    if pinpoint.path:
        wanted = pinpoint.paragraph
        return next((row for row in rows if row.pinpoint == wanted), None)
    operative = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path]
    return operative[-1] if operative else None


def inventory(rows: Sequence[Paragraph]) -> str:
    """``it has 33 operative paragraphs, 12 preambular paragraphs and annexes A and B``."""
    operative = {row.pinpoint.paragraph for row in rows if row.kind is Kind.OPERATIVE}
    preambular = [row for row in rows if row.kind is Kind.PREAMBULAR and not row.path]
    annexes = list(dict.fromkeys(row.annex for row in rows if row.kind is Kind.ANNEX))
    parts = [counted(len(operative), "operative paragraph"), counted(len(preambular), "preambular paragraph")]
    labels = [label for label in annexes if label]
    if not annexes:
        parts.append("no annex")
    elif not labels:
        parts.append("one annex")
    else:
        parts.append(f"annex{'es' if len(labels) > 1 else ''} {joined(labels)}")
    return f"it has {joined(parts)}"


def sub_points(pinpoint: Pinpoint, rows: Sequence[Paragraph]) -> str:
    """What is said of a missing ``para. 2 (z)`` when para. 2 exists."""
    below = list(
        dict.fromkeys(row.path[0] for row in rows if row.path and row.pinpoint.paragraph == pinpoint.paragraph)
    )
    return (
        f"the sub-points of that paragraph are ({'), ('.join(below)})" if below else "that paragraph has no sub-points"
    )


def wrong_years(references: Sequence[Found], catalogue: Catalogue) -> list[str]:
    """A sentence for each resolution that is named with a year that is not its own. Numbers identify, years check."""
    sentences = []
    for found in references:
        record = catalogue.record(found.pinpoint.resolution)
        if record is not None and found.year is not None and found.year != record.year:
            when = day_in_words(record.date) or str(record.year)
            sentences.append(
                f"Resolution {record.number} is of {record.year}, not of {found.year}: {record.symbol}, adopted on {when}."
            )
    return list(dict.fromkeys(sentences))


def remarks_on(mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> list[Draft]:
    """What must be put right in a question before it is searched for: a resolution of another year, one that does not exist, measures on a
    place on which there are none."""
    understood = mentions.understood
    remarks = [Draft(said, status=Status.CORRECTED) for said in wrong_years(understood.references, catalogue)]
    if understood.unknown:
        remarks.append(replace(no_such_resolution(understood.unknown, catalogue), status=Status.CORRECTED))
    if said := no_measures(mentions, subjects, catalogue):
        remarks.append(Draft(said, status=Status.CORRECTED))
    if said := _never_ended(mentions, subjects, catalogue):
        remarks.append(Draft(said, status=Status.CORRECTED))
    if said := only_drafts(mentions, subjects, catalogue):
        remarks.append(Draft(said, status=Status.CORRECTED))
    return remarks


def led_by_remarks(evidence: Evidence, remarks: Sequence[Draft], catalogue: Catalogue) -> tuple[Evidence, bool]:
    """The evidence with what shows that a premise is wrong first; and whether another resolution is to be quoted beside,
    which it is where no remark knows better."""
    shown = catalogue.paragraphs(key for remark in remarks for key in remark.evidence)
    return (led_by(evidence, shown), False) if shown else (evidence, bool(remarks))


def _never_ended(mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> str:
    """That no decision ended what a question asks the end of, which only ran out; empty for what one ended, or that may go on."""
    named = [each.subject for each in mentions.named if each.subject is not None]
    entry = subjects.entry(named[0]) if len(named) == 1 and names_the_ending(mentions) else None
    if entry is None or mentions.references:
        return ""
    last, end = newest(entry.decisions), catalogue.last_day()
    of_a_body = last.kind in (BodyKind.MISSION, BodyKind.PANEL) and last.action is not Action.END
    ran_out = of_a_body and last.until is not None and end is not None and last.until < end
    return f"No decision in the corpus ends it: {in_short(last, catalogue, end)}" if ran_out and end else ""


def statements_apart(statements: Sequence[str]) -> str:
    """What is said of presidential statements that are named, with the documents; ``statements`` are their symbols, or one
    that is empty."""
    if not any(statements):
        return (
            "The corpus holds the resolutions of the Security Council and nothing else: presidential statements are not in it, "
            "nor are press statements, and nothing is answered from them. A presidential statement bears a symbol "
            "S/PRST/year/number, by which docs.un.org shows it."
        )
    one = len(statements) == 1
    named = joined([f"{symbol} ({document(symbol)})" for symbol in statements])
    return (
        f"{named} {'is a presidential statement' if one else 'are presidential statements'} and not "
        f"{'a resolution' if one else 'resolutions'} of the Security Council: {'its text is' if one else 'their texts are'} not in "
        f"the corpus, and nothing is answered from {'it' if one else 'them'}."
    )


def outside_corpus(documents: Sequence[str]) -> Draft:
    """Refusal for documents that are no resolutions of the Council."""
    named = ", ".join(documents)
    return Draft(
        f"{named}: this is not a resolution of the Security Council, and its text is not in the corpus. The corpus holds "
        "the Council's resolutions only.",
        status=Status.REFUSED,
    )


def without_the_deed(draft: Draft, mentions: Mentions, catalogue: Catalogue) -> str:
    """A sentence where the lead of a question that names no text does not do what the question says was done; empty else."""
    lead = next((each.key for each in draft.citations if each.key), "")
    record = catalogue.record(resolution_of(lead)) if lead else None
    if record is None or draft.status is not Status.ANSWERED or mentions.references or mentions.understood.wants_number:
        return ""  # "how many were referred to …" means several texts
    rows = [row for row in catalogue.paragraphs_of(record.number) if row.kind is not Kind.HEADING]
    if called := not_set_up(mentions.text, rows, bodies=False):
        return f"No paragraph of {record.symbol}, which comes nearest, sets up any {called}."
    deed = undone(mentions.text, rows)
    if deed is None or not deed.is_told or votes_among(mentions.text):
        return ""
    return (
        f"No paragraph of {record.symbol}, which comes nearest, has the word “{deed.word}” or one that says the same."
    )


def unless_undone(draft: Draft, mentions: Mentions, catalogue: Catalogue) -> Draft:
    """What a search found, behind the sentence that its text does not do what the question says was done, where that is so."""
    undone = without_the_deed(draft, mentions, catalogue)
    return replace(draft.after(undone), status=Status.CORRECTED, stands_out=False) if undone else draft


def unless_it_failed(
    draft: Draft, mentions: Mentions, before: Mentions, subjects: Subjects, catalogue: Catalogue
) -> Draft:
    """The same behind what is known of drafts that failed, where a question asks for what was not adopted, and the one ``before`` it did not."""
    failed = only_drafts(mentions, subjects, catalogue)
    if failed and failed == only_drafts(before, subjects, catalogue):
        return draft
    return replace(draft.after(failed), status=Status.CORRECTED, stands_out=False) if failed else draft
