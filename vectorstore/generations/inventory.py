"""What a generation was made of: its files, what each number was merged from, and what came from no file."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import ingest
import vectorstore
from ingest.files.readings import Source
from vectorstore.errors import DamagedIndex
from vectorstore.generations.disk import current, folder, read_manifest, trust

_INVENTORY = "sources.json"


class Inventory(BaseModel):
    """The sources of one generation. ``program`` changes with the code that built it.

    ``merges`` says for each number what its resolution was merged from. ``digests`` tells that the built-in digests
    stand where no file has a text, ``earlier`` is the key under which resolutions are kept that came from no known file.
    """

    model_config = ConfigDict(frozen=True)

    run: int = 0
    program: str = ""
    sources: tuple[Source, ...] = ()
    merges: dict[int, str] = {}
    digests: bool = False
    earlier: str = ""

    def write(self, generation: Path) -> None:
        """Into the folder of a generation that is being built."""
        (generation / _INVENTORY).write_text(self.model_dump_json(exclude_defaults=True), "utf-8")


@cache
def program_version() -> str:
    """Sixteen hex digits that change with the code and the tables that decide what an index holds."""
    digest = hashlib.sha256()
    for package in (Path(ingest.__path__[0]), Path(vectorstore.__path__[0])):
        for path in sorted(package.rglob("*")):
            if path.suffix in {".py", ".csv", ".json", ".toml"}:
                digest.update(f"{path.relative_to(package).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read_inventory(data: Path, generation: str | None = None) -> Inventory | None:
    """The inventory of a generation, by default of the published one; ``None`` where none was written or can be read."""
    generation = generation or current(data)
    if generation is None:
        return None
    try:
        trust(data, read_manifest(data, generation), only=[_INVENTORY])
        return Inventory.model_validate_json((folder(data, generation) / _INVENTORY).read_text("utf-8"))
    except (DamagedIndex, OSError, ValueError):
        return None
