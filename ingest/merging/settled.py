"""Which of two readings is the better one, by rules over the whole set; and what is read from the words, with the better reading.

The words stay as they are kept. A reading is better that two of three texts have, that the days of adoption of what is cited bear
out, that fits a period named beside it, the library's words, the measures decided, or that other resolutions have in the same
words. What no rule settles is in doubt.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from ingest.annotating.annotate import annotate
from ingest.annotating.chapter_vii import chapter_vii
from ingest.annotating.time_expressions import Role, find_times
from ingest.annotations import BodyKind
from ingest.mandates.mandate import mandate_decisions
from ingest.pinpoint import Pinpoint
from ingest.resolution import Difference, Paragraph, Reads, Resolution

__all__ = ["settle_differences"]

_CITED = re.compile(
    r"(?P<number>\d{1,4})\s?\((?P<year>(?:19|20)\d\d)\)(?:\s+of\s+(?P<day>\d{1,2}\s+[A-Z][a-z]+)(?:\s+(?P<then>\d{4}))?)?"
)
_DAMAGED = tuple("[]{}|!$\\")  # what stands for the first letter of a word that was misread
_NEAR = 45  # days by which the next decision can be off the end that it follows on
_BEFORE, _BEHIND = 45, 12  # characters around a word that make it part of a formula
_ACTS_UNDER = re.compile(r"\b(?:acting|decides|authorizes)\b[^.;]{0,60}?\bunder\s+Chapter\s$", re.IGNORECASE)


def settle_differences(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """The same resolutions with the better reading of each difference, where a rule tells it, and with what is read from it anew."""
    among = _Set(resolutions)
    return [_settled(each, among) if each.differences else each for each in resolutions]


def _settled(resolution: Resolution, among: _Set) -> Resolution:
    rows = {row.key: row for row in resolution.paragraphs}
    settled = []
    for each in resolution.differences:
        better, why = (each.better, each.why) if each.better else _better(each, rows[each.key], resolution, among)
        settled.append(each.model_copy(update={"better": better, "why": why}))
    resolution = resolution.model_copy(update={"differences": tuple(settled)})
    return _read_anew(resolution, max(among.by_number)) if any(each.is_slip for each in settled) else resolution


def _read_anew(resolution: Resolution, highest: int) -> Resolution:
    """With verbs, references, Chapter VII and mandates as the better readings have them."""
    slips: dict[str, list[Difference]] = {}
    for each in resolution.differences:
        if each.is_slip:
            slips.setdefault(each.key, []).append(each)
    read = annotate(
        (_put(row, [(each, each.better) for each in slips.get(row.key, ())]) for row in resolution.paragraphs),
        lambda number: 1 <= number <= highest,
    )
    decisions = mandate_decisions(read, resolution.date, f"{resolution.agenda}; {resolution.subject}")
    paragraphs = tuple(
        row.model_copy(update={"verb": anew.verb, "force": anew.force, "cites": anew.cites})
        for row, anew in zip(resolution.paragraphs, read, strict=True)
    )
    cited = {Pinpoint.parse(key).resolution for row in paragraphs for key in row.cites}
    return resolution.model_copy(
        update={
            "paragraphs": paragraphs,
            "related": tuple(sorted(cited - {resolution.number})),
            "chapter_vii": chapter_vii(read),
            "mandate_decisions": tuple(
                each.model_copy(update={"start": _printed(each.start, slips.get(each.key, ())), "end": _printed(each.end, slips.get(each.key, ()))})
                for each in decisions
            ),
        }
    )  # fmt: skip


def _put(row: Paragraph, readings: Sequence[tuple[Difference, str]]) -> Paragraph:
    """A row with other words in the places of differences."""
    words, length = row.words, len(row.text)
    for each, reading in sorted(readings, key=lambda pair: -pair[0].start):
        words = words[: each.start] + reading + words[each.end :]
        length += len(reading) - len(each.kept) if each.end <= len(row.text) else 0
    return row.model_copy(update={"text": words[:length], "closing": words[length + 1 :]}) if readings else row


def _printed(offset: int, slips: Sequence[Difference]) -> int:
    """An offset in the words with better readings as one in the words that are kept."""
    for each in slips:
        offset -= len(each.better) - len(each.kept) if each.end < offset else 0
    return offset


def _better(each: Difference, row: Paragraph, resolution: Resolution, among: _Set) -> tuple[str, str]:
    if row.words[: each.start].endswith(_DAMAGED):
        return each.other, "the word kept was misread"
    readings = {reading: _put(row, [(each, reading)]).words for reading in (each.kept, each.other)}
    acts_under = each.reads is Reads.CHAPTER and "VII" in readings and _ACTS_UNDER.search(row.words[: each.start])
    if acts_under and any(decision.kind is BodyKind.MEASURES for decision in resolution.mandate_decisions):
        return "VII", "it decides measures that only Chapter VII allows"
    for why, fits in among.rules(each, resolution):
        kept, other = (fits(readings[reading]) for reading in (each.kept, each.other))
        if kept != other:
            return (each.kept if kept > other else each.other), why
    return "", ""


class _Set:
    """What the whole set of resolutions bears out."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self.by_number = {each.number: each for each in resolutions}

    def rules(self, each: Difference, resolution: Resolution) -> Iterator[tuple[str, Callable[[str], float]]]:
        """In order: why a reading is better, and how well words with it fit."""
        start, adopted = each.start, resolution.date
        if each.reads in (Reads.DAY, Reads.RESOLUTION):
            yield "the days on which the resolutions cited were adopted", lambda words: self._cited(start, words)
        if each.reads is Reads.RESOLUTION:
            yield "the agenda item of the resolution cited", lambda words: self._agenda(start, words, resolution)
        if each.reads in (Reads.DAY, Reads.FIGURE):
            yield "the period named beside it", lambda words: _fits_period(words, adopted)
            yield "the day of adoption", lambda words: _ends_later(start, words, adopted)
            yield "the library's description", lambda words: _is_described(start, words, resolution)
            yield "the day of the next decision", lambda words: self._next(start, words, resolution)
        if each.reads is not Reads.VERB:
            yield "the same words in other resolutions", lambda words: self._elsewhere(each, words)

    def _cited(self, start: int, words: str) -> int:
        """How much of what is cited around an offset is borne out: the year, and the day, of the resolution."""
        cited, match = self._named(start, words)
        if cited is None or match is None or cited.date is None:
            return 0
        same_day, then = match["day"] == f"{cited.date:%-d %B}", match["then"] or match["year"]
        return (str(cited.year) == match["year"]) + 2 * same_day + (same_day and str(cited.year) == then)

    def _agenda(self, start: int, words: str, resolution: Resolution) -> bool:
        cited, _ = self._named(start, words)
        return cited is not None and cited.agenda == resolution.agenda

    def _named(self, start: int, words: str) -> tuple[Resolution | None, re.Match[str] | None]:
        match = next((each for each in _CITED.finditer(words) if each.start() <= start < each.end()), None)
        return (self.by_number.get(int(match["number"])), match) if match else (None, None)

    def _next(self, start: int, words: str, resolution: Resolution) -> bool:
        """Whether something ends on a day near which the next decision on the same item of the agenda was taken."""
        following = (
            later.date
            for number in range(resolution.number + 1, max(self.by_number) + 1)
            if (later := self.by_number.get(number)) is not None
            and later.agenda == resolution.agenda
            and later.mandate_decisions
        )
        day, then = next(iter(_days(start, words, resolution.date, Role.UNTIL)), None), next(following, None)
        return day is not None and then is not None and abs((day - then).days) <= _NEAR

    def _elsewhere(self, each: Difference, words: str) -> int:
        """In how many other resolutions the words around a difference stand."""
        end = each.start + len(words) - len(self._words(each.key)) + each.end - each.start
        formula = " ".join(words[max(0, each.start - _BEFORE) : end + _BEHIND].split()[1:-1]).lower()
        own = int(each.key.partition("/")[0])
        return sum(formula in text for number, text in self._texts.items() if number != own)

    def _words(self, key: str) -> str:
        rows = self.by_number[int(key.partition("/")[0])].paragraphs
        return next(row.words for row in rows if row.key == key)

    @cached_property
    def _texts(self) -> dict[int, str]:
        return {
            number: " ".join(" ".join(row.words for row in each.paragraphs).split()).lower()
            for number, each in self.by_number.items()
        }


def _days(start: int, words: str, adopted: dt.date | None, role: Role | None = None) -> list[dt.date]:
    found = [each for each in find_times(words, adopted) if each.start <= start < each.end]
    return [each.day for each in found if each.day is not None and role in (None, each.role)]


def _fits_period(words: str, adopted: dt.date | None) -> bool:
    """Whether an end is printed, and a period from the day of adoption on that is named too ends there."""
    times = find_times(words, adopted)
    period = next((each.period for each in times if each.period is not None), None)
    until = next((each.day for each in times if each.role is Role.UNTIL and each.day), None)
    if period is None or until is None or adopted is None:
        return False
    return abs((until - period.after(adopted)).days) <= 1


def _ends_later(start: int, words: str, adopted: dt.date | None) -> bool:
    """Whether the words have a day in a place, and one behind the day of adoption where something ends."""
    ends = _days(start, words, adopted, Role.UNTIL)
    return adopted is None or all(day > adopted for day in ends) if ends else bool(_days(start, words, adopted))


def _is_described(start: int, words: str, resolution: Resolution) -> bool:
    return any(f"{day:%-d %B %Y}" in resolution.subject for day in _days(start, words, resolution.date))
