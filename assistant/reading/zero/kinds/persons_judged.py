"""Persons whom a question says that a resolution condemns, praises or makes something, and whom it names for another reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import CLAUSES
from assistant.reading.zero.kinds.named_as import A_POST, APPOINTS, persons_named
from assistant.reading.zero.kinds.turned_round import states_named
from assistant.reading.zero.question import Question
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_TITLES = r"(?:(?:the|[Gg]eneral|[Pp]resident|[Pp]rince|[Kk]ing|[Cc]olonel|[Jj]udge|[Ll]eader|[Mm]inister|[Ss]heikh|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)\s+){0,3}"
# what is done to a person, the verbs of a question for it, and those of the texts
_DONE = (
    (
        "condemns",
        r"(?:condemn|deplor|denounc|censur|blam|accus|rebuk|criticis|criticiz)\w*",
        re.compile(
            r"condemn|deplor|denounc|censur|blam|accus|regret|responsib|not complied|fail|refus|violat|reject|against|concern|unacceptab|indict|warrant|measures|list|demand",
            re.IGNORECASE,
        ),
    ),
    (
        "praises",
        r"(?:prais|commend|applaud|hail|salut|congratulat|thank|welcom|honour)\w*",
        re.compile(
            r"prais|commend|applaud|hail|salut|tribute|congratulat|thank|welcom|honour|appreciat|gratitude|support|satisf|pleas|encourag|importan|not(?:e|ing) with",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip


def not_judged_so(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where no paragraph that names the person has a word for what the question says of them."""
    if not takes_for_granted(question) or question.paragraphs:
        return []
    for name in persons_named(question.topic):
        surname = name.split()[-1]
        naming = [row for row in rows if surname.lower() in row.words.lower()]
        if not naming:
            continue
        row = next((row for row in naming if row.kind is Kind.OPERATIVE), naming[0])
        who = rf"{_TITLES}{re.escape(name)}"
        for deed, asked, written in _DONE:
            clauses = [clause for each in naming for clause in CLAUSES.split(each.words) if surname in clause]
            if re.search(rf"\b{asked}\s+{who}", question.topic) and not any(map(written.search, clauses)):
                return [_said(f"No paragraph of {record.symbol} that names {name} {deed} anybody", row)]
        made = re.search(
            rf"\b(?:makes?|made|installs?|installed|elects?|elected|appoints?|appointed|names?|named)\s+{who}\s+(?:as\s+)?(?:[\w’'-]+\s+){{0,3}}?(?i:{A_POST})",
            question.topic,
        )
        if made and not any(APPOINTS.match(each.words) or _FILLS.search(each.words) for each in naming):
            return [_said(f"No paragraph of {record.symbol} that names {name} fills a post", row)]
    return []


_PRAISES = re.compile(
    rf"\b{_DONE[1][1]}\s+(?:the\s+)?(?:(?:[Gg]overnment|people|authorities|army) of (?:the )?)?(?P<who>(?:[A-Z][\w’'-]++\s*){{1,3}}?)(?:[’']s?)?\s+(?:for|on|over|because)\b"
)
_PRAISED = re.compile(
    r"\b(?:prais|commend|applaud|hail|tribute|congratulat|thank|welcom|appreciat|gratitude|satisf|support|encourag)\w*\b(?P<what>[^;]*)",
    re.IGNORECASE,
)
_BY_CHANCE = re.compile(
    r"\b(?:against|from|illegal\w*|racist|aggression|occupation|threat\w*|attacks?|r[ée]gime)\b[^;,]{0,50}$",
    re.IGNORECASE,
)


def others_praised(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a State is said to be praised, no clause that praises anybody has its name, and one has another's."""
    match = _PRAISES.search(question.topic)
    states = states_named(match["who"]) if match and takes_for_granted(question) and not question.paragraphs else []
    text = "\n".join(row.words for row in rows)
    if not states or not all(re.search(rf"\b(?:{each})", text) for each in states):
        return []
    praising = [(row, said["what"]) for row in rows for said in _PRAISED.finditer(row.words)]
    for _, what in praising:
        for at in re.finditer(rf"\b(?:{'|'.join(states)})", what):
            if not _BY_CHANCE.search(what[: at.start()]):
                return []
    row = next((row for row, what in praising if row.kind is Kind.OPERATIVE and states_named(what[:_NEXT])), None)
    if row is None:
        return []
    said = f"No clause of {record.symbol} that praises anybody has the name of {match['who'].strip() if match else ''}: see {row.citation}."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_NEXT = 60  # letters behind a verb in which stands who is praised
_BLAMES = re.compile(
    r"\b(?:condemn|deplor|denounc|censur|blam|criticis|criticiz)\w*\s+(?:the\s+)?(?P<whom>(?:[\w’'-]+\s+){0,2}(?P<head>[a-z][\w’'-]+))(?:\s+(?:in|of)\s+(?:the\s+)?[A-Z]\w+)?\s+(?:for|because|over)\b"
)
_BLAMED = re.compile(r"\b(?:condemn|deplor|denounc|censur|regret)\w*\b(?P<what>[^;]*)", re.IGNORECASE)


def victims_blamed(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where those who are said to be condemned are those against whom something was done."""
    match = _BLAMES.search(question.topic)
    if match is None or not takes_for_granted(question) or question.paragraphs:
        return []
    head = re.escape(match["head"].rstrip("s"))
    found = [
        (row, said["what"][: at.start()])
        for row in rows
        for said in _BLAMED.finditer(row.words)
        for at in re.finditer(rf"\b{head}s?\b", said["what"], re.IGNORECASE)
    ]
    if not found or not all(re.search(r"\b(?:against|upon)\s+(?:[\w’'-]+\s+){0,4}$", before) for _, before in found):
        return []
    row = found[0][0]
    said = f"{record.symbol} does not condemn the {match['whom']}: see {row.citation} for what was done to them."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_FILLS = re.compile(r"\b(?:appoint|elect|designat|nominat|select|recommend|choos|chosen)\w*", re.IGNORECASE)


def _said(what: str, row: Paragraph) -> Draft:
    text = f"{what}: see {row.citation} for what it says."
    return Draft(text, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))
