"""The repository ``UNxml/SCresolutions``: a named commit, each file held against the hash that git gives it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingest.download.checks import Kind, Wanted, digest_of
from ingest.download.ledger import Held, Ledger
from ingest.download.order import Order, Outcome
from ingest.download.packed import commit_of, unpack_commit
from ingest.download.parts import place_all
from ingest.download.sources import SOURCES, Source
from ingest.download.transfer import Transfer
from ingest.download.unxml_commit import COMMIT, Commit, look_up
from ingest.download.unxml_files import OTHERS, is_newer, is_ordered, newest_of, place_of
from ingest.download.web import is_local
from ingest.errors import DownloadError

__all__ = ["ONE_BY_ONE", "bring_unxml"]

ONE_BY_ONE = 60  # more files than this are cheaper as an archive of everything
_PACKED = 4.7  # how much smaller the files are in the archive
_LARGEST = 1_000_000_000


def bring_unxml(order: Order, transfer: Transfer, ledger: Ledger) -> Outcome:
    """Bring what is new or changed; raises errors of the family where nothing can be had."""
    if Path(order.addresses.unxml_archive).is_dir() and is_local(order.addresses.unxml_archive):
        return _from_folder(order, Path(order.addresses.unxml_archive), ledger)
    commit = look_up(order, transfer)
    before = ledger.held(Source.UNXML)
    whole = not order.newer_only or before.whole
    done = Outcome(Source.UNXML, version=commit.name, notes=[commit.note] if commit.note else [])
    if commit.tree is None:
        return _without_tree(order, transfer, ledger, commit, before, whole, done)
    chosen = {
        place_of(path): (path, *commit.tree[path]) for path in commit.tree if is_ordered(path, order, before, whole)
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
    done.newer = [ledger.folder / path for path, (name, _, _) in sorted(chosen.items()) if is_newer(name, order)]
    held = {path: f"git:{digest}" for path, (_, _, digest) in chosen.items()}
    _close(ledger, before, Held(version=commit.name, whole=whole, files=held), done)
    return done


def _from_archive(
    order: Order,
    transfer: Transfer,
    ledger: Ledger,
    commit: Commit,
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
    order: Order, transfer: Transfer, ledger: Ledger, commit: Commit, before: Held, whole: bool, done: Outcome
) -> Outcome:
    """The archive alone: its hash is recorded, and what came of it is compared file by file."""
    done.checked = "the archive's own hash (recorded)"
    known = before.version == commit.name and before.whole == whole
    if known and all(ledger.is_there(path, digest) for path, digest in before.files.items()):
        done.kept = done.files = len(before.files)
        done.newest = newest_of(path.partition("/")[2] for path in before.files)
        return done
    if order.newer_only and not (COMMIT.fullmatch(commit.name) or is_local(order.addresses.unxml_archive)):
        raise DownloadError(commit.note)
    if order.dry:
        wanted = Wanted(_archive_address(order, commit.name), Kind.ZIP, most=_LARGEST)
        done.size = transfer.size(wanted)
        done.about = done.size or SOURCES[Source.UNXML].about
        return done
    archive = _archive(order, transfer, ledger, commit.name, done)
    noted = commit_of(archive)
    if COMMIT.fullmatch(commit.name) and noted and noted != commit.name:
        archive.unlink()
        raise DownloadError(f"The archive is of {noted}, and {commit.name} was asked for. Run the command again.")
    done.version = noted or commit.name
    found = _unpacked(archive, ledger, lambda path: is_ordered(path, order, before, whole))
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
    chosen = {name: path for name, path in names.items() if is_ordered(name, order, before, whole)}
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
        if is_newer(name, order):
            done.newer.append(ledger.folder / at)
    place_all(lacking)
    done.fetched = list(lacking)
    done.files = len(found)


def _close(ledger: Ledger, before: Held, held: Held, done: Outcome) -> None:
    # Other languages stay until they are ordered again: an order for English says nothing of them.
    held.files.update({path: digest for path, digest in before.files.items() if path.startswith(OTHERS)} | held.files)
    ledger.note(Source.UNXML, held)
    done.removed = ledger.remove(sorted(before.files.keys() - held.files.keys()))


def _archive(order: Order, transfer: Transfer, ledger: Ledger, commit: str, done: Outcome) -> Path:
    """The packed commit, whole; one that an interrupted run fetched is taken as it is."""
    kept = ledger.partial / f"{re.sub(r'[^0-9A-Za-z.-]', '_', commit)}.zip"
    if not (kept.exists() and COMMIT.fullmatch(commit)):
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
