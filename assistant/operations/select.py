"""A small relational query over the catalogue: conditions, groups, a measure, an order and a limit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.relations import Column, Group, Row, Source, days_between, relation, since_before, values_of
from assistant.operations.result import Coverage, Lack, Line, Result, Witness, Worded, between, limited
from assistant.plan import Plan, Where
from assistant.records.conditions import conditions_in_words
from assistant.retrieval.names.places import places_asked
from assistant.wording import counted

Measure = Literal["rows", "count", "share", "sum", "mean", "least", "most"]
_EVERYWHERE, _MANY = 1 / 3, 100  # the share of many texts from which on a word that they have chooses none
_MOST = 5000  # rows that one answer tells, so many as a plan may ask for


class Select(Plan):
    """Select rows of the catalogue, and count, rank or group them.

    "Resolutions a year" groups by year and counts; "the ten most cited" orders by a column and stops at ten; "the closest
    vote" orders by the votes in favour, least first; "the last time a member voted against" orders by time, newest first.
    """

    op: ClassVar[str] = "select"
    example: ClassVar[dict[str, Any]] = {"where": {"since": "1990-01-01"}, "group": "decade", "measure": "count"}
    source: Source = Field(default="resolutions", description="What the rows are of.")
    where: Where = Field(default=Where(), description="Conditions on the rows.")
    group: Group = Field(default="", description="Rows that have this in common become one.")
    measure: Measure = Field(default="rows", description="What is told of the rows or of each group.")
    column: Column = Field(default="", description="The column that is summed, averaged or ranked by.")
    holding: Where | None = Field(
        default=None, description="For a share: the rows that also meet this, of all that meet the conditions."
    )
    order: Literal["oldest", "newest", "most", "least"] = Field(
        default="oldest", description="Which rows or groups come first."
    )
    limit: int = Field(
        default=0,
        ge=0,
        le=_MOST,
        description="How many rows or groups are told; 0: all, up to the most that a plan may ask for. Equals of the last one are told too.",
    )
    unread: tuple[str, ...] = Field(
        default=(), description="Words of the question of which no condition was made; they are told with the answer."
    )
    passing: tuple[str, ...] = Field(
        default=(),
        description='Words that were taken to choose nothing ("that got through"); they are told with the answer.',
    )

    def run(self, corpus: Corpus) -> SelectResult:
        """The rows, or one for each group, with one witness each."""
        found = relation(self.source, self.where, corpus)
        gaps = days_between(corpus.records) if self.column == "days" else {}
        lacking = list(found.kept.lacking)
        rows: Sequence[Row] = found.rows
        values = [1.0] * len(rows)
        if self.column:
            known = values_of(self.column, rows, corpus, gaps)
            unknown = known.count(None)
            lacking += [Lack(what=_LACKING.get(self.column, "the text"), count=unknown)] if unknown else []
            rows = [row for row, value in zip(rows, known, strict=True) if value is not None]
            values = [float(value) for value in known if value is not None]
        narrowest = self.column == "for" and self.order == "least" and self.measure == "rows" and not self.group
        holding = {id(row) for row in rows} if self.measure == "share" else set()
        if self.measure == "share" and self.holding is not None:
            also = relation(self.source, self.holding, corpus)
            keys = {(row.number, row.place, row.name) for row in also.rows}
            holding = {id(row) for row in rows if (row.number, row.place, row.name) in keys}
            lacking += [lack for lack in also.kept.lacking if lack not in lacking]
        margins = values_of("margin", rows, corpus, {}) if narrowest else []
        closest = self._single(rows, [each or 0.0 for each in margins]) if narrowest else []
        by_time = rows
        if self.group or self.measure != "rows":
            lines = self._grouped(rows, values, holding, corpus.last_day)
            total = len(lines)
        else:
            total = len(rows)
            if total > _MOST and not self.column:
                by_time = sorted(rows, key=lambda row: row.date or dt.date.min, reverse=self.order == "newest")
            lines = self._single(by_time[:_MOST] if by_time is not rows else rows, values)
        lines = self._ordered(lines)
        shown = limited(lines, self.limit, by_value=self.order in ("most", "least"))
        if self.column == "days" and self.measure == "rows" and not self.group:
            by_number = {row.number: row for row in rows}
            shown = [
                line.model_copy(update={"name": since_before(by_number[line.numbers[0]], corpus)})
                for line in shown[:_KEPT]
            ]
        told = [number for line in shown for number in line.numbers]
        if by_time is not rows and not self.limit:  # lines are made of the first of them, and all are found
            told = [row.number for row in by_time if row.number]
        numbers = tuple(dict.fromkeys(told))
        return SelectResult(
            plan=self,
            lines=tuple(shown),
            total=total,
            other_end=tuple(limited(lines[::-1], 1, by_value=True))
            if self.group and self.limit and self.order in ("most", "least")
            else (),
            rows=len(rows),
            unit=found.unit,
            witnesses=tuple(Witness(key=line.witness) for line in shown if line.witness),
            resolutions=numbers if not self.group else numbers[:_KEPT],
            coverage=Coverage(
                looked_at=found.kept.looked_at,
                unit={"drafts": "drafts", "bodies": found.unit}.get(self.source, "resolutions"),
                lacking=tuple(dict.fromkeys(lacking)),
                differing=found.kept.differing,
                in_doubt=found.kept.in_doubt,
                how=self._how(found.unit),
            ),
            corpus_end=corpus.last_day,
            found=bool(lines or found.unsure)
            and not self._says_nothing(len(rows), found.kept.looked_at, found.kept.worded),
            unread=(*self.unread, *found.kept.unread),
            missing=self._missing(rows, corpus),
            closest=tuple(limited(self._ordered(closest), 1, by_value=True)),
            unsure=tuple(self._single(found.unsure, [1.0] * len(found.unsure))),
            worded=found.kept.worded,
            known=not rows and self._is_known(corpus),
        )

    def _is_known(self, corpus: Corpus) -> bool:
        """Whether texts of another time, or voted on otherwise, are on the matter by what is written of them, so that there surely are none here:
        none on its places either, which may be called otherwise."""
        anywhere = self.where.model_copy(update={"since": None, "until": None, "voting": None, "chapter_vii": None})
        if not self.where.matter or anywhere == self.where:
            return False
        kept = relation(self.source, anywhere, corpus).kept
        if len(kept.records) < _A_MATTER or kept.worded or kept.unread:
            return False
        places = tuple(places_asked(self.where.matter))
        there = self.where.model_copy(update={"matter": "", "places": places})
        return not places or not relation(self.source, there, corpus).kept.records

    def _says_nothing(self, rows: int, looked_at: int, worded: Worded) -> bool:
        """Whether texts are chosen by nothing but a word that so many of all have that it chooses none: "recommend"."""
        alone = (
            self.where == Where(matter=self.where.matter) and self.measure == "rows" and not (self.group or self.column)
        )
        return alone and bool(worded) and rows > max(_MANY, _EVERYWHERE * looked_at)

    def _missing(self, rows: Sequence[Row], corpus: Corpus) -> tuple[int, ...]:
        """The numbers between those of the rows that the corpus lacks, where nothing but the time is asked for."""
        bare = self.where == Where(since=self.where.since, until=self.where.until)
        if self.source != "resolutions" or not bare or self.column or self.group or self.measure != "count" or not rows:
            return ()
        numbers = [row.number for row in rows]
        held = {*corpus.catalogue.numbers()}
        return tuple(number for number in range(min(numbers), max(numbers)) if number not in held)

    def _single(self, rows: Sequence[Row], values: Sequence[float]) -> list[Line]:
        return [
            Line(
                name=row.title,
                value=value if self.column else None,
                date=row.date,
                witness=row.place,
                numbers=(row.number,) if row.number else (),
                lasts=row.lasts,
                until=row.until,
            )
            for row, value in zip(rows, values, strict=False)  # of many only the first are made
        ]

    def _grouped(
        self, rows: Sequence[Row], values: Sequence[float], holding: set[int], last_day: dt.date | None
    ) -> list[Line]:
        groups: dict[str, list[tuple[Row, float]]] = defaultdict(list)
        for valued in zip(rows, values, strict=True):
            for name in _groups_of(valued[0], self.group):
                groups[name].append(valued)
        if self.group in ("year", "decade") and groups:
            step = 10 if self.group == "decade" else 1
            groups |= {name: [] for name in between(groups, step, self.where, last_day) if name not in groups}
        return [self._line(name, own, holding) for name, own in sorted(groups.items())]

    def _line(self, name: str, own: Sequence[tuple[Row, float]], holding: set[int]) -> Line:
        numbers = [value for _, value in own]
        best = own[0][0] if own else None
        match self.measure:
            case "share":
                value = 100 * sum(id(row) in holding for row, _ in own) / len(own) if own else 0.0
            case "sum":
                value = sum(numbers)
            case "mean":
                value = sum(numbers) / len(numbers) if numbers else 0.0
            case "least" | "most":
                choose = min if self.measure == "least" else max
                value = choose(numbers, default=0.0)
                best = next((row for row, each in own if each == value), best)
            case _:
                value = float(len(own))
        return Line(
            name=name, value=value, of=len(own) if self.measure == "share" else None, date=best.date if best else None,
            witness=best.place if best else "", numbers=tuple(dict.fromkeys(row.number for row, _ in own if row.number)),
        )  # fmt: skip

    def _ordered(self, lines: list[Line]) -> list[Line]:
        if self.order in ("most", "least"):
            sign = -1 if self.order == "most" else 1
            return sorted(lines, key=lambda line: (sign * (line.value or 0), line.date or dt.date.min))
        if self.group in ("year", "decade", "month"):
            return lines[::-1] if self.order == "newest" else lines
        return (
            sorted(lines, key=lambda line: line.date or dt.date.min, reverse=self.order == "newest")
            if not self.group
            else lines
        )

    def _how(self, unit: str) -> str:
        """The way it was counted, in a line."""
        parts = {"count": f"{unit} counted", "share": f"share of {unit}", "rows": unit}.get(
            self.measure, f"{self.measure} of {self.column or 'rows'} over {unit}"
        )
        group = f", by {self.group}" if self.group else ""
        rank = f", ranked by {_COLUMNS.get(self.column, self.column)}" if self.column and self.measure == "rows" else ""
        return f"{parts}{group}{rank}; conditions: {conditions_in_words(self.where)}"


_KEPT = 100
_LACKING = {"for": "the vote", "against": "the vote", "abstaining": "the vote", "margin": "the vote"}
_COLUMNS = {
    "for": "votes in favour",
    "margin": "votes in favour less votes against",
    "days": "days since the resolution before",
    "cited": "resolutions that cite it",
    "cites": "resolutions that it cites",
}


_A_MATTER = 3  # texts that make a matter one which the Council has dealt with


class SelectResult(Result):
    """``lines`` are what is told, ``total`` how many there are without the limit, ``rows`` how many rows met the conditions;
    ``other_end`` of a ranking of groups those that come last; ``unread`` are words of the question that chose nothing;
    ``closest``, where the fewest votes in favour are asked for, the rows with the least margin over those against. ``missing``
    are numbers that the corpus does not hold, between others of the time that is asked for: numbers run on. ``unsure`` are bodies
    whose last day came after the corpus, so that nobody knows whether it was put off; ``worded`` tells by which words it was found, ``known`` that
    there is none, and others are on the matter."""

    lines: tuple[Line, ...]
    coverage: Coverage
    total: int
    corpus_end: dt.date | None
    other_end: tuple[Line, ...] = ()
    rows: int
    unit: str
    unread: tuple[str, ...] = ()
    closest: tuple[Line, ...] = ()
    missing: tuple[int, ...] = ()
    unsure: tuple[Line, ...] = ()
    worded: Worded = Worded()
    known: bool = False

    @property
    def counted(self) -> str:
        """``12 resolutions``."""
        plain = self.unit.endswith("s") and not self.unit.startswith("bodies")
        return counted(self.rows, self.unit.removesuffix("s")) if plain else f"{self.rows:,} {self.unit}"

    @property
    def is_sure(self) -> bool:
        if not isinstance(self.plan, Select):
            return self.found
        since = self.plan.where.since
        beyond = bool(since and self.corpus_end and since > self.corpus_end)  # nothing is known of that time
        # texts may call a matter otherwise, titles do not
        known = self.known or self.plan.source == "drafts" or not self.plan.where.matter
        return not self.unread and (self.found or (known and not beyond))


def _groups_of(row: Row, group: Group) -> tuple[str, ...]:
    match group:
        case "":
            return ("all",)
        case "year":
            return (str(row.date.year),) if row.date else ()
        case "decade":
            return (f"{row.date.year // 10 * 10}s",) if row.date else ()
        case "month":
            return (f"{row.date:%Y-%m}",) if row.date else ()
        case _:
            return row.of(group)
