"""Measures and border lines that a question says that a resolution imposes, and that it only asks for or speaks of.

"Which arms embargo does 9101 impose?" is corrected where a paragraph speaks of arms and no paragraph on them decides or
demands anything. The verb of the nearest paragraph is told; whether such words bind is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import OF_A_QUESTION
from assistant.reading.zero.question import Question
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import content_stems, proper_names, stem, stems
from ingest.annotations import Force
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_IMPOSES = re.compile(r"\b(?:impos|decree|introduc|enact|slap|renew)\w*|\border(?:s|ed)?\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:which|what)\s+(?P<before>(?:[\w’'-]+\s+){0,4}?)(?P<noun>embargo(?:es)?|bans?|boycotts?|freezes?|restrictions|prohibitions?)\b(?:\s+(?:on|of|against|for)\s+(?P<on>[^?.;]*?))?"
    r"\s+(?:does|did|do|is|are|was|were|has|that)\b|\b(?:impos\w*|decree\w*|introduc\w*|order(?:s|ed)?)\s+(?:an?|the)\s+(?P<what>(?:[\w’'-]+\s+){0,3}?)(?P<thing>embargo|ban|boycott|freeze)\b(?:\s+(?:on|of)\s+(?P<whom>[^?.;]*))?",
    re.IGNORECASE,
)
_OF_ANY = stems(
    "mandatory full total complete new general worldwide international state states country countries all every further strict legal import export the un"
)
# a measure by its name, and the words of the texts for what it is on
_WORDS = {
    "arm": stems("arms weapons ammunition munitions armaments armament materiel"),
    "weapon": stems("arms weapons ammunition munitions armaments armament materiel"),
    "asset": stems("assets funds financial economic"),
    "travel": stems("travel entry transit visa visas"),
    "flight": stems("flights aircraft airlines airspace"),
    "air": stems("flights aircraft airlines airspace"),
    "oil": stems("oil petroleum fuel crude"),
}  # fmt: skip
_NUCLEAR = re.compile(
    r"\b(?:nuclear|chemical|biological)[- ]weapons?(?:[- ]tests?)?|\bweapons? of mass destruction", re.IGNORECASE
)
_DECIDES = re.compile(
    r"\b(?:decides?|deciding|demands?|directs|orders|renew\w*|extends?)\b|\b(?:shall|must)\b|\bembargo"
    r"|\bmeasures (?:imposed|set|specified|contained|established|provided|referred|in paragraph|under|of (?:paragraph|resolution))",
    re.IGNORECASE,
)
_RESTRAINS = re.compile(
    r"\b(?:prevent|prohibit|ban|embargo|freez|frozen|sanction|measure|restrict|refrain|suspen|sever|cease|halt|boycott|deny|interrupt|not to|shall not|condition|exempt|limit|stop|end)\w*",
    re.IGNORECASE,
)  # fmt: skip
_OF_TRADE = re.compile(r"\b(?:prevent|prohibit|lift|ban|sale|suppl|import|export)\w*", re.IGNORECASE)
_LINE = re.compile(
    r"(?<!\bto )\b(?:impos|draw|fix|set|lay|lays|determin|redraw|settl|decid|demarcat)\w*\b(?! up)(?:(?!\b(?:for|of|on|in|to|between|and)\b)[^?.;]){0,30}?\b(?P<line>(?:[\w-]+ )?(?:border|frontier|boundary)(?: line)?)\b|\bborder line\b",
    re.IGNORECASE,
)
_LINE_IN_A_TEXT = re.compile(
    r"\b(?:border|frontier|boundar|demarc|delimit|line\b|lines\b|limit|territor)\w*", re.IGNORECASE
)
_DRAWN = re.compile(
    r"\b(?:demarcat|delimit|delineat|defin|drawn|inviolab|final|award|decision|agreed|agreement|line\b|allocation|coordinates)\w*",
    re.IGNORECASE,
)


def only_asked_for(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where no paragraph that speaks of the measure, or of the line, decides on it."""
    if not takes_for_granted(question) or question.paragraphs:
        return []
    operative = [row for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
    if _LINE.search(question.topic):
        return _no_line(record, rows, operative)
    match = _MEASURE.search(question.topic)
    if match is None or not _IMPOSES.search(question.topic):
        return []
    things = _things(match)
    told = [(row, _shared(things, row)) for row in operative]
    most = max((shared for _, shared in told), default=0)
    on_it = [row for row, shared in told if shared and shared == most]
    if not on_it or any(_may_decide(row, operative) for row in on_it):
        return []
    row = max(
        (row for row in on_it if not row.path), key=lambda row: len(_OF_TRADE.findall(row.words)), default=on_it[0]
    )
    said = f"No paragraph of {record.symbol} decides on such a measure: what it has on the matter is {row.citation}"
    return [_said(f"{said}, with the verb “{row.verb}”." if row.verb else f"{said}.", row)]


def _no_line(record: Resolution, rows: Sequence[Paragraph], operative: Sequence[Paragraph]) -> list[Draft]:
    near = [row for row in operative if _LINE_IN_A_TEXT.search(row.words)]
    if any(_DRAWN.search(row.words) and _decides(row) for row in near):
        return []
    said = f"No paragraph of {record.symbol} draws a border or decides on its course"
    if not near:
        return [Draft(f"{said}, and no operative paragraph has a word for one.", status=Status.CORRECTED)]
    row = max(
        near, key=lambda row: len(re.findall(r"\b(?:border|frontier|boundar|demarc|delimit|delineat)", row.words))
    )
    return [_said(f"{said}: what it has on the matter is {row.citation}.", row)]


def _things(match: re.Match[str]) -> list[set[str]]:
    """What the measure is on: for each thing, the stems of the words of the texts for it."""
    parts = (match["before"] or match["what"], match["on"] or match["whom"])
    said = " ".join(" ".join(filter(None, parts)).split())
    names = {stem(word) for name in proper_names(f"x {said}") for word in name.split()}
    words = [word for word in content_stems(said) if word not in names | _OF_ANY | OF_A_QUESTION]
    noun = (match["noun"] or match["thing"]).lower()
    known = [_WORDS[word] for word in words if word in _WORDS] + ([_WORDS["asset"]] if noun.startswith("freez") else [])
    return [set(each) for each in known] or [{word, *stems(" ".join(in_the_register(word)))} for word in words]


def _shared(things: Sequence[set[str]], row: Paragraph) -> int:
    held = stems(_NUCLEAR.sub("nuclear", row.words))
    return sum(not each.isdisjoint(held) for each in things)


def _decides(row: Paragraph) -> bool:
    return row.force in {Force.DECISION, None} or _DECIDES.search(row.words) is not None


def _may_decide(row: Paragraph, operative: Sequence[Paragraph]) -> bool:
    """Whether a paragraph, or the one above it, may be a decision on such a measure."""
    above = next((each for each in operative if each.number == row.number and not each.path), row)
    return (_decides(row) or _decides(above)) and _RESTRAINS.search(f"{above.words} {row.words}") is not None


def _said(text: str, row: Paragraph) -> Draft:
    return Draft(text, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))
