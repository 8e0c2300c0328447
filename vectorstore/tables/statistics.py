"""What is counted over all paragraphs and citations, a number for each resolution."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Of one resolution: operative and preambular paragraphs (sub-paragraphs not counted), and words of the whole text."""

    operative: int
    preambular: int
    words: int


def read_sizes(db: sqlite3.Connection) -> dict[int, Size]:
    """Number → size, of the resolutions that have a text. Words are counted by the spaces between them."""
    rows = db.execute(
        "SELECT resolution, sum(kind = 'operative' AND path = '[]'), sum(kind = 'preambular' AND path = '[]'), "
        "sum(length(trim(text)) - length(replace(trim(text), ' ', '')) + 1) FROM paragraph WHERE kind != 'heading' GROUP BY resolution"
    )
    return {number: Size(operative, preambular, words) for number, operative, preambular, words in rows}


def read_cited(db: sqlite3.Connection) -> dict[int, int]:
    """Number → how many other resolutions cite it with its year, ``1325 (2000)``, as official texts do.

    A body that has its name from a resolution ("the 1267 Committee") is no citation.
    """
    return dict(
        db.execute(
            "SELECT e.cited_resolution, count(DISTINCT e.citing_resolution) FROM citation_edge e "
            "JOIN paragraph p ON p.key = e.citing JOIN resolution r ON r.number = e.cited_resolution "
            "WHERE e.cited_resolution != e.citing_resolution "
            "AND (instr(replace(p.text, char(160), ' '), r.number || ' (' || r.year || ')') "
            "OR instr(replace(p.closing, char(160), ' '), r.number || ' (' || r.year || ')')) "
            "GROUP BY e.cited_resolution"
        )
    )
