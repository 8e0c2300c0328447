"""Names and names given: whom a question says that a text names, and as what it says that the text describes somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.question import Question
from assistant.retrieval.names.in_office import persons_in_office
from assistant.retrieval.names.place_names import is_person, places_named
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import content_stems, stems
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution

_AS = re.compile(
    r"\b(?:nam|brand|call|label|describ|denounc|identif|portray|depict|regard|treat|stigmati[sz]|characteri[sz])\w*\b[^?.;]{0,60}?\bas\s+(?:the\s+|an?\s+)?(?P<what>[\w’'-]+(?:\s+[\w’'-]+){0,2})",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"\bby\s+name\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;'’)] )[A-Z][\w’'-]{2,}(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]{2,})*")
_OF_THE_COUNCIL = frozenset(("Council", "Security Council", "UN", "United Nations"))


def not_named_so(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the text is said to name somebody "by name", or to describe somebody as what it has no word for."""
    if not takes_for_granted(question):
        return []
    said = []
    if _BY_NAME.search(question.topic):
        operative = "\n".join(row.words for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX})
        names = [name for name in _NAME.findall(question.topic) if name not in _OF_THE_COUNCIL]
        missing = [
            name for name in names if name.split()[-1] not in operative or (" of " in name and name not in operative)
        ]
        said += [f"No operative paragraph of {record.symbol} names {name}." for name in missing[:1]]
    match = _AS.search(question.topic)
    if match is not None and not said:
        asked = content_stems(match["what"])[:1]
        meant = {*asked, *stems(" ".join(in_the_register(match["what"])))}
        text = stems("\n".join(row.words for row in rows))
        if asked and not meant & text and not any(each[:5] in {word[:5] for word in text} for each in asked):
            said.append(
                f"{record.symbol} describes nobody as {match['what'].strip()}: no word for it stands in its text."
            )
    said += [] if said else _persons_not_named(question, record, rows)
    return [Draft(each, status=Status.CORRECTED) for each in said]


_OF_A_PERSON = (
    r"(?:appoint|nam|declar|arrest|blam|accus|brand|dismiss|bur|execut|hang|free|releas|pardon|elect|install|crown|remov|oust|exil|indict|convict|sentenc|assassinat|kill|murder|nominat|prais|mourn|prosecut|list|blacklist|sanction|expel|reinstat|summon|recommend|propos|put forward|designat|choos|chose|select)"
    r"(?:e|es|ed|y|ied|ies|s|ing|led|ling)?"
)
A_POST = r"(?:prosecutor|secretary|president|commander|judge|registrar|ombuds|head|envoy|representative|mediator|commissioner|governor)"
_TO_A_PERSON = r"(?:step(?:s|ped)? (?:down|aside)|becom(?:e|es|ing)|resign(?:s|ed)?|is named|was named|is called|by name|himself|herself|in person|to The Hague|head of|death of|trial of|murder of|visit of|arrest of|elections? of|dismissal of|burial of|exile of|release of|capture of|removal of)"


def _persons_not_named(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[str]:
    """A sentence on the first person to whom the question says that something is done by name, and whom no paragraph names."""
    topic = question.topic
    text = "\n".join([*(row.words for row in rows), record.subject, record.agenda]).lower()
    appointing = "\n".join(row.words for row in rows if row.kind is Kind.OPERATIVE and APPOINTS.match(row.words))
    if appointing and _IS_APPOINTED.search(topic):  # the preamble may name who held the post before
        text = appointing.lower()
    for name in persons_named(topic):
        near = rf"\b{_OF_A_PERSON}\s+(?:(?:the|general|president|colonel|judge|as|that)\s+){{0,3}}(?i:{re.escape(name)})|{re.escape(name)}(?:['’]s)?\b[^?.;]{{0,30}}\b(?:{_TO_A_PERSON}|{_OF_A_PERSON})\b|{re.escape(name)}\s+(?:as\s+)?(?:(?:the|an?|its|chief|new|next)\s+){{0,2}}{A_POST}|\b{_TO_A_PERSON}\s+(?:\w+\s+)?{re.escape(name)}"
        surname = name.split()[-1].split("-")[-1].lower()
        if (
            re.search(near, topic, re.IGNORECASE)
            and surname not in text
            and not get_close_matches(surname, re.findall(r"\w{4,}", text), 1, 0.8)
        ):
            where = "no paragraph that fills a post" if text == appointing.lower() else "no paragraph"
            return [f"{record.symbol} does not name {name}: {where} has the name."]
    return []


def persons_named(topic: str) -> list[str]:
    """The persons in a question: those of the list, two names together, a name after a title, those known by an office."""
    persons = [name for name, _ in places_named(topic) if is_person(name)]
    persons += [m[0] for m in _TWO_NAMES.finditer(topic) if not places_named(m[0]) and not places_in(m[0])]
    persons += [m[1] for m in _WITH_A_TITLE.finditer(topic) if not places_named(m[1]) and not places_in(m[1])]
    return persons + persons_in_office(topic)


_IS_APPOINTED = re.compile(
    r"\b(?:appoint(?:s|ed)?|recommend(?:s|ed)?|nominat(?:e|es|ed)|propos(?:e|es|ed)|put forward|becom(?:e|es|ing))\b",
    re.IGNORECASE,
)
APPOINTS = re.compile(
    r"\W*(?:Decides to |Decides, )?(?:re)?appoints?\b[^;]{0,20}?\b(?:Mr|Mrs|Ms|Judge|Sir|Dr)\b"
    r"|\W*Recommends\b[^;]{0,80}\b(?:Mr|Mrs|Ms)\b[^;]{0,60}\bappointed\b",
    re.IGNORECASE,
)


_WITH_A_TITLE = re.compile(
    r"\b(?:[Gg]eneral|[Pp]resident|[Cc]olonel|[Cc]ommander|[Jj]udge|[Aa]rchbishop|[Ss]heikh|[Pp]rince|[Aa]mbassador|[Cc]aptain|[Ll]eader|[Mm]inister) ((?!of\b)[A-Z][a-zà-ÿ’'-]{3,})"
)
_TWO_NAMES = re.compile(
    r"(?<=[\w,;'’)] )(?!(?:Security|United|General|Secretary|Special|African|European|Member|South|North|East|West|Latin|Arab|Soviet|International|High|Prime|Red|World|New|Middle|Islamic|Free|Northern|Southern|Western|Eastern|Central|The|Security|Gaza|Truce)\b)"
    r"[A-Z][a-zà-ÿ’'-]+ (?:al-)?(?!(?:Council|Nations|Assembly|General|Representative|Union|States?|Republic|Court|Commission|Committee|Mission|Force|Group|Envoy|Front|Army|Party|Movement|Agreement|Accords?|Peace|Conference|Treaty|Convention|Protocol|Government|Islands?|Strip|Bank|Sea|Strait|Canal|Heights|Valley|River|War|Act|Forces?|Board|Plan|Fund)\b)(?:(?:de|del|van|von|bin|ibn|bint) )?[A-Z][a-zà-ÿ’'-]+(?: (?:de|del|van|von) [A-Z][a-zà-ÿ’'-]+)?"
)
