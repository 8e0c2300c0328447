"""What the corpus holds, and what it does not: texts, votes, numbers that are missing, sources, editions that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.export.sheets import as_csv
from assistant.records.differing import difference_in_words
from assistant.wording import day_in_words
from ingest.resolution import Resolution, TextStatus
from vectorstore.catalogue import Catalogue

_SHOWN = 30  # editions that differ, numbers without a text
_DECADE = 10
_HEAD = (
    "number", "symbol", "adopted", "text", "text from", "vote", "vote from", "members named", "agenda", "meeting",
    "places where texts differ", "in doubt", "sources disagree", "link",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A decade: how many resolutions, and of how many there is what."""

    name: str
    address: str
    resolutions: int
    held: tuple[tuple[str, int, int], ...]  # what, of how many, and in percent


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from, and of how many resolutions."""

    name: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Differing:
    """A place where two stored texts of a resolution differ."""

    address: str
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class Shown:
    """``missing`` are numbers below the last of which nothing is known, ``without_text`` those of which only the record is there."""

    resolutions: int
    paragraphs: int
    first_day: str
    last_day: str
    newest: tuple[str, str]
    digests: int
    digests_only: bool
    missing: tuple[str, ...]
    without_text: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    sources: tuple[tuple[str, tuple[Source, ...]], ...]
    failed_drafts: int
    bodies: int
    differing: tuple[Differing, ...]
    differing_kinds: tuple[tuple[str, int], ...]
    in_doubt: int
    differing_texts: int
    disagreeing: int


_HELD: dict[str, Callable[[Resolution], bool]] = {
    "Official text": lambda r: r.status is TextStatus.OFFICIAL,
    "Vote": lambda r: r.vote is not None,
    "Members by name": lambda r: r.vote is not None and (bool(r.vote.in_favour) or r.vote.without_vote),
    "Agenda item": lambda r: bool(r.agenda),
    "Meeting": lambda r: r.meeting is not None,
    "Library description": lambda r: bool(r.subject),
}


def shown(catalogue: Catalogue) -> Shown:
    """The whole corpus, counted."""
    records = catalogue.records()
    resolutions, paragraphs = catalogue.count()
    days = sorted(record.date for record in records if record.date)
    last = records[-1] if records else None
    places = [(record, each) for record in records for each in record.differences]
    listed = sorted(places, key=lambda each: (bool(each[1].better), each[0].number))[:_SHOWN]
    return Shown(
        resolutions=resolutions,
        paragraphs=paragraphs,
        first_day=day_in_words(days[0]) if days else "",
        last_day=day_in_words(days[-1]) if days else "",
        newest=(last.symbol, f"/resolution/{last.number}") if last else ("", ""),
        digests=sum(record.status is TextStatus.DIGEST for record in records),
        digests_only=all(record.status is not TextStatus.OFFICIAL for record in records),
        missing=_missing([record.number for record in records]),
        without_text=tuple((r.number, r.symbol) for r in records if r.status is TextStatus.ABSENT)[:_SHOWN],
        rows=tuple(_rows(records)),
        sources=(
            ("Texts", _sources(records, "text")),
            ("Votes", _sources(records, "vote")),
            ("Agenda items", _sources(records, "agenda")),
            ("Meetings", _sources(records, "meeting")),
        ),
        failed_drafts=len(catalogue.rejected_drafts()),
        bodies=len({each.acronym or each.body for each in catalogue.mandates()}),
        differing=tuple(
            Differing(
                f"/resolution/{record.number}#{each.key.partition('/')[2]}",
                f"{record.symbol}, {each.key.partition('/')[2]}",
                difference_in_words(each),
            )
            for record, each in listed
        ),
        differing_kinds=tuple(Counter(each.reads.value for _, each in places).most_common()),
        in_doubt=sum(not each.better for _, each in places),
        differing_texts=len({record.number for record, _ in places}),
        disagreeing=sum(bool(record.remarks) for record in records),
    )


def as_table(catalogue: Catalogue) -> bytes:
    """A row for each resolution: what is known of it, and from where."""
    rows = [
        (
            str(record.number),
            record.symbol,
            record.date.isoformat() if record.date else "",
            record.status.value,
            record.origins.get("text", ""),
            _counted(record),
            record.origins.get("vote", ""),
            "yes" if _HELD["Members by name"](record) else "no",
            record.agenda,
            str(record.meeting or ""),
            str(len(record.differences)),
            str(sum(not each.better for each in record.differences)),
            " | ".join(record.remarks),
            record.link,
        )
        for record in catalogue.records()
    ]
    return as_csv([_HEAD, *rows]).encode("utf-8-sig")


def _counted(record: Resolution) -> str:
    vote = record.vote
    if vote is None:
        return ""
    return "without a vote" if vote.without_vote else f"{vote.yes} for, {vote.no} against, {vote.abstain} abstaining"


def _missing(numbers: Sequence[int]) -> tuple[str, ...]:
    """Runs of numbers between the first and the last one that are not there: ``17``, ``20–31``."""
    runs: list[str] = []
    before = 0
    for number in numbers:
        if number > before + 1:
            first, last = before + 1, number - 1
            runs.append(str(first) if first == last else f"{first}–{last}")
        before = number
    return tuple(runs)


def _rows(records: Iterable[Resolution]) -> Iterable[Row]:
    decades: dict[int, list[Resolution]] = {}
    for record in records:
        decades.setdefault(record.year // _DECADE * _DECADE, []).append(record)
    for decade, those in sorted(decades.items()):
        held = [(what, sum(map(is_held, those))) for what, is_held in _HELD.items()]
        yield Row(
            f"{decade}s",
            f"/search?year={decade}-{decade + _DECADE - 1}",
            len(those),
            tuple((what, count, 100 * count // len(those)) for what, count in held),
        )


def _sources(records: Sequence[Resolution], fact: str) -> tuple[Source, ...]:
    """The forms of the files from which a fact comes, the most frequent first."""
    forms = Counter(each.origins[fact].partition(":")[0] for each in records if fact in each.origins)
    return tuple(Source(name, count, round(100 * count / len(records))) for name, count in forms.most_common())
