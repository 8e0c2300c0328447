"""Whether a resolution authorizes the use of force, by the terms of art in which the Council does (since resolution 678 mostly "all necessary
means", before it "the use of force, if necessary")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.reading.lexicon import Lexicon, words_in
from assistant.retrieval.names.place_names import table
from assistant.terms import stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

_AUTHORIZING = frozenset(
    "authorizes authorises authorize authorise authorizing authorising".split()
)  # and no authorization that is recalled
_CALLING, _FORCE = (
    stems("urges calls decides"),
    "force",
)  # "calls upon the Government to prevent by the use of force if necessary"
_ACTING = stems("authorize authorise allow permit approve let mandate can could may")


def asks_for_force(text: str) -> bool:
    """Whether a question says or asks that the use of force is authorized: a word for letting and one for force, and no force by its name."""
    return bool(stems(text) & _ACTING) and bool(_terms("asked").find(words_in(text)))


def authorizing_force(rows: Sequence[Paragraph]) -> tuple[Paragraph | None, bool]:
    """The first operative paragraph that authorizes the use of force, ``None`` where none does; and whether that is certain: no other speaks of
    it."""
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    speaking = [row for row in operative if _terms("said").find(words_in(row.words))]
    found = next((row for row in speaking if _authorizes(row.words)), None)
    return found, found is not None or not speaking


def _authorizes(words: str) -> bool:
    """Whether a paragraph that has such a term authorizes it, or calls for it by the word force itself."""
    said = stems(words)
    of_force = any(_FORCE in words[each.start : each.end].lower() for each in _terms("said").find(words_in(words)))
    authorizes = any(word.plain in _AUTHORIZING for word in words_in(words))
    return authorizes or (of_force and bool(said & _CALLING))


@cache
def _terms(which: str) -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_all(
        (name, which) for row in table("use_of_force.csv") if row["words"] == which for name in row["names"].split(";")
    )
    return lexicon
