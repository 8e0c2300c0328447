"""Questions on drafts that the Council voted on and did not adopt: which, when, by whose veto."""

from __future__ import annotations

import datetime as dt
import re

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.kinds.facts import adopted_then, matter_of, when_of
from assistant.reading.zero.question import Question
from assistant.records.members import members_in, name_of
from assistant.records.record import failed_in_words
from assistant.retrieval.vocabulary import words_of_places
from assistant.terms import stem, stems
from assistant.wording import counted, day_in_words, joined
from ingest.council import PERMANENT, SEATS
from ingest.places import places_in, without_places
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_FAILED = re.compile(
    r"\bdrafts?\b.*\b(?:veto\w*|fail\w*|reject\w*|defeat\w*|(?:not|never|n['’]t)\s+(?:be\s+|been\s+)?adopt\w*)"
    r"|\b(?:veto\w*|fail\w*|reject\w*|defeat\w*|unadopted)\b.*\bdrafts?\b|\bvetoe[sd]\b(?!.*\bresolution \d)|\b(?:cast|use[ds]?)\b.*\bvetoe?s?\b"
    r"|\b(?:which|what|how\s+many)\s+(?:[\w-]+\s+){0,2}?(?:resolutions?|texts?|proposals?)\b[^?]*\bveto\b"
    r"|^\W*(?:what\s+)?(?:did|has|have)\s+[^?]{3,50}\bveto(?:ed)?\b(?!.*\bresolution \d)",
    re.IGNORECASE,
)
_VETO = re.compile(r"\bveto", re.IGNORECASE)
_FRAME = re.compile(
    r"\b(?:drafts?|resolutions?|veto\w*|fail\w*|reject\w*|defeat\w*|cast|used?|times|often|ever|council|members?|not|never|adopted)\b",
    re.IGNORECASE,
)
_SHOWN = 40


def asks_for_failed_drafts(question: Question) -> bool:
    """Whether drafts are asked for that failed, and no resolution by its number."""
    return not question.numbers and _FAILED.search(question.standalone) is not None


def answer_failed_drafts(question: Question, catalogue: Catalogue) -> Draft:
    """All drafts that failed, of the years, the matter and the vetoing members that the question names; newest last."""
    text = question.standalone
    vetoed = _VETO.search(text) is not None
    # Only a permanent member can veto: any other State that is named is the matter.
    vetoers = list(dict.fromkeys(code for code, _ in members_in(text) if code in PERMANENT)) if vetoed else []
    rest = _FRAME.sub(" ", _without_vetoers(text) if vetoed else text)
    places, besides = frozenset(places_in(rest)), stems(without_places(rest))
    meant = frozenset(() if places else places_in(words_of_places(rest)))  # of an event, of which one may be meant
    matter = [each for each in matter_of(rest) if each in besides]
    strange = [each for each in matter if not any(_is_on(draft, [each]) for draft in catalogue.rejected_drafts())]
    left_out = strange if len(strange) < len(matter) or places or meant else []
    matter = [each for each in matter if each not in left_out]
    then = [
        draft
        for draft in catalogue.rejected_drafts()
        if _then(draft, question)
        and (not vetoed or draft.vetoed_by)
        and all(any(code in draft.vetoed_by for code in SEATS.get(each, (each,))) for each in vetoers)
    ]
    there = [draft for draft in then if _is_there(draft, places, meant)]
    found = [draft for draft in there if _is_on(draft, matter)]
    if not found and (places or meant):  # the place tells more than the other words
        found, left_out = there, [*left_out, *matter]
    words = [word for word in re.findall(r"[\w-]+", rest) if stem(word) in {*matter_of(rest)} - {*left_out}]
    unused = [f"“{word}”" for word in re.findall(r"[\w-]+", rest) if stem(word) in left_out]
    by = f" vetoed by {' and '.join(name_of(code) for code in vetoers)}" if vetoers else " vetoed" if vetoed else ""
    on = f" on {' '.join(words)}" if words else f" on {' or '.join(sorted(meant))}" if meant else ""
    which = f"{by}{on}{when_of(question)}"
    end = f"{f'No record uses {joined(unused)}. ' if unused else ''}{_coverage(catalogue)}"
    if not found and _not_covered(question, catalogue):
        return Draft(
            f"No failed draft{which} can be told of: the records that were read do not go there. {end}",
            status=Status.REFUSED,
        )
    if not found:
        return Draft(
            f"The records hold no failed draft{which}, by the words of agenda item and description. {end}",
            resolutions=(),
        )
    wider = [draft for draft in then if draft not in found and places & _UNDER.get(_plain(draft), frozenset())]
    if wider:
        beside = "\n".join(f"- {failed_in_words(draft)}{_about(draft)}" for draft in wider[-_SHOWN:])
        end = (
            f"Under a wider agenda item, of which the records tell no more, {counted(len(wider), 'other draft')} "
            f"failed{by}{when_of(question)}; which of them are on {joined(sorted(places))} is not recorded:\n{beside}\n"
            f"Chosen by the words of agenda item and description. {end}"
        )
    elif matter or places:
        end = f"Chosen by the words of agenda item and description: drafts under a wider item are not among them. {end}"
    listed = "\n".join(f"- {failed_in_words(draft)}{_about(draft)}" for draft in found[-_SHOWN:])
    more = f" The newest {_SHOWN}:" if len(found) > _SHOWN else ""
    return Draft(
        f"The records hold {counted(len(found), 'failed draft')}{which}.{more}\n{listed}\n{end}", resolutions=()
    )


