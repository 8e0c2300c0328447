"""How long a resolution is told to be."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Draft, mention, mention_resolution
from assistant.wording import counted, joined
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


def of_size(record: Resolution, _: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The paragraphs of each part and the words; it cites the last operative paragraph."""
    size, key = catalogue.sizes().get(record.number), str(record.number)
    if size is None:
        text = f"{record.symbol}: Its text is not in the corpus."
        return Draft(text, (mention_resolution(record),), evidence=(key,), resolutions=(key,))
    rows = catalogue.paragraphs_of(record.number)
    annexes = len({row.annex for row in rows if row.kind is Kind.ANNEX})
    parts = [counted(size.operative, "operative paragraph"), counted(size.preambular, "preambular paragraph")]
    parts.append("no annex in the corpus" if not annexes else "1 annex" if annexes == 1 else f"{annexes} annexes")
    last = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path][-1:]
    ends = "".join(f" The last operative one is {row.citation}." for row in last)
    return Draft(
        f"{record.symbol}: {joined(parts)}, sub-paragraphs not counted; about {size.words:,} words.{ends}",
        (mention_resolution(record), *map(mention, last)),
        evidence=(key, *(row.key for row in last)),
        resolutions=(key,),
    )
