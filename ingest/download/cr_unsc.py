"""CR-UNSC at Zenodo: the newest version of a record, by the record's own list of files, sizes and checksums."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ingest.download.checks import Kind, Wanted
from ingest.download.ledger import Held, Ledger
from ingest.download.order import Order, Outcome
from ingest.download.packed import is_safe
from ingest.download.sources import SOURCES, Source
from ingest.download.transfer import Transfer
from ingest.download.web import is_local
from ingest.errors import DownloadError

__all__ = ["bring_cr_unsc"]

_TEXTS = "_EN_TXT_BEST.zip"
_FACTS = "_CSV_META.zip"  # votes, titles, subjects
_FULL = "_CSV_FULL.zip"  # the same, and the texts once more
_CHECKSUM = re.compile(r"(?:md5:[0-9a-f]{32}|sha256:[0-9a-f]{64})")
_LARGEST = 1_000_000_000
_FOLDER = SOURCES[Source.CR_UNSC].folder


def bring_cr_unsc(order: Order, transfer: Transfer, ledger: Ledger) -> Outcome:
    """Bring texts and tables of the newest version; with ``newer_only`` only say whether there is a newer one."""
    before = ledger.held(Source.CR_UNSC)
    if order.newer_only:
        return _looked_at(order, transfer, before)
    version, offered = _offered(order.addresses.cr_unsc, transfer)
    done = Outcome(Source.CR_UNSC, version=version, checked="the checksums of the record", files=2)
    chosen = [_one(offered, _TEXTS), _one(offered, _FULL if order.full_tables else _FACTS)]
    held = {f"{_FOLDER}/{name}": wanted for name, wanted in chosen}
    sizes: list[int | None] = []
    for path, wanted in held.items():
        digest = before.files.get(path, "")
        if digest and digest == (wanted.digest or digest) and ledger.is_there(path, digest):
            done.kept += 1
            continue
        sizes.append(wanted.size)
        if not order.dry:
            transfer.fetch(wanted, ledger.folder / path)
            done.fetched.append(ledger.folder / path)
    done.size = None if None in sizes else sum(size or 0 for size in sizes)
    done.about = done.size if done.size is not None else SOURCES[Source.CR_UNSC].about
    if not order.dry:
        files = {path: wanted.digest or ledger.digest(path) for path, wanted in held.items()}
        ledger.note(Source.CR_UNSC, Held(version=version, whole=True, files=files))
        done.removed = ledger.remove(sorted(before.files.keys() - files.keys()))
    return done


def _looked_at(order: Order, transfer: Transfer, before: Held) -> Outcome:
    """Whether there is a newer version than the one that came from here; no update fails for want of an answer."""
    done = Outcome(Source.CR_UNSC, version=before.version, kept=len(before.files), checked="its version")
    if before.version:
        try:
            version, _ = _offered(order.addresses.cr_unsc, transfer)
        except DownloadError as error:
            done.notes.append(f"Whether there is a newer version could not be asked: {error}")
        else:
            if version != before.version:
                done.notes.append(
                    f"A newer version is there ({version}): `unsc download --source cr-unsc --ingest` brings it."
                )
    return done


def _offered(address: str, transfer: Transfer) -> tuple[str, dict[str, Wanted]]:
    """The version and its files by name. Of a folder, the version is its path."""
    if is_local(address):
        folder = Path(address)
        if not folder.is_dir():
            raise DownloadError(f"{address} is no folder. Give one with the archives of CR-UNSC, or an address.")
        return address, {
            path.name: Wanted(str(path), Kind.ZIP, path.stat().st_size, most=_LARGEST, name=path.name)
            for path in sorted(folder.glob("*.zip"))
        }
    record = transfer.listing(f"{address.rstrip('/')}/versions/latest")
    try:
        return str(record["id"]), {one.name: one for one in map(_described, record["files"])}
    except (KeyError, TypeError, ValueError) as error:
        raise DownloadError(
            f"{address} describes its files in a form that is not known ({error!r}). Fetch them in a browser "
            f"({SOURCES[Source.CR_UNSC].page}) and read them with `unsc ingest FILE`."
        ) from error


def _described(entry: dict[str, Any]) -> Wanted:
    name, checksum = str(entry["key"]), str(entry["checksum"])
    if not is_safe(name) or "/" in name:
        raise ValueError(name)
    if not _CHECKSUM.fullmatch(checksum):
        raise ValueError(checksum)
    return Wanted(str(entry["links"]["self"]), Kind.ZIP, int(entry["size"]), checksum, _LARGEST, name)


def _one(offered: dict[str, Wanted], ending: str) -> tuple[str, Wanted]:
    found = sorted(name for name in offered if name.endswith(ending))
    if not found:
        raise DownloadError(
            f"The newest version of CR-UNSC holds no file …{ending}. See {SOURCES[Source.CR_UNSC].page}, fetch what is "
            "there in a browser, and read it with `unsc ingest FILE`."
        )
    return found[-1], offered[found[-1]]
