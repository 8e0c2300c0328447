"""Particulars that a question puts to a resolution and that are not its own: a figure, whose forces leave, what force is
for, an event that came after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.question import Question
from assistant.retrieval.names.events import events_named
from assistant.retrieval.names.place_names import places_named
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import content_stems, content_words, stem, stems
from assistant.wording import day_in_words, joined
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution

_UNITS = r"(?:military |armed |international |UN |civilian |police )*(?:troops|soldiers|peacekeepers|police(?: officers)?|observers|personnel|men|blue helmets|experts|dollars|per cent|percent|kilomet(?:er|re)s?|km|miles)"
_FIGURE = re.compile(rf"\b(?P<figure>\d{{1,3}}(?:[,  ]\d{{3}})+|\d{{2,6}})\s+{_UNITS}\b", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:\d{{1,3}}(?:[,  ]\d{{3}})+|\d{{2,6}})\b(?=[^.;]{{0,60}}\b{_UNITS})", re.IGNORECASE)


def wrong_figures(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for a number of persons, of money or of length that the text does not name, where it names others."""
    text = "\n".join(_A_DATE.sub(" ", row.words) for row in rows)
    held = {_bare(each) for each in re.findall(r"\d[\d,  ]*\d|\d", text)}
    counted = (match.group().strip() for match in _COUNTED.finditer(text))
    named = list(dict.fromkeys(each for each in counted if not re.fullmatch(r"(?:19|20)\d\d", each)))
    wrong = [match["figure"] for match in _FIGURE.finditer(question.topic) if _bare(match["figure"]) not in held]
    if not wrong or (not named and _in_words(wrong, text)):
        return []
    there = f"its numbers are {joined(named[:4])}" if named else "it names no such numbers at all"
    return [Draft(f"{record.symbol} does not name the number {joined(wrong)}; {there}.", status=Status.CORRECTED)]


_IN_WORDS = re.compile(rf"\b(?:hundred|thousand|fifty|forty|thirty|twenty)\b[^.;]{{0,40}}\b{_UNITS}", re.IGNORECASE)
# A year in a date, after the number of a resolution, in a symbol: it counts nothing.
_A_DATE = re.compile(
    r"\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}"
    r"|\b\d+\s+\(\d{4}\)|\b[A-Z]+(?:/[A-Z]+)*/\d{4}/\S+",
)


_SOLDIERS = re.compile(r"\b(?:soldiers|troops|peacekeepers|blue helmets)\b", re.IGNORECASE)
_POLICE = re.compile(r"\b(?:police|civilian|officers|observers|advisers|correction)\w*", re.IGNORECASE)
_NOT_POLICE = re.compile(r"\b(?:soldiers|troops|military|uniformed|infantry|battalion|contingent)\w*", re.IGNORECASE)


def others_counted(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for a number of soldiers that the text has for police, civilians or observers alone."""
    for match in _FIGURE.finditer(question.topic):
        if not _SOLDIERS.search(match[0]):
            continue
        found = [
            (row, row.words[each.end() : each.end() + _WINDOW])
            for row in rows
            for each in re.finditer(rf"(?<![\d,]){re.escape(match['figure'])}(?![\d,])", row.words)
        ]
        if found and all(_POLICE.search(after) and not _NOT_POLICE.search(after) for _, after in found):
            row = found[0][0]
            said = f"The number {match['figure']} is not one of soldiers: see {row.citation}."
            return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]
    return []


_WINDOW = 40  # letters behind a number in which its unit stands


def _in_words(figures: Sequence[str], text: str) -> bool:
    """Whether the figures may stand in the text as words: a thousand as none does where no thousand is named."""
    if not _IN_WORDS.search(text):
        return False
    return any(int(_bare(each)) < _THOUSAND or "thousand" in text.lower() for each in figures)


_THOUSAND = 1000

_OF_A_YEAR = re.compile(
    r"\b(?P<what>lines?|borders?|boundar(?:y|ies)|frontiers?|agreements?|treat(?:y|ies)|accords?|armistice|positions?|map|census) of (?P<year>1[89]\d\d|20\d\d)\b",
    re.IGNORECASE,
)


def of_another_year(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for lines, borders or agreements of a year that the text does not name, where it names another for them."""
    text = "\n".join(row.words for row in rows)
    for match in _OF_A_YEAR.finditer(question.topic):
        what = match["what"][:5].lower().rstrip("s")
        others = re.findall(rf"\b{what}\w*\b[^.;]{{0,80}}?\b((?:1[89]|20)\d\d)\b(?!\))", text, re.IGNORECASE)
        others += re.findall(rf"\b((?:1[89]|20)\d\d)\b(?!\))[^.;]{{0,30}}\b{what}", text, re.IGNORECASE)
        if match["year"] not in text and others:
            said = f"{record.symbol} names no {match['what']} of {match['year']}; for such it names {joined(sorted(set(others)))}."
            return [Draft(said, status=Status.CORRECTED)]
    return []


_DEADLINE = re.compile(
    r"\b(?:by|on|before|until|till|from|as of) (?:what|which) (?:date|day|time)\b|\b(?:what|which) (?:\w+ ){0,2}(?:deadline|time limit|date)\b|"
    r"\b(?:the|a|any) (?:deadline|time limit|timetable) (?:that|which|does|did|set|is|was|for)\b|\bwithin (?:what|which|how many)\b",
    re.IGNORECASE,
)


_A_TIME = re.compile(
    r"\buntil\b|\bno later than\b|\bnot later than\b|\bwithout (?:further |undue )?delay\b|\bwithin (?:\w+ ){1,3}(?:hours|days|weeks|months|years?)\b|\b(?:immediate|forthwith|prior to|before the end|by the end)|"
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|[a-z]+teen|[a-z]+ty)[\s-](?:hours|days|weeks|months|years?)\b|"
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)


