"""The repository ``UNxml/SCresolutions``: a named commit, each file held against the hash that git gives it.

Layout and names change from year to year, so files are not chosen by a pattern of their names: all XML that does not
lie in the folder of a language that was not ordered, and the records of votes. The readers tell what is a resolution.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingest.download.checks import Kind, Wanted, digest_of
from ingest.download.ledger import Held, Ledger
from ingest.download.order import ENGLISH, Order, Outcome
from ingest.download.packed import commit_of, is_safe, unpack_commit
from ingest.download.parts import place_all
from ingest.download.sources import SOURCES, Source
from ingest.download.transfer import Transfer
from ingest.download.web import is_local
from ingest.errors import DownloadError
from ingest.parsing.identity import of_file_name

__all__ = ["LANGUAGES", "ONE_BY_ONE", "bring_unxml", "is_wanted", "newest_of", "place_of"]

LANGUAGES = frozenset({"Arabic", "Chinese", ENGLISH, "French", "German", "Russian", "Spanish"})
_COMMIT = re.compile(r"[0-9a-f]{40}")
ONE_BY_ONE = 60  # more files than this are cheaper as an archive of everything
_PACKED = 4.7  # how much smaller the files are in the archive
_LARGEST = 1_000_000_000
_OTHERS = "other languages/"


@dataclass(frozen=True, slots=True)
class _Commit:
    """``tree`` maps each path to its size and hash; ``None`` where the interface does not tell all of it."""

    name: str
    tree: dict[str, tuple[int, str]] | None
    note: str = ""


def bring_unxml(order: Order, transfer: Transfer, ledger: Ledger) -> Outcome:
    """Bring what is new or changed; raises errors of the family where nothing can be had."""
    if Path(order.addresses.unxml_archive).is_dir() and is_local(order.addresses.unxml_archive):
        return _from_folder(order, Path(order.addresses.unxml_archive), ledger)
    commit = _look_up(order, transfer)
    before = ledger.held(Source.UNXML)
    whole = not order.newer_only or before.whole
    done = Outcome(Source.UNXML, version=commit.name, notes=[commit.note] if commit.note else [])
    if commit.tree is None:
        return _without_tree(order, transfer, ledger, commit, before, whole, done)
    chosen = {
        place_of(path): (path, *commit.tree[path]) for path in commit.tree if _is_ordered(path, order, before, whole)
    }
    done.files, done.checked = len(chosen), "git's hash of each file"
    done.newest = newest_of(commit.tree)
    lacking = {p: one for p, one in chosen.items() if not ledger.is_there(p, f"git:{one[2]}")}
    done.kept = len(chosen) - len(lacking)
    packed = len(lacking) > ONE_BY_ONE
    everything = round(sum(size for size, _ in commit.tree.values()) / _PACKED)
    if order.dry:
        done.size = None if packed else sum(size for _, size, _ in lacking.values())
        done.about = everything if packed else done.size or 0
        return done
    if packed:
        _from_archive(order, transfer, ledger, commit, lacking, done)
    else:
        for path, (name, size, digest) in sorted(lacking.items()):
            address = order.addresses.unxml_files.format(commit=commit.name, path=quote(name))
            wanted = Wanted(address, _kind(name), size, f"git:{digest}", name=Path(name).name)
            transfer.fetch(wanted, ledger.folder / path)
            done.size = (done.size or 0) + size
    done.fetched = [ledger.folder / path for path in sorted(lacking)]
    done.newer = [ledger.folder / path for path, (name, _, _) in sorted(chosen.items()) if _is_newer(name, order)]
    held = {path: f"git:{digest}" for path, (_, _, digest) in chosen.items()}
    _close(ledger, before, Held(version=commit.name, whole=whole, files=held), done)
    return done


def _look_up(order: Order, transfer: Transfer) -> _Commit:
    """The commit by its name and what is in it. Where the interface is shut an archive of it still names the commit."""
    name = order.commit
    api = order.addresses.unxml_api.rstrip("/")
    if is_local(order.addresses.unxml_archive) or not api:
        return _Commit(name, None, "No list of files goes with the archive, so its own hash is recorded.")
    try:
        if not _COMMIT.fullmatch(name):
            name = str(_field(transfer.listing(f"{api}/commits/{name}"), "sha"))
            if not _COMMIT.fullmatch(name):
                raise DownloadError("The repository names no commit.")
        told = transfer.listing(f"{api}/git/trees/{name}?recursive=1")
        if _field(told, "truncated"):
            return _Commit(
                name, None, "The list of files is too long for the interface; the archive's hash is recorded."
            )
        files = [one for one in _field(told, "tree") if one["type"] == "blob" and str(one["mode"]).startswith("100")]
        tree = {str(one["path"]): (int(one["size"]), str(one["sha"])) for one in files if is_safe(str(one["path"]))}
        return _Commit(name, tree)
    except (DownloadError, KeyError, TypeError, ValueError) as error:
        why = str(error) if isinstance(error, DownloadError) else "It answers in a form that is not known."
        return _Commit(
            name, None, f"The list of files could not be had, so the archive's own hash is recorded. {why}".strip()
        )


def _field(value: Any, name: str) -> Any:
    if not isinstance(value, dict) or name not in value:
        raise DownloadError(f"The interface of the repository answers without {name!r}.")
    return value[name]


def is_wanted(path: str, languages: Iterable[str] = (ENGLISH,)) -> bool:
    """Whether a file of the repository is read: XML of these languages, and the records of votes."""
    *folders, name = path.split("/")
    if not is_safe(path) or name.startswith(".") or any(folder.startswith(".") for folder in folders):
        return False
    if "data_extract" in folders:
        return name.endswith(".json")
    return name.endswith(".xml") and not (LANGUAGES - set(languages)) & set(folders)


def place_of(path: str) -> str:
    """Where a file of the repository lies below the folder of downloads: other languages apart, as they are not read."""
    other = (LANGUAGES - {ENGLISH}) & set(path.split("/"))
    return f"{_OTHERS}{path}" if other else f"{SOURCES[Source.UNXML].folder}/{path}"


def newest_of(paths: Iterable[str]) -> tuple[int, int] | None:
    """Number and year of the newest resolution, by the names of files and folders."""
    return max((found for path in paths if is_wanted(path) and (found := _numbered(path))), default=None)


def _numbered(path: str) -> tuple[int, int] | None:
    *folders, name = path.split("/")
    found = of_file_name(name)
    years = [int(folder) for folder in folders if re.fullmatch(r"(?:19|20)\d\d", folder)]
    year = (found[1] if found else None) or (years[-1] if years else None)
    return (found[0], year) if found and year else None


def _is_ordered(path: str, order: Order, before: Held, whole: bool) -> bool:
    if not is_wanted(path, order.languages):
        return False
    if whole or place_of(path) in before.files or order.known is None:
        return True
    if "data_extract/" in path:
        return (found := re.search(r"(\d{4})\.json$", path)) is not None and int(found[1]) >= order.known[1]
    return _is_newer(path, order)


def _is_newer(path: str, order: Order) -> bool:
    found = _numbered(path)
    return order.known is not None and found is not None and found[0] > order.known[0]


def _from_archive(
    order: Order,
    transfer: Transfer,
    ledger: Ledger,
    commit: _Commit,
    lacking: dict[str, tuple[str, int, str]],
    done: Outcome,
) -> None:
    archive = _archive(order, transfer, ledger, commit.name, done)
    names = {name for name, _, _ in lacking.values()}
    found = _unpacked(archive, ledger, names.__contains__)
    for name, _, digest in lacking.values():
        if name not in found:
            raise DownloadError(f"The archive of {commit.name} lacks {name}. Run the command again.")
        if digest_of(found[name], "git") != f"git:{digest}":
            archive.unlink()
            raise DownloadError(
                f"{name} in the archive of {commit.name} was changed on the way. Run the command again."
            )
    place_all({ledger.folder / path: found[name] for path, (name, _, _) in sorted(lacking.items())})


def _without_tree(
    order: Order, transfer: Transfer, ledger: Ledger, commit: _Commit, before: Held, whole: bool, done: Outcome
) -> Outcome:
    """The archive alone: its hash is recorded, and what came of it is compared file by file."""
    done.checked = "the archive's own hash (recorded)"
    known = before.version == commit.name and before.whole == whole
    if known and all(ledger.is_there(path, digest) for path, digest in before.files.items()):
        done.kept = done.files = len(before.files)
        done.newest = newest_of(path.partition("/")[2] for path in before.files)
        return done
    if order.newer_only and not (_COMMIT.fullmatch(commit.name) or is_local(order.addresses.unxml_archive)):
        raise DownloadError(commit.note)
    if order.dry:
        wanted = Wanted(_archive_address(order, commit.name), Kind.ZIP, most=_LARGEST)
        done.size = transfer.size(wanted)
        done.about = done.size or SOURCES[Source.UNXML].about
        return done
    archive = _archive(order, transfer, ledger, commit.name, done)
    noted = commit_of(archive)
    if _COMMIT.fullmatch(commit.name) and noted and noted != commit.name:
        archive.unlink()
        raise DownloadError(f"The archive is of {noted}, and {commit.name} was asked for. Run the command again.")
    done.version = noted or commit.name
    found = _unpacked(archive, ledger, lambda path: _is_ordered(path, order, before, whole))
    done.newest = newest_of(found)
    held = Held(version=done.version, whole=whole, archive=digest_of(archive, "sha256"))
    _take(order, ledger, found, held, done)
    _close(ledger, before, held, done)
    return done


def _from_folder(order: Order, folder: Path, ledger: Ledger) -> Outcome:
    """The repository as somebody unpacked it: copied, and noted with the hashes that its files have."""
    before = ledger.held(Source.UNXML)
    whole = not order.newer_only or before.whole
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    chosen = {name: path for name, path in names.items() if _is_ordered(name, order, before, whole)}
    done = Outcome(Source.UNXML, version=str(folder), checked="nothing: they come from a folder on this disk")
    done.newest = newest_of(names)
    if order.dry:
        done.files, done.size = len(chosen), sum(path.stat().st_size for path in chosen.values())
        return done
    copies = ledger.partial / "copies"
    copies.mkdir(parents=True, exist_ok=True)
    found = {}
    for index, (name, path) in enumerate(chosen.items()):
        found[name] = copies / str(index)
        shutil.copyfile(path, found[name])
    held = Held(version=str(folder), whole=whole)
    _take(order, ledger, found, held, done)
    _close(ledger, before, held, done)
    return done


def _take(order: Order, ledger: Ledger, found: dict[str, Path], held: Held, done: Outcome) -> None:
    """Give names to files that no list describes; those that are there already stay as they are."""
    lacking: dict[Path, Path] = {}
    for name, path in sorted(found.items()):
        at, digest = place_of(name), digest_of(path, "git")
        held.files[at] = digest
        if ledger.is_there(at, digest):
            done.kept += 1
        else:
            lacking[ledger.folder / at] = path
        if _is_newer(name, order):
            done.newer.append(ledger.folder / at)
    place_all(lacking)
    done.fetched = list(lacking)
    done.files = len(found)


def _close(ledger: Ledger, before: Held, held: Held, done: Outcome) -> None:
    # Other languages stay until they are ordered again: an order for English says nothing of them.
    held.files.update({path: digest for path, digest in before.files.items() if path.startswith(_OTHERS)} | held.files)
    ledger.note(Source.UNXML, held)
    done.removed = ledger.remove(sorted(before.files.keys() - held.files.keys()))


def _archive(order: Order, transfer: Transfer, ledger: Ledger, commit: str, done: Outcome) -> Path:
    """The packed commit, whole; one that an interrupted run fetched is taken as it is."""
    kept = ledger.partial / f"{re.sub(r'[^0-9A-Za-z.-]', '_', commit)}.zip"
    if not (kept.exists() and _COMMIT.fullmatch(commit)):
        wanted = Wanted(
            _archive_address(order, commit), Kind.ZIP, most=_LARGEST, name=SOURCES[Source.UNXML].folder + ".zip"
        )
        transfer.fetch(wanted, kept)
    done.size = kept.stat().st_size
    return kept


def _archive_address(order: Order, commit: str) -> str:
    return order.addresses.unxml_archive.format(commit=commit)


def _unpacked(archive: Path, ledger: Ledger, wanted: Any) -> dict[str, Path]:
    into = ledger.partial / "unpacked"
    shutil.rmtree(into, ignore_errors=True)
    try:
        return unpack_commit(archive, into, wanted)
    except DownloadError:
        archive.unlink(missing_ok=True)
        raise


def _kind(name: str) -> Kind:
    return Kind.JSON if name.endswith(".json") else Kind.XML
