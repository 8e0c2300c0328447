"""Whether a resolution authorizes the use of force, by the terms of art in which the Council does: since resolution 678 (1990) mostly "all
necessary means", before it "by the use of force if necessary"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.reading.lexicon import Lexicon, words_in
from assistant.retrieval.names.place_names import table
from assistant.terms import stems
from ingest.annotations import Force
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

_AUTHORIZING = frozenset("authorizes authorises authorize authorise authorizing authorising".split())
_RECALLING = (Force.RECALL, Force.EVALUATION, Force.INSTRUCTION)  # these name what is authorized elsewhere
_OF_OTHERS = frozenset(("reminds", "condemns", "deplores"))  # what a State owes, or did
_CALLING = stems("urges calls decides")
_ACTING = stems("authorize authorise allow permit approve let mandate can could may")


def asks_for_force(text: str) -> bool:
    """Whether a question says or asks that the use of force is authorized: a word for letting and one for force, and no force by its name."""
    return bool(stems(text) & _ACTING) and _has(text, "asked")


def authorizing_force(rows: Sequence[Paragraph]) -> tuple[Paragraph | None, bool]:
    """The first operative paragraph that authorizes the use of force, ``None`` where none does; and whether that is certain: no other speaks of
    it."""
    operative = [row for row in rows if row.kind is Kind.OPERATIVE and row.verb not in _OF_OTHERS]
    speaking = [row for row in operative if _has(row.words, "said")]
    found = next((row for row in speaking if _authorizes(row)), None)
    return found, found is not None or not speaking


def _authorizes(row: Paragraph) -> bool:
    """Whether a paragraph that has such a term authorizes it, or calls for something by the use of force."""
    if row.force in _RECALLING:
        return False
    authorizes = any(word.plain in _AUTHORIZING for word in words_in(row.words))
    return authorizes or (_has(row.words, "called for") and bool(stems(row.words) & _CALLING))


def _has(text: str, which: str) -> bool:
    return bool(_terms()[which].find(words_in(text)))


@cache
def _terms() -> dict[str, Lexicon[str]]:
    rows = table("reading/use_of_force.csv")
    lexicons: dict[str, Lexicon[str]] = {row["words"]: Lexicon() for row in rows}
    for row in rows:
        lexicons[row["words"]].add_all((name, row["words"]) for name in row["names"].split(";"))
    return lexicons
