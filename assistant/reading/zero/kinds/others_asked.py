"""Whom a resolution asks to do a thing: a question that names somebody whom no clause asks for it.

"Which paragraph of 9101 demands that Azuria leave?" is corrected only where the text names Azuria, no clause on leaving
asks it of Azuria, and one asks it of somebody else by name. Clauses on the parties, on all States or on a regime that bears
no name are on everybody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import OF_A_QUESTION
from assistant.reading.zero.kinds.recipients import clauses_of_paragraphs
from assistant.reading.zero.kinds.turned_round import OF_A_STATE, states_named
from assistant.reading.zero.question import Question
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import acronyms, content_stems, proper_names, stem, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_ASKED = re.compile(
    r"\b(?:demand|insist|require)(?:s|ed)? (?:that|the (?P<noun>withdrawal) of)\s+(?P<that>[^?.;]+)"
    r"|\b(?:orders?|tells?|told|oblig(?:e|es|ed)|compel(?:s|led)?|requir(?:e|es|ed)|asks?|wants?|urg(?:e|es|ed)|calls? (?:up)?on|instructs?|invites?|requests?|forces?|makes?)\s+(?P<to>[^?.;]+)",
)
_WHO = re.compile(
    r"(?:the\s+)?(?P<who>(?:(?:army|troops|forces|soldiers|[Gg]overnment|authorities|leaders?|president|king) of (?:the )?)?"
    r"(?:[A-Z][\w’'-]*(?:\s+(?:of|and)(?:\s+the)?(?=\s+[A-Z]))?\s+)+(?:army|forces|troops|government|authorities|soldiers|navy|side|leaders?|leadership|rebels|regime)?+\s*)"
    r"(?P<deed>(?!of\b|and\b)[a-z].+)"
)
_ASKS = re.compile(
    r"\b(?:demand|insist|requir|order|request|urg|call(?:s|ed|ing)?\b|ask|invit|direct|instruct|appeal|encourag|enjoin|warn|authori[sz]|decid|remind)\w*|\b(?:shall|must|should)\b",
    re.IGNORECASE,
)
_LEADS = 24  # letters in which the verb of a paragraph stands
# Those of whom anything may be asked without a name.
_EVERYBODY = re.compile(
    r"\b(?:parties|sides|(?:foreign|external) forces|States|Governments|countries|belligerents|factions|those|both|each|others?|everyone|concerned|them|they|it|him|powers|neighbours|leaders)\b"
    r"|(?:occupying|administering) Power|r[ée]gime|\bjunta\b|\b(?:its|the|that) (?:Government|authorities)\b(?! of)|\ball\b|\bsuch\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?!The\b)[A-Z][\w’'-]+")
_LEAD = (
    r"\b(?i:that|upon|on|and|or|both|including|especially|particular|particularly|demands?|requests?|urges?|invites?|directs?|authori[sz]es?|requires?|instructs?|asks?|insists?|encourages?|orders?|"
    r"withdrawal of|appeals? to|calls? to|calls? for|need for|also|further|again|obligations? of|reminds?)"
)
_TITLE = r"(?:(?:the|of|its|and|his|[A-Z][\w’'-]+|government|authorities|leadership|leaders?|army|forces|side|troops)\s+){0,8}"
_LIST = r"(?:(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*\s*(?:,\s*|\s+and\s+))*"
_TO_DO = r"(?:\s+\([^)]{1,40}\))?,?\s+(?:[\w’'-]+\s+){0,3}?(?:shall|should|must|to|not|will|immediately|forthwith|withdraw|cease|desist|refrain|comply|rescind)\b"
_ELSEWHERE = re.compile(
    r"\b(?:against|in|into|from|within|with|near|over|between|outside|by|of)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+|territory\s+of\s+)*$|\(\s*$"
)


def others_asked(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the question has somebody asked for what the text asks of others by name."""
    if not takes_for_granted(question) or question.paragraphs:
        return []
    match = _ASKED.search(question.topic)
    if match is not None and (all_states := _ALL_STATES.match(match["that"] or match["to"])):
        return _states_only_encouraged(match[0], all_states["deed"], record, rows)
    asked = _WHO.match(match["that"] or match["to"]) if match else None
    names = names_of(asked["who"]) if asked else []
    if match is None or asked is None or not names:
        return []
    deed = _stems_of(f"{match['noun'] or ''} {asked['deed']}")
    clauses = [(row, clause) for row, clause in clauses_of_paragraphs(rows) if _ASKS.search(clause)]
    text = "\n".join(row.words for row in rows)
    if not deed or not all(re.search(rf"\b(?:{each})", text) for each in names):
        return []
    shared = [(len(_held(clause, deed)), row, clause) for row, clause in clauses]
    most = max((count for count, _, _ in shared), default=0)
    people = "" if _PEOPLE.search(asked["who"]) else _PEOPLE.pattern
    told = [(count, row, c) for count, row, c in shared if any(_is_asked(each, c, people) for each in names)]
    if own := [(row, clause) for count, row, clause in told if count]:
        return _only_encouraged(match[0], own, asked["who"], record)
    best = [(row, clause) for count, row, clause in shared if count == most]
    best.sort(key=lambda each: not _ASKS.search(each[1][:_LEADS]))
    row = next((row for row, clause in best if _NAMED.search(_addressees(clause))), None)
    if row is not None and most >= min(2, len(deed)) and not any(_EVERYBODY.search(_addressees(c)) for _, c in best):
        said = f"No clause of {record.symbol} asks this of {asked['who'].strip()}: see {row.citation} for who is asked."
        return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]
    on_parties = any(_PARTIES.search(_addressees(clause)) for _, _, clause in shared)
    everybody = max((count for count, _, c in shared if _EVERYBODY.search(_addressees(c))), default=0)
    is_to = match["that"] is not None or asked["deed"].startswith("to ")
    if told or on_parties or 2 * everybody >= len(content_stems(asked["deed"])) or not states_named(asked["who"]):
        return []
    return _nothing_asked(asked["who"].strip(), names, record, rows) if is_to else []


