"""The catalogue of the published generation, for those who need nothing else of it."""

from __future__ import annotations

from pathlib import Path

from vectorstore.catalogue import Catalogue
from vectorstore.errors import DamagedIndex
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import CATALOGUE, folder, previous, read_manifest


def published_catalogue(data: Path, generation: str | None = None) -> Catalogue:
    """Opened where it is what was published. Raises :class:`NoIndex` and :class:`DamagedIndex`."""
    manifest = read_manifest(data, generation)
    generations.trust(data, manifest, only=[CATALOGUE])
    return Catalogue.open(folder(data, manifest.generation) / CATALOGUE)


def newest_catalogue(data: Path) -> Catalogue | None:
    """Of the published generation or, where that one is damaged, of the one before; ``None`` where neither can be read."""
    for generation in (generations.current(data), previous(data)):
        if generation is not None:
            try:
                return published_catalogue(data, generation)
            except DamagedIndex:
                continue
    return None
