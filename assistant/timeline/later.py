"""What later resolutions did to a paragraph: extended, changed, replaced or ended it, or excepted something from it.

Read from the later texts alone. A decision counts that names the paragraph, or goes on with the mandate that the
paragraph gives; a text that only recalls or reaffirms it does not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.timeline.effect_words import OF_OTHERS, Effect, effect_in
from assistant.wording import joined
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.citation import find_citations
from ingest.one_of import either, ways
from ingest.pinpoint import Kind, Pinpoint, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Later:
    """A later decision on a paragraph: where it stands, what it does, the day it names where it is an extension, and
    the point of the paragraph that it is about, where it names only that (``(a)``)."""

    row: Paragraph
    effect: Effect
    until: dt.date | None = None
    point: str = ""


_DECIDES = either(
    r"(?<!which\s)(?:decides|authori[sz]es|reaffirms\s+its\s+decision)\b",
    r"(?:^|;\s|,\s(?:and\s)?)(?:\w+ly\s|also\s|further\s)?(?:extends|renews|terminates|lifts|modifies|amends|replaces|suspends)\b",
)
_VERB = re.compile(
    rf"\b(?P<decides>{_DECIDES})|\b(?:"
    + ways(
        r"reaffirms recalls requests(?!\s+(?:set|in|of|as|under|contained|made)\b) calls\s+up?on calls\s+on underlines underscores stresses",
        r"reiterates notes expresses affirms urges encourages welcomes emphasi[sz]es recogni[sz]es acknowledges takes\s+note reminds",
        r"confirms declares invites directs demands condemns asserts decided",
    )
    + r")\b",
    re.IGNORECASE,
)
# What every row that has an effect holds; rows without it need not be read for references.
_MAY_CHANGE = re.compile(
    ways(
        r"renew exten[ds] prolong maintain continu terminat \blift \bend\b ended rescind remov suspend dissol exempt except notwithstanding",
        r"not\s+(?:apply|prevent) no\s+longer modif amend adjust revis expand strengthen clarif updat alter reduc increas replac supersed",
        r"shall\s+(?:\w+\s+)?(?:apply|include|cover|read|remain|expire|cease|take|impose|implement) also\s+apply reimpose re-establish",
    ),
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:upon|once|when|if|as\s+soon\s+as|unless|provided\s+that)\b", re.IGNORECASE)
# "Reaffirms the measures imposed by paragraph 9 of …, and decides that these measures shall also apply to …"
_THESE = re.compile(
    r"(?:(?!\bparagraphs?\b)[^;.]){0,120}?\band\s+(?:further\s+)?decides\s+(?:further\s+)?that\s+(?:these|such|those|this|the\s+said|the)\s+\w+\b",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"(?<=[;.])\s|,?\s+and\s+(?:that\s+)?(?:the|all|its)\s+(?=measures|provisions|restrictions|prohibitions)"
)
_REACH = 250  # characters before and behind a reference in which its effect is looked for
_FOLLOWED = 25  # extensions that are followed, so that a text that cites in circles ends


def later_decisions(paragraph: Paragraph, catalogue: Catalogue, *, until: dt.date | None = None) -> list[Later]:
    """The later decisions on ``paragraph``, oldest first; none adopted after ``until``. The last ones are remembered: one answer
    asks for them where it ranks, where it tells how things stand, and where it says what followed."""
    known = _KNOWN.setdefault(catalogue, {})
    if (dated := known.get(paragraph.key)) is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        dated = known[paragraph.key] = _dated(paragraph, catalogue)
    return [each for each, day in dated if until is None or day is None or day <= until]


_REMEMBERED = 2048  # paragraphs
_KNOWN: WeakKeyDictionary[Catalogue, dict[str, list[tuple[Later, dt.date | None]]]] = WeakKeyDictionary()


def _dated(paragraph: Paragraph, catalogue: Catalogue) -> list[tuple[Later, dt.date | None]]:
    """All later decisions on a paragraph, oldest first, each with the day on which it was adopted."""
    found = {each.row.key: each for each in _going_on(paragraph, catalogue)}
    found |= {each.row.key: each for each in _naming(paragraph, catalogue)}
    extended, followed = [each.row for each in found.values() if each.effect is Effect.EXTENDED], {paragraph.key}
    named: dict[str, list[Later]] = {}

    def naming(row: Paragraph) -> list[Later]:
        if row.key not in named:
            named[row.key] = list(_naming(row, catalogue))
        return named[row.key]

    while extended:  # what was extended once goes on under the text that extended it
        row = extended.pop()
        if row.key in followed or len(followed) > _FOLLOWED:
            continue
        followed.add(row.key)
        going_on = [each for other in (row, *_imposed_before(row, catalogue)) for each in naming(other)]
        for each in going_on:
            if (
                each.row.key not in found
                and each.row.resolution > row.resolution
                and each.effect in (Effect.EXTENDED, Effect.ENDED, Effect.REPLACED)
            ):
                found[each.row.key] = each
                extended.append(each.row)
    records = {number: catalogue.record(number) for number in {each.row.resolution for each in found.values()}}
    ordered = sorted(found.values(), key=lambda each: (each.row.resolution, each.row.key))
    return [(each, record.date if (record := records[each.row.resolution]) else None) for each in ordered]


def _naming(paragraph: Paragraph, catalogue: Catalogue) -> Iterable[Later]:
    """Decisions in whose words the paragraph, a point of it, or all measures of its resolution are named."""
    wanted = paragraph.pinpoint
    imposes = paragraph.force is Force.DECISION and bool(_IMPOSES.search(paragraph.words))
    precise: set[str] = set()
    whole: set[str] = set()
    for citing, cited in catalogue.citing(paragraph.resolution):
        if resolution_of(citing) <= paragraph.resolution or "/op" not in citing:
            continue
        if "/" not in cited:
            whole.add(citing)
        elif _same(Pinpoint.parse(cited), wanted):
            precise.add(citing)
    among = re.compile(rf"\bresolutions?\b[^.;]{{0,200}}\b{paragraph.resolution}\b")
    for row in catalogue.paragraphs(precise | (whole if imposes else set())).values():
        if row.kind is not Kind.OPERATIVE:
            continue
        if row.key not in precise and not (_OF_MEASURES.search(row.words) and among.search(row.words)):
            continue
        if (found := _effect(row, paragraph, catalogue)) is not None:
            yield Later(row, found[0], _day(row, catalogue), found[1])


# What a text that ends or renews all measures of a resolution holds; read before its references are.
_OF_MEASURES = re.compile(
    either(
        r"\b(?:terminat|lift|rescind|renew|extend|suspend)\w*.{0,300}\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*)\b",
        r"\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*)\b.{0,400}\b(?:terminat|lift|rescind|renew|extend|suspend|apply)",
    ),
    re.IGNORECASE | re.DOTALL,
)


def _imposed_before(row: Paragraph, catalogue: Catalogue) -> list[Paragraph]:
    """The other paragraphs that ``row`` puts together with it: "the measures as previously imposed by …"."""
    if not re.search(r"\bas\s+previously\s+imposed\b", row.words):
        return []
    return [other for key in row.cites if "/" in key for other in catalogue.resolve(Pinpoint.parse(key))]


def _same(cited: Pinpoint, wanted: Pinpoint) -> bool:
    """Whether ``cited`` is the paragraph, a point of it, or the paragraph of which it is a point."""
    if cited.kind is None or cited.paragraph.key != wanted.paragraph.key:
        return False
    shorter = min(len(cited.path), len(wanted.path))
    return cited.path[:shorter] == wanted.path[:shorter]


# "Decides that the measures imposed by resolutions 9901 and 9902 are terminated": every paragraph that imposes one.
_ALL_MEASURES = re.compile(
    r"\b(?:provisions|measures|sanctions|prohibitions|restrictions|embargo\w*|requirements)\b"
    + r"(?:(?!\bparagraphs?\b)[^;.]){0,250}?"
    + r"\b(?:of|in|by|under|to)\s+(?:(?:Security\s+Council|its)\s+)?resolutions?\b(?:(?!\bparagraphs?\b)[^;.])*$",
    re.IGNORECASE,
)


def _effect(row: Paragraph, paragraph: Paragraph, catalogue: Catalogue) -> tuple[Effect, str] | None:
    """What the clause in which the paragraph is named does to it, and the point it names where it names only that."""
    wanted = paragraph.pinpoint
    opening = "".join(f"{each.text} " for each in catalogue.above(row.key))
    words = opening + row.words
    if not _MAY_CHANGE.search(words):
        return None
    verbs = list(_VERB.finditer(words))
    named = [
        each
        for each in find_citations(words, known=lambda n: n == wanted.resolution)
        if each.start >= len(opening)
        and (
            _same(each.pinpoint, wanted)
            or (_names_all(each.pinpoint, wanted, paragraph) and _ALL_MEASURES.search(words[: each.start]))
        )
    ]
    effects: dict[Effect, list[str]] = {}
    for found in named:
        leading = next((verb for verb in reversed(verbs) if verb.start() <= found.start), None)
        these = _THESE.match(words, found.end)
        if leading is None or (leading["decides"] is None and these is None):
            continue
        if leading["decides"] is None and these is not None:
            leading = _VERB.search(words, found.end) or leading
            before, behind = "", words[these.end() : these.end() + _REACH]
            effect = effect_in(before, _NEXT_CLAUSE.split(behind, maxsplit=1)[0], about_others=False)
            effects.setdefault(effect, []).append("") if effect else None
            continue
        stop = next((verb.start() for verb in verbs if verb.start() > found.end), len(words))
        before = words[max(leading.start(), found.start - _REACH) : found.start]
        behind = _NEXT_CLAUSE.split(words[found.end : min(stop, found.end + _REACH)], maxsplit=1)[0]
        effect = effect_in(before, behind, about_others=not OF_OTHERS.search(paragraph.words))
        if effect is Effect.ENDED and _CONDITION.search(words[leading.start() : stop]):
            effect = Effect.ON_CONDITIONS
        if effect is Effect.ENDED and re.search(r"\bex(?:em|ce)ptions?\b", before, re.IGNORECASE):
            effect = Effect.CHANGED  # the exceptions end, and not the paragraph
        if effect is not None:
            point = " ".join(f"({step})" for step in found.pinpoint.path[len(wanted.path) :])
            effects.setdefault(effect, []).append(point)
    if not effects:
        return None
    effect, points = next(iter(effects.items()))
    return effect, "" if "" in points else joined(sorted(set(points)))


def _names_all(named: Pinpoint, wanted: Pinpoint, paragraph: Paragraph) -> bool:
    """Whether a resolution is named as a whole, and the paragraph imposes something."""
    whole = named.kind is None and named.resolution == wanted.resolution
    return whole and paragraph.force is Force.DECISION and bool(_IMPOSES.search(paragraph.words))


_IMPOSES = re.compile(
    r"\bshall\b[^.;]{0,300}\b(?:prevent|prohibit|freeze|not|cease|deny|refrain|ensure|measures)\b|\bembargo\b",
    re.IGNORECASE,
)


_ACTIONS = {Action.EXTEND: Effect.EXTENDED, Action.END: Effect.ENDED}


def _going_on(paragraph: Paragraph, catalogue: Catalogue) -> Iterable[Later]:
    """Decisions that go on with the mandate that the paragraph gives to a body."""
    own = [d for d in catalogue.mandates_of(paragraph.resolution) if d.key == paragraph.key]
    bodies = {d.body for d in own if d.kind not in (BodyKind.MEASURES, BodyKind.AUTHORIZATION)}
    for body in bodies:
        chain = [d for d in catalogue.mandate_chain(body) if d.action in _ACTIONS]
        later = [d for d in chain if d.resolution > paragraph.resolution]
        rows = catalogue.paragraphs(d.key for d in later)
        yield from (Later(rows[d.key], _ACTIONS[d.action], d.until) for d in later if d.key in rows)


def _day(row: Paragraph, catalogue: Catalogue) -> dt.date | None:
    decisions: Sequence[MandateDecision] = [d for d in catalogue.mandates_of(row.resolution) if d.key == row.key]
    return max((d.until for d in decisions if d.until), default=None)
