"""The tools as a client is told them: they take seconds to make, change only with the program, and are kept for the next start."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from mcp.types import Tool

_PROGRAM = Path(__file__).parents[2]
_PARTS = ("assistant", "vectorstore", "ingest")


def kept(folder: Path, make: Callable[[], list[Tool]]) -> list[Tool]:
    """What ``make`` gives, or gave with the same program. Where ``folder`` cannot be written to, it is made each time."""
    file = folder / f"tools-{_mark()}.json"
    with suppress(OSError, ValueError):
        return [Tool.model_validate(each) for each in json.loads(file.read_text("utf-8"))]
    tools = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f"{file.name}.{os.getpid()}"
        new.write_text(json.dumps([each.model_dump(mode="json", by_alias=True) for each in tools]), "utf-8")
        for old in folder.glob("tools-*.json"):
            old.unlink(missing_ok=True)
        new.replace(file)
    return tools


def _mark() -> str:
    """Another one with any other file of the program, and with other libraries that write schemas."""
    written = "\n".join([version("pydantic"), version("mcp"), *sorted(_files())])
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:16]


def _files() -> Iterator[str]:
    for path in (path for part in _PARTS for path in (_PROGRAM / part).rglob("*.py")):
        found = path.stat()
        yield f"{path} {found.st_size} {found.st_mtime_ns}"