def no_date_at_all(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a date or a term is asked for, and no operative paragraph has one."""
    if (
        question.paragraphs
        or not _DEADLINE.search(question.topic)
        or any(row.kind is Kind.OPERATIVE and _A_TIME.search(row.words) for row in rows)
    ):
        return []
    said = f"{record.symbol} sets no date and no term for anything: no operative paragraph names one."
    return [Draft(said, status=Status.CORRECTED)]


_HOW_LONG = re.compile(
    r"\bhow (?:many (?P<unit>hours|days|weeks|months|years)|(?P<long>long|much time)\b.{0,60}\b(?:give|gave|given|allow|allowed|grant|granted|leave|left|let)\b)",
    re.IGNORECASE,
)
_A_SPAN = (
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-\w+)?)(?:\s+\(\d+\))?[\s-]+(?:\w+\s+)?(?:days?|weeks?|months?|years?)\b"
    r"|\b(?:by|until|before|later\s+than|from)\s+\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def no_such_term(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where it is asked how many weeks are given and no operative paragraph has a term, or only one in hours."""
    match = _HOW_LONG.search(question.topic)
    if match is None or question.paragraphs:
        return []
    hours = (match["unit"] or "").lower() == "hours" or match["long"]
    term = re.compile(rf"{_A_SPAN}|\bhours?\b" if hours else _A_SPAN, re.IGNORECASE)
    operative = [row for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
    if any(term.search(row.words) for row in operative):
        return []
    said = f"{record.symbol} gives no term in {match['unit'] or 'days, weeks or months'}: no operative paragraph names one."
    at_once = next((row for row in operative if re.search(r"\b(?:immediate|forthwith|without delay)", row.words)), None)
    if at_once is not None:
        said += f" What {at_once.citation} asks for is to be done at once."
    shown = (mention(at_once),) if at_once else ()
    return [Draft(said, shown, status=Status.CORRECTED, evidence=tuple(each.key for each in shown))]


_ANNEXED = re.compile(r"\b(?:has|have|with|its|an|the|in|print|list)\b.{0,20}\bannex(?:es)?\b", re.IGNORECASE)


def no_annex(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A refusal where an annex is asked for and the corpus holds none of the resolution."""
    if question.paragraphs or not _ANNEXED.search(question.topic) or any(row.kind is Kind.ANNEX for row in rows):
        return []
    if any("annex" in row.words.lower() for row in rows):  # its text speaks of one, which the edition may lack
        return []
    return [Draft(f"The corpus holds no annex of {record.symbol}, and its text speaks of none.", status=Status.REFUSED)]


def _bare(figure: str) -> str:
    return re.sub(r"\D", "", figure)


_LEAVES = re.compile(r"\b(?:withdraw\w*|pull\w*\b.{0,30}\b(?:out|back)\b|evacuat\w*|leav(?:e|es|ing))", re.IGNORECASE)
_LEAVES_IN_A_TEXT = re.compile(r"\b(?:withdr[ae]w\w*|evacuat\w*)", re.IGNORECASE)
_FORCES = r"(?:(?:its|their|her|his|all|the|own)\s+)*(?:armed\s+|military\s+)?(?:troops|forces|army|soldiers|units)"
_LEAVING = re.compile(r"\s+(?:[\w-]+\s+){0,3}?(?:withdraw|pull|evacuat|leave)", re.IGNORECASE)
_TO_LEAVE = re.compile(r"\b(?:withdraw\w*|pull\w*)\s+(?:of\s+)?(?:all\s+|the\s+)*$", re.IGNORECASE)


def _who_leaves(text: str) -> str:
    """The State whose forces are said to leave: "was Britain to withdraw", "withdrawal of the British forces"."""
    for match in re.finditer(r"\b[A-Z][\w’'-]+", text):
        after, before = text[match.end() :], text[: match.start()]
        leaves = _LEAVING.match(after) or (_TO_LEAVE.search(before) and re.match(rf"\s+{_FORCES}", after))
        if leaves and _states(match.group()):
            return match.group()
    return ""


def others_withdraw(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the question has the forces of one State leave and the text speaks of those of another."""
    who = _who_leaves(question.topic) if _LEAVES.search(question.topic) else ""
    states = _states(who)
    if not states:
        return []
    clauses = [
        (row, clause)
        for row in rows
        if row.kind is Kind.OPERATIVE
        for clause in re.split(r"(?<=[;.])\s", row.words)
        if _LEAVES_IN_A_TEXT.search(clause)
    ]
    names = [own_words(f"{name} {written}") for name, written in states]
    if not clauses or any(any(word in clause for word in words) for _, clause in clauses for words in names):
        return []
    row = next((row for row, clause in clauses if _states(clause)), None)
    if row is None:
        return []
    said = f"{record.symbol} speaks of no withdrawal of {who}: {row.citation} says whose forces are to leave."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


def _states(text: str) -> list[tuple[str, str]]:
    """The States named in a text, each with what the texts write for it."""
    return places_named(text) or [(place, place) for place in places_in(text)]


_GENERIC = frozenset(
    "the of and republic islamic democratic people’s people's peoples socialist arab federal federation kingdom united states state former plurinational bolivarian northern great union new south north".split()
)


def own_words(name: str) -> list[str]:
    """The opening letters of the words that tell a State from others: ``Islamic Republic of Iran`` → ``Ira``, "Iran" and "Iranian"."""
    words = [word.strip("(),") for word in re.split(r"[\s-]+", name)]
    told = [word for word in words if word.lower() not in _GENERIC and len(word) > 2]
    return [word[: max(4, len(word) - 2)] for word in told or words]


_BY_FORCE = re.compile(r"\bby (?:military )?force\b|\bforcibly\b|\bby force of arms\b", re.IGNORECASE)
_FORCE_IN_A_TEXT = re.compile(
    r"\ball (?:the )?(?:necessary|appropriate|requisite) (?:means|measures|action|steps)\b|\buse (?:of )?(?:armed )?force\b|\bnecessary (?:means|action)\b",
    re.IGNORECASE,
)
_CLAIMS_IT = re.compile(
    r"\b(?:authori[sz]|allow|permit|order|requir|mandat|instruct|demand|let|empower|direct|compel)\w*", re.IGNORECASE
)


def force_for_something_else(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where something is said to be done by force and no paragraph on force has a word for it."""
    if not _BY_FORCE.search(question.topic) or not _CLAIMS_IT.search(question.topic):
        return []
    about = _CLAIMS_IT.sub(" ", _BY_FORCE.sub(" ", question.topic))
    names = {word.lower() for word in re.findall(r"\b[A-Z][\w’'-]+", about)}
    asked = {each for each in content_stems(about) if not any(name.startswith(each[:5]) for name in names)}
    things = " ".join(word for word in content_words(about) if stem(word) in asked)
    meant = asked | stems(words_of_the_texts(things))
    forceful = [row for row in rows if row.kind is Kind.OPERATIVE and _FORCE_IN_A_TEXT.search(row.words)]
    if not asked or not forceful or any((meant - _PLAIN) & stems(row.words) for row in forceful):
        return []
    said = f"{forceful[0].citation}, which lets force be used, has no word for this: see what it is for."
    return [
        Draft(said, tuple(mention(row) for row in forceful[:2]), status=Status.CORRECTED, evidence=(forceful[0].key,))
    ]


_PLAIN = stems("force use take away point clause all any action measures means necessary area")

_ANSWERS_TO = re.compile(
    r"\b(?:answer(?:s|ed)?|respons\w*|respond\w*|react\w*|reply|replies|replied|prompted|triggered|provoked|occasioned|in the wake)\b",
    re.IGNORECASE,
)
_CONDEMNED = re.compile(r"\b(?:condemn|deplor|denounc|mourn|regret)\w*", re.IGNORECASE)
_BY_A_DAY = re.compile(
    r"\b(?:by|until|till|before|after|since|later|earlier|expir\w*|renew\w*|extend\w*)\b", re.IGNORECASE
)


def came_later(question: Question, record: Resolution) -> list[Draft]:
    """A correction where a resolution is said to answer what happened after its adoption."""
    condemned = _CONDEMNED.search(question.topic) and not _BY_A_DAY.search(question.topic)
    if record.date is None or not (_ANSWERS_TO.search(question.topic) or condemned):
        return []
    later = [day.begins for day in question.dates if day.begins > record.date]
    later += [event.first for event in events_named(question.topic) if event.first > record.date]
    if not later:
        return []
    when = day_in_words(record.date)
    said = f"{record.symbol} was adopted on {when}, before what the question says that it answers."
    return [Draft(said, status=Status.CORRECTED)]
