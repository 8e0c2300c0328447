"""A catalogue of invented resolutions whose decisions on mandates are read from their words, for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue


@contextmanager
def decided(
    folder: Path,
    texts: Mapping[int, tuple[dt.date, Sequence[Item]]],
    cites: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[Catalogue]:
    """The catalogue of ``texts``: number → day of adoption and operative paragraphs; closed in the end. ``cites`` says for
    paragraphs what they cite."""
    made = []
    for number, (day, items) in texts.items():
        one = resolution(number, day.year, items, date=day)
        rows = tuple(
            row.model_copy(update={"cites": (cites or {}).get(row.key, row.cites)}) for row in annotate(one.paragraphs)
        )
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    write_catalogue(folder / "catalogue.sqlite", link_mandates(made))
    opened = Catalogue.open(folder / "catalogue.sqlite")
    try:
        yield opened
    finally:
        opened.close()
