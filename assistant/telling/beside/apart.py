"""What tells that a lead may not be what was asked: it is on another place, or of another time."""

from __future__ import annotations

import datetime as dt

from assistant.answer import Status
from assistant.assumed.found import Text
from assistant.draft import Draft
from assistant.plan import SubjectKind
from assistant.reading.assumptions import asks_for_a_resolution, asks_whether
from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects
from assistant.records.matters.saying import in_brackets_alone
from assistant.records.matters.themes import asks_for_admissions, recommends_admission
from assistant.wording import joined
from ingest.pinpoint import Kind, resolution_of
from ingest.places import is_part_of_another, names_of_place, names_of_state, places_in
from vectorstore.catalogue import Catalogue


def apart(draft: Draft, mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> str:
    """A sentence where the lead is on another place or body, or of another time, than a question that names no text; empty else."""
    return (
        on_another_place(draft, mentions, catalogue)
        or _on_another_body(draft, mentions, subjects, catalogue)
        or _of_another_time(draft, mentions, catalogue)
    )


def _on_another_body(draft: Draft, mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> str:
    """A sentence where the text of the lead neither decides on the one body that a question names nor has one of its names; empty else."""
    lead = next((each.key for each in draft.citations if each.key), "")
    named = [each for each in mentions.named if each.is_name and each.kind is SubjectKind.MISSION and each.subject]
    entry = subjects.entry(named[0].subject) if len(named) == 1 and named[0].subject is not None else None
    record = catalogue.record(resolution_of(lead)) if lead and entry is not None else None
    if entry is None or record is None or mentions.references or draft.status is not Status.ANSWERED:
        return ""
    if record.number in {*entry.roots, *(each.resolution for each in entry.decisions)}:
        return ""
    words = " ".join([record.subject, *(row.words for row in catalogue.paragraphs_of(record.number))])
    if any(name in words for name in (*entry.names, entry.title, mentions.text[named[0].start : named[0].end])):
        return ""
    return f"{record.symbol} does not name {entry.acronym or entry.title}; see whether it is what is asked for."


def _of_another_time(draft: Draft, mentions: Mentions, catalogue: Catalogue) -> str:
    """A sentence where a question asks for a resolution, or whether something was decided, at a time past, and the lead was adopted in another year
    and does not name that one; empty else."""
    lead = next((each.key for each in draft.citations if each.key), "")
    record, (since, until) = catalogue.record(resolution_of(lead)) if lead else None, mentions.period
    sought = asks_for_a_resolution(mentions.text) or asks_whether(mentions.text)
    if record is None or record.date is None or not sought or mentions.references or mentions.events:
        return ""
    past = until is not None and mentions.last_day is not None and until <= mentions.last_day
    if not mentions.days or since is None or until is None or not past:
        return ""
    row = catalogue.paragraph(lead)
    named = row is not None and any(str(year) in row.words for year in range(since.year, until.year + 1))
    if named or since - _A_YEAR <= record.date <= until + _A_YEAR:
        return ""
    years = str(since.year) if since.year == until.year else f"{since.year} to {until.year}"
    return f"{record.symbol} is not of {years}; see whether it is what is asked for."


_A_YEAR = dt.timedelta(366)  # in which the Council acts on what happened


def on_another_place(draft: Draft, mentions: Mentions, catalogue: Catalogue) -> str:
    """A sentence where the text of the lead names none of the places of a question that names no text; empty else."""
    lead = next((each.key for each in draft.citations if each.key), "")  # what a model makes up has no key
    record = catalogue.record(resolution_of(lead)) if lead else None
    if record is None or draft.status is not Status.ANSWERED or mentions.references:
        return ""
    if names_a_place(record.number, mentions, catalogue):
        admits = (
            mentions.places and not asks_for_admissions(mentions.text) and recommends_admission(record, (), catalogue)
        )
        return (
            f"{record.symbol} is on the admission of a Member; see whether it is what is asked for." if admits else ""
        )
    asked = tuple(dict.fromkeys(each.meaning for each in mentions.places))
    words = " ".join(row.words for row in catalogue.paragraphs_of(record.number))
    names = any(in_brackets_alone([place, *names_of_place(place)], words) for place in asked)
    said = "is not on" if names else "does not name"
    return f"{record.symbol} {said} {joined(asked, 'or')}; see whether it is what is asked for."


def names_a_place(number: int, mentions: Mentions, catalogue: Catalogue) -> bool:
    """Whether a resolution names one of the places of a question, or there is none to name."""
    record = catalogue.record(number)
    if record is None or not mentions.places:
        return True
    text = Text(record, [row for row in catalogue.paragraphs_of(number) if row.kind is not Kind.HEADING])
    words = " ".join([record.subject, *(row.words for row in text.rows)])
    # an agenda item is of several places, of which a text may be on one
    on = {*places_in(words)} or text.places
    subjects = " ; ".join(each.subject.name for each in mentions.named if each.subject is not None)
    if on & {*places_in(subjects)}:
        return True  # "the experts on Azuria" may be those on West Azuria
    for place in dict.fromkeys(each.meaning for each in mentions.places):
        followed = {*places_in(place)} or {place}
        as_asked = [mentions.text[each.start : each.end] for each in mentions.places if each.meaning == place]
        names = [place, *(name for each in followed for name in names_of_place(each)), *as_asked]
        if in_brackets_alone(names, words):
            continue
        if (followed | names_of_state(place)) & on or (not is_part_of_another(place) and text.has(names)):
            return True
    return False