_PARTIES = re.compile(
    r"\b(?:parties|sides|both|belligerents|concerned|those|them|they|factions|leaders|communities|neighbours)\b|r[ée]gime|Power\b|\bGovernments\b|\bcountries\b|\bregion\b",
)


def _nothing_asked(who: str, names: Sequence[str], record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for a State of which no clause asks anything."""
    naming = [row for row in rows if any(re.search(rf"\b(?:{each})", row.words) for each in names)]
    row = next((row for row in naming if row.kind is Kind.OPERATIVE), naming[0])
    said = (
        f"No operative clause of {record.symbol} asks anything of {who}: see {row.citation} for where it has the name."
    )
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_STRONG = re.compile(r"(?:order|oblig|compel|requir|forc|demand|insist|make|tell|told)", re.IGNORECASE)
_WEAK = re.compile(
    r"\W*(?:(?:also|further|strongly|warmly)\s+)*(?:encourag|invit|welcom|commend|recommend|hope|support)\w*",
    re.IGNORECASE,
)
_BINDS = re.compile(
    r"\b(?:decid|demand|direct|order|requir|call|request|urg|insist)\w*|\b(?:shall|must)\b", re.IGNORECASE
)


def _only_encouraged(said: str, own: Sequence[tuple[Paragraph, str]], who: str, record: Resolution) -> list[Draft]:
    """A correction where what is said to be ordered is encouraged, welcomed or recommended, and nothing more."""
    weak = [row for row, clause in own if _WEAK.match(clause) and not _BINDS.search(clause)]
    if not _STRONG.match(said) or len(weak) < len(own):
        return []
    row = weak[0]
    verb = row.verb or row.words.split()[0].lower()
    text = f"No clause of {record.symbol} orders this of {who.strip()}: the verb of {row.citation} is “{verb}”."
    return [Draft(text, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_ALL_STATES = re.compile(
    r"(?:all\s+|every\s+|UN\s+)?(?:[Mm]ember\s+)?(?:[Ss]tates?|countries|members|governments)\s+(?P<deed>to\s+[^?.;]+)"
)


def _states_only_encouraged(said: str, deed: str, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where States are said to be ordered what one clause encourages them to do, and none binds them to."""
    meant = set(content_stems(deed)) - OF_A_QUESTION
    clauses = [(row, clause) for row, clause in clauses_of_paragraphs(rows) if row.kind is Kind.OPERATIVE]
    held = [(len(_held(clause, meant)), row, clause) for row, clause in clauses]
    near = [(count, row, clause) for count, row, clause in held if count >= _TELLING]
    if any(_BINDS.search(clause[:_LEADS]) and _EVERYBODY.search(_addressees(clause)) for _, _, clause in near):
        return []
    most = max((count for count, _, _ in near), default=0)
    best = [(row, clause) for count, row, clause in near if count == most and _WEAK.match(clause)]
    if not best or not _STRONG.match(said):
        return []
    row = best[0][0]
    text = f"No clause of {record.symbol} orders this of States: the verb of {row.citation} is “{row.verb or row.words.split()[0].lower()}”."
    return [Draft(text, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_TELLING = 2  # words of a deed that a clause on it must have


def names_of(who: str) -> list[str]:
    """A pattern for each State, body or name in what a question says of somebody."""
    return states_named(who) or [re.escape(each) for each in [*acronyms(who), *proper_names(f"x {who}")]]


def _stems_of(deed: str) -> set[str]:
    names = {stem(word) for name in proper_names(f"x {deed}") for word in name.split()}
    told = set(content_stems(deed)) - OF_A_QUESTION
    return {*(told - names or told), *stems(" ".join(in_the_register(deed)))} - OF_A_QUESTION


def _held(clause: str, deed: set[str]) -> set[str]:
    held = stems(clause)
    opened = {each[:5] for each in held}
    return {word for word in deed if word in held or word[:5] in opened}


_PEOPLE = re.compile(r"\b(?:Serb|Croat|Muslim|Albanian|Kurd)")  # "the Bosnian Serb forces" are not those of Bosnia


def _is_asked(name: str, clause: str, people: str) -> bool:
    """Whether somebody stands in a clause as one that is to do something, or may be; ``people`` make a name that of others."""
    others = rf"(?!\s+{people})" if people else ""
    stands = rf"(?:{name})[\w’'-]*\b(?!\s+ha(?:s|ve|d)\b){others}"
    if re.search(rf"{_LEAD}\s*,?\s+{_LIST}{_TITLE}{stands}|\bby\s+{OF_A_STATE}{stands}", clause):
        return True
    return any(not _ELSEWHERE.search(clause[: found.start()]) for found in re.finditer(rf"\b{stands}{_TO_DO}", clause))


def _addressees(clause: str) -> str:
    """What stands behind the asking verbs of a clause, up to what is to be done."""
    return " | ".join(
        re.split(r"\bto\b|\bshall\b|\bshould\b|\bmust\b|[,;:]", clause[found.end() : found.end() + 90])[0]
        for found in _ASKS.finditer(clause)
    )
