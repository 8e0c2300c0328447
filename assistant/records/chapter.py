"""How far a resolution acts under Chapter VII, in its own words."""

from __future__ import annotations

from assistant.records.differing import slips_of_chapter
from assistant.wording import joined
from ingest.annotations import ChapterVII, Extent
from ingest.resolution import Paragraph, Resolution, TextStatus


def scope_of(record: Resolution) -> tuple[str, list[Paragraph]]:
    """How far a resolution acts under Chapter VII, in a sentence, and the paragraphs that bear the words.

    Nothing is said of a digest: its words are not the Council's.
    """
    if record.status is not TextStatus.OFFICIAL or not record.paragraphs:
        return "", []
    rows = {row.key: row for row in record.paragraphs}
    scope = record.chapter_vii
    return scope_in_words(record, scope, rows), [rows[key] for key in scope.keys if key in rows]


def scope_in_words(record: Resolution, scope: ChapterVII, rows: dict[str, Paragraph]) -> str:
    """``The whole of S/RES/9901 (2031) is adopted acting under Chapter VII: the words stand in …``, and where they have a slip."""
    return _scope(record, scope, rows) + slips_of_chapter(record, scope.keys)


def _scope(record: Resolution, scope: ChapterVII, rows: dict[str, Paragraph]) -> str:
    where = joined([rows[key].citation for key in scope.keys if key in rows])
    under = f"Article {joined(list(scope.articles))}" if scope.article_only else "Chapter VII of the Charter"
    if scope.articles and not scope.article_only:
        under += f" (naming Article {joined(list(scope.articles))})"
    match scope.extent:
        case Extent.NONE:
            return f"No paragraph of {record.symbol} invokes Chapter VII: nowhere does its text act under it."
        case Extent.WHOLE:
            ends = " for the ends that the clause names" if scope.purpose else ""
            return f"{record.symbol} as a whole acts under {under}{ends}: the words stand in its preamble, {where}."
        case Extent.FROM_PARAGRAPH:
            first = rows[scope.first].citation if scope.first in rows else where
            return f"{record.symbol} acts under {under} from {first} on, not before: the words stand in {where}."
        case Extent.PARAGRAPHS:
            return (
                f"{record.symbol} acts under {under} only in {where}, not as a whole: its preamble has no such words."
            )
