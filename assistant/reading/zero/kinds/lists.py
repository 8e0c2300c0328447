"""Which resolutions there are, and how many: of some days, on a matter, by what they do, by how they were voted on.

A list must be complete and must not wander: a resolution belongs to it when its description names the matter, or when
its text does in a place that shows that it is its subject. Counts are lists of which only the number is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Draft, mention, mention_resolution, unique
from assistant.reading.zero.kinds.facts import coverage, lacking, when_of
from assistant.reading.zero.kinds.selection import Selection, select
from assistant.reading.zero.question import Question
from assistant.terms import stem, words
from assistant.wording import counted, day_in_words, joined
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_SHOWN = 60  # resolutions listed in the text; the machine-readable list is always whole


def answer_list(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """Every resolution on the matter in the years named; ``None`` when the question names neither a matter nor a date,
    or nothing fits, so that a search can answer."""
    chosen = select(question, records, catalogue)
    if chosen is None or (not chosen.found and chosen.voting is None):
        return None
    if not chosen.found:
        said = f"No resolution{when_of(question)}{_about(question, chosen)}{chosen.conditions} is in the corpus."
        return Draft(f"{said}{chosen.unrecorded} {coverage(catalogue)}", resolutions=())
    lines = [_line(record, chosen.shown[record.number]) for record in chosen.found[:_SHOWN]]
    more = [f"and {len(chosen.found) - _SHOWN} more."] if len(chosen.found) > _SHOWN else []
    lead = f"{counted(len(chosen.found), 'resolution').capitalize()}{when_of(question)}{_about(question, chosen)}{chosen.conditions}:"
    where = "library descriptions, agenda items, topics and " + (
        "what the operative paragraphs do" if chosen.by_deed else "the words of the texts"
    )
    first, last = chosen.found[0].year, chosen.found[-1].year
    years = f" The resolutions found are of {first} to {last}." if first != last else ""
    span = (
        f"{len(chosen.found)} of {len(chosen.found)} listed; {counted(chosen.searched, 'resolution')}{when_of(question)} "
        f"searched{f' by {where}' if chosen.matter.stems else ''}.{chosen.unrecorded}{years}"
    )
    rows = [row for number in chosen.shown if (row := chosen.shown[number]) is not None]
    return Draft(
        "\n".join([lead, *lines, *more, "", f"{span} {coverage(catalogue)}"]),
        unique([mention(row) if (row := chosen.shown[r.number]) else mention_resolution(r) for r in chosen.found[:_SHOWN]]),
        resolutions=tuple(str(record.number) for record in chosen.found),
        evidence=tuple(row.key for row in rows[:_SHOWN]),
    )  # fmt: skip


def answer_count(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft:
    """How many resolutions there are that the same question for a list would name."""
    chosen = select(question, records, catalogue, anything=True)
    assert chosen is not None  # anything is enough
    found = chosen.found
    if not found and chosen.matter.stems:  # other words may describe what is meant
        said = f"No resolution{when_of(question)}{_about(question, chosen)}{chosen.conditions} was found by library descriptions, agenda items, topics and the words of the texts."
        return Draft(f"{said}{chosen.unrecorded} {coverage(catalogue)}", resolutions=())
    span = f", {found[0].symbol} to {found[-1].symbol}" if len(found) > 1 else f", {found[0].symbol}" if found else ""
    bare = not chosen.matter.stems and not chosen.conditions
    absent = _between(found, catalogue) if bare else []
    which = f"{_about(question, chosen)}{when_of(question)}{chosen.conditions}"
    named = "" if len(found) < 2 or bare else _named(found)
    missing = (
        f" Of them {joined(list(map(str, absent)))} {'is' if len(absent) == 1 else 'are'} not in the corpus."
        if absent
        else ""
    )
    lead = "The Council adopted" if bare or not lacking(catalogue) else "Of those in the corpus, the Council adopted"
    return Draft(
        f"{lead} {counted(len(found) + len(absent), 'resolution')}{which}{'' if named else span}.{named}{missing}"
        f"{chosen.unrecorded} {coverage(catalogue)}",
        resolutions=tuple(str(record.number) for record in found),
    )


def _between(found: Sequence[Resolution], catalogue: Catalogue) -> list[int]:
    """Numbers that are missing in the corpus between two of the same span: they were adopted, for numbers run on."""
    if len(found) < 2:
        return []
    existing = set(catalogue.numbers())
    return [number for number in range(found[0].number, found[-1].number) if number not in existing]


def _named(found: Sequence[Resolution]) -> str:
    more = f"; {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f" They are {', '.join(str(record.number) for record in found[:_SHOWN])}{more}."


def _about(question: Question, chosen: Selection) -> str:
    named = joined([w for w in dict.fromkeys(words(question.topic)) if stem(w) in chosen.matter.stems])
    return f" on {named}" if named else ""


def _line(record: Resolution, row: Paragraph | None) -> str:
    about = (record.subject or record.agenda).strip(" .")
    place = f" ({row.citation.removeprefix(record.symbol + ', ')})" if row else ""
    return f"- {record.symbol}, {day_in_words(record.date)}{place}" + (f": {about}" if about else "")
