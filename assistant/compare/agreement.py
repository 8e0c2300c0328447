"""A search inside each resolution for the aspect that a comparison is asked for, and how well a row agrees with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.compare.aligning.similarity import rarity_anywhere
from assistant.compare.by_topic.aspects import STRONGEST, strengths, topics, weights
from assistant.compare.model import Comparison, Row
from assistant.compare.units import units_of
from assistant.terms import stems
from ingest.resolution import Kind

_READ = 900  # characters read for the topics of a passage
_ABOVE = 0.5  # what a word counts that stands in the surroundings of a passage only
_TOPIC, _DECIDED = 0.6, 0.15
_LEAST = 0.3  # score below which the best passage is not about what is asked for


class Search:
    """The passages of the resolutions compared, scored for stems of words and names of topics that are asked for."""

    def __init__(self, asked: Sequence[str], wanted: set[str], comparison: Comparison) -> None:
        worth = {stem: rarity_anywhere(stem) for stem in asked}
        total = sum(worth.values()) or 1.0
        columns = [nth for nth, topic in enumerate(topics()) if topic.name in wanted]
        self._scores: dict[str, float] = {}
        self._best: dict[int, float] = {}
        for resolution in comparison.resolutions:
            for unit in units_of(resolution.paragraphs):
                if unit.paragraph.kind is Kind.PREAMBULAR:
                    continue
                own, above = stems(unit.words), stems(unit.context) if unit.context else frozenset()
                held = sum(w if s in own else _ABOVE * w for s, w in worth.items() if s in own or s in above) / total
                about = weights(unit.words[:_READ])
                topic = max((about[nth] for nth in columns), default=0.0)
                score = held + _TOPIC * min(1.0, topic)
                if score:
                    score += _DECIDED * (strengths().get(unit.paragraph.verb, 0) >= STRONGEST)
                self._scores[unit.key] = score
            found = [self._scores.get(row.key, 0.0) for row in resolution.paragraphs]
            self._best[resolution.number] = max(found, default=0.0)

    def agreement(self, row: Row) -> float:
        """From 0 to 1: how near each cell comes to the best passage of its resolution. To be silent is right where no
        passage is about what is asked for."""
        parts = []
        for number, cell in row.cells.items():
            best = self._best[number]
            if cell is None:
                parts.append(0.0 if best >= _LEAST else 1.0)
            else:
                parts.append(self._scores.get(cell.key, 0.0) / best if best else 0.0)
        return float(np.mean(parts))
