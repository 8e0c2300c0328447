"""Which missions, panels or committees were set up or ended in some years, in a region or everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, unique
from assistant.reading.zero.kinds.facts import adopted_then, coverage, when_of, within
from assistant.reading.zero.kinds.in_force_now import asked_kind, is_of_the_un, where_asked
from assistant.reading.zero.question import Question
from assistant.terms import content_stems, stem, stems
from assistant.wording import counted, day_in_words
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.places import without_places
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"^\W*(?:which|what|how\s+many|list|name|give\s+me|all)\b[^?;:]{0,60}?\b(?P<noun>missions|operations|forces|panels|groups\s+of\s+experts|committees)\b"
    r"(?P<rest>[^?;:]*)",
    re.IGNORECASE,
)
# "the resolutions that set up the successive missions in Azuria": all of them, whatever names the question gives
_RESOLUTIONS = re.compile(
    r"\bresolutions\b[^?;:]{0,20}\b(?P<rest>(?:establish\w*|creat\w+|set\s+up|launch\w*|terminat\w*|end(?:ed)?|clos\w+)\s+(?:(?:all|each|every|the|of|successive|various|different|several|consecutive|UN|United\s+Nations|"
    r"peacekeeping|peace-keeping|peace|political|field)\s+)*)(?P<noun>missions|operations|forces|panels|committees)\b",
    re.IGNORECASE,
)
_SETS_UP = re.compile(
    r"\b(?:establish|creat|set\s+up|sets\s+up|setting\s+up|found(?:ed|ing)\b|launch)\w*", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:terminat|dissolv|abolish|discontinu|wound\s+up|clos(?:e|ed)\b|end(?:ed)?\b)\w*", re.IGNORECASE
)
_A_MISSION = re.compile(
    r"\b(?:mission|operation|force|office|administration|authority|group|unit|team)s?\b", re.IGNORECASE
)
_NO_MISSION = re.compile(
    r"\b(?:fund|tribunal|commission|mechanism|prosecutor|ombudsperson|working\s+group)\b|^(?:Mr|Ms|Mrs)\.",
    re.IGNORECASE,
)
_NOUNS = {BodyKind.MISSION: "mission", BodyKind.PANEL: "panel", BodyKind.COMMITTEE: "committee"}


def answer_bodies_listed(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """The bodies, each with the decision on it; ``None`` where they are not asked for."""
    text = question.standalone
    if question.references or re.search(r"\bstill\b|\bnow\b|\bin\s+force\b", text, re.IGNORECASE):
        return None
    match = _RESOLUTIONS.search(text) if where_asked(text)[1] is not None else None
    if match is None:
        match = _ASKED.search(text)
        if match is None or re.search(r"\bresolutions?\b", text, re.IGNORECASE):
            return None
        if not _IS_ASKED.search(match["rest"]) or _told_apart(text):
            return None
    said = match["rest"]
    action = Action.END if _ENDS.search(said) else Action.ESTABLISH if _SETS_UP.search(said) else None
    kind = BodyKind.COMMITTEE if "committee" in match["noun"].lower() else asked_kind(match["noun"])
    if action is None or kind not in _NOUNS:
        return None
    where, places = where_asked(text)
    span = {r.number: r for r in records if within(r, question) and adopted_then(r, question)}
    chains: dict[str, list[MandateDecision]] = {}
    for decision in catalogue.mandates():
        if decision.kind is kind and not (kind is BodyKind.MISSION and not _is_mission(decision)):
            chains.setdefault(decision.acronym or decision.body, []).append(decision)
    only_un = re.search(r"\b(?:UN|United\s+Nations|blue[- ]helmet)\b", text) is not None
    found = [
        d
        for chain in chains.values()
        if (d := _decided(chain, action, catalogue)) is not None
        and d.resolution in span
        and (places is None or d.place in places)
        and (not only_un or is_of_the_un(d))
    ]
    rows = catalogue.paragraphs(d.key for d in found)
    found = sorted((d for d in found if d.key in rows), key=lambda d: d.resolution)
    ends = [i for i, d in enumerate(found) if d.acronym and re.search(rf"\b{re.escape(d.acronym)}\b", text)]
    if len(ends) > 1 and re.search(r"\bfrom\b.*\bto\b", text):  # "from UNMAZ to UNFAZ"
        found = found[ends[0] : ends[-1] + 1]
    if not found:
        return None
    said = "set up or authorized" if action is Action.ESTABLISH else "ended"
    lead = f"{counted(len(found), _NOUNS[kind]).capitalize()}{where} {said} by decisions{when_of(question)}:"
    lines = [
        f"- {d.body}{_in_brackets(d)}: {rows[d.key].citation}, {day_in_words(span[d.resolution].date)}" for d in found
    ]
    return Draft(
        "\n".join(
            [
                lead,
                *lines,
                "",
                f"Read from the decisions on mandates; what a text sets up or ends without its name may be missing. {coverage(catalogue)}",
            ]
        ),
        unique([mention(rows[d.key]) for d in found]),
        resolutions=tuple(dict.fromkeys(str(d.resolution) for d in found)),
        evidence=tuple(d.key for d in found),
    )


def _decided(chain: Sequence[MandateDecision], action: Action, catalogue: Catalogue) -> MandateDecision | None:
    """The decision by which a body began, or by which it ended: its last one, where it ends it or was a final extension."""
    if action is Action.END:
        last = newest(chain)
        return last if last.action is Action.END or last.final else None
    first = chain[0]
    record = catalogue.record(first.resolution)
    titled = record is not None and re.search(r"\b(?:establishment|creation|deployment)\b", record.subject) is not None
    return first if first.action is Action.ESTABLISH or (titled and first.action is Action.EXTEND) else None


_IS_ASKED = re.compile(
    r"\b(?:were|was|(?:did|has|have|had)\s+(?:the\s+)?(?:security\s+)?council|(?:has|have|had)\s+(?:ever\s+)?been)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:\d{4}s?|since|before|after|between|from|until|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_IDLE = frozenset(
    map(
        stem,
        """mission missions operation operations force forces panel panels group groups expert experts committee committees sanction sanctions peacekeeping peace keeping
    political field special observer mandate mandates how many which number all name ever so far years decade century""".split(),
    )
)


def _told_apart(text: str) -> bool:
    """Whether more is said of the bodies than what they are, what was done, when and where: "those that protect harbours"."""
    bare = _TIME.sub(" ", without_places(_SETS_UP.sub(" ", _ENDS.sub(" ", text))))
    return bool({*content_stems(bare)} - _IDLE - stems(where_asked(text)[0]))


def _in_brackets(decision: MandateDecision) -> str:
    """The acronym after the name; not one with a numeral, under which an earlier operation may be followed as well."""
    name = decision.acronym
    return f" ({name})" if name and name != decision.body and not re.search(r"\bI{1,3}$", name) else ""


def _is_mission(decision: MandateDecision) -> bool:
    return _A_MISSION.search(decision.body) is not None and not _NO_MISSION.search(decision.body)
