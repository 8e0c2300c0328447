"""Names and measures in a question that the resolution it names never uses: the question takes for granted that it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.kinds.turned_round import PERMANENT
from assistant.reading.zero.question import Question
from assistant.records.matters.deeds import founding_of, foundings_of
from assistant.records.matters.names import names_of_bodies
from assistant.retrieval.names.place_names import is_place, places_named
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import acronyms, proper_names, stems
from assistant.wording import joined
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


def names_that_do_not_occur(question: Question, number: int, catalogue: Catalogue) -> list[str]:
    """Names in capitals and measures in the question that the named resolution never uses: the question takes for
    granted that it does."""
    rows = catalogue.paragraphs_of(number)
    record = catalogue.record(number)
    text = " ".join(
        [
            *(row.words for row in rows),
            *(heading for row in rows for heading in row.section),
            record.subject if record else "",
            record.agenda if record else "",
        ]
    )
    filed = " ".join(record.topics) if record else ""
    absent = [
        name
        for name in acronyms(question.topic)
        if not re.fullmatch(r"[IVX]+", name)
        and not re.search(rf"\b(?:{re.escape(name)}|{re.escape(name.capitalize())})\b", text)  # "Eufor"
        and not any(
            full.lower().removeprefix("united nations ") in text.lower() for full in _full_names(name, catalogue)
        )
        and not _is_at_work_there(name, number, text, catalogue)
        and not any(row.resolution == number for row in foundings_of(name, catalogue))
        and not _is_told_in_words(name, text)
    ]
    # A mission often gets its short name after the text that set it up: those who cite that text then use it.
    later = (
        " ".join(row.words for row in catalogue.paragraphs(key for key, _ in catalogue.citing(number)).values())
        if absent
        else ""
    )
    missing = [name for name in absent if name not in later or _founded_after(name, number, catalogue)]
    low = text.lower()
    missing += [
        asked.group()
        for word, written in _MEASURES.items()
        if (asked := re.search(rf"\b{word}\w*", question.topic, re.IGNORECASE)) and not re.search(written, low)
    ]
    says_about = _SAYS_ABOUT.search(question.standalone) is not None
    elsewhere = " ".join(title for other, title in catalogue.titles().items() if other != number)
    missing += [
        name
        for name, written in places_named(question.topic)
        if not _stands_in(low, name, written) and name not in filed
    ]
    aliases = {
        word for name, written in places_named(question.topic) if _stands_in(low, written) for word in name.split()
    }
    missing += [
        name
        for name in proper_names(_OF_AN_EVENT.sub(" ", question.topic))
        if name not in aliases
        and name not in _OF_LANDSCAPES
        and name[: max(4, len(name) - 2)].lower() not in low
        and name not in filed
        and (
            elsewhere.count(name) >= _A_MATTER
            or (says_about and not is_place(name) and _is_a_matter(name, low, catalogue))
        )
    ]
    return list(dict.fromkeys(missing))


def _is_told_in_words(name: str, text: str) -> bool:
    """Whether a text has most of the words that resolutions use for a short name: WMD, IDPs, SALW."""
    written = stems(words_of_the_texts(name))
    return bool(written) and 2 * len(written & stems(text)) > len(written)


def state_not_there(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for a State that the question says is charged or let, or to which somebody is sent, and that the text never
    names."""
    match = _CHARGED.search(question.topic) or _SENT_TO.search(question.topic)
    who = match["who"] if match and takes_for_granted(question) else ""
    led = match is not None and _LET.match(match[0])  # "Member States" that are let act may be any of them
    places = places_in(who) or ([] if led else PERMANENT.findall(who))
    text = " ".join([*(row.words for row in rows), record.subject, record.agenda, *record.topics])
    for name in places[:1]:
        if not any(word in text for word in own_words(name)):
            return [Draft(f"{record.symbol} does not speak of {name}.", status=Status.CORRECTED)]
    return []


_CHARGED = re.compile(
    r"\b(?:order|tell|require|oblige|force|compel|exempt|allow|permit|authori[sz]e|urge|instruct|invite|ask|call(?:s|ed)? (?:up)?on|let|condemn|blame|accuse)(?:s|d|ed)?\s+(?:the )?(?P<who>(?:[A-Z][\w’'-]+\s*){1,3})"
)


_LET = re.compile(r"exempt|allow|permit|authori|let|invite", re.IGNORECASE)
_SENT_TO = re.compile(
    r"\b(?:send|sent|deploy|dispatch|station|base|establish|create|set|sets|keep|field|place|open|launch|post)(?:s|d|ed)?\b(?:(?!\bfor\b)[^?.;]){1,50}?\b(?:in|to|into|at)\s+(?:the\s+)?(?P<who>(?:[A-Z][\w’'-]+\s*){1,3})\W*$"
)


def _is_a_matter(name: str, low: str, catalogue: Catalogue) -> bool:
    """Whether many other resolutions use a name, and this text no other spelling of it (Hizbollah)."""
    if get_close_matches(name.lower(), set(re.findall(r"\w{4,}", low)), n=1, cutoff=0.75):
        return False
    rows = catalogue.select(phrase=name, limit=_ENOUGH)
    return len({row.resolution for row in rows if re.search(rf"\b{name}\b", row.words)}) >= _IN_TEXTS


