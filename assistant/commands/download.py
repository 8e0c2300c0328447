"""``unsc download`` and ``unsc update``: official texts from their sources, when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.options import AsJson, Data, settings_with
from assistant.errors import WrongInput
from assistant.terminal import say_json
from ingest.download.sources import Source
from ingest.parsing.identity import of_symbol

if TYPE_CHECKING:
    from assistant.bringing.orders import Brought
    from assistant.commands.printing.download import Shown
    from assistant.settings import Settings
    from ingest.download.order import Order

DryRun = Annotated[bool, typer.Option("--dry-run", help="Ask the sources what there is; fetch nothing.")]
To = Annotated[Path | None, typer.Option("--to", help="Folder for the files.", metavar="DIR")]
StatusTo = Annotated[Path | None, typer.Option("--status", hidden=True, help="File that tells how far it is.")]


def download_command(
    dry_run: DryRun = False,
    read: Annotated[bool, typer.Option("--ingest", help="Then read all of it into the index.")] = False,
    to: To = None,
    source: Annotated[list[Source] | None, typer.Option(help="Only this source; may be given several times.")] = None,
    symbol: Annotated[
        list[str] | None, typer.Option(help='A single resolution as PDF: "S/RES/2395 (2017)"; several times.')
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Another language beside English (unxml), which is not ingested.")
    ] = None,
    full_tables: Annotated[
        bool, typer.Option("--full-tables", help="The tables of CR-UNSC that hold the texts once more.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
    status: StatusTo = None,
) -> None:
    """Fetch the official texts from the United Nations' repository, from CR-UNSC, and as PDF."""
    from assistant.bringing.orders import download, order_of

    settings = settings_with(data)
    order = _ordered(order_of(settings), to, dry_run)
    sources = tuple(source or ((Source.DOCUMENTS,) if symbol else order.sources))
    languages = (*order.languages, *(_language(each) for each in language or ()))
    order = replace(
        order,
        sources=sources,
        symbols=tuple(_symbol(each) for each in symbol or ()),
        languages=languages,
        full_tables=full_tables,
    )
    _carry_out(
        settings,
        order,
        lambda shown: download(settings, order, read=read, progress=shown.brought, reading=shown.read),
        as_json,
        status,
    )


def update_command(
    dry_run: DryRun = False, to: To = None, data: Data = None, as_json: AsJson = False, status: StatusTo = None
) -> None:
    """Fetch what is newer than the index, or has changed since it was fetched, and read that alone."""
    from assistant.bringing.orders import order_of, update
    from vectorstore.generations.disk import read_manifest

    settings = settings_with(data)
    read_manifest(settings.data)  # says so where there is no index
    order = replace(_ordered(order_of(settings), to, dry_run), newer_only=True)
    _carry_out(
        settings,
        order,
        lambda shown: update(settings, order, progress=shown.brought, reading=shown.read),
        as_json,
        status,
    )


def _carry_out(
    settings: Settings, order: Order, work: Callable[[Shown], Brought], as_json: bool, status: Path | None
) -> None:
    from assistant.bringing.brought import outcome_json, said_of
    from assistant.bringing.status import telling
    from assistant.commands.console import Terminal
    from assistant.commands.printing.download import bars

    with telling(status) as told, bars(told) as shown:
        brought = work(shown)
    lines = said_of(brought.outcomes, dry=order.dry)
    if order.newer_only and not order.dry and brought.ingestion is None and not brought.problems:
        lines.append(f"Nothing is newer than what the index holds{_newest(order)}.")
    made, report = _read(brought, settings.data)
    if told:
        told.close([*report, *lines])
    if as_json:
        rows = [outcome_json(done) for done in brought.outcomes]
        value = {"folder": str(order.folder), "dry_run": order.dry, "sources": rows, "ingestion": made}
        say_json(value)
    else:
        from rich.text import Text

        console = Terminal(soft_wrap=True)
        for line in (f"{'Looked at for' if order.dry else 'Downloads lie in'} {order.folder}", *lines, *report):
            console.print(Text(line))
    if brought.problems:
        raise typer.Exit(2)


def _read(brought: Brought, data: Path) -> tuple[dict[str, Any] | None, list[str]]:
    """What was read, as JSON and in lines."""
    if brought.ingestion is None:
        return None, []
    from assistant.commands.printing.common import ingestion_json, ingestion_lines

    return ingestion_json(brought.ingestion), ingestion_lines(brought.ingestion, data)


def _ordered(order: Order, to: Path | None, dry: bool) -> Order:
    return replace(order, folder=to.absolute() if to else order.folder, dry=dry)


def _newest(order: Order) -> str:
    return f" (S/RES/{order.known[0]} ({order.known[1]}))" if order.known else ""


def _symbol(text: str) -> tuple[int, int]:
    found = of_symbol(text.replace(" ", ""))
    if found is None:
        raise WrongInput(f'{text!r} is no symbol of a resolution. Write it like "S/RES/2395 (2017)".')
    return found


def _language(text: str) -> str:
    from ingest.download.unxml_files import LANGUAGES

    if text.capitalize() not in LANGUAGES:
        raise WrongInput(f"{text!r} is no language of the repository. Choose of {', '.join(sorted(LANGUAGES))}.")
    return text.capitalize()