_MIDDLE_EAST = frozenset(("Syria", "Lebanon", "Yemen"))
# Items that say nothing of the country, and the countries on which drafts were put to the vote under them.
_UNDER = {"middle east": _MIDDLE_EAST, "the situation in the middle east": _MIDDLE_EAST}


def _is_there(draft: RejectedDraft, places: frozenset[str], meant: frozenset[str]) -> bool:
    own = set(places_in(_matter(draft)))
    return places <= own and (not meant or bool(meant & own))


def _matter(draft: RejectedDraft) -> str:
    return f"{draft.agenda} {draft.subject}"


def _plain(draft: RejectedDraft) -> str:
    return _matter(draft).strip(" .").lower()


def _is_on(draft: RejectedDraft, matter: list[str]) -> bool:
    """ "Palestine" also finds "Palestinian": a stem needs only open a word."""
    held = stems(_matter(draft))
    return all(any(word.startswith(each) for word in held) for each in matter)


def _about(draft: RejectedDraft) -> str:
    matter = draft.agenda or draft.subject
    return f" ({matter})" if matter else ""


def _then(draft: RejectedDraft, question: Question) -> bool:
    if draft.date is None:
        return question.year_from is None and question.year_to is None and not question.dates
    years = (question.year_from or 0) <= draft.date.year <= (question.year_to or 9999)
    return years and adopted_then(Resolution(number=1, year=draft.date.year, date=draft.date), question)


def _without_vetoers(text: str) -> str:
    for code, start in reversed(members_in(text)):
        if code not in PERMANENT:
            continue
        name = next((n for n in (name_of(code),) if text[start:].startswith(n)), text[start:].split(" ", maxsplit=1)[0])
        text = text[:start] + " " + text[start + len(name) :]
    return text


def _not_covered(question: Question, catalogue: Catalogue) -> bool:
    """Whether the time that is asked for lies before the records: then that none is held says nothing."""
    days = [draft.date for draft in catalogue.rejected_drafts() if draft.date]
    begins = [day.begins for day in question.dates]
    begins += [dt.date(question.year_to, 12, 31)] if question.year_to else []
    return bool(days and begins) and max(begins) < dt.date(min(days).year, 1, 1)


def _coverage(catalogue: Catalogue) -> str:
    every = [draft.date for draft in catalogue.rejected_drafts() if draft.date]
    if not every:
        return "No record of a failed draft has been read: bring a table of votes with `unsc ingest PATH…`."
    first, last = min(every), max(every)
    return f"Covered: {counted(len(every), 'failed draft')} in the records read, {_span(first, last)}."


def _span(first: dt.date, last: dt.date) -> str:
    return f"from {day_in_words(first)} to {day_in_words(last)}"
