"""The steps in which the vectors of a large build are published: the words first, then meaning, newest resolutions first.

Each step is a generation of its own. Its catalogue and lexical indexes are links to the files of the one that is being
built; its vectors, as many as there are, lie in a matrix and are compared one by one: the graph is written meanwhile, and
belongs to the last generation alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from vectorstore.building.row_vectors import RowVectors
from vectorstore.building.rows import ROWS
from vectorstore.generations.disk import VECTORS, Manifest
from vectorstore.generations.hashes import SEEN
from vectorstore.vectors.centres import CENTRES
from vectorstore.vectors.matrix import HELD, MATRIX
from vectorstore.vectors.principal import AXES, PRINCIPAL

MANY = 2000
"""Rows to write: below, everything is there before anybody has asked."""
_OWN = {VECTORS, MATRIX, HELD, CENTRES, AXES, PRINCIPAL, ROWS, SEEN}
_SHARES = (0.1, 0.3)  # of the rows that are to be embedded


def in_steps(rows: RowVectors, numbers: Sequence[int]) -> list[list[int]]:
    """The rows that are wanted, in the groups after which a step is published, or all is there.

    The first group holds what is embedded already as well; no resolution, whose ``numbers`` stand beside the rows, is cut.
    """
    held = rows.held()
    newest_first = sorted(rows.wanted, key=lambda place: -numbers[place])
    missing = [place for place in newest_first if not held[place]]
    bounds = [numbers[missing[int(share * len(missing))]] for share in _SHARES] if missing else []
    of_rows = np.array([sum(numbers[place] < bound for bound in bounds) for place in newest_first])
    of_rows[held[newest_first]] = 0
    groups = ([newest_first[n] for n in np.flatnonzero(of_rows == group)] for group in range(len(bounds) + 1))
    return [group for group in groups if group]


def link_files(built: Path, step: Path) -> None:
    """Every file that a step has in common with what is built; without copying where the disk can link."""
    for file in sorted(built.rglob("*")):
        place = file.relative_to(built)
        if file.is_dir() or place.parts[0] in _OWN:
            continue
        (step / place).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, step / place)
        except OSError:  # a disk without links, or too many of them
            shutil.copy2(file, step / place)


def is_gain(before: Manifest | None, step: Manifest) -> bool:
    """Whether a step takes nothing away from what is published: it has more resolutions, or as many vectors."""
    if before is None or (before.model, before.schema_version) != (step.model, step.schema_version):
        return True
    more = (step.searchable - step.without_vector) - (before.searchable - before.without_vector)
    return step.resolutions > before.resolutions or more > 0 or (more == 0 and before.finished)