# The name of an event tells which text is meant, and need not stand in it.
_OF_AN_EVENT = re.compile(
    r"\b(?:[A-Z][\w’'-]+ )+(?:War|war|Crisis|crisis|Massacre|massacre|Accords?|Genocide|genocide)\b"
)
# "The Gulf" is "the region" in a text.
_OF_LANDSCAPES = frozenset(
    "Gulf Strait Straits Bay Sea Ocean Coast Peninsula Valley Island Islands Mountains Desert".split()
)
_SAYS_ABOUT = re.compile(r"\b(?:about|mention\w*|speaks?|regarding|concerning)\b", re.IGNORECASE)
_ENOUGH = 60  # paragraphs that are looked at
_IN_TEXTS = 10  # resolutions whose texts use a name that is no chance mention


# So many library descriptions must use a name before its absence from one resolution says that it is about another matter.
_A_MATTER = 3


def _stands_in(low: str, *names: str) -> bool:
    """Whether one of the names, or an adjective made from it (Iraq, Iraqi), stands in a text in lower case."""
    short = [name.lower().partition(" of ")[0] for name in names if " of " in name]  # "United Kingdom of Great …"
    words = [word.lower() for name in names for word in own_words(name)]
    return any(word in low for word in [*words, *(each for each in short if " " in each)])


def _founded_after(name: str, number: int, catalogue: Catalogue) -> bool:
    """Whether a later resolution established a body: this one cannot speak of it."""
    row = founding_of(name, catalogue)
    return row is not None and row.resolution > number


def _full_names(acronym: str, catalogue: Catalogue) -> set[str]:
    """What the corpus, or the list of operations, calls the body with that short name in full."""
    listed = names_of_bodies().get(acronym)
    return {*([listed] if listed else []), *_bodies_known_as(acronym, catalogue)}


def _bodies_known_as(acronym: str, catalogue: Catalogue) -> set[str]:
    return {decision.body for decision in catalogue.mandates() if decision.acronym == acronym}


def _is_at_work_there(name: str, number: int, text: str, catalogue: Catalogue) -> bool:
    """Whether a text speaks of forces of the United Nations in the land of an operation of the list that no text founds
    later: early texts call an operation by no name."""
    lands = [word for place in places_in(names_of_bodies().get(name, "")) for word in own_words(place)]
    there = any(word in text for word in lands) and _UN_FORCES.search(text)
    return bool(there) and not _founded_after(name, number, catalogue)


_UN_FORCES = re.compile(r"\bUnited Nations (?:\w+ )?(?:forces?|personnel|Command|troops|observers|Operation|Mission)\b")


def what_it_establishes(question: Question, number: int, catalogue: Catalogue) -> str:
    """A correction where the question says that a resolution established one body and its text establishes another."""
    asked = acronyms(question.topic)
    if not asked or not _FOUNDING.search(question.topic):
        return ""
    founding = [
        row
        for row in catalogue.paragraphs_of(number)
        if row.kind is Kind.OPERATIVE and _FOUNDING.search(row.text[:200]) and acronyms(row.text)
    ]
    founded = [name for row in founding for name in acronyms(row.text)]
    if not founded or any(name in founded for name in asked):
        return ""
    return f"No paragraph of {number} that establishes anything speaks of {joined(asked)}; {founding[0].citation} speaks of {founded[0]}."


_FOUNDING = re.compile(
    r"\b(?:establish|creat|set(?:s|ting)? up|found(?:ed|s|ing)\b|deploy)\w*|into (?:being|existence)\b|to life\b",
    re.IGNORECASE,
)
# Older texts order a ban and call it nothing: "cease the sale and shipment", "break off relations".
_STOPS_TRADE = (
    r"\b(?:ceas(?:e|es|ing)\b(?!-)|stop\w*|halt\w*|refrain\w*|desist\w*|prohibits?\b|prohibition of|suspen\w+|interrupt\w*|discontinu\w*|withhold\w*|deny|shall not)"
    r"[^.;]{0,60}\b(?:sales?|sell\w*|suppl\w+|import\w*|export\w*|deliver(?:y|ies)|shipments?|provision|providing|transfers?|purchas\w+)\b"
)
_CUTS_TIES = (
    r"\b(?:break|sever|suspen\w+|interrupt\w*)\b[^.;]{0,60}\brelations\b"
    r"|\bstates\b[^.;]{0,80}\bshall prevent\b|\bdeny (?:\w+ ){0,3}(?:permission|aircraft|entry)\b"
)
# measures as people name them: how a text that has them says it; of their general names none is missed for its word alone
_MEASURES = {
    "sanction": rf"sanction|embargo on\b|complete embargo|\barticles? (?:39 and )?41\b|{_STOPS_TRADE}|{_CUTS_TIES}|\bmeasures (?:imposed|set out|contained|specified|described|referred to|in|of) (?:by |in )?paragraph|\bshall (?:\w+ ){{0,3}}(?:prevent|freeze|prohibit)|necessary measures to prevent",
    "embargo": rf"embargo|{_STOPS_TRADE}|\b(?:prevent|prohibit)\b[^.;]{{0,90}}\b(?:sales?|supply|imports?|exports?|deliver\w*)\b|\bprohibitions? (?:established|imposed|contained|set)|\bmaritime shipping|\bshipping laid down|\bprovisions [^.;]{{0,40}}shipping",
    "peacekeeping": r"peace-?\s?keeping|united nations (?:\w+ )?force\b|\bun[a-z]{3,}\b|military observers",
    "no-fly": r"no-fly|ban on (?:all )?flights|\ball flights\b|deny (?:\w+ ){0,8}(?:take off|overfl)",
    "tribunal": r"tribunal",
    "asset freeze": r"asset freeze|\bfreez|\bfrozen\b|\bmeasures (?:imposed|set out|contained|in|of) (?:by |in )?paragraph",
    "travel ban": r"travel ban|\btravel\b|entry into or transit|\bprevent the entry\b|\bmeasures (?:imposed|set out|contained|in|of) (?:by |in )?paragraph",
}
