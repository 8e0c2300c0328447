"""What a search found, as a file."""

from __future__ import annotations

import datetime as dt

from assistant.export.bibtex import to_bibtex
from assistant.export.sheets import as_csv
from assistant.operations.corpus import Corpus
from assistant.pages.search.found import found
from assistant.pages.search.shown import in_order
from assistant.pages.search.state import State
from assistant.wording import day_in_words
from vectorstore.lineage.standing import standing

MOST = 5_000  # rows of a table, resolutions of a list
_HEAD = ("key", "citation", "adopted", "kind", "verb", "standing", "text", "subject", "link")


def as_table(corpus: Corpus, state: State) -> bytes:
    """A row for each paragraph, or each resolution, in the order of the page; at most :data:`MOST`."""
    what = found(corpus, state)
    part = in_order(corpus, what, state)[:MOST].tolist()
    catalogue = corpus.catalogue
    rows: list[tuple[str, ...]] = []
    if what.rows is None:
        for number in part:
            record = catalogue.record(number)
            if record is not None:
                adopted = record.date.isoformat() if record.date else ""
                rows.append((str(number), record.symbol, adopted, "", "", "", "", record.subject, record.link))
    else:
        keys = [corpus.generation.index.measures.keys[row] for row in part]
        for row in catalogue.paragraphs(keys).values():
            record = catalogue.record(row.resolution)
            adopted = record.date.isoformat() if record and record.date else ""
            stands = standing(row, corpus.generation.lineage, corpus.day).state.value
            subject, link = (record.subject, record.link) if record else ("", "")
            rows.append((row.key, row.citation, adopted, row.kind.value, row.verb, stands, row.words, subject, link))
    return as_csv([_HEAD, *rows]).encode("utf-8-sig")


def as_bibliography(corpus: Corpus, state: State) -> bytes:
    """An entry for each resolution in which something was found, in the order of the page."""
    what = found(corpus, state)
    part = in_order(corpus, what, state).tolist()
    columns = corpus.generation.index.measures.columns
    numbers = part if what.rows is None else columns.numbers[part].tolist()
    records = [corpus.catalogue.record(number) for number in [*dict.fromkeys(numbers)][:MOST]]
    remarks = [f"Search of Security Council resolutions: {state.address()}", f"Made on {day_in_words(corpus.day)}"]
    return to_bibtex([record for record in records if record is not None], remarks).encode()


def name_of(state: State, day: dt.date, form: str) -> str:
    """The name under which a file is saved."""
    words = "-".join("".join(c if c.isalnum() else " " for c in state.q).split()[:6])[:50]
    return f"search-{words + '-' if words else ''}{day.isoformat()}.{form}"
