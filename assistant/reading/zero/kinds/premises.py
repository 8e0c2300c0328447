"""What a question takes for granted about a paragraph or a body, held against the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.question import Question
from assistant.records.matters.deeds import founding_of, foundings_of
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import acronyms, content_stems, stem, stems
from assistant.understanding.references import names_a_body
from assistant.wording import day_in_words
from ingest.annotations import Action
from ingest.pinpoint import Kind
from ingest.places import without_places
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_EXCLUDES = re.compile(
    r"\b(?:excluding|to the exclusion of|not including|with the exception of|without (?:any )?|no)\b[^,;.:]{3,140}"
    r"|\b(?:shall|does|do|is|are|may) not\b[^,;.:]{3,140}",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\b(?:authori[sz]\w*|allow\w*|permit\w*|impos\w*|establish\w*|creat\w+|order\w*|requir\w*|demand\w*|provid\w*|approv\w*|let|lets)\b",
    re.IGNORECASE,
)
_ASKS_FOR_LIMITS = re.compile(
    r"\b(?:not|no|never|without|exclu\w+|except\w*|exempt\w*|prohibit\w*|forbid\w*|ban\w*|limit\w*|rul\w+ out|whether|prevent\w*)\b"
    r"|^\W*(?:does|did|do|is|are|was|were|can|may|could)\b",
    re.IGNORECASE,
)


def negated_by_the_text(question: Question, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a paragraph is said to do what its words exclude: every word of the question that the
    paragraph uses for it stands behind "excluding", "no" or "shall not", and nowhere else in it."""
    if not _CLAIMS.search(question.topic) or _ASKS_FOR_LIMITS.search(question.standalone):
        return []
    asked = set(content_stems(_CLAIMS.sub(" ", question.topic)))
    remarks = []
    for row in rows:
        for match in _EXCLUDES.finditer(row.text):
            rest = f"{row.text[: match.start()]} {row.text[match.end() :]}"
            only_there = (asked & stems(match[0])) - stems(rest)
            needed = 1 if re.match(r"excluding|to the excl|not incl|with the", match[0], re.IGNORECASE) else 2
            if len(only_there) >= needed:
                said = f"{row.citation} does not do this: its words are “{match[0].strip()}”."
                remarks.append(Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,)))
                break
    return remarks


_WHICH_THING = re.compile(
    r"^\W*(?:which|what) (?P<thing>[\w’' -]{3,50}?) (?:did|does|do|is|are|was|were)\b(?=.*\b(?:authori|order|impos|demand|creat|establish|ban|allow|permit|requir)\w*)",
    re.IGNORECASE,
)
_ANY_THING = frozenset(
    map(stem, """date day days month year time period deadline verb word words paragraph point points clause obligation duty duties measure measures
    action actions step steps state states country countries members party parties body bodies group groups person persons people thing things
    items goods role task tasks condition conditions mission force report number percentage share organ organization committee resolution
    sanction sanctions ban bans embargo boycott restriction restrictions prohibition prohibitions"""
    .split())
)  # fmt: skip


