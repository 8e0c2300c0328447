"""What a topic compares in a passage: the day a mandate ends, a period in months, the figure of a ceiling, a phrase."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.compare.by_topic.aspects import Topic, topics
from assistant.compare.units import DATE, FIGURE, PERIOD, Unit
from assistant.wording import counted, day_in_words
from ingest.annotating.time_expressions import end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision


class Ends:
    """The ends that the decisions on mandates give, and other values that are compared."""

    def __init__(
        self, decisions: Mapping[int, Sequence[MandateDecision]], adopted: Mapping[int, dt.date | None]
    ) -> None:
        self._adopted = adopted
        self._decisions: dict[str, list[MandateDecision]] = {}
        bodies = Counter(body for own in decisions.values() for body in {d.body for d in own})
        self._common = {body for body, count in bodies.items() if count > 1}
        for own in decisions.values():
            for decision in own:
                self._decisions.setdefault(decision.key, []).append(decision)

    def worth(self, key: str) -> float:
        """What a decision in this paragraph counts for: most where its body recurs, and for what has a mandate."""
        worths = [
            0.4 + 0.4 * (d.body in self._common) + 0.2 * (d.kind is BodyKind.MISSION)
            for d in self._decisions.get(key, ())
            if d.action is not Action.CHANGE and (d.until or d.open_ended)
        ]
        return max(worths, default=0)

    def value(self, topic: Topic, unit: Unit) -> str:
        """What stands in this passage for the topic; empty where nothing can be read."""
        match topic.value:
            case "date":
                return self._date(topic, unit)
            case "period":
                return self._period(topic, unit)
            case "figure":
                return _nearest_figure(topic, unit.words)
            case _:
                found = topic.pattern.search(unit.words)
                return re.sub(r"\b(?:the|of)\s+|\s+", " ", found.group().lower()).strip() if found else ""

    def _date(self, topic: Topic, unit: Unit) -> str:
        found = topic.pattern.search(unit.words)
        if topic.aspect == topics()[0].aspect:
            decided = next((d.until for d in self._decisions.get(unit.key, ()) if d.until), None)
            if decided is None and found is not None:
                adopted = self._adopted.get(unit.resolution)
                decided = end_of(find_times(unit.words[found.start() : found.start() + 300], adopted), adopted)[1]
                decided = None if decided == adopted else decided  # an end on a condition, which has no day
            if decided is not None:
                return day_in_words(decided)
        if found is None:
            return ""
        until = _UNTIL.search(unit.words, found.start())
        period = PERIOD.search(unit.words, found.start())
        date = until or DATE.search(unit.words, found.start())
        if until is None and period is not None:
            return _in_figures(period)
        return until["date"] if until else date.group() if date else ""

    def _period(self, topic: Topic, unit: Unit) -> str:
        found = topic.pattern.search(unit.words)
        if found:
            start = max(0, found.start() - 30)
            often = _OFTEN.search(unit.words, start)
            period = _RHYTHM.search(unit.words, start) or PERIOD.search(unit.words, start)
            if often and (period is None or often.start() < period.start()):
                return _EVERY[often.group().lower()]
            if period:
                return _in_figures(period)
        adopted = self._adopted.get(unit.resolution)
        decisions = [d for d in self._decisions.get(unit.key, ()) if d.action is not Action.END]
        untils = [(d.since or adopted, d.until) for d in decisions if d.until]
        if topic.aspect != topics()[0].aspect or not untils or untils[0][0] is None or untils[0][1] is None:
            return ""
        days = (untils[0][1] - untils[0][0]).days
        if days < _A_MONTH:
            return counted(days, "day") if days > 0 else ""
        return counted(round(days / _MONTH), "month")


_MONTH, _A_MONTH = 30.44, 28  # days in the mean, and the fewest that are told as months
_RHYTHM = re.compile(rf"(?<=\bevery ){PERIOD.pattern}", re.IGNORECASE)  # of more worth than when the first one is due
_EVERY = {"monthly": "1 month", "quarterly": "3 months", "annual": "12 months", "annually": "12 months", "yearly": "12 months", "weekly": "1 week"}  # fmt: skip
_OFTEN = re.compile(rf"\b(?:{'|'.join(_EVERY)})\b", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:until|through|ending|by|before|no later than|expir\w+ on|end on|to)\s+(?:and including\s+)?(?P<date>{DATE.pattern})"
)
_COUNTS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))
_COUNTS |= {"fifteen": 15, "eighteen": 18, "twenty": 20, "twenty four": 24, "thirty": 30, "thirty six": 36, "sixty": 60, "ninety": 90}  # fmt: skip


_COUNT = re.compile(rf"{FIGURE.pattern}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?= (?:\w+ )?(?:experts?|members?)\b)", re.IGNORECASE)  # fmt: skip


def _in_figures(period: re.Match[str]) -> str:
    """``six months`` → ``6 months``; years as months."""
    word = period["count"].lower().replace("-", " ")
    count = _COUNTS.get(word) or int(word)
    unit = period["unit"].lower()
    if unit == "year":
        count, unit = count * 12, "month"
    return f"{count} {unit}{'' if count == 1 else 's'}"


# Who is counted: a figure on the far side of another one of these is theirs.
_COUNTED = re.compile(
    r"\b(?:troops?|soldiers|military|police|gendarmes|observers|officers|experts?|personnel|staff|advis[eo]rs)\b",
    re.IGNORECASE,
)


def _nearest_figure(topic: Topic, words: str) -> str:
    """The figure that belongs to the first mention of the topic: before it ("320 police personnel") or after it ("a police
    component of up to 320"), at most 90 characters away, with nobody else who is counted in between. Dates do not count."""
    dates = [match.span() for match in DATE.finditer(words)]
    for found in topic.pattern.finditer(words):
        near = []
        for figure in _COUNT.finditer(words, max(0, found.start() - 90), found.end() + 90):
            before = figure.end() <= found.start()
            between = words[figure.end() : found.start()] if before else words[found.end() : figure.start()]
            if (
                any(start <= figure.start() < end for start, end in dates)
                or re.match(r"\s*\((?:19|20)\d\d\)|\s+Committee\b", words[figure.end() :])
                or re.search(r"(?:paragraphs?|resolutions?|\()\s*$", words[: figure.start()])
                or _is_left_behind(figure, words)
                or any(not topic.pattern.match(between, other.start()) for other in _COUNTED.finditer(between))
                or (before and ";" in between)
            ):
                continue
            counted = figure.group().lower()
            near.append((len(between), str(_COUNTS.get(counted, counted))))
        if near:
            return min(near)[1]
    return ""


def _is_left_behind(figure: re.Match[str], words: str) -> bool:
    """Whether a figure is the one from which a clause goes on to another: "from a maximum of 12,000 to a maximum of 17,731"."""
    before, behind = words[: figure.start()].split()[-_FROM:], words[figure.end() : figure.end() + _TO]
    return "from" in before and "to" in behind.split() and _COUNT.search(behind) is not None


_FROM, _TO = 5, 90  # words up to a figure, and characters behind it
