"""A catalogue of invented resolutions whose decisions on mandates are read from their words, for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.assistant import Assistant
from assistant.draft import Draft, together
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.plan import plans_from_line, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.one import part_of
from assistant.reading.reader import Reading, read
from assistant.reading.router import Router, trained
from assistant.reading.subjects import Subjects
from assistant.telling import tell
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote
from tests.factories import Item, resolution
from tests.invented import open_assistant, publish
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.embedding.minilm import MiniLM
from vectorstore.lineage.reading import Lineage


@contextmanager
def decided(
    folder: Path,
    texts: Mapping[int, tuple[dt.date, Sequence[Item]]],
    cites: Mapping[str, tuple[str, ...]] | None = None,
    *,
    titles: Mapping[int, str] | None = None,
    agendas: Mapping[int, str] | None = None,
    drafts: Sequence[RejectedDraft] = (),
) -> Iterator[Catalogue]:
    """The catalogue of ``texts``: number → day of adoption and operative paragraphs; closed in the end. ``cites`` says for
    paragraphs what they cite, ``titles`` and ``agendas`` how some texts are described; ``drafts`` were not adopted."""
    made = []
    for number, (day, items) in texts.items():
        described = {"subject": (titles or {}).get(number, ""), "agenda": (agendas or {}).get(number, "")}
        made.append(with_decisions(resolution(number, day.year, items, date=day, **described), cites))
    write_catalogue(folder / "catalogue.sqlite", link_mandates(made), drafts)
    opened = Catalogue.open(folder / "catalogue.sqlite")
    try:
        yield opened
    finally:
        opened.close()


def corpus_of(catalogue: Catalogue, today: dt.date) -> Corpus:
    """What an operation reads, of a catalogue alone: for plans that search nothing."""
    generation: Any = SimpleNamespace(catalogue=catalogue, subjects=Subjects(catalogue), lineage=Lineage(catalogue))
    return Corpus(generation, today)


def told(line: str, corpus: Corpus, *, as_of: dt.date | None = None) -> Draft:
    """What is told of the plans that a line holds, as one draft; each must read back from the line that it prints as."""
    plans = plans_from_line(line)
    assert plans_from_line(plans_to_line(plans)) == plans
    corpus = replace(corpus, as_of=as_of)
    drafts = [tell(run(plan, corpus), corpus) for plan in plans]
    return replace(together(drafts), plans=plans)


def decided_assistant(folder: Path, *texts: Resolution) -> Assistant:
    """An assistant over resolutions that know of each other and whose decisions on mandates are read from their words."""
    known = {each.number for each in texts}
    read = []
    for each in texts:
        rows = annotate(each.paragraphs, known.__contains__)
        read.append(
            each.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, each.date)})
        )
    publish(folder, link_mandates(read))
    return open_assistant(folder)


def voted_assistant(folder: Path, texts: Mapping[int, tuple[dt.date, list[Item], Vote]], subject: str) -> Assistant:
    """The same over texts by number, each with its day, its paragraphs and the vote, all described as on ``subject``."""
    made = (
        resolution(number, day.year, items, date=day, vote=vote, subject=subject)
        for number, (day, items, vote) in texts.items()
    )
    return decided_assistant(folder, *made)


def with_decisions(one: Resolution, cites: Mapping[str, tuple[str, ...]] | None = None) -> Resolution:
    """A resolution with the decisions on mandates that are read from its words; ``cites`` as above."""
    found = cites or {}
    rows = tuple(row.model_copy(update={"cites": found.get(row.key, row.cites)}) for row in annotate(one.paragraphs))
    return one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)})


@cache
def router() -> Router:
    """The router that ships, with the vectors that it has learned of."""
    model = MiniLM()
    return trained().by(model.embed_query, model.fingerprint)


def line_of(catalogue: Catalogue, question: str, focus: Focus | None, day: dt.date) -> str:
    """The line of the plans as which a question on a small catalogue is read."""
    subjects = Subjects(catalogue)
    return plans_to_line(read_by(reader_of(subjects), subjects, question, focus or Focus(), day).plans)


def reader_of(subjects: Subjects, acronyms: frozenset[str] = frozenset()) -> Reader:
    """A reader that knows the names and the numbers of a small catalogue, and some acronyms."""
    catalogue, spelling = subjects.catalogue, Spelling(subjects.names, lambda _: 1.0)
    return Reader(catalogue, subjects, spelling, {*catalogue.numbers()}.__contains__, acronyms)


def read_by(reader: Reader, subjects: Subjects, question: str, focus: Focus, day: dt.date) -> Reading:
    """How a question is read by a reader of its own, with the router that ships."""
    return read(
        question,
        lambda words, focus: part_of(words, reader, router(), subjects, focus, day),
        lambda words: reader.mentions(words, day),
        subjects,
        focus,
        day,
    )