def things_not_there(question: Question, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a thing is asked for that the named paragraph is said to decide on, and has no word for."""
    match = _WHICH_THING.search(question.topic)
    if match is None or len({row.number for row in rows}) != 1 or len(question.paragraphs) != 1:
        return []
    thing = match["thing"]
    telling = set(content_stems(without_places(thing))) - _ANY_THING
    meant = telling | stems(" ".join(in_the_register(thing)))
    if not telling or any(meant & stems(row.words) for row in rows):
        return []
    said = f"{rows[0].citation} has no word for {thing.strip()}."
    return [Draft(said, (mention(rows[0]),), status=Status.CORRECTED, evidence=(rows[0].key,))]


def founded_elsewhere(question: Question, number: int, catalogue: Catalogue) -> Draft | None:
    """Which resolution established the bodies that a question puts to ``number``, where it is another one."""
    rows = [row for name in acronyms(question.topic) if (row := founding_of(name, catalogue)) is not None]
    rows = [row for row in rows if row.resolution != number]
    if not rows:
        return None
    named = acronyms(question.topic)[0]
    record = catalogue.record(rows[0].resolution)
    when = f" of {day_in_words(record.date)}" if record and record.date else ""
    return Draft(
        f"{named} was established by {rows[0].citation}{when}.",
        (mention(rows[0]),),
        status=Status.CORRECTED,
        evidence=tuple(row.key for row in rows),
    )


def not_the_founder(question: Question, number: int, catalogue: Catalogue) -> list[Draft]:
    """Which resolution established a body that the question has ``number`` establish, where it is another one."""
    if not _HAS_IT_FOUND.search(question.topic):
        return []
    remarks = []
    for name in acronyms(question.topic):
        rows = foundings_of(name, catalogue)
        row = min(rows, key=lambda row: row.resolution, default=None)
        if (
            row is not None
            and _may_be_said(row.resolution, number, name, catalogue)
            and not any(each.resolution == number for each in rows)
        ):
            said = f"{number} does not establish {name}: its establishment is decided in {row.citation}."
            remarks.append(Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,)))
    return remarks


def _may_be_said(founder: int, number: int, name: str, catalogue: Catalogue) -> bool:
    """An earlier founder settles it; a later one only where no paragraph of the text decides on the body."""
    if founder < number:
        return True
    deciding = re.compile(
        rf"\W*(?:\w+ )?(?:decides|approves|authori[sz]es|establish\w+|agrees|recommends)\b[^;]*\b{name}\b"
    )
    return not any(deciding.match(row.words) for row in catalogue.paragraphs_of(number))


_BODY = re.compile(
    r"\b(?:establish|creat|found|set(?:s|ting)?\s+up|launch)\w*(?:\s+up)?\s+(?:the|an?)\s+(?P<body>(?:(?:[A-Z][\w’'-]+|of|the|for|on)\s+){0,6}[A-Z][\w’'-]*)(?=\W*$|\s+[a-z])"
    r"|\b(?:was|were)\s+the\s+(?P<passive>(?:(?:[A-Z][\w’'-]+|of|the|for|on)\s+){1,6})(?:established|created|founded|set\s+up)\b"
)
_HEADS = re.compile(
    r"\b(?:Council|Commission|Committee|Agency|Court|Directorate|Tribunal|Authority|Fund|Board|Union|Organi[sz]ation|Programme|Office|Register|Ombuds\w+)\b"
)


def not_that_body(question: Question, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a body is said to be set up by its full name, and no paragraph that sets up anything has a body
    of its kind."""
    match = _BODY.search(question.topic)
    body = (match["body"] or match["passive"]).strip() if match else ""
    heads = _HEADS.findall(body)
    if not heads or not takes_for_granted(question):
        return []
    founding = [row for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX} and _FOUNDS.search(row.words)]
    kind = heads[-1].lower()
    if any(kind in re.sub(r"\b(?:Security|Economic and Social) Council\b", "", row.words).lower() for row in founding):
        return []
    shown = [row for row in founding if _SETS_UP.match(row.words)][:1]
    said = f"No paragraph of {rows[0].resolution} that establishes anything speaks of {body} or of another {kind}"
    said += f"; {shown[0].citation} says what it establishes." if shown else "."
    cited = tuple(mention(row) for row in shown)
    return [Draft(said, cited, status=Status.CORRECTED, evidence=tuple(row.key for row in shown))]


_SETS_UP = re.compile(r"\W*(?:Decides|Resolves)\b[^;]{0,400}?\b(?:establish|creat|set(?:ting)? up)")

# "did 9103 establish UNMAZ", "UNMAZ was set up by": the founding is what is asked about
_HAS_IT_FOUND = re.compile(
    r"\b(?:establish|creat|found|set(?:s|ting)?\s+up)\w*\s+(?:the\s+)?(?:[A-Z][A-Z-]+)\b|\b[A-Z][A-Z-]+\s+(?:was|were)\s+(?:first\s+)?(?:established|created|founded|set\s+up)\b"
    r"|\b(?:was|were|did)\s+(?:the\s+)?[A-Z][A-Z-]{3,}\s+(?:first\s+)?(?:established|created|founded|set\s+up|born)\b|\b[A-Z][A-Z-]{3,} (?:goes|went|dates) back to\b"
    r"|\b[A-Z][A-Z-]{3,}\b[^.;]{0,60}\b(?:to life|into (?:being|existence))\b|\bbirth (?:to|of) (?:the )?[A-Z][A-Z-]{3,}\b|\b[A-Z][A-Z-]{3,} came out of\b"
)
_FOUNDS = re.compile(r"\b(?:establish|creat|set(?:s|ting)?\s+up|found(?:ed|s|ing)\b|form(?:ed|s)?\b)", re.IGNORECASE)


def resolutions_of(question: Question) -> tuple[int, ...]:
    """The resolutions that are named for themselves, not as the number of a committee or a regime."""
    named = [f for f in question.references if not names_a_body(question.standalone, f)]
    return tuple(dict.fromkeys(found.pinpoint.resolution for found in named)) or question.numbers


def committee_elsewhere(question: Question, number: int, catalogue: Catalogue) -> list[Draft]:
    """Which resolution established the committee known by a number, where the question says that ``number`` did."""
    if not _FOUNDS.search(question.topic):
        return []
    remarks = []
    for found in question.references:
        body = f"{found.pinpoint.resolution} Committee"
        if not names_a_body(question.standalone, found) or found.pinpoint.resolution == number:
            continue
        founding = [d for d in catalogue.mandate_chain(body) if d.action is Action.ESTABLISH]
        row = catalogue.paragraph(founding[0].key) if founding else None
        if row is not None and row.resolution != number:
            said = f"The {body} was established by {row.citation}, not by {number}."
            remarks.append(Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,)))
    return remarks
