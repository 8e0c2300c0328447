"""Whether a person is still on a sanctions list, as far as the resolutions themselves name or remove persons."""

from __future__ import annotations

import datetime as dt
import re

from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.terms import proper_names
from assistant.wording import day_in_words
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"\b(?:sanctions?\s+list|lists?|listed|blacklist\w*|delist\w*|de-list\w*|sanction\w*|designat\w*|travel\s+ban|asset\s+freeze|frozen)\b",
    re.IGNORECASE,
)
# "decides that A and B are delisted", and not what is said on names that may be removed
_REMOVES = re.compile(
    r"(?<!name\s)\b(?:is|are|be|to)\s+(?:hereby\s+)?(?:de-?list(?:ed)?|removed?)\b[^;]{0,90}\blist\b", re.IGNORECASE
)
_LISTS = re.compile(r"\b(?:list|freeze|travel|ban|sanction\w*|measures)\b", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"Al-Qaida|Qaida|Taliban|ISIL|Da['’]?esh|Islamic|State|Security|Council|Sanctions?|Committee|List|President|Mr|Ms|Al-Nusra|Front|Nusrah|Korea|Monitoring|Teams?|Ombudsperson|Office|Panel|Experts|United|Nations|Focal|Point|(?:De-?)?listing|Humanitarian|Mechanism",
    re.IGNORECASE,
)


def answer_on_a_list(question: Question, catalogue: Catalogue, day: dt.date) -> Draft | None:
    """What the newest operative paragraph by ``day`` does with the person named; ``None`` where none names the person."""
    names = [
        name
        for name in proper_names(question.standalone)
        if not places_in(name) and not _NO_PERSON.search(name) and len(name) > 3
    ]
    if not names or not _ASKED.search(question.standalone):
        return None
    rows = [row for row in _naming(names, catalogue) if _adopted(row, catalogue, day)]
    removing = [
        row for row in rows if row.verb == "decides" and row.kind is Kind.OPERATIVE and _REMOVES.search(row.words)
    ]
    if not removing:
        return None
    last = removing[-1]
    quote = quotation(last)
    record = catalogue.record(last.resolution)
    adopted = day_in_words(record.date) if record is not None else ""
    before = [row for row in rows if row.resolution < last.resolution]
    lines = [
        f"Taken off the list by the Council itself, with effect from {adopted}.",
        f"{last.citation}, adopted on {adopted}, says: “{quote.quote}”.",
        *([f"Named before in {'; '.join(row.citation for row in before[-3:])}."] if before else []),
        f"{last_text(catalogue)}; what the committee on a list decides is not in it.",
    ]
    cited = unique([quote, *(mention(row) for row in before[-3:])])
    return Draft("\n".join(lines), cited, evidence=(last.key, *(row.key for row in before[-3:])))


def _naming(names: list[str], catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs on lists that hold the whole name, oldest first."""
    longest = max(names, key=len)
    rows = catalogue.select(phrase=longest)
    return [row for row in rows if all(name in row.words for name in names) and _LISTS.search(row.words)]


def _adopted(row: Paragraph, catalogue: Catalogue, day: dt.date) -> bool:
    record = catalogue.record(row.resolution)
    return record is not None and record.date is not None and record.date <= day
