"""What lies in a folder, and what could not be looked at: a file that cannot be seen today is not one that is gone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import IngestError

__all__ = ["Looked", "is_below", "look_into"]


@dataclass(slots=True)
class Looked:
    """``files`` in order; ``closed`` are files and folders that could not be looked at, each with the reason; ``folders``
    are all that could."""

    files: list[Path] = field(default_factory=list)
    closed: dict[Path, str] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)

    def emptied(self, known: Iterable[str]) -> list[Path]:
        """The topmost folders that hold no file any more and did when ``known`` files were read: a folder from which
        everything was deleted looks like a disk that is not mounted."""
        filled = {above for path in (*self.files, *self.closed) for above in path.parents}
        before = {above for path in known for above in Path(path).parents}
        found = [each for each in sorted(self.folders) if each in before and each not in filled]
        return [each for each in found if not any(above in found for above in each.parents)]


def look_into(root: Path, given: str) -> Looked:
    """A file, or every file in a folder and below it, hidden ones left out. Raises :class:`IngestError` where there is
    nothing at ``root`` or it cannot be looked at; the message names it as it was ``given``."""
    try:
        mode = root.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(root).close()
        elif not stat.S_ISREG(mode):
            raise FileNotFoundError
    except (FileNotFoundError, NotADirectoryError):
        raise IngestError(f"{given} does not exist. Give a file or folder with resolutions.") from None
    except OSError as error:
        raise IngestError(
            f"{given} cannot be looked into ({error.strerror}). Nothing was changed. Make it readable, or mount it, and run "
            "the command again."
        ) from error
    looked = Looked()
    if not stat.S_ISDIR(mode):
        looked.files.append(root)
        return looked

    def closed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # deleted in this moment
            looked.closed[Path(error.filename)] = str(error.strerror)

    for place, folders, files in os.walk(root, onerror=closed):
        folders[:] = [each for each in folders if not each.startswith(".")]
        looked.folders.append(Path(place))
        for name in files:
            if not name.startswith("."):
                _add(Path(place, name), looked)
    looked.files.sort()
    looked.folders = [each for each in looked.folders if each not in looked.closed]
    return looked


def _add(path: Path, looked: Looked) -> None:
    try:
        if stat.S_ISREG(path.stat().st_mode):
            looked.files.append(path)
    except FileNotFoundError:
        if path.is_symlink():
            looked.closed[path] = "a link that leads nowhere"
    except OSError as error:
        looked.closed[path] = str(error.strerror)


def is_below(path: str, root: Path) -> bool:
    """Whether a path, written as :class:`Path` writes it, is the root or lies below it: asked of every file for each root."""
    above = str(root)
    return path == above or path.startswith(above if above.endswith("/") else f"{above}/")
