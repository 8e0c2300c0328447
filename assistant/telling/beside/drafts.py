"""Matters on which the Council adopted nothing and drafts failed: what is known of them by name, and what the records of the votes tell."""

from __future__ import annotations

import datetime as dt

from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects
from assistant.records.matters.drafts_by_name import drafts_named
from assistant.records.matters.themes import asks_for_admissions, recommends_admission
from assistant.records.record import failed_in_words
from ingest.places import places_in, places_of_members
from ingest.rejected import RejectedDraft
from vectorstore.catalogue import Catalogue


def only_drafts(mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> str:
    """That on what a question names the Council adopted nothing, with the drafts that failed; empty where it names no such thing, and
    where it names a resolution."""
    named = drafts_named(mentions)
    if mentions.understood.references and not named:
        return ""
    drafts = [draft for draft in catalogue.rejected_drafts() if draft.symbol in named] if named else []
    drafts = drafts or _only_drafts_on_its_admission(mentions, catalogue)
    drafts = drafts or _only_drafts_of_that_time(mentions, subjects, catalogue)
    if not drafts:
        return _no_admission(mentions, catalogue)
    by = next(filter(None, (named.get(draft.symbol) for draft in drafts)), "")
    matter, were = f" ({by})" if by else "", "the draft was" if len(drafts) == 1 else "the drafts were"
    failed = ". ".join(map(failed_in_words, drafts))
    # a question may have it the other way round: a draft may have been to authorize strikes, or to end them
    unknown = "Its words are not held here" if len(drafts) == 1 else "Their words are not held here"
    return f"No resolution of the corpus is on this{matter}; {were} not adopted. {failed}. {unknown}: what was proposed is not told."


def _no_admission(mentions: Mentions, catalogue: Catalogue) -> str:
    """That no resolution recommends the admission of the one place that a question on membership names, which is none of the Members, under
    whatever name; empty for these: some were admitted under a name of which the texts of others do not tell."""
    places = {each.meaning for each in mentions.places}
    if len(places) != 1 or not asks_for_admissions(mentions.text) or places & places_of_members():
        return ""
    records = filter(None, map(catalogue.record, catalogue.numbers()))
    if any(recommends_admission(each, places, catalogue) for each in records):
        return ""
    return f"No resolution of the corpus recommends the admission of {next(iter(places))} to membership in the United Nations."


def _only_drafts_of_that_time(mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> list[RejectedDraft]:
    """The drafts that failed on the places of a question in the short time that it names, in which no text was adopted that names one of them."""
    (since, until), places = mentions.period, {each.meaning for each in mentions.places}
    if not (since and until and places) or until - since > _A_YEAR:
        return []
    on_it = ((draft, f"{draft.agenda} {draft.subject}") for draft in catalogue.rejected_drafts())
    failed = [d for d, matter in on_it if d.date and since <= d.date <= until and places & {*places_in(matter)}]
    naming = subjects.at(places).union(*map(catalogue.texts.resolutions, places)) if failed else ()
    adopted = (subjects.adopted(number) for number in naming)
    return failed if not any(day is not None and since <= day <= until for day in adopted) else []


_A_YEAR = dt.timedelta(days=366)


def _only_drafts_on_its_admission(mentions: Mentions, catalogue: Catalogue) -> list[RejectedDraft]:
    """The drafts that failed on the admission of the one place that a question on membership names, where no resolution recommends it; none for
    other questions, and where no draft failed: a State may have been admitted under another name."""
    places = {each.meaning for each in mentions.places}
    if len(places) != 1 or not asks_for_admissions(mentions.text):
        return []
    on_it = ((draft, f"{draft.agenda} {draft.subject}") for draft in catalogue.rejected_drafts())
    failed = [draft for draft, matter in on_it if asks_for_admissions(matter) and places & {*places_in(matter)}]
    records = filter(None, map(catalogue.record, catalogue.numbers() if failed else ()))
    return failed if not any(recommends_admission(each, places, catalogue) for each in records) else []
