"""Missions of the first years, and working groups, that no resolution extends or ends: what they rest on, and that no
end is set.

Their texts name neither acronym nor term, so that no chain of decisions can be read from them (`standing.csv`).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from assistant.draft import Draft, quotation
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.writing.extractive import quoted
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"\b(?:establish\w*|set\s+up|creat\w+|found(?:ed|ing)|began|begin|start\w*|mandate|legal\s+basis|renew\w*|extend\w*|based\s+on|end\s+date)\b",
    re.IGNORECASE,
)


def answer_standing(question: Question, catalogue: Catalogue) -> Draft | None:
    """The answer where such a mission is named and its beginning, mandate or end is asked for."""
    if question.numbers or not (question.intent is Intent.EXPIRY or _ASKED.search(question.topic)):
        return None
    row = next((row for pattern, row in _missions() if pattern.search(question.standalone)), None)
    found = catalogue.paragraphs(row["keys"].split()) if row else {}
    if row is None or not found:
        return None
    rows = [found[key] for key in row["keys"].split() if key in found]
    quotes = [quotation(each) for each in rows]
    lead = (
        f"{row['name']} ({row['acronym']}): its mandate is open-ended. No resolution in the corpus sets an end date for it, "
        f"extends it or ends it. {last_text(catalogue)}. It rests on:"
    )
    return Draft("\n\n".join([lead, *map(quoted, quotes)]), tuple(quotes), evidence=tuple(each.key for each in rows))


def standing_missions() -> list[tuple[str, str]]:
    """The acronym of each such mission, and the key of the paragraph that its mandate rests on now."""
    return [(row["acronym"], row["keys"].split()[-1]) for _, row in _missions()]


@cache
def _missions() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    text = files("assistant.reading.zero.data").joinpath("standing.csv").read_text(encoding="utf-8")
    made = []
    for row in csv.DictReader(text.splitlines()):
        names = [row["acronym"], row["name"], *row["other_names"].split(";")]
        spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
        made.append((re.compile(rf"\b(?:{spelled})\b", re.IGNORECASE), row))
    return made
