"""``unsc index …`` and ``unsc forget``: the operation of the index."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.group import Group
from assistant.commands.options import AsJson, Data, settings_with
from assistant.terminal import say, say_json

index = typer.Typer(name="index", cls=Group, no_args_is_help=True, help="Check, rebuild and roll back the index.")


@index.command("list")
def list_generations(data: Data = None, as_json: AsJson = False) -> None:
    """List the generations that are kept: the published one and the one before."""
    from rich.table import Table

    from assistant.commands.console import Terminal
    from vectorstore.generations.disk import current, kept, read_manifest

    folder = settings_with(data).data
    read_manifest(folder)  # says so where there is no index
    manifests = kept(folder)
    if as_json:
        rows = [each.model_dump(mode="json", exclude={"files"}) for each in manifests]
        say_json([row | {"published": row["generation"] == current(folder)} for row in rows])
        return
    table = Table("generation", "built", "resolutions", "paragraphs", "vectors", "")
    for each in manifests:
        table.add_row(
            each.generation,
            f"{each.created:%Y-%m-%d %H:%M:%S} UTC",
            f"{each.resolutions:,}",
            f"{each.paragraphs:,}",
            _where(each),
            "published" if each.generation == current(folder) else "kept",
        )
    Terminal().print(table)


@index.command()
def sources(data: Data = None, as_json: AsJson = False) -> None:
    """List the files that the published generation was made from."""
    from rich.text import Text

    from assistant.commands.console import Terminal
    from vectorstore.generations.disk import read_manifest
    from vectorstore.generations.inventory import Inventory, read_inventory

    folder = settings_with(data).data
    read_manifest(folder)
    known = read_inventory(folder) or Inventory()
    if as_json:
        say_json([{"path": s.path, "sha256": s.digest, "size": s.size, "resolutions": s.gave} for s in known.sources])
        return
    console = Terminal(soft_wrap=True)
    for source in known.sources:
        console.print(Text(source.path))


@index.command()
def check(
    data: Data = None,
    every_vector: Annotated[
        bool, typer.Option("--every-vector", help="Look every vector up, not a sample; a few minutes.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare the catalogue, the lexical indexes and the vectors with each other; status 1 where they differ."""
    from assistant.bringing.opening import chroma_server, open_embedding
    from vectorstore.generations.integrity import check_index

    settings = settings_with(data)
    done = check_index(settings.data, open_embedding(settings), chroma_server(settings), every_vector=every_vector)
    if as_json:
        say_json({"generation": done.manifest.generation, "compared": done.compared, "faults": done.faults})
    else:
        compared = ", ".join(f"{count:,} {what}" for what, count in done.compared.items())
        say(f"Generation {done.manifest.generation}, compared: {compared}.")
        for fault in done.faults:
            say(fault)
        step = int(100 * done.manifest.meaning)
        whole = (
            "It is whole."
            if done.manifest.finished
            else f"It is whole as a step: found by words, by meaning for {step} %. `unsc ingest PATH…` goes on."
        )
        say(f"It is not whole. {done.advice}" if done.faults else whole)
    if done.faults:
        raise typer.Exit(1)


@index.command()
def rebuild(data: Data = None, as_json: AsJson = False) -> None:
    """Build everything else anew from the catalogue alone: vectors and lexical indexes."""
    from assistant.bringing.opening import chroma_server, open_embedding
    from assistant.commands.printing.common import progress_bar
    from vectorstore.building.build import rebuild as build_anew

    settings = settings_with(data)
    with progress_bar() as progress:
        manifest = build_anew(
            settings.data,
            open_embedding(settings),
            progress=lambda done, total: progress("embed", done, total),
            server=chroma_server(settings),
        )
    _tell("Rebuilt and published", manifest, as_json)


@index.command()
def rollback(data: Data = None, as_json: AsJson = False) -> None:
    """Publish the generation before again; a second rollback undoes the first."""
    from vectorstore.generations.disk import rollback as go_back

    _tell("Published again", go_back(settings_with(data).data), as_json)


def forget(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders, whether they still exist or not.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Remove what was read from files; a resolution that another file holds stays."""
    from assistant.bringing.ingesting import forget_sources
    from assistant.bringing.opening import chroma_server, open_embedding
    from assistant.commands.console import Terminal
    from assistant.commands.printing.common import ingestion_json, progress_bar, render_ingestion

    settings = settings_with(data)
    with progress_bar() as progress:
        done = forget_sources(
            paths, settings.data, open_embedding(settings), progress=progress, server=chroma_server(settings)
        )
    if as_json:
        say_json(ingestion_json(done))
    else:
        render_ingestion(done, settings.data, Terminal())


def _where(manifest: Any) -> str:
    if manifest.finished:
        return "on a server" if manifest.on_server else "in the folder"
    return f"for {int(100 * manifest.meaning)} % so far"


def _tell(what: str, manifest: Any, as_json: bool) -> None:
    if as_json:
        say_json(manifest.model_dump(mode="json", exclude={"files"}))
    else:
        say(f"{what}: generation {manifest.generation} with {manifest.resolutions:,} resolutions.")
