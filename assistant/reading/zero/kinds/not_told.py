"""What a question asks for as if it stood in the named resolution, and what the text does not tell: how many, on what day,
what sum, who was appointed, who is blamed, under whose command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import OF_A_QUESTION, VICTIM
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.retrieval.vocabulary import in_the_register, words_of_the_texts
from assistant.terms import content_stems, proper_names, stem, stems
from assistant.wording import joined
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution

Clause = tuple[Paragraph, str]


def not_told(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for the first thing that the question asks for and that no paragraph tells."""
    if not takes_for_granted(question):
        return []
    deciding = [row for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
    for check in _CHECKS:
        said, nearest = check(question, deciding if check in _IN_DECISIONS else rows)
        if said:
            shown = [mention(row) for row in nearest[:1]]
            text = f"{record.symbol} {said}." + (f" See {nearest[0].citation}." if nearest else "")
            return [
                Draft(text, tuple(shown), status=Status.CORRECTED, evidence=tuple(each.key for each in shown)),
            ]
    return []


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
Told = tuple[str, list[Paragraph]]
_TOLD: Told = ("", [])

_HOW_MANY = re.compile(
    r"\b(?:[Hh]ow many|[Ww]hat number of|[Tt]he number of) (?P<what>(?:[\w’'-]+\s+){0,3}?[\w’'-]+?)\s+(?:(?:did|does|do|must|may|can|could|should|shall|will|were|was|are|is|had|have|has|of|from|to|in|under|on|for|at|sit|by|a|per)\b|[A-Z§])",
)
_OTHER_COUNTS = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?|times?|votes?|abstentions?|members|countries|states|governments|paragraphs?|clauses?|articles?|resolutions?|points?|annex(?:es)?|sections?|"
    r"parts?|operative|stages?|phases?|steps?|conditions?|demands?|options?|tasks?|names?|reports?|languages?|kinds?|measures?|committees?|parties|missions?|more|people|bodies|seats?)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|"
    r"single|both|pair|dozens?|percent|half|number)$"
)
_A_SYMBOL = re.compile(r"\b[A-Z]{1,3}(?:/[\w.-]+)+|\b\d+ \((?:19|20)\d\d\)|\b[IVX]+ \([A-Z-]+\)")
_APART = 7  # words between a number and what it counts


def _number(question: Question, rows: Sequence[Paragraph]) -> Told:
    match = _HOW_MANY.search(question.topic)
    if match is None or _OTHER_COUNTS.search(match["what"]):
        return _TOLD
    head = match["what"].split()[-1]
    meant = {stem(head), *stems(" ".join(in_the_register(match["what"])))}
    opened = {each[:5] for each in (stem(word) for word in match["what"].split()) if len(each) >= 4}
    for row in rows:
        words = re.findall(r"[\w’'-]+(?:[,.]\d+)*", _A_SYMBOL.sub(" ", row.words).lower())
        counted = [at for at, word in enumerate(words) if _NUMBER.match(word) and not _names_something(words, at)]
        for at, word in enumerate(words):
            if (stem(word) in meant or stem(word)[:5] in opened) and any(abs(at - each) <= _APART for each in counted):
                return _TOLD
    return f"names no number of {match['what']}", []


def _names_something(words: Sequence[str], at: int) -> bool:
    """Whether a number is that of a year, a day, a paragraph or a resolution, and counts nothing."""
    year = re.fullmatch(r"(?:19|20)\d\d", words[at]) is not None
    named = at > 0 and words[at - 1] in {"paragraph", "paragraphs", "resolution", "resolutions", "article", "annex"}
    return year or named or (at + 1 < len(words) and words[at + 1].capitalize() in _MONTHS.split("|"))


_WHICH_DAY = re.compile(
    r"\b(?:by|on|before|until|till) (?:what|which) (?:exact |last |latest )?(?:date|day)\b|\bwhen exactly\b|\bby when\b"
    r"|\b(?:what|which) (?:was |is )?(?:the )?(?:last|exact|latest|precise|very) (?:date|day)\b(?: (?:set|fixed|given|laid down))?|\bon what date\b",
    re.IGNORECASE,
)
_OF_THE_TEXT = re.compile(r"\b(?:adopt|vote[ds]?|pass(?:ed)?|sign|agreed)", re.IGNORECASE)
_A_DAY = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:{_MONTHS}) (?:\d{{1,2}}|(?:19|20)\d\d)\b|\bend of (?:{_MONTHS}|(?:19|20)\d\d)\b"
    r"|\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)(?:[ -]\w+)?[ -](?:hours?|days?|weeks?|months?|years?)\b|\bat the (?:latest|earliest)\b|\d{4} hours",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\b(?:immediate|forthwith|without (?:further |any )?delay)", re.IGNORECASE)


