"""Single resolutions as the official PDF, by their symbols: for what is newer than the other sources."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from ingest.download.checks import Kind, Wanted
from ingest.download.ledger import Held, Ledger
from ingest.download.order import Order, Outcome
from ingest.download.sources import SOURCES, Source
from ingest.download.transfer import Transfer
from ingest.download.web import is_local
from ingest.errors import DownloadError, NotOffered, WebPage
from ingest.parsing.identity import of_file_name

__all__ = ["bring_documents", "symbol_of"]

_FOLDER = SOURCES[Source.DOCUMENTS].folder
_LARGEST = 50_000_000
_MISSING_IN_A_ROW = 3  # a text can be published before the one adopted ahead of it
_AT_ONCE = 200


def symbol_of(number: int, year: int) -> str:
    return f"S/RES/{number}({year})"


def bring_documents(order: Order, transfer: Transfer, ledger: Ledger, newest: tuple[int, int] | None) -> Outcome:
    """Bring the symbols that are ordered, else one number after the other from ``newest`` until there is none.

    Raises :class:`NotOffered` for an ordered symbol that is not there.
    """
    before = ledger.held(Source.DOCUMENTS)
    done = Outcome(Source.DOCUMENTS, checked="their type (the source names no hash)")
    files = {path: digest for path, digest in before.files.items() if ledger.is_there(path, digest)}
    if order.newer_only and order.known:  # what an earlier run brought and nothing has read yet
        done.newer = [ledger.folder / path for path in sorted(files) if _number(path) > order.known[0]]
    try:
        if order.symbols:
            for number, year in order.symbols:
                if not _bring(order, transfer, ledger, (number, year), files, done):
                    raise NotOffered(
                        f"{symbol_of(number, year)} is not there. Check number and year, or look for it at "
                        f"{SOURCES[Source.DOCUMENTS].page}."
                    )
        elif newest is None:
            done.notes.append("Which resolution is the newest is not known; name some with --symbol.")
        else:
            _bring_next(order, transfer, ledger, newest, files, done)
    finally:
        if not order.dry and files != before.files:
            ledger.note(Source.DOCUMENTS, Held(files=files))
    return done


def _bring_next(
    order: Order,
    transfer: Transfer,
    ledger: Ledger,
    newest: tuple[int, int],
    files: dict[str, str],
    done: Outcome,
) -> None:
    number, year = newest
    missing = 0
    for _ in range(_AT_ONCE):
        number += 1
        years = [each for each in (year, year + 1) if each <= max(order.today.year, year)]
        found = next((each for each in years if _bring(order, transfer, ledger, (number, each), files, done)), None)
        missing = 0 if found else missing + 1
        if found:
            year = found
            done.newest = (number, found)
        if missing == _MISSING_IN_A_ROW:
            return
    done.notes.append(f"There may be more after {number}: run the command again.")


def _bring(
    order: Order,
    transfer: Transfer,
    ledger: Ledger,
    symbol: tuple[int, int],
    files: dict[str, str],
    done: Outcome,
) -> bool:
    """Whether the document exists; fetched if it is not there already."""
    number, year = symbol
    path = f"{_FOLDER}/S_RES_{number}_{year}.pdf"
    if path in files:
        done.kept += 1
        done.files += 1
        return True
    wanted = Wanted(_address(order.addresses.documents, number, year), Kind.PDF, most=_LARGEST, name=Path(path).name)
    try:
        if order.dry:
            size = transfer.size(wanted)
            done.size = None if size is None or done.size is None else done.size + size
            done.about += size or SOURCES[Source.DOCUMENTS].about
        else:
            transfer.fetch(wanted, ledger.folder / path)
            files[path] = ledger.digest(path)
            done.fetched.append(ledger.folder / path)
            done.size = (done.size or 0) + (ledger.folder / path).stat().st_size
    except NotOffered:
        return False
    except WebPage:
        if order.symbols:
            raise
        done.notes.append(f"{symbol_of(number, year)} leads to a web page; if it exists, fetch it in a browser.")
        return False
    done.files += 1
    return True


def _number(path: str) -> int:
    found = of_file_name(Path(path).name)
    return found[0] if found else 0


def _address(documents: str, number: int, year: int) -> str:
    if is_local(documents):
        if not Path(documents).is_dir():
            raise DownloadError(
                f"{documents} is no folder. Give one with PDFs named S_RES_2395_2017.pdf, or an address."
            )
        return str(Path(documents) / f"S_RES_{number}_{year}.pdf")
    return f"{documents}?s={quote(symbol_of(number, year), safe='')}&l=en&t=pdf"
