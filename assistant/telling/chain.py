"""How a chain of decisions is told: the thing asked for first, with the words that carry it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention, quotation, together, unique
from assistant.operations.chain import Chain, ChainResult
from assistant.operations.corpus import Corpus
from assistant.plan import SubjectKind
from assistant.present import last_text
from assistant.telling.chains.end import chain_told, says
from assistant.telling.chains.history import gaps_told, history_told
from assistant.telling.chains.neighbours import neighbours_told
from assistant.telling.chains.strength import strength_told
from assistant.telling.chains.tasks import tasks_told
from assistant.timeline.model import Deed, Timeline
from assistant.timeline.parts import DECIDING
from assistant.timeline.regimes.by_roots import regimes_in
from assistant.timeline.regimes.matters import is_measure, labels_in, objects_in
from assistant.wording import counted, cut_short, day_in_words, joined
from ingest.annotations import Action, MandateDecision
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.model import Change


def tell(result: ChainResult, corpus: Corpus) -> Draft:
    """The draft for the view that the plan asks for."""
    return _of_view(getattr(result.plan, "view", "end"), result, corpus) or Draft(
        f"Nothing on this can be read from the decisions on {result.entry.title}. {last_text(corpus.catalogue)}.",
        status=Status.REFUSED,
        evidence=result.places,
    )


def _of_view(view: str, result: ChainResult, corpus: Corpus) -> Draft | None:
    made = result.timeline if result.timeline is not None and result.timeline.entries else None
    match view:
        case "end":
            return _end(result, corpus)
        case "first" | "last":
            return _one(result, corpus, first=view == "first")
        case "history" if made is not None:
            return history_told(made, result.lanes, corpus.catalogue)
        case "gaps" if made is not None:
            return gaps_told(made, corpus.catalogue)
        case "ceiling" if made is not None:
            return strength_told(made, result, corpus)
        case "tasks" if made is not None:
            return tasks_told(result, corpus)
        case _ if made is not None:
            return neighbours_told(result, corpus)
        case _:
            return None


def _end(result: ChainResult, corpus: Corpus) -> Draft | None:
    """How it stands; of all measures on a place also what ended some of them."""
    known = [d for d in result.entry.decisions if d.date is not None and d.date <= result.day]
    if result.timeline is not None:
        return _behind_its_end(regime_told(result.timeline, known, corpus.catalogue), result, corpus)
    draft = _with_what_followed(chain_told(result.decisions, corpus.generation.lineage, result.day), result, corpus)
    plan = result.plan
    if draft is None or not isinstance(plan, Chain) or result.entry.subject.kind is not SubjectKind.MEASURES:
        return draft
    if result.lacking:
        lacking = f"Among the decisions that were read in the corpus there is no {joined(result.lacking, 'or')} on {result.entry.place}. What there is:"
        return replace(draft.after(lacking), status=Status.CORRECTED)
    if plan.resolution or labels_in(plan.subject.name):
        return draft
    return with_what_ended(draft, known, corpus.catalogue)


def _with_what_followed(draft: Draft | None, result: ChainResult, corpus: Corpus) -> Draft | None:
    """How it stood on a day that is past, with the newest decision since: a follow-up may ask about the time of a text that was spoken of, and
    mean what holds."""
    plan = result.plan
    if draft is None or not isinstance(plan, Chain) or plan.day is None or plan.day >= corpus.day:
        return draft
    today = plan.model_copy(update={"day": None}).run(corpus)
    now, standing = today.decisions, today.timeline
    last = newest(now) if now else None
    if last is None:
        return draft
    key, date, said = last.key, last.date, says(last)
    if last.action is Action.END and standing is not None and standing.standing.covered:
        # what ended one of several measures is no news of those that go on
        going_on = [each for each in standing.entries if each.deed is not Deed.ENDED and is_measure(each.lane)]
        key, date, said = next(((each.key, each.date, each.done) for each in reversed(going_on)), (key, date, said))
    row = corpus.catalogue.paragraph(key)
    if row is None or date is None or date <= result.day:
        return draft
    first, *rest = draft.text.split("\n")
    since = f"Since then, up to {day_in_words(corpus.day)}: {row.citation} ({said})."
    if result.entry.subject.kind is SubjectKind.MEASURES and not any(
        last in own and not {*own}.isdisjoint(result.decisions) for own in regimes_in(now)
    ):
        since = (
            f"Other measures on {result.entry.place} came later; the newest decision on them: {row.citation} ({said})."
        )
    return replace(
        draft,
        text="\n".join((first, since, *rest)),
        citations=unique([*draft.citations, mention(row)]),
        evidence=tuple(dict.fromkeys([*draft.evidence, row.key])),
    )


def _behind_its_end(draft: Draft, result: ChainResult, corpus: Corpus) -> Draft:
    """What goes on, behind the newest decision where that ends measures of the very kind asked for: not for all, or not all of them."""
    last, plan = result.decisions[-1], result.plan
    row = corpus.catalogue.paragraph(last.key)
    if row is None or not isinstance(plan, Chain):
        return draft
    lanes = {*labels_in(plan.subject.name)}
    ended = corpus.generation.lineage.done_by(row.key, Change.ENDED)
    said = (row.words[last.start : last.end], *(each.words for each in ended))
    if not any(lanes & objects_in(words) for words in said):
        return draft
    quote = quotation(row, last.start, last.end)
    first = Draft(f"{row.citation} ({says(last)}): “{quote.quote}”.", (quote,), evidence=(row.key,))
    return together([first, draft.after("What goes on:")])


def _one(result: ChainResult, corpus: Corpus, *, first: bool) -> Draft | None:
    """The founding decision or the newest one, with its words and, for the first, what came of it."""
    rows = corpus.catalogue.paragraphs(each.key for each in result.witnesses)
    shown = [each for each in result.witnesses if each.key in rows]
    if not shown:
        return None
    row = rows[shown[0].key]
    record = corpus.catalogue.record(row.resolution)
    adopted = f", adopted on {day_in_words(record.date)}," if record and record.date else ""
    quote = quotation(row, shown[0].start, min(shown[0].end or len(row.words), len(row.words)))
    many, part = len(result.decisions), result.plan.part if isinstance(result.plan, Chain) else ""
    # what else decides on it may stand in texts in which it was not read
    one = "first decision" if first else "one decision that was read"
    which = one if many == 1 else f"{'first' if first else 'newest'} of {counted(many, 'decision')}"
    # of one of several measures not each paragraph is read that says it again
    alone = many == 1 and result.entry.subject.kind is SubjectKind.MEASURES
    if alone or shown[0].key not in {
        each.key for each in result.decisions
    }:  # another regime, or what changed measures last
        which = f"{'first' if first else 'newest'} decision"
    if part:
        which = f"first paragraph that {'decides on' if row.force in DECIDING else 'names'} “{part}” in the texts"
    lines = [
        f"The {which} on {_called(result)} is {row.citation}{adopted} which says: “{quote.quote}”.",
        f"{last_text(corpus.catalogue)}.",
    ]
    if first and len(shown) > 1:
        lines.insert(1, f"Imposed again or further: {joined([rows[each.key].citation for each in shown[1:]])}.")
    others = [mention(rows[each.key]) for each in shown[1:]]
    if first and result.called_for:
        lines.insert(1, _called_for(result))
        others += map(mention, corpus.catalogue.paragraphs(each.key for each in result.called_for[:1]).values())
    points = _points(row, corpus.catalogue) if quote.quote.endswith(":") else []
    begun = [quotation(each, 0, len(cut_short(each.words, _POINT))) for each in points]
    cut = (" …" if len(each.quote) < len(point.words) else "" for each, point in zip(begun, points, strict=True))
    lines[1:1] = [f"- {each.citation}: “{each.quote}{left}”" for each, left in zip(begun, cut, strict=True)]
    draft = Draft("\n".join(lines), unique([quote, *begun, *others]), evidence=(*rows, *(each.key for each in points)))
    if not result.is_later:
        return draft
    return replace(draft.after(f"Not by {day_in_words(result.day)}."), status=Status.CORRECTED)


def _points(row: Paragraph, catalogue: Catalogue) -> list[Paragraph]:
    """The first points of a paragraph that only opens them."""
    return [each for each in catalogue.subparagraphs(row.key) if len(each.path) == len(row.path) + 1][:_POINTS]


_POINTS, _POINT = 4, 200  # points that are shown, and characters of each


def _called_for(result: ChainResult) -> str:
    """``Called for before, without a decision: S/RES/9101 (2031), para. 3 (5 May 2031), and 2 more paragraphs.``"""
    first, more = result.called_for[0], len(result.called_for) - 1
    others = f", and {counted(more, 'more paragraph')}" if more else ""
    return f"Called for before, without a decision: {first.citation} ({day_in_words(first.date)}){others}."


def _called(result: ChainResult) -> str:
    """What is followed, by its name; of measures of a kind by theirs."""
    name = result.plan.subject.name if isinstance(result.plan, Chain) else ""
    of_a_kind = result.entry.subject.kind is SubjectKind.MEASURES and labels_in(name)
    return name if of_a_kind else result.entry.title


def regime_told(made: Timeline, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft:
    """The draft; its evidence begins with the paragraphs of what goes on. ``decisions`` are those on the place up to the day."""
    day = made.standing.day
    running = [term.key for term in made.terms if term.start <= day and (term.end is None or term.end >= day)]
    rows = catalogue.paragraphs(running)
    draft = Draft(made.standing.text, unique([mention(row) for row in rows.values()]), evidence=tuple(rows))
    return with_what_ended(draft, decisions, catalogue, [term.key for term in made.terms])


def with_what_ended(
    draft: Draft, decisions: Sequence[MandateDecision], catalogue: Catalogue, followed: Collection[str] = ()
) -> Draft:
    """The draft and after it the decisions that ended some of the measures it tells of, the newest first, where it tells none of them: those
    that go back to the same texts, and not to an earlier regime at the place. ``followed`` are the keys of what else belongs to it."""
    told = [d for d in decisions if d.key in draft.evidence]
    texts = {number for d in told for number in (d.resolution, *d.roots)} | set(map(resolution_of, followed))
    ended = [d for d in decisions if d.action is Action.END and d not in told]
    rows = catalogue.paragraphs(d.key for d in reversed(ended))
    rows = {
        d.key: rows[d.key]
        for d in reversed(ended)
        if d.key in rows and texts & {*d.roots, *map(resolution_of, rows[d.key].cites)}
    }
    parts = [f"{rows[d.key].citation} ({says(d)})" for d in reversed(ended) if d.key in rows]
    if not parts:
        return draft
    return replace(
        draft,
        text=f"{draft.text}\nDecisions that ended some of them: {'; '.join(dict.fromkeys(parts))}.",
        citations=unique([*draft.citations, *(mention(row) for row in rows.values())]),
        evidence=tuple(dict.fromkeys([*draft.evidence, *rows])),
    )