def _day(question: Question, rows: Sequence[Paragraph]) -> Told:
    if not _WHICH_DAY.search(question.topic) or _OF_THE_TEXT.search(question.topic):
        return _TOLD
    told = _told(replace(question, topic=_WHICH_DAY.sub(" ", question.topic)))
    near = [row for row in rows if _shares(told, row.words)]
    if not told or any(_A_DAY.search(row.words) for row in near):
        return _TOLD
    return "names no day for this", [*(row for row in near if _AT_ONCE.search(row.words)), *near]


def _told(question: Question) -> set[str]:
    """Stems of the question's words beside its names, with those of the texts for them."""
    names = {stem(word) for name in proper_names(f"x {question.topic}") for word in name.split()}
    words = [word for word in content_stems(question.topic) if word not in OF_A_QUESTION and word not in names]
    return {*words, *stems(" ".join(in_the_register(question.topic)))} - names - OF_A_QUESTION


def _shares(told: Iterable[str], text: str) -> bool:
    opened = {word[:5] for word in stems(text)}
    return any(word[:5] in opened for word in told)


_CURRENCY = r"(?:dollars?|pounds?|rand|francs?|euros?|dinars?|rubles?|roubles?|shekels?|marks?|pesos?|yen|USD)"
_SUM = re.compile(
    rf"\bhow many (?:\w+ ){{0,3}}?{_CURRENCY}\b|\b(?:amount|sum|figure|price)\b[^?.;]{{0,20}}\b(?:in|of) (?:US )?{_CURRENCY}\b|\b(?:what|which|how (?:large|big|high|much)) (?:\w+ ){{0,2}}?(?:sums?|amounts?|ransom|money)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"[$€£]|\b{_CURRENCY}\b|\bmillions?\b|\bbillions?\b|\bper cent\b", re.IGNORECASE)


def _sum(question: Question, rows: Sequence[Paragraph]) -> Told:
    if not _SUM.search(question.topic) or any(_MONEY.search(row.words) for row in rows):
        return _TOLD
    return "names no sum of money", []


_SAID_SUM = re.compile(
    rf"\b(?P<count>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty) (?P<unit>million|billion) (?:US |American )?{_CURRENCY}\b",
    re.IGNORECASE,
)
_DIGITS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))


def _other_sum(question: Question, rows: Sequence[Paragraph]) -> Told:
    match = _SAID_SUM.search(question.topic)
    if match is None:
        return _TOLD
    sums = [
        (row, each)
        for row in rows
        for each in re.finditer(
            r"(?P<count>\d+(?:\.\d+)?|[a-z]+) (?P<unit>million|billion)\b", row.words, re.IGNORECASE
        )
    ]
    asked = (str(_DIGITS.get(match["count"].lower(), match["count"].lower())), match["unit"].lower())
    held = {(str(_DIGITS.get(m["count"].lower(), m["count"].lower())), m["unit"].lower()) for _, m in sums}
    if asked in held or not sums:
        return _TOLD
    return f"does not name {match[0]}; it names {joined(list(dict.fromkeys(m[0] for _, m in sums))[:3])}", [sums[0][0]]


_WHO_WAS_MADE = re.compile(
    r"\bwho (?:was|is|were|are) (?:made|named|appointed|chosen|elected|put in charge|picked)\b|\bwhom? (?:did|does) [^?.;]{0,60}\b(?:appoint|name|choose|elect|pick|make)\b"
    r"|\bwhich (?:[\w-]+ ){0,4}(?:commander|general|envoy|mediator|governor|commissioner|judge|prosecutor|diplomat|man|woman|person)s? (?:[\w-]+ ){0,4}(?:is|was|are|were) (?:appointed|chosen|named|elected|put in charge)\b",
    re.IGNORECASE,
)
_APPOINTS = re.compile(r"\b(?:appoint|designat|elect|nominat|select|recommend|choos|chose)\w*", re.IGNORECASE)
_A_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Sir|Dr|Judge|Count|Lord|Ambassador|Professor|Justice|Lieutenant[- ]General|Major[- ]General|Colonel|Madame|Messrs)\b\.? [A-Z]"
    r"|\b(?:[Aa]ppoint|[Ee]lect|[Nn]ominat|[Dd]esignat)\w* (?!Member|State|Special|Secretary|United|Security)[A-Z][a-zà-ÿ]+ [A-Z]"
)


