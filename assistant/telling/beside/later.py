"""What later decisions did to a paragraph or a resolution, and which versions of it there are, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Status
from assistant.draft import Draft, mention, quotation, unique
from assistant.plan import Subject, SubjectKind
from assistant.present import last_text
from assistant.reading.subjects import Subjects
from assistant.records.stands import BESIDE, DONE, done_beside, in_words
from assistant.retrieval.wanted import IN_TIME
from assistant.wording import cut_short, day_in_words, joined
from assistant.writing.extractive import quoted
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.annotations import Action
from ingest.citation import find_citations
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.ended import ASKING
from vectorstore.lineage.model import Change, Later
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, left_out_by, standing

_QUOTED = 6  # later decisions that are quoted, the oldest and the newest
_LONGEST = 900  # characters of a quotation of a later decision
_EARLIER = 3  # versions before the one that holds, which are named
_LISTED = 4  # decisions of one effect that a sentence lists


def told(later: Sequence[Later]) -> tuple[str, list[Paragraph]]:
    """What later decisions did, in one sentence without a full stop, and the paragraphs that it cites.

    ``extended by S/RES/9902 (2032), para. 1, and 3 more, last by S/RES/9911 (2036), para. 2 (until 1 May 2037); …``
    """
    parts, cited = [], []
    for change, done in DONE.items():
        same = [each for each in later if each.change is change]
        if not same:
            continue
        shown = same if len(same) <= _LISTED else [same[0], same[-1]]
        cited += [each.row for each in shown]
        names = [f"{each.row.citation}{f' (as to {each.point})' if each.point else ''}" for each in shown]
        if len(names) < len(same):
            said = f"{names[0]}; {len(same) - 2} more; last by {names[-1]}"
        else:
            said = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        if change is Change.EXTENDED and same[-1].until:
            said += f" (until {day_in_words(same[-1].until)})"
        parts.append(f"{done} {said}")
    return "; ".join(parts), cited


def of_paragraph(row: Paragraph, lineage: Lineage, as_of: dt.date | None) -> Draft:
    own, catalogue = quotation(row), lineage.catalogue
    later = lineage.later(row, as_of)
    if not later:
        said = (
            f"No later decision in the corpus names {row.citation} to extend, change or end it. {last_text(catalogue)}."
        )
        return Draft(f"{said}\n\n{quoted(own)}", (own,), evidence=(row.key,))
    sentence, cited = told(later)
    shown = later if len(later) <= _QUOTED else [*later[:2], *later[-(_QUOTED - 2) :]]
    quotes = [_quotation(each) for each in shown]
    said = f"Later decisions on {row.citation}: {sentence}.{_ran_out(later, catalogue)} {last_text(catalogue)}."
    blocks = [said, quoted(own), "The later decisions:", *(quoted(each) for each in quotes)]
    citations = unique([own, *quotes, *(mention(each) for each in cited)])
    return Draft("\n\n".join(blocks), citations, evidence=(row.key, *(each.row.key for each in reversed(shown))))


def _ran_out(later: Sequence[Later], catalogue: Catalogue) -> str:
    """What follows where the last extension ended before the texts do."""
    until = max((each.until for each in later if each.change is Change.EXTENDED and each.until), default=None)
    ended = any(each.change in (Change.ENDED, Change.REPLACED) and not each.point for each in later)
    last = catalogue.last_day()
    if until is None or ended or last is None or until >= last:
        return ""
    return f" The last extension ran until {day_in_words(until)}; no later decision in the corpus extends or ends it."


def _quotation(later: Later) -> Citation:
    return quotation(later.row, 0, len(cut_short(later.row.words, _LONGEST)))


def of_resolution(record: Resolution, lineage: Lineage, as_of: dt.date | None) -> Draft | None:
    """What later decisions did, paragraph by paragraph; ``None`` where none names one."""
    lines, citations, ended, catalogue = list[str](), list[Citation](), set[str](), lineage.catalogue
    for row in catalogue.paragraphs_of(record.number):
        if row.kind is not Kind.OPERATIVE or row.pinpoint.path:
            continue
        later = lineage.later(row, as_of)
        ended |= {each.row.key for each in later if each.change is Change.ENDED}
        sentence, cited = told(later)
        if sentence:
            lines.append(f"- {row.citation}: {sentence}.")
            citations += [mention(row), *(mention(each) for each in cited)]
    if not lines:
        return None
    lead = f"Later decisions on paragraphs of {record.symbol}, read from the words of the texts that name them. {last_text(catalogue)}."
    found = unique(citations)
    ends = [each.key for each in found if each.key in ended]
    evidence = dict.fromkeys([*ends, *(each.key for each in found)])
    return Draft("\n".join([lead, *lines]), found, evidence=tuple(evidence))


def _led_on(draft: Draft, catalogue: Catalogue) -> Paragraph | None:
    """The paragraph that leads a draft; where it is quoted for one point of it, that point."""
    keys = [each.key for each in draft.citations[:1] if each.key]
    of_it = [each for each in draft.citations if keys and each.key.startswith(f"{keys[0]}(")]
    keys += [each.key for each in of_it if draft.text.startswith(f"{each.citation} (")][:1]
    return catalogue.paragraph(keys[-1]) if keys else None


def with_standing(
    draft: Draft,
    subjects: Subjects,
    lineage: Lineage,
    day: dt.date,
    *,
    of_now: bool = True,
    named: bool = False,
    meant: Sequence[Subject] = (),
    dated: bool = False,
    ends: bool = True,
) -> Draft:
    """The draft with how the paragraph stands that it is led by, and what later decisions did to it. Who asks ``of_now`` is told first,
    and led by the paragraph that holds, where it gives way to it and its text is not ``named``; of what gives way all are told first,
    but who asks of a time or an event (``dated``). Who does not ask of the end (``ends``) is not led by what only ended it."""
    lead = _led_on(draft, lineage.catalogue)
    if lead is None or lead.kind is not Kind.OPERATIVE or draft.status is not Status.ANSWERED:
        return draft
    stands = standing(lead, lineage, day)
    mark = "" if _is_told(stands, draft) else marked(lead, stands, lineage.catalogue)
    said_so = stands.state is State.CHANGED and not stands.versions  # it is the later words that tell what is changed
    first = bool(mark) and (of_now or ((stands.gives_way or said_so) and not dated))
    sentence, cited = told(lineage.later(lead, day)) if draft.writer == "extractive" else ("", [])
    newer = lineage.catalogue.paragraph(stands.successor) if mark and stands.successor else None
    unsaid = newer is not None and ((of_now and first) or said_so) and newer.words[:_SEEN] not in draft.text
    shown = [quotation(newer)] if unsaid and newer is not None else []
    said_anew = (
        f"\n{in_quotes(newer, stretches(newer, _DAYS, _OF_THE_NEWER, 2))}" if shown and newer is not None else ""
    )
    behind = [f"{mark}{said_anew}"] if mark and not first else []
    behind += [f"Later decisions on {lead.citation}: {sentence}."] if sentence and not mark else []
    over = _over_beside(draft, lead, lineage, day) if not dated else ""
    behind += [over] if over else []
    earlier = [] if mark or not of_now else _earlier(lead, lineage)
    if earlier:
        behind.append(f"Earlier (computed from their words): {joined([row.citation for row in earlier])}.")
    places = find_citations(f"{mark} {over}", known=bool)
    named_in_it = (each.pinpoint.key for each in places if each.pinpoint.kind is not None)
    said = lineage.catalogue.paragraphs(named_in_it).values()
    draft = replace(
        draft,
        text="\n\n".join([draft.text, *behind]),
        citations=unique(
            [*draft.citations, *shown, *map(mention, [*([newer] if newer else []), *said, *cited, *earlier])]
        ),
    )
    mark += said_anew
    if first:
        draft = (
            draft.after(mark)
            if of_now and (stands.gives_way or stands.until or said_so)
            else behind_the_lead(draft, mark)
        )
    if not of_now:
        return draft
    if newer is not None:
        gives_way = stands.gives_way and (ends or stands.state is not State.ENDED)
        draft = _led_by(draft, newer, 0 if gives_way and not named else 1)
    led = with_newest(draft, subjects, lineage.catalogue, day, named=named, meant=meant)
    return led if led is not draft or named else _beside_a_later_text(draft, lead, stands, lineage, day)


def _beside_a_later_text(draft: Draft, lead: Paragraph, stands: Standing, lineage: Lineage, day: dt.date) -> Draft:
    """The draft with the later text first that decides on as much as the one that leads and does not say this again: it may have put
    something else in its place. That it did is not told, for its words may differ."""
    number = left_out_by(lead, lineage, day) if stands.state is State.LEFT_OUT else 0
    later, own = (lineage.catalogue.record(each) for each in (number, lead.resolution))
    if later is None or own is None:
        return draft
    return draft.after(f"{later.symbol} is later on the same subject; what is quoted is of {own.symbol}.")


def _is_told(stands: Standing, draft: Draft) -> bool:
    """Whether nothing is to be said but exceptions that a draft names."""
    beside = [each.row for each in (*stands.within, *stands.named) if each.change in BESIDE]
    holds = stands.state in (State.HOLDS, State.NOT_KNOWN) and not stands.successor
    return holds and bool(beside) and all(row.citation in draft.text for row in beside)


_DAYS, _OF_THE_NEWER = Sought(values=IN_TIME), 200  # what is shown of the paragraph that decides now; characters
_SEEN = 40  # characters by which a paragraph is known to be quoted


def _over_beside(draft: Draft, lead: Paragraph, lineage: Lineage, day: dt.date) -> str:
    """How the other decisions stand that a draft quotes, where they are over: none is shown as if it held."""
    keys = [each.key for each in draft.citations if each.key and each.quote and each.key != lead.key]
    rows = [row for row in lineage.catalogue.paragraphs(keys).values() if row.kind is Kind.OPERATIVE]
    heads = {row.key for row in rows if not row.path}
    decided = [
        row for row in rows
        if row.force in (Force.DECISION, Force.AUTHORIZATION) and not (row.path and row.pinpoint.paragraph.key in {*heads, lead.key})
    ]  # fmt: skip
    over = [(row, stands) for row in decided if (stands := standing(row, lineage, day)).state in _OVER]
    return " ".join(marked(row, stands, lineage.catalogue) for row, stands in over[:_OVER_BESIDE])


_OVER = (State.ENDED, State.LAPSED, State.REPLACED)
_OVER_BESIDE = 3  # decisions beside the first that are told to be over


def behind_the_lead(draft: Draft, said: str) -> Draft:
    """The draft with a sentence of ours behind the paragraph that it is led by."""
    lead, between, rest = draft.text.partition("\n\n")
    return replace(draft, text=f"{lead}\n\n{said}{between}{rest}") if not draft.sentences else draft.after(said)


def marked(row: Paragraph, stands: Standing, catalogue: Catalogue) -> str:
    """What a reader of a paragraph must know that later texts acted on, as a sentence; empty where it holds as it is, or none acted on it:
    what later texts do not say again is not over for that."""
    of_others = stands.with_body or stands.state is State.LAPSED
    if of_others and (row.force in _WITHOUT_A_TERM or row.verb in ASKING):
        return ""
    if stands.state in (State.HOLDS, State.RESTATED, State.CHANGED) and row.force is Force.EVALUATION:
        return ""  # what is welcomed or regretted is of its time, whatever is welcomed later
    untouched = stands.state in (State.HOLDS, State.LEFT_OUT, State.TAKEN_OVER)
    if untouched and row.path:
        return ""  # what excepts from its paragraph is told there: a point may be an exception itself
    said = "; ".join(done_beside(stands)) if untouched else in_words(stands, catalogue)
    return f"{row.citation}: {said[:1].upper()}{said[1:]}." if said else ""


_WITHOUT_A_TERM = (
    Force.EXHORTATION,
    Force.EVALUATION,
    Force.RECALL,
)  # a call does not run out with what it is said beside


def _earlier(row: Paragraph, lineage: Lineage) -> list[Paragraph]:
    """The versions before a paragraph, the newest first."""
    earlier, at = list[str](), row.key
    while len(earlier) < _EARLIER and (before := lineage.before(at)):
        at = max(before, key=lambda link: (link.likeness, link.earlier)).earlier
        earlier.append(at)
    return list(lineage.catalogue.paragraphs(earlier).values())


def _led_by(draft: Draft, row: Paragraph, place: int) -> Draft:
    """The draft with a paragraph at a place of its citations, as it is quoted or mentioned there; of its evidence, where it leads."""
    shown = next((each for each in draft.citations if each.key == row.key), mention(row))
    citations = unique([*draft.citations[:place], shown, *draft.citations[place:]])
    evidence = [*draft.evidence[:1], row.key, *draft.evidence[1:]] if not place else draft.evidence
    return replace(draft, citations=citations, evidence=tuple(dict.fromkeys(evidence)))


def with_newest(
    draft: Draft,
    subjects: Subjects,
    catalogue: Catalogue,
    day: dt.date,
    *,
    named: bool = False,
    meant: Sequence[Subject] = (),
) -> Draft:
    """The draft led by the newest decision on the mission on which the text of its lead decides, or on the authorization that is ``meant``,
    where that is another text: each renewal takes the place of the text before. A text that is ``named`` keeps the lead, and the newest is
    told behind it."""
    lead = catalogue.paragraph(draft.citations[0].key) if draft.citations and draft.citations[0].key else None
    if lead is None or draft.status is not Status.ANSWERED:
        return draft
    allowed = [subjects.entry(each) for each in meant if each.kind is SubjectKind.AUTHORIZATION]
    there = [each.subject.kind for each in subjects.deciding(lead.key)]
    missions = [each for each in subjects.deciding(str(lead.resolution)) if each.subject.kind is SubjectKind.MISSION]
    if there and SubjectKind.MISSION not in there:
        missions = []  # it decides on something else beside them
    for entry in [*(each for each in allowed if each is not None), *missions]:
        decided = [each for each in entry.decisions if each.date is not None and each.date <= day]
        last = newest(decided) if decided else None
        row = catalogue.paragraph(last.key) if last is not None and last.resolution > lead.resolution else None
        if row is None or last is None:
            continue
        runs = "runs" if last.until is not None and last.until >= day else "ran"
        until = f", which {runs} until {day_in_words(last.until)}" if last.until is not None else ""
        what = "The decision that ends" if last.action is Action.END else "The newest decision in the corpus on"
        said = f"{what} {entry.title} is {row.citation}{until}."
        if named:
            return _led_by(replace(draft, text=f"{draft.text}\n\n{said}"), row, 1)
        return _led_by(draft.after(f"{said} What is quoted is of {lead.citation}."), row, 0)
    return draft
