"""Sanctions measures with their exemptions and what later changed them: which paragraph imposes, excepts, extends."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.telling.later import told
from assistant.terms import content_words
from assistant.timeline.effect_words import Effect
from assistant.timeline.later import Later, later_decisions
from assistant.wording import joined
from assistant.writing.extractive import quoted
from ingest.pinpoint import Kind
from ingest.places import places_in, without_places
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Measure:
    """A sort of measure: how it is asked for, a phrase that its paragraphs hold, and the words that impose it."""

    name: str
    asked: re.Pattern[str]
    phrases: tuple[str, ...]
    imposes: re.Pattern[str]


def _measure(name: str, asked: str, phrases: str, imposes: str) -> Measure:
    return Measure(
        name,
        re.compile(asked, re.IGNORECASE),
        tuple(phrases.split(";")),
        re.compile(imposes, re.IGNORECASE | re.DOTALL),
    )


MEASURES = (
    _measure(
        "arms embargo",
        r"\b(?:arms|weapons?|military)[- ](?:embargo\w*|bans?|measures?|sanctions?)\b|\bembargo\w* on (?:arms|weapons)\b",
        "arms;weapons",
        r"\b(?:prevent|prohibit|cease|not)\b.{0,150}\b(?:suppl|sale|sell|transfer|deliver|provi|export|procure)\w*.{0,250}\b(?:arms\b|weapons(?!\s+of\s+mass))"
        r"|\bembargo\s+on\s+all\s+deliver\w+\s+of\s+(?:weapons|arms)",
    ),
    _measure(
        "asset freeze",
        r"\bassets?[- ]freez\w+|\bfreez\w+ (?:of )?(?:the )?(?:assets?|funds)|\bfrozen (?:assets?|funds)|\bfinancial (?:sanctions?|measures?)\b",
        "freeze",
        r"\b(?:shall|all\s+States\b|States\s+shall)\b.{0,300}\bfreeze\b|^\W*freeze\b",
    ),
    _measure(
        "travel ban",
        r"\btravel[- ](?:bans?|restrictions?|measures?|sanctions?)\b|\bvisa bans?\b|\bbans? on travel\b",
        "the entry into",
        r"\bprevent\s+the\s+entry\s+into\b",
    ),
    _measure(
        "no-fly zone",
        r"\bno-fly[- ](?:zones?|bans?)\b|\bban on all flights\b",
        "flights",
        r"\bban\s+on\s+all\s+flights\b",
    ),
    _measure(
        "flight ban",
        r"\b(?:flight|aviation|air)[- ](?:bans?|embargo\w*|sanctions?|restrictions?)\b|\bbans? on flights\b",
        "aircraft",
        r"\bdeny\s+permission\b.{0,120}\baircraft\b",
    ),
    *(
        _measure(
            f"{good} ban",
            rf"\b{asked}\b.{{0,25}}\b(?:bans?|embargo\w*|sanctions?|prohibition)\b|\b(?:bans?|embargo\w*|sanctions?|prohibition)\b.{{0,25}}\b{asked}\b",
            phrase,
            rf"\b(?:prevent|prohibit)\b.{{0,300}}\b{phrase}",
        )
        for good, asked, phrase in (
            ("diamond", "diamonds?", "diamonds"),
            ("timber", "timber", "timber"),
            ("charcoal", "charcoal", "charcoal"),
            ("petroleum", "(?:oil|petroleum)", "petroleum"),
            ("luxury goods", "luxury goods", "luxury goods"),
            ("coal", "coal", "coal"),
        )
    ),
)
_ALL = re.compile(r"\bsanctions?\b|\bmeasures\b|\bregime\b", re.IGNORECASE)
_EXEMPTIONS = re.compile(
    r"\bexempt\w*|\bexceptions?\b|\bexcepted\b|\bcarve-?outs?\b|\bdo(?:es)? not (?:apply|cover)\b", re.IGNORECASE
)
_OF_MEASURES = frozenset(
    """arms weapons weapon embargo embargoes ban bans asset assets freeze freezes frozen funds travel visa flight flights aviation air no-fly zone fly zones
    oil petroleum diamond diamonds timber charcoal luxury goods coal sanctions sanction measures measure regime restrictions restriction military
    financial exemption exemptions exempt exempted exempts exception exceptions excepted carve-out carve outs out carve humanitarian apply applies applied impose imposes imposed
    force place effect imposed exist exists provide provides there available allowed granted grant grants make makes contain contains""".split()
)
_WHICH_APPLIES = re.compile(
    r"^\W*(?:what|which)\b[^?]{0,80}\b(?:appl(?:y|ies)|(?:is|are) (?:there|in (?:force|place|effect)|imposed)|exists?)\b",
    re.IGNORECASE,
)
_WHICH_IMPOSED = re.compile(r"^\W*(?:what|which)\b[^?]{0,60}\b(?:did|does|do)\b[^?]{0,60}\bimpose\b", re.IGNORECASE)
_NOT_APPLY = re.compile(
    r"\b(?:shall|do|does|will)\s+(?:\w+\s+)?not\s+(?:apply|prevent)\b|\bmay\s+permit\b|\bexempt\w*", re.IGNORECASE
)
_ABOVE = re.compile(
    r"\bparagraphs?\s+((?:\d++(?:\s*\([^)]*\))*+(?:,\s*|\s+and\s+|\s+or\s+|\s+to\s+)?)++)(?!\s*(?:of|in)\s+(?:\w+\s+){0,2}resolution\s+\d)",
    re.IGNORECASE,
)
_FOR_ALL_FREEZES = "2664/op1"  # humanitarian exception from every freeze of assets (S/RES/2664 (2022), para. 1)
_QUOTED = 16
_MOST = 12  # later exceptions that are named
_LONGEST = 900  # characters of a quotation
_SHOWN = 2  # paragraphs that impose a measure: the first that stands, and the newest


def answer_measures(question: Question, catalogue: Catalogue, *, as_of: dt.date | None) -> Draft | None:
    """For each measure that is asked for, at the place or under the resolution that is named: what imposes it, what is
    excepted, what later decisions did. ``None`` where this is not asked for, or nothing is found."""
    text = question.standalone
    about_exemptions = bool(_EXEMPTIONS.search(text))
    imposed = bool(question.numbers) and _WHICH_IMPOSED.search(text)
    if question.paragraphs or not (about_exemptions or imposed or _WHICH_APPLIES.search(text)):
        return None
    if len([word for word in content_words(without_places(question.topic)) if word not in _OF_MEASURES]) > 1:
        return None
    wanted = [measure for measure in MEASURES if measure.asked.search(text)]
    if not wanted and _ALL.search(text):
        wanted = list(MEASURES[:3])
    records = _records(question, catalogue, as_of)
    if not wanted or not records:
        return None
    parts = [part for measure in wanted if (part := _one(measure, records, question, catalogue, as_of)) is not None]
    if not parts:
        return None
    blocks, quotes, cited = [], [], []
    for said, own_quotes, own_cited in parts:
        blocks.append(said)
        quotes += own_quotes
        cited += own_cited
    quotes = list({each.key: each for each in quotes}.values())[:_QUOTED]
    blocks[-1] += f"\n{last_text(catalogue)}."
    citations = unique([*quotes, *(mention(row) for row in cited)])
    text = "\n\n".join([*blocks, *(quoted(each) for each in quotes)])
    return Draft(text, citations, evidence=tuple(dict.fromkeys(each.key for each in citations)))


def _records(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[Resolution]:
    """The resolutions that are named, or those on the place that is named."""
    records = [r for r in catalogue.records() if as_of is None or r.date is None or r.date <= as_of]
    if question.numbers:
        return [record for record in records if record.number in question.numbers]
    places = set(places_in(question.standalone)[:1])
    return (
        [record for record in records if places & set(places_in(f"{record.subject} {record.agenda}"))] if places else []
    )


def _one(
    measure: Measure, records: Sequence[Resolution], question: Question, catalogue: Catalogue, as_of: dt.date | None
) -> tuple[str, list[Citation], list[Paragraph]] | None:
    """What is said of one measure, what is quoted for it, best first, and what is only cited."""
    found = _that_impose(measure, records, question, catalogue)
    later = {row.key: later_decisions(row, catalogue, until=as_of) for row in found}
    renewing = {each.row.key for each_of in later.values() for each in each_of}
    first = [row for row in found if row.key not in renewing] or found
    if not first:
        return None
    standing = [row for row in first if not _ended(later[row.key])]
    base = standing or first[-1:]
    lines = [] if standing else [f"Every {measure.name} that was found has been ended or replaced; the last one:"]
    quotes: list[Citation] = []
    cited: list[Paragraph] = []
    for row in base if len(base) <= _SHOWN else [base[0], base[-1]]:
        said, own_quotes, own_cited = _with_exceptions(measure, row, later[row.key], catalogue)
        lines.append(said)
        quotes += own_quotes
        cited += own_cited
    for row in [row for row in first if standing and _ended(later[row.key])][-_SHOWN:]:
        sentence, told_of = told([each for each in later[row.key] if each.effect in (Effect.ENDED, Effect.REPLACED)])
        lines.append(f"Earlier: {row.citation}, {sentence}.")
        cited += [row, *told_of]
    general = catalogue.paragraph(_FOR_ALL_FREEZES) if measure.name == "asset freeze" and standing else None
    if general is not None and (as_of is None or (day := _day(general, catalogue)) is None or day <= as_of):
        lines.append(f"For humanitarian work, an exception from all freezes of assets: {general.citation}.")
        quotes.append(_quotation(general))
    return "\n".join(lines), quotes, cited


def _that_impose(
    measure: Measure, records: Sequence[Resolution], question: Question, catalogue: Catalogue
) -> list[Paragraph]:
    """The paragraphs that impose the measure, oldest first; of those that name a place, the ones that name the asked one."""
    numbers = {record.number for record in records}
    rows = {
        row.key: row
        for phrase in measure.phrases
        for row in catalogue.select(kinds=(Kind.OPERATIVE,), phrase=phrase, numbers=numbers)
    }
    found = [
        row
        for row in rows.values()
        if measure.imposes.search(row.words) and not _NOT_APPLY.match(row.words) and _imposing(row, catalogue)
    ]
    asked = set(places_in(question.standalone)[:1])
    here = [row for row in found if not asked or not (there := set(places_in(row.words))) or asked & there]
    return sorted(here, key=lambda row: (row.resolution, len(row.path)))


def _with_exceptions(
    measure: Measure, row: Paragraph, later: Sequence[Later], catalogue: Catalogue
) -> tuple[str, list[Citation], list[Paragraph]]:
    points = catalogue.subparagraphs(row.key)
    own = [row, *points] if _NOT_APPLY.search(row.words) else [row]
    beside = _exceptions_beside(row, catalogue)
    excepting = [each.row for each in later if each.effect is Effect.EXCEPTED]
    sentence, told_of = told([each for each in later if each.effect is not Effect.EXCEPTED])
    said = f"{measure.name.capitalize()}: {row.citation}."
    if beside:
        verb = "excepts" if len(beside) == 1 else "except"
        names = joined([each.citation for each in beside])
        said = f"{names} {verb} something from the {measure.name} that {row.citation} imposes."
    if len(own) > 1:
        last = f" to {own[-1].citation}" if len(own) > 2 else ""
        said += (
            f" {'Also in its own points' if beside else 'It names exceptions in its points'}: {own[1].citation}{last}."
        )
    if excepting:
        more = f"; {len(excepting) - _MOST} earlier ones" if len(excepting) > _MOST else ""
        said += f" Later exceptions: {joined([each.citation for each in excepting[-_MOST:]])}{more}."
    if sentence:
        said += f" Later decisions: {sentence}."
    under = [point for each in beside for point in catalogue.subparagraphs(each.key)]
    newest = [
        each.row
        for each in later
        if each.effect is Effect.EXTENDED and measure.imposes.search(_whole(each.row, catalogue))
    ]
    quotes = [_quotation(each) for each in (*beside, *under, *own, *excepting[::-1], *newest[-1:])]
    if newest:
        said += f" The newest text that imposes it: {newest[-1].citation}."
        quotes += [_quotation(point) for point in catalogue.subparagraphs(newest[-1].key)[:4]]
    return said, quotes, [*told_of, *excepting, *points, *under]


def _day(row: Paragraph, catalogue: Catalogue) -> dt.date | None:
    record = catalogue.record(row.resolution)
    return record.date if record else None


def _imposing(row: Paragraph, catalogue: Catalogue) -> bool:
    """Whether the Council decides it, in the paragraph itself or in the one above a point."""
    rows = [row, *catalogue.above(row.key)]
    return any(
        re.match(r"\W*(?:\(a\)\W*)?(?:\w+\s+){0,2}?decid|\W*Acting\s+under\b[^,]*,\s*decid", each.text, re.IGNORECASE)
        for each in rows
    )


def _ended(later: Sequence[Later]) -> bool:
    return any(each.effect in (Effect.ENDED, Effect.REPLACED) and not each.point for each in later)


def _whole(row: Paragraph, catalogue: Catalogue) -> str:
    return " ".join([row.words, *(point.words for point in catalogue.subparagraphs(row.key))])


def _exceptions_beside(row: Paragraph, catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs of the same resolution that except something from what ``row`` imposes."""
    return [
        other
        for other in catalogue.paragraphs_of(row.resolution)
        if other.kind is Kind.OPERATIVE
        and not other.path
        and other.key != row.pinpoint.paragraph.key
        and _NOT_APPLY.search(other.words)
        and any(_names(row, match[1]) for match in _ABOVE.finditer(other.words))
    ]


def _names(row: Paragraph, listed: str) -> bool:
    """Whether ``9, 14 (a) and 16 to 19`` names the paragraph, and not another point of it."""
    number, own = row.pinpoint.paragraph.number, "".join(f"({step})" for step in row.pinpoint.path)
    for match in re.finditer(r"(\d+)((?:\s*\(\w+\))*)", listed):
        point = re.sub(r"\s", "", match[2])
        if match[1] == number and (not point or not own or own.startswith(point) or point.startswith(own)):
            return True
    ranges = re.findall(r"(\d+)\s+to\s+(\d+)", listed)
    return number.isdecimal() and any(int(first) <= int(number) <= int(last) for first, last in ranges)


def _quotation(row: Paragraph) -> Citation:
    end = len(row.words) if len(row.words) <= _LONGEST else len(row.words[:_LONGEST].rsplit(" ", 1)[0])
    return quotation(row, 0, end)