def _appointed(question: Question, rows: Sequence[Paragraph]) -> Told:
    match = _WHO_WAS_MADE.search(question.topic)
    if match is None:
        return _TOLD
    by = [row for row in rows if _APPOINTS.search(row.words)]
    if any(_A_PERSON.search(row.words) for row in by):
        return _TOLD
    return "appoints nobody by name", by


_WHO_IS_BLAMED = re.compile(
    r"\b(?:whom?|which (?:[\w’'-]+ ){1,2})\s*(?:(?:is|are|was|were|does|did|do)\s+)?[^?.;]{0,50}?\b(?:accus\w*|blam\w*|h[eo]lds? (?:guilty|responsible)|name\w* as (?:the )?(?:responsible|guilty)|responsible for|guilty|culprits?|perpetrators?|kill(?:ed|er)|murder(?:ed|er)|shot down|assassinat\w*|poison(?:ed|er))\b",
    re.IGNORECASE,
)
_BLAMES = re.compile(
    r"\b(?:condemn|deplor|denounc|censur|responsib|guilt|accus|perpetrat|committed by|carried out by|caused by|violation|act of|acts of)\w*",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:by|regime|régime|occupying power|authorities|government|forces of|group|armed|militia|junta|those)\b",
    re.IGNORECASE,
)


def _names_a_culprit(clause: str) -> bool:
    """Whether a clause names a State other than as where, or to whom, it was done."""
    words = [word for name in places_in(clause) for word in own_words(name)]
    befores = [clause[: match.start()] for word in words for match in re.finditer(re.escape(word), clause)]
    return any(not VICTIM.search(before) for before in befores)


_A_STATE = re.compile(r"\bwhich (?:state|nation|country|government)\b", re.IGNORECASE)


def _blamed(question: Question, rows: Sequence[Paragraph]) -> Told:
    if not _WHO_IS_BLAMED.search(question.topic):
        return _TOLD
    blaming = [(row, clause) for row in rows for clause in re.split(r"[;.]\s", row.words) if _BLAMES.search(clause)]
    of_states = _A_STATE.search(question.topic) is not None
    if any(_names_a_culprit(clause) if of_states else _SOMEBODY.search(clause) for _, clause in blaming):
        return _TOLD
    return "blames nobody by name for this", [row for row, _ in blaming]


_UNDER_COMMAND = re.compile(
    r"\bunder (?:the )?(?:direct |sole |overall |operational )?(?:command|control|orders|authority) of (?:the |an? )?(?P<of>[^?.;,]{3,40})|\bunder (?:the )?(?P<whose>[A-Z][\w’' -]{1,30}?)(?:['’]s?)? (?:command|control)\b"
)
_COMMANDS = re.compile(r"\b(?:command|control|authority|direction)\b", re.IGNORECASE)


def _commanded(question: Question, rows: Sequence[Paragraph]) -> Told:
    match = _UNDER_COMMAND.search(question.topic)
    who = (match["of"] or match["whose"]) if match else ""
    words = [word for word in own_words(who) if word[:1].isupper()] if who else []
    if not words:
        return _TOLD
    meant = [*words, *own_words(words_of_the_texts(who))] if words_of_the_texts(who) else words
    commanding = [
        (row, clause) for row in rows for clause in re.split(r";|\.\s", row.words) if _COMMANDS.search(clause)
    ]
    if any(
        all(word in clause for word in words) or any(w in clause for w in meant[len(words) :])
        for _, clause in commanding
    ):
        return _TOLD
    return f"puts nothing under the command of {who.strip()}", [row for row, _ in commanding]


_CHECKS: tuple[Callable[[Question, Sequence[Paragraph]], Told], ...] = (
    _number,
    _day,
    _sum,
    _other_sum,
    _appointed,
    _blamed,
    _commanded,
)
_IN_DECISIONS = frozenset((_day, _appointed))
