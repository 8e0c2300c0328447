"""What a folder of downloads holds and where it came from, kept in the folder; and who may write there.

::

    DIR/.downloads.json                 the ledger: for each source its version and its files with their hashes
    DIR/.lock                           held by the process that downloads
    DIR/.partial/                       what is not whole yet; gone when a run ends well
    DIR/UNxml-SCresolutions/…, DIR/CR-UNSC/…, DIR/documents.un.org/…
    DIR/other languages/…               texts in other languages, which are not ingested
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ValidationError

from ingest.download.checks import digest_of
from ingest.download.packed import is_safe
from ingest.download.parts import place
from ingest.download.sources import Source
from ingest.errors import DownloadError

__all__ = ["Held", "Ledger", "locked"]

_LEDGER = ".downloads.json"
_PARTIAL = ".partial"


class Held(BaseModel):
    """What of one source lies in the folder.

    ``files`` maps a path below the folder to the hash it had, ``archive`` is the SHA-256 of the archive where single files
    could not be checked. ``whole`` tells that all of the version is there, not only what was newer than something.
    """

    version: str = ""
    archive: str = ""
    whole: bool = False
    files: dict[str, str] = {}


class Ledger:
    """The account of one folder; every change is on the disk before the call returns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.partial = folder / _PARTIAL
        self._held = self._read()

    def _read(self) -> dict[Source, Held]:
        try:
            known = json.loads((self.folder / _LEDGER).read_text("utf-8"))
            held = {Source(name): Held.model_validate(value) for name, value in known.items()}
        except (OSError, ValueError, AttributeError, ValidationError):
            return {}  # the files themselves are looked at anew
        return {source: one for source, one in held.items() if all(is_safe(path) for path in one.files)}

    def held(self, source: Source) -> Held:
        return self._held.get(source, Held())

    def is_there(self, path: str, digest: str) -> bool:
        """Whether the folder holds a file with this hash under this path."""
        try:
            return digest_of(self.folder / path, digest.partition(":")[0]) == digest
        except OSError:
            return False

    def digest(self, path: str) -> str:
        return digest_of(self.folder / path, "sha256")

    def note(self, source: Source, held: Held) -> None:
        self._held[source] = held
        rows = {one: self._held[one].model_dump() for one in sorted(self._held)}
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.partial / "ledger"
        new.parent.mkdir(exist_ok=True)
        new.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", "utf-8")
        place(new, self.folder / _LEDGER)

    def remove(self, paths: list[str]) -> int:
        """Take files away that came from here and that their source has no more; folders that are empty then go too."""
        for path in paths:
            gone = self.folder / path
            gone.unlink(missing_ok=True)
            for above in gone.parents:
                if above == self.folder or not above.is_dir() or any(above.iterdir()):
                    break
                above.rmdir()
        return len(paths)

    def tidy(self) -> None:
        shutil.rmtree(self.partial, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process downloads into a folder at a time. Raises :class:`DownloadError` where another one does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DownloadError(
            f"{folder} cannot be written ({error.strerror}). Choose another folder with --to."
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DownloadError(
                f"Another process is downloading into {folder}. Wait until it has finished, or choose another folder."
            ) from None
        yield
    finally:
        os.close(handle)
