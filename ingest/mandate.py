"""Decisions on mandates: what a paragraph establishes, extends, changes or ends, from when and until when.

A paragraph is cut into clauses at its verbs ("decides to extend …, expresses its intention to review …"), so that only
what is decided counts. In each clause an operation (extend, terminate, …) is paired with the body named next to it.
Names are those of the text; :mod:`ingest.mandate_names` brings them together over a whole corpus.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import Body, find_bodies, measures_of, missions_in, place_in
from ingest.citation import find_citations
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from ingest.time_expressions import Role, TimeExpression, end_of, find_times

__all__ = ["mandate_decisions"]

_DECIDING = """decides extends renews authorizes authorises approves establishes terminates lifts endorses prolongs requests
recommends agrees""".split()
_OTHER = """reaffirms recalls expresses calls urges encourages stresses underlines emphasizes emphasises notes takes welcomes
affirms reiterates invites directs demands condemns recognizes recognises commends supports intends looks undertakes
acknowledges underscores declares determines considers confirms reminds appeals deplores appreciates""".split()
_VERB = re.compile(rf"\b(?:{'|'.join(_DECIDING + _OTHER)})\b", re.IGNORECASE)
_DECIDES = re.compile(rf"\b(?:{'|'.join(_DECIDING)})\b", re.IGNORECASE)
_OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:.)\]]\s*|\band\s+|–\s*)(?:(?:and|further|also|hereby|therefore|accordingly|strongly|again|(?:in|to)\s+(?:this|that)\s+\w+,?)\s+)*$",
    re.IGNORECASE,
)
_OPERATION = re.compile(
    r"""(?P<end>\b(?:terminates?|lifts?|dissolves?|liquidates?|disbands?|abolish(?:es)?|discontinues?|rescinds?)\b
          |\b(?:shall|will|is|are|be|has\ been)\s+(?:\w+\s+)?(?:terminated|lifted|dissolved|disbanded|abolished|discontinued)\b
          |\bshall\s+(?:cease|terminate|no\s+longer\s+(?:apply|have\s+effect|be\s+in\s+force))\b|\bwill\s+cease\b)
      |(?P<extend>\b(?:(?:further\s+)?extends?|renews?|prolongs?|re-?establish(?:es)?|re-?appoints?|re-?authori[sz]es?|extending|renewing|re-?establishing|continues?|maintains?
             |extension|renewal|continuation|continued\s+presence)\b
          |\b(?:be|is|are)\s+(?:\w+\s+)?(?:extended|renewed|prolonged|maintained|re-?established)\b|\b(?:shall|will)\s+remain\b
          |\bstationing\b|\bbe\s+deployed\b)
      |(?P<suspend>\b(?:suspends?|suspended)\b)
      |(?P<impose>\ball\s+(?:Member\s+)?States(?:,[^;]{3,90},)?\s+shall\b|\bStates\s+shall,)
      |(?P<establish>\b(?:establish(?:es)?|create|set\s+up|constitute|establishment|creation|appoint|deploy|dispatch)\b
          |\b(?:be|is|are)\s+(?:hereby\s+)?(?:established|created|set\s+up)\b|\bshall\s+apply\b|\bshall\s+not\s+apply\b|\bwill\s+apply\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_PASSIVE = re.compile(r"\b(?:shall|will|be|is|are|has)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:shall|will)\s+$", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"\b(?:if|once(?!\s+(?:again|more))|whether|when\s+the|with\s+a\s+view\s+to|in\s+the\s+event|provided\s+that|as\s+soon\s+as|so\s+as\s+to)\b",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"\bunless\s+the\s+(?:Security\s+)?Council\s+decides\s+otherwise|\bcontinue\s+(?:in\s+operation\s+)?thereafter|\bindefinite|\bpermanent\s+basis"
    r"|\buntil\s+(?:the\s+(?:Security\s+)?Council\s+(?:decides|determines)|further\s+(?:decision|notice)|otherwise\s+decided)"
    r"|\b(?:shall|will)\s+continue\s+to\s+(?:apply|exist|operate|have)|\bshall\s+remain\s+in\s+(?:force|effect)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\bcontinue\s+thereafter\s+unless\b", re.IGNORECASE)
_FINAL = re.compile(r"\bfinal\b|\blast\s+time\b", re.IGNORECASE)
_NOT_A_MANDATE = re.compile(
    r"\bterms?\s+of\s+office\b|\bjudges?\b|\bcooperation\b|\bsupport\s+to\b|\bits\s+best\s+thanks\b|\bappreciation\b|\bdeadline\b"
    r"|\bseized\b|\bits\s+readiness\b|\bState\s+authority\b|\bunder\s+(?:continuous|constant|regular|close|active)?\s*review\b|\bdialogue\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\bmandates?\b|\bstation\w*|\bpresence\b|\bdeploy\w*|\boperat\w+|\bperiod\b|\bcontinu\w+|\bauthori[sz]\w+|\bestablish\w*|\bcreat\w+|\bextend\w*|\brenew\w*",
    re.IGNORECASE,
)
_EXPIRY = re.compile(
    r"\b(?:from|after|upon|beyond)\s+(?:the\s+)?(?:date\s+of\s+)?(?:expir\w+|end)\s+of\s+(?:its|the|their)\b[\w\s'’]{0,50}?mandate",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(r"\bin\s+([A-Z][a-z]+)\s+((?:19|20)\d\d)")
_CHANGED = re.compile(
    r"\bmandate\s+modification|\bmodification\s+of\b|\btasks\s+of\b|\btroop\s+(?:and|ceiling|level|strength)|\bstrength\b",
    re.IGNORECASE,
)
_MEASURE_VERB = re.compile(
    r"\b(?:prevent|freeze|prohibit|ban|deny|take|not\s+apply|refrain|inspect|implement)\b", re.IGNORECASE
)
_REACH = 230  # characters within which the body stands that an operation is about


class _Context:
    """What the whole resolution lends to a clause; read only where a clause needs it."""

    def __init__(self, paragraphs: Sequence[Paragraph], adopted: dt.date | None, about: str) -> None:
        self.adopted = adopted
        self._paragraphs = paragraphs
        self._about = about

    @cached_property
    def place(self) -> str:
        """The State or region that the resolution names most often."""
        sections = [heading for paragraph in self._paragraphs for heading in paragraph.section[:1]]
        return place_in(
            "", "\n".join([*(p.words for p in self._paragraphs if p.kind is not Kind.ANNEX), *sections, self._about])
        )

    def elsewhere(self, paragraph: Paragraph, clause: str) -> tuple[dt.date | None, bool]:
        """The end that the opening words above a sub-point give, or "the period specified in paragraph 1 above"."""
        referred = _SAME_PERIOD.search(clause)
        numbers = {referred[1]} if referred else set()
        rows = [
            row
            for row in self._paragraphs
            if row.kind is Kind.OPERATIVE
            and ((row.number in numbers and not row.path) or row.pinpoint == paragraph.pinpoint.parent)
        ]
        for row in rows:
            _, until, computed = end_of(_until_first(find_times(row.text[:600], self.adopted)), self.adopted)
            if until is not None:
                return until, computed
        return None, False

    def opening(self, paragraph: Paragraph) -> str:
        """The words above a sub-point."""
        parent = paragraph.pinpoint.parent
        return next((row.text for row in self._paragraphs if row.pinpoint == parent), "") if parent else ""

    def mission(self, noun: str = "") -> str:
        """The mission that the resolution names most often: what "its mandate" means; with the noun, what "the Force" means."""
        names = [name for name, _ in self._missions.most_common()]
        fitting = [name for name in names if noun in name.split()] if noun not in ("", "mandate", "stationing") else []
        acronyms = [name for name in names[:3] if name.isupper()]
        return next(iter(fitting or acronyms or names), "")

    @cached_property
    def _missions(self) -> Counter[str]:
        texts = [p.words[:600] for p in self._paragraphs if p.kind is not Kind.ANNEX]
        return Counter(name for text in texts for name in missions_in(text))


_SAME_PERIOD = re.compile(
    r"\b(?:period|date)\s+(?:of\s+\w+\s+)?(?:specified|referred\s+to|set\s+out|mentioned|indicated)\s+in\s+paragraph\s+(\d+)\s+above",
    re.IGNORECASE,
)


def mandate_decisions(
    paragraphs: Sequence[Paragraph], adopted: dt.date | None, about: str = ""
) -> tuple[MandateDecision, ...]:
    """All decisions of one resolution, in document order. ``about`` (agenda, subject) helps to tell the place."""
    operative = [p for p in paragraphs if p.kind is Kind.OPERATIVE]
    candidates = [
        p for p in operative if (p.verb in _DECIDING or _DECIDES.search(p.words)) and _OPERATION.search(p.words)
    ]
    if not candidates:
        return ()
    context = _Context(paragraphs, adopted, about)
    found: list[MandateDecision] = []
    for paragraph in candidates:
        for decision in _in_paragraph(paragraph, context):
            same = [
                d
                for d in found
                if (d.key, d.body, d.action, d.until) == (decision.key, decision.body, decision.action, decision.until)
            ]
            found += [] if same else [decision]
    return tuple(found)


def _clauses(paragraph: Paragraph) -> Iterator[tuple[str, int, int]]:
    """(verb, start, end) of each clause; the words before the first verb belong to the verb of the paragraph."""
    words = paragraph.words
    starts: list[tuple[int, str]] = [(0, paragraph.verb)]
    for match in _VERB.finditer(words):
        verb = match.group().lower()
        someone_else = _SOMEONE_ELSE.search(words[: match.start()][-30:])
        if (verb in ("decides", "authorizes", "authorises") and not someone_else) or _OPENS_CLAUSE.search(
            words[: match.start()][-60:]
        ):
            starts.append((match.start(), verb))
    ends = [start for start, _ in starts[1:]] + [len(words)]
    for (start, verb), end in zip(starts, ends, strict=True):
        if end > start:
            yield verb.replace("authorises", "authorizes"), start, end


_SOMEONE_ELSE = re.compile(r"\b(?:Committee|Council|Court|Tribunal|it|Panel|State|which|who)\s+(?:\w+\s+)?$")


def _in_paragraph(paragraph: Paragraph, context: _Context) -> Iterator[MandateDecision]:
    for verb, start, end in _clauses(paragraph):
        if verb not in _DECIDING:
            continue
        clause = paragraph.words[start:end]
        operations = list(_OPERATION.finditer(clause))
        for number, operation in enumerate(operations):
            segment_end = operations[number + 1].start() if number + 1 < len(operations) else len(clause)
            # an operation without an object of its own ("to continue to maintain") hands over to the next one
            decision = _decision(paragraph, verb, clause, operation, segment_end, start, context, first=number == 0)
            if decision is not None:
                yield decision


def _decision(  # noqa: C901 - the order of the rules is the grammar; split, it could not be read
    paragraph: Paragraph,
    verb: str,
    clause: str,
    operation: re.Match[str],
    segment_end: int,
    offset: int,
    context: _Context,
    *,
    first: bool,
) -> MandateDecision | None:
    before, after = clause[: operation.start()], clause[operation.end() :]
    if _NOT_A_MANDATE.search(after[:70]) and not re.search(r"\bmandate\b|\bmeasures\b", after[:90]):
        return None
    asked = verb == "requests" or re.search(r"\brequest\b", before)
    if (
        _CONDITIONAL.search(before[-90:]) and not (asked and operation.group().lower().endswith("ing"))
    ) or not _is_decided(verb, operation, before):
        return None
    passive = operation.lastgroup != "impose" and bool(
        _PASSIVE.match(operation.group()) or _SUBJECT.search(before[-12:])
    )
    segment = after[: max(0, segment_end - operation.end())] if not passive else after
    body = (
        _body_before(before)
        if passive
        else _body_after(clause[operation.start() : operation.end()] + segment, len(operation.group()))
    )
    reach = after if len(segment) < 40 and first else segment
    times = find_times(reach[:700], context.adopted)
    if operation.lastgroup == "impose" or "apply" in operation.group():
        # further on stand quotas and periods of exemptions; the period of the measures comes at once
        times = find_times(reach[:60] if operation.lastgroup == "impose" else reach[:260], context.adopted)
    if passive or operation.lastgroup in ("impose", "establish"):
        times = [*find_times(before, context.adopted), *times]
    if operation.lastgroup == "end":
        return _ending(paragraph, clause, operation, body, times, offset, context, before, after)
    action = {
        "extend": Action.EXTEND,
        "suspend": Action.CHANGE,
        "impose": Action.ESTABLISH,
        "establish": Action.ESTABLISH,
    }[str(operation.lastgroup)]
    times = _relative_to_expiry(reach, times)
    if operation.lastgroup == "establish" and re.search(r"\bnot\s+apply", operation.group(), re.IGNORECASE):
        times = [time for time in times if time.role is Role.UNTIL]
    if not any(time.role is Role.UNTIL or time.period for time in times):
        times = [*times, *find_times(before, context.adopted)]
    since, until, computed = end_of(_until_first(times), context.adopted)
    if until is None:
        since, until, computed = since, *context.elsewhere(paragraph, clause)
    # "for an initial period of 12 months, to continue thereafter unless the Council decides otherwise"
    open_ended = bool(_GOES_ON.search(clause)) or (
        until is None and bool(_OPEN_ENDED.search(clause[max(0, operation.start() - 20) :]))
    )
    if until is not None and context.adopted is not None and until < context.adopted:
        return None
    if operation.lastgroup == "impose":
        text = clause[operation.start() :]
        if (
            not _MEASURE_VERB.search(text[:160])
            or not (measures_of(text[:900]) or "measures" in text[:120])
            or (until is None and not _imposes(text))
        ):
            return None
        action = Action.EXTEND if re.search(r"\bcontinue\s+to\s+(?:take|apply|implement)", text[:80]) else action
        return _made(
            paragraph,
            Body(operation.start(), operation.end(), BodyKind.MEASURES, ""),
            action,
            context,
            offset,
            clause,
            operation,
            since,
            until,
            computed,
            open_ended,
        )
    if body is None:
        own = re.search(
            r"\b(?:its|the|their|this|present|current|existing|such)\s+(?:\w+\s+){0,2}?(?:mandate|Mission|Force|Operation|Office|stationing)\b",
            before[-120:] if passive else segment[:140],
        )
        mission = context.mission(own.group().split()[-1]) if own else ""
        if not mission or until is None:
            return None
        body = Body(operation.start(), operation.end(), BodyKind.MISSION, mission)
    if operation.lastgroup == "establish" and not _is_founding(
        clause, operation, body, passive=passive, dated=until is not None or open_ended
    ):
        return None
    if action is Action.EXTEND and until is None and not open_ended:
        return None
    if action is Action.CHANGE and (until is None or body.kind is not BodyKind.MEASURES):
        return None
    if body.kind is BodyKind.MISSION and action is not Action.ESTABLISH and not _LASTS.search(clause):
        return None
    if (
        action is Action.EXTEND
        and body.kind is not BodyKind.MEASURES
        and _CHANGED.search(clause[operation.start() :][:220])
    ):
        action = Action.CHANGE
    return _made(paragraph, body, action, context, offset, clause, operation, since, until, computed, open_ended)


def _is_decided(verb: str, operation: re.Match[str], before: str) -> bool:
    """Whether the clause's verb decides the operation, and does not only ask someone for something else."""
    if verb == "requests":
        asked = re.search(
            r"\bSecretary-General\b[^;]{0,200}\bto\s+(?:[\w-]+\s+)?$|\bto\s+$|view\s+to\s+$|,\s+$", before
        )
        return bool(asked and "Secretary-General" in before and _SETS_UP.match(operation.group()))
    if verb in ("endorses", "recommends", "approves"):
        return operation.lastgroup in ("extend", "establish", "end")
    if verb == "authorizes":
        return operation.lastgroup in ("extend", "establish", "suspend")
    if (
        verb in ("decides", "agrees")
        and _NOUN.match(operation.group())
        and not re.search(r"\bthat\s+the\s+$|approve\s+the\s+$|automatic\s+$", before)
    ):
        return False
    if operation.group().lower().endswith("ing") and operation.group().lower() != "stationing":
        return bool(re.search(r"\b(?:with\s+a\s+view\s+to|by)\s+$", before)) and "request" in f"{verb} {before}"
    if operation.lastgroup == "end":  # the decision itself, not something decided about others
        return not re.search(r"\b(?:period|withdraw|operations\s+to|obligation)\s*$", before)
    return True


_SETS_UP = re.compile(r"(?:re-?)?(?:establish|creat|appoint|extend|renew|set\s+up)\w*$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:extension|renewal|continuation|continued\s+presence|establishment|creation|stationing)$", re.IGNORECASE
)


def _until_first(times: list[TimeExpression]) -> list[TimeExpression]:
    """The times without those that follow an end and belong to reports and reviews."""
    for number, time in enumerate(times):
        if time.role is Role.UNTIL:
            return times[: number + 1]
    return times


def _relative_to_expiry(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """A period "from the expiration of its current mandate in June 2030" begins at the end of that month."""
    match = _EXPIRY.search(text)
    if match is None or (month := _IN_MONTH.match(text, match.end() + 1)) is None:
        return times
    try:
        first = dt.datetime.strptime(f"1 {month[1]} {month[2]}", "%d %B %Y").date()
    except ValueError:
        return times
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return [TimeExpression(match.start(), month.end(), Role.FROM, day=last), *times]


def _body_after(text: str, operation_length: int) -> Body | None:
    """The body that an active verb is about: the one after "mandate of", else the first one."""
    found = find_bodies(text[: operation_length + _REACH])
    bodies = [b for b in found if b.start >= operation_length and not _BY_THE_WAY.search(text[: b.start][-32:])]
    if not bodies:
        return None
    mandate = re.search(r"\bmandates?\b", text[: operation_length + _REACH])
    holders = [body for body in bodies if body.kind in (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)]
    if (
        mandate
        and holders
        and not (
            bodies[0].kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION) and bodies[0].start < mandate.start() - 40
        )
    ):
        return holders[0]
    if mandate and not holders and mandate.start() < bodies[0].start:
        return None
    if (
        bodies[0].kind is BodyKind.AUTHORIZATION
        and holders
        and re.fullmatch(
            r"[\s,\w]{0,60}?\b(?:of|to|for)\s+(?:the\s+)?(?:deployment\s+of\s+)?(?:the\s+)?",
            text[bodies[0].end : holders[0].start],
        )
    ):
        return holders[0]
    return bodies[0]


_BY_THE_WAY = re.compile(
    r"\b(?:with|through|assist(?:ing)?|direction\s+of|guidance\s+of|support\s+of|authority\s+of|leadership\s+of|assistance\s+of)"
    r"\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)


def _body_before(text: str) -> Body | None:
    """The subject of a passive: the first body since the verb, the holder of a mandate before measures."""
    text = text[-320:]
    bodies = [body for body in find_bodies(text) if not _BY_THE_WAY.search(text[: body.start][-32:])]
    if re.search(r"[\"”’)]\s+to\s+$", text) and bodies:  # "… Directorate (“UNED”) to be established"
        return bodies[-1]
    holders = [body for body in bodies if body.kind in (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)]
    if re.search(r"\bmandate\b", text) and holders:
        return holders[0]
    return bodies[0] if bodies else None


_ARTICLE = re.compile(
    r"(?:^|\b(?:a|an|the|of|its|new|expanded|joint|hybrid|follow-on|temporary|independent|,|authority|as|to|called|named|entitled)\W*)$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:within|in|by|with|from|between|at|between|alongside|for)\s+(?:the\s+)?$", re.IGNORECASE)


def _is_founding(clause: str, operation: re.Match[str], body: Body, *, passive: bool, dated: bool) -> bool:
    """Whether something new is set up: the body stands where the object stands ("establish … a Mission")."""
    if body.kind is BodyKind.MEASURES:
        return passive and dated
    if passive:
        return dated
    start = operation.start() + body.start
    between = clause[operation.end() : start]
    if body.kind is BodyKind.AUTHORIZATION:
        return dated or "presence" in body.named
    if _WITHIN.search(between) or len(between) > 170:
        return False
    founding = operation.group().lower().startswith(("establish", "creat", "set", "constitut", "appoint"))
    return dated or (founding and bool(_ARTICLE.search(between)))


def _imposes(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:necessary\s+measures\s+to\s+prevent|shall,?\s+[^;]{0,80}\bfreeze\b|shall\s+(?:freeze|prevent|prohibit)|embargo|continue\s+to\s+take|following\s+measures)",
            text[:300],
        )
    )


def _ending(
    paragraph: Paragraph,
    clause: str,
    operation: re.Match[str],
    body: Body | None,
    times: list[TimeExpression],
    offset: int,
    context: _Context,
    before: str,
    after: str,
) -> MandateDecision | None:
    if (_CONDITIONAL.search(after[:110]) and not times) or re.search(r"\bmay\b", before[-60:]):
        return None
    if re.search(r"\bdays?\s+after\b|\bfollowing\s+the\b", after[:110]):
        return None
    if re.search(
        r"\b(?:cease|terminated?|lifted)\s+(?:immediately\s+)?(?:if|once|when|upon|on\s+the\s+\w+\s+working)\b",
        clause[operation.start() :][:60],
        re.I,
    ):
        return None
    cease = re.search(r"cease", operation.group(), re.IGNORECASE)
    if cease and not re.match(
        r"\s+(?:to\s+(?:have|apply|exist|operate|be)|(?:all\s+)?(?:its\s+)?(?:operations|work|activities|functions)|on\b|from\b|with\b|effective|immediately)",
        after,
    ):
        return None
    if body is None:
        own = re.match(r"\s+(?:its|the)\s+(mandate|Mission|Force|Operation|Office|Group|Team)\b", after)
        mission = context.mission(own[1]) if own else ""
        if not mission:
            return None
        body = Body(operation.start(), operation.end(), BodyKind.MISSION, mission)
    # "after which UNMAZ will cease all work" ends on the day named before; a day named behind comes first
    behind = [time for time in times if time.role in (Role.FROM, Role.ON, Role.UNTIL) and time.day]
    near = [
        time
        for time in find_times(after[:160], context.adopted)
        if time.role in (Role.FROM, Role.UNTIL, Role.ON)
        and time.day
        and not re.search(r"resolution[^,;]{0,30}$", after[: time.start])
    ]
    earlier = [time for time in find_times(before, context.adopted) if time.role is Role.UNTIL]
    day = near[0].day if near else earlier[-1].day if earlier and "which" in before[-40:] else context.adopted
    if (
        behind
        and near
        and near[0].day is not None
        and context.adopted
        and near[0].day < context.adopted
        and near[0].role is not Role.FROM
    ):
        day = context.adopted
    opening = context.opening(paragraph)
    if _ON_TERMS.search(f"{opening} {before} {after[:160]}") and not near:
        day = None
    part = body.kind is BodyKind.MEASURES and not _WHOLE_MEASURES.search(body.named)
    action = Action.CHANGE if part else Action.END
    return _made(paragraph, body, action, context, offset, clause, operation, None, day, False, False)


# an end that the text ties to an event: no day can be given
_ON_TERMS = re.compile(
    r"\bon\s+the\s+date\s+(?!of\s+(?:the\s+)?adoption)|\bupon\s+(?:receipt|the\s+(?!adoption))|\beffective\s+midnight|\bif\s+the\s+(?:Security\s+)?Council"
    r"|\byears\s+after\b|\bat\s+the\s+conclusion\s+of\b",
    re.IGNORECASE,
)
# the end of a requirement or an exemption is no end of the measures themselves
_WHOLE_MEASURES = re.compile(
    r"\b(?:measures?|sanctions|embargo\w*|prohibitions?|restrictions?|bans?|freeze|provisions|resolutions?|paragraphs?)\b",
    re.IGNORECASE,
)


def _made(
    paragraph: Paragraph,
    body: Body,
    action: Action,
    context: _Context,
    offset: int,
    clause: str,
    operation: re.Match[str],
    since: dt.date | None,
    until: dt.date | None,
    computed: bool,
    open_ended: bool,
) -> MandateDecision:
    cited = [found.pinpoint.resolution for found in find_citations(clause[:600], context=paragraph.resolution)]
    roots = tuple(dict.fromkeys(cited)) or ((paragraph.resolution,) if action is Action.ESTABLISH else ())
    # what the operation is about, without the names of reports and reviews further on
    matter = clause[: operation.start() + 700]
    place, acronym, name = "", "", body.named
    if body.kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION, BodyKind.PANEL):
        place = _place(clause[operation.start() : operation.start() + 500], context.place, body.kind)
    if body.kind is BodyKind.MEASURES:
        subject = " and ".join(measures_of(matter))
        name = f"{subject} measures".strip() + (f" ({place})" if place else "")
    elif body.kind is BodyKind.AUTHORIZATION:
        name = "authorizations" + (f" ({place})" if place else "")
    elif body.kind is BodyKind.PANEL:
        name = f"{_panel(body.named)} ({place or (roots[0] if roots else paragraph.resolution)})"
    elif body.kind is BodyKind.COMMITTEE:
        number = re.match(r"\d+", body.named)
        root = int(number[0]) if number else roots[0] if roots else paragraph.resolution
        name = f"{root} Committee"
    elif match := re.search(r"\((?:hereinafter\s+)?[“\"']?([^)”\"']+)[”\"']?\)$", body.named):
        acronym, name = match[1], body.named[: match.start()].strip()
    elif re.fullmatch(r"[A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?:\s+\w+)?", body.named):
        acronym = body.named
    final = bool(_FINAL.search(clause[operation.start() : operation.start() + 160]))
    return MandateDecision(
        body=name, acronym=acronym, kind=body.kind, place=place or context.place, named=body.named, action=action, since=since, until=until,
        computed=computed, open_ended=open_ended, final=final, roots=roots, key=paragraph.key, start=offset,
        end=offset + len(clause.rstrip()), date=context.adopted,
    )  # fmt: skip


_ON_PLACE = re.compile(r"\b(?:on|against|into|to|from|concerning|regarding|in|for)\s+(?:the\s+)?(?=[A-Z])")


def _place(text: str, default: str, kind: BodyKind) -> str:
    """The place that the words themselves put the measures on; else that of the resolution."""
    if kind is not BodyKind.PANEL:
        for match in _ON_PLACE.finditer(text[:300]):
            named = place_in(
                text[match.end() : match.end() + 45].split(",", maxsplit=1)[0].split(" by ", maxsplit=1)[0]
            )
            if named:
                return named
    return default


def _panel(named: str) -> str:
    low = named.lower()
    if "team" in low:
        return "Monitoring Team"
    if "monitoring" in low:
        return "Monitoring Group"
    return "Group of Experts" if "group" in low else "Panel of Experts"
