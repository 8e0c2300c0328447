"""Questions whose answer is known by paragraph: of these the order of evidence is learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.learned.train import items, writer
from ingest.pinpoint import resolution_of

HELD_BACK = ("ck", "mcku", "qtb")
"""Writers whose questions are only measured."""
_SOURCES = ("facts", "as_typed", "expiry", "refuse", "followup", "by_role/as_typed")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the paragraphs that answer it, and those that are accepted as well."""

    question: str
    gold: tuple[str, ...]
    also: tuple[str, ...]
    writer: str
    source: str

    @property
    def texts(self) -> frozenset[int]:
        return frozenset(map(resolution_of, self.gold))


def examples_in(folder: Path) -> Iterator[Example]:
    """The questions that stand for themselves and whose answer is known by paragraph."""
    for source in _SOURCES:
        for item in items(folder / f"{source}.jsonl"):
            turn = item["turns"][0] | {"question": item["turns"][0]["q"]} if source == "followup" else item
            told = any("/" in key for key in turn.get("gold", ())) and (
                source != "refuse" or item["kind"] == "true_premise"
            )
            if told and not item.get("history_id") and writer(item["id"]) not in HELD_BACK:
                yield Example(
                    turn["question"], tuple(turn["gold"]), tuple(turn.get("also_ok", ())), writer(item["id"]), source
                )
