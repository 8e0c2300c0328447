"""What the vectors of a generation were made from, row by row, so that the next one writes only what differs.

Writing 70,000 vectors into a graph takes most of the time of a build. Where most of them stay, the directory of the
generation before is copied, and rows are deleted and added in the copy.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from llama_index.core.schema import TextNode
from pydantic import BaseModel, ConfigDict, ValidationError

from vectorstore.embedding.meaning import ABOUT, Meant
from vectorstore.vectors.store import GRAPH

ROWS = "rows.json"
# Deleted rows stay in the graph as dead ends: a copy may carry a twentieth of them before all is written anew.
_MOST_CHANGED = 0.05


class Rows(BaseModel):
    """``digests`` tell for each key text and metadata; ``patched`` counts rows deleted or replaced since all were written."""

    model_config = ConfigDict(frozen=True)

    model: str
    graph: str
    digests: dict[str, str]
    patched: int = 0

    @classmethod
    def of(cls, nodes: Sequence[TextNode], meant: Sequence[Meant], model: str) -> Rows:
        """For the nodes of a generation and what is embedded for them."""
        return cls(
            model=model,
            graph=json.dumps({**GRAPH, "about": ABOUT}, sort_keys=True),
            digests={node.node_id: row_digest(node, each) for node, each in zip(nodes, meant, strict=True)},
        )

    def write(self, generation: Path) -> None:
        (generation / ROWS).write_text(self.model_dump_json(), "utf-8")

    @classmethod
    def read(cls, generation: Path) -> Rows | None:
        """``None`` where there are none, or they cannot be read."""
        try:
            return cls.model_validate_json((generation / ROWS).read_text("utf-8"))
        except (OSError, ValidationError):
            return None


@dataclass(frozen=True, slots=True)
class Patch:
    """What turns the vectors of one generation into those of the next; both lists are keys."""

    remove: list[str]
    add: list[str]
    patched: int


def patch(before: Rows | None, after: Rows) -> Patch | None:
    """``None`` where too much differs, or another model or graph is wanted."""
    if before is None or (before.model, before.graph) != (after.model, after.graph):
        return None
    add = _differing(after.digests, before.digests)
    remove = _differing(before.digests, after.digests)
    patched = before.patched + len(remove)
    return Patch(remove, add, patched) if patched + len(add) <= _MOST_CHANGED * len(after.digests) else None


def row_digest(node: TextNode, meant: Meant) -> str:
    """Of everything that is stored for a row: what is embedded for it, and the metadata."""
    row = f"{json.dumps(node.metadata, sort_keys=True, ensure_ascii=False)}\n{meant.about}\n{meant.passage}"
    return hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _differing(these: Mapping[str, str], those: Mapping[str, str]) -> list[str]:
    return [key for key, digest in these.items() if those.get(key) != digest]
