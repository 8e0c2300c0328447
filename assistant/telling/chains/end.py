"""How a chain of decisions is told: how it stands on a day, with the words, what came before and what goes beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.retrieval.wanted import IN_TIME
from assistant.telling.beside.failed_then import failed_at_the_end
from assistant.telling.chains.scope import authorized, bearing_on
from assistant.timeline.beside_end import allowed_by, days_beside, review_of
from assistant.wording import counted, cut_short, day_in_words
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.citation import find_citations
from ingest.mandates.chain import newest
from ingest.mandates.words import CONDITIONAL
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.ended import keeps_on_the_agenda
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_EARLIER, _TOLD = 6, 2  # earlier decisions that are cited, and those that are told; the first one always is
_TERMS = 4  # paragraphs on the terms of an end that are told
_DAYS = 5  # paragraphs beside an end that set days
_SHORT_STRETCH, _VALUES = 160, 3  # characters and days of each that are shown
_IN_TIME = Sought(values=IN_TIME)
_LONGEST_QUOTE, _SHORT_QUOTE = 700, 330  # characters; of the decision alone, where its paragraph is longer


def chain_told(chain: Sequence[MandateDecision], lineage: Lineage, day: dt.date) -> Draft | None:
    """The chain as it stands on ``day``; ``None`` where the paragraph of the decision that counts is not there."""
    catalogue, last = lineage.catalogue, newest(chain)
    if (extended := _extended_by(last, lineage, day)) is not None:
        chain, last = [*chain, extended], extended
    rows = catalogue.paragraphs(decision.key for decision in chain)
    last = _without_an_if(last, chain, rows)
    paragraph = rows.get(last.key)
    if paragraph is None:
        return None
    quote = _quotation_of(last, paragraph)
    earlier = [d for d in chain if d.resolution < last.resolution and d.key in rows]
    adopted = f", adopted on {day_in_words(last.date)}," if last.date else ""
    bears_on = bearing_on(chain, paragraph, lineage)
    scope = f" Supplies are barred “{bears_on.quote}” ({bears_on.citation})." if bears_on is not None else ""
    lifted = _lifted_beside(chain, day)
    ended = rows.get(lifted.key) if lifted is not None else None
    stands = in_short(last, catalogue, day)
    if lifted is not None and ended is not None:
        stands = f"{_gone(lifted, ended)}{stands[:1].lower()}{stands[1:]}"
    terms = _terms_of(last, chain, catalogue)
    sentences = [
        f"{stands}{scope} {paragraph.citation}{adopted} says: “{quote.quote}”.",
        *(f"{row.citation} says “{said.quote}”." for row, said in terms),
        *_caveats(last, catalogue, day),
        failed_at_the_end(last, catalogue, day),
        *_earlier(earlier, rows),
    ]
    allows = allowed_by(chain, catalogue)
    if allows is not None:
        sentences.insert(1, f"What is authorized: {allows.citation} says {authorized(allows)}.")
    beside = [d for d in chain if d.resolution == last.resolution and d.key in rows and d.key != last.key]
    days = days_beside(last, catalogue)[:_DAYS]
    if days:
        sentences.insert(1, "Days that the same text sets beside it:")
        sentences[2:2] = [
            f"- {row.citation}: {in_quotes(row, stretches(row, _IN_TIME, _SHORT_STRETCH, _VALUES))}" for row in days
        ]
    reviewed = review_of(last, catalogue)
    if reviewed is not None:
        sentences.append(f"They are kept under review: {reviewed.citation}.")
    # each one that is told of, and what the newest text decides beside
    mentioned = [*days, *([reviewed] if reviewed is not None else [])]
    shown = [*(said for _, said in terms), *(quotation(each) for each in (allows, ended) if each is not None)]
    mentioned += [rows[d.key] for d in [*earlier[:1], *earlier[1:][-_EARLIER:], *beside[:_EARLIER]]]
    return Draft(
        "\n".join(sentence for sentence in sentences if sentence),
        unique([quote, *([bears_on] if bears_on is not None else []), *shown, *(mention(row) for row in mentioned)]),
        evidence=tuple(dict.fromkeys([last.key, *(row.key for row in mentioned[::-1])])),
        goes_on=_goes_on(last, catalogue, day),
    )


def _without_an_if(
    last: MandateDecision, chain: Sequence[MandateDecision], rows: Mapping[str, Paragraph]
) -> MandateDecision:
    """Of several ends on which one text decides without a day, the last that comes without an "if"."""
    sure = [d for d in _ends_beside(last, chain) if d.key in rows and not CONDITIONAL.search(rows[d.key].words)]
    return sure[-1] if sure else last


def _ends_beside(last: MandateDecision, chain: Sequence[MandateDecision]) -> list[MandateDecision]:
    """The ends on which the text of a decision decides, where that is one without a day."""
    if last.action is not Action.END or last.until is not None:
        return []
    return [d for d in chain if d.resolution == last.resolution and d.action is Action.END and d.until is None]


def _terms_of(
    last: MandateDecision, chain: Sequence[MandateDecision], catalogue: Catalogue
) -> list[tuple[Paragraph, Citation]]:
    """What the text says by the number of the paragraph on an end without a day, and on what terms else it decides on one."""
    ends = {d.key for d in _ends_beside(last, chain)}
    rows = catalogue.paragraphs_of(last.resolution) if ends else []
    told = [row for row in rows if row.kind is Kind.OPERATIVE and row.key != last.key]
    told = [row for row in told if row.key in ends or (_names(row, last.key) and not keeps_on_the_agenda(row))]
    return [(row, whole_words(row, _SHORT_QUOTE)) for row in told[:_TERMS]]


def _names(row: Paragraph, key: str) -> bool:
    return any(each.pinpoint.key == key for each in find_citations(row.words, context=row.resolution, known=bool))


def _goes_on(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> bool | None:
    """Whether what was decided on holds on a day; ``None`` where the texts do not tell."""
    last_day = catalogue.last_day() or day
    if decision.becomes or _says_nothing(decision):
        return None
    if decision.action is Action.END:
        return False if decision.until is not None and decision.until <= min(day, last_day) else None
    if _measures_over(decision, catalogue, day) is not None:
        return None
    if decision.open_ended or decision.until is None or decision.until >= day:
        return True
    return None if decision.until > last_day else False


def _lifted_beside(chain: Sequence[MandateDecision], day: dt.date) -> MandateDecision | None:
    """Of measures of which some go on: the last decision that lifted by a day what was imposed before, where its date set up others
    instead."""
    if newest(chain).action is Action.END:
        return None
    ends = [d for d in chain if d.action is Action.END and measures_of(d.body.partition(" (")[0])]
    ends = [d for d in ends if d.until and d.until <= day]
    anew = {d.date for d in chain if d.action is Action.ESTABLISH and d.kind is BodyKind.MEASURES}
    return ends[-1] if ends and ends[-1].date in anew else None


def _gone(lifted: MandateDecision, row: Paragraph) -> str:
    """``Lifted by S/RES/9102 (2032), para. 1, on 1 May 2032 (“Decides to lift the arms embargo …”); what remains:``"""
    words = cut_short(row.words[lifted.start : lifted.end or None], _SHORT_QUOTE).rstrip(" ,;.")
    return f"Lifted by {row.citation}, on {day_in_words(lifted.until)} (“{words}”); what remains: "


def _extended_by(last: MandateDecision, lineage: Lineage, day: dt.date) -> MandateDecision | None:
    """The newest decision that extends the one on which a chain ends and that the chain, found by other words, does not hold."""
    catalogue = lineage.catalogue
    row = catalogue.paragraph(last.key)
    if row is None or last.action is Action.END or last.open_ended or last.kind not in _EXTENDED_BY_NUMBER:
        return None
    if last.until is None and last.kind is not BodyKind.PANEL:
        return None
    stands = standing(row, lineage, day)
    goes_on = stands.state is State.EXTENDED and stands.by != last.key
    later = stands.until is not None and (last.until is None or stands.until > last.until)
    if not stands.by or not (goes_on or later):
        return None
    decided = [d for d in catalogue.mandates_of(resolution_of(stands.by)) if d.key == stands.by]
    found = next((d for d in decided if d.until == stands.until or (goes_on and d.until is None)), None)
    if found is None or last.kind is not BodyKind.PANEL:
        return found
    # what extends "the decisions in paragraphs 2 and 3" does not say that one of them set up a panel
    return found.model_copy(update=last.model_dump(include={"body", "acronym", "kind", "place"}))


_EXTENDED_BY_NUMBER = (BodyKind.MEASURES, BodyKind.AUTHORIZATION, BodyKind.PANEL)


def _quotation_of(decision: MandateDecision, paragraph: Paragraph) -> Citation:
    start, end = decision.start, min(decision.end or len(paragraph.words), len(paragraph.words))
    if start == 0 and len(paragraph.words) <= _SHORT_QUOTE:
        end = len(paragraph.words)
    words = cut_short(paragraph.words[start:end], _LONGEST_QUOTE)
    said = words.rstrip(" ,;.\n").removesuffix(" and")  # which leads on to what else the paragraph decides
    return quotation(paragraph, start, start + len(said.rstrip(" ,;")))


def subject_of(decision: MandateDecision) -> str:
    """What the answer calls the body."""
    if decision.acronym and decision.body != decision.acronym:
        return f"{decision.body} ({decision.acronym})"
    name = decision.body
    return f"The {name}" if decision.kind is not BodyKind.MISSION else name


def in_short(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> str:
    """How it stands on a day after its newest decision."""
    name, until = subject_of(decision), day_in_words(decision.until)
    last_day = catalogue.last_day() or day
    plural = decision.kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION) and not decision.acronym
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
    if _says_nothing(decision):
        return f"{name}: no end was read in the texts that decide on it; whether it goes on is not told here."
    if (over := _measures_over(decision, catalogue, day)) is not None and over.until is not None:
        named = f" ({row.citation})" if (row := catalogue.paragraph(over.key)) is not None else ""
        return f"{name}: no decision that was read ends it; the measures that it is for ended or ran out on {day_in_words(over.until)}{named}."
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


def _measures_over(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> MandateDecision | None:
    """Of a committee that no text ends: the last decision on the measures at its place, where all of them are over by a day and no text that
    was adopted since goes back to what set it up."""
    if decision.kind is not BodyKind.COMMITTEE or decision.until is not None or not decision.place:
        return None
    at = [d for d in catalogue.mandates() if d.kind is BodyKind.MEASURES and d.place == decision.place and d.date]
    known = min(day, catalogue.last_day() or day)
    last = {d.body: d for d in at if d.date and d.date <= known}.values()
    end = max((d.until or dt.date.max for d in last), default=dt.date.max)
    if end >= known:
        return None
    citing = (catalogue.record(resolution_of(key)) for key, _ in catalogue.citing(decision.resolution))
    since = any(record is not None and record.date and record.date > end for record in citing)
    return None if since else max(last, key=lambda d: d.until or dt.date.min)


def _says_nothing(decision: MandateDecision) -> bool:
    """Whether something was set up without a word on how long it is to last."""
    silent = decision.until is None and not decision.open_ended
    return (
        silent and decision.action is Action.ESTABLISH and decision.kind in (BodyKind.MISSION, BodyKind.AUTHORIZATION)
    )


def _caveats(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> list[str]:
    last_day = catalogue.last_day()
    if last_day is None or day <= last_day:
        return []
    end = last_text(catalogue)
    if decision.action is Action.END:
        if decision.until and decision.until > last_day:
            return [
                f"It was decided in advance by S/RES/{decision.resolution}; completion itself is outside the corpus. {end}."
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
    kept = [*chain[-_TOLD:]]
    parts = [f"{rows[d.key].citation} ({says(d)})" for d in reversed(kept)]
    first = chain[0]
    if first not in kept:
        left = len(chain) - len(kept) - 1
        parts += [f"{counted(left, 'more decision')}"] if left > 0 else []
        # what goes on, or what others may do at a place, may have been set up by a text that the chain does not know
        sure = first.action is Action.ESTABLISH and first.kind is not BodyKind.AUTHORIZATION
        which = "first " if sure else ""
        parts.append(f"{which}{rows[first.key].citation} ({says(first)})")
    return [f"Earlier: {'; '.join(parts)}."]


def whole_words(row: Paragraph, longest: int = _LONGEST_QUOTE) -> Citation:
    """The words of a paragraph, or their beginning, of at most so many characters."""
    return quotation(row, 0, len(cut_short(row.words, longest).rstrip(" ,;.\n")))


def says(decision: MandateDecision) -> str:
    """What a decision does and to which day: "extended until 1 June 2030"."""
    verb = {Action.ESTABLISH: "established", Action.EXTEND: "extended", Action.CHANGE: "changed", Action.END: "ended"}[
        decision.action
    ]
    if decision.open_ended:
        return f"{verb}, open-ended"
    if decision.action is Action.CHANGE:
        return verb  # the day is that of what is changed, and need not be that of the change
    when = day_in_words(decision.until)
    return f"{verb} {'on' if decision.action is Action.END else 'until'} {when}" if when else verb
