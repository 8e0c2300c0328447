"""The command ``unsc compare``: resolutions side by side, with what changed in each passage."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import WrongInput
from assistant.settings import load_settings


def compare_command(
    resolutions: Annotated[list[str], typer.Argument(help="Two to eight resolutions: 2709 2759 2800.")],
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of the index; default: UNSC_DATA.", metavar="DIR")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
    form: Annotated[str | None, typer.Option("--format", help="md or csv.", metavar="FORM")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.", metavar="FILE")] = None,
    aspect: Annotated[str, typer.Option(help="Only aspects or topics whose name holds these words.")] = "",
    whole: Annotated[bool, typer.Option("--all", help="Show what stays the same, too.")] = False,
    beside: Annotated[bool, typer.Option("--side-by-side", help="First and last text in two columns.")] = False,
) -> None:
    """Compare resolutions passage by passage: what is the same, what changed and how, what is new, what is gone."""
    from rich.console import Console

    from assistant.cli import open_catalogue
    from assistant.cli_compare_rendering import render_comparison
    from assistant.compare.comparison import compare
    from assistant.compare.export import FORMATS

    numbers = [number_in(each) for each in resolutions]
    write = FORMATS.get(form or (output.suffix[1:] if output else "md"))
    if write is None or (as_json and form):
        raise WrongInput(f"A comparison is written as {' or '.join(FORMATS)}, or as JSON. Choose one: --format md")
    comparison = compare(open_catalogue(load_settings(data=data)), numbers)
    if as_json:
        text = json.dumps(comparison.to_json(), ensure_ascii=False, indent=2) + "\n"
    elif form or output:
        text = write(comparison)
    else:
        render_comparison(comparison, Console(), aspect=aspect, whole=whole, beside=beside)
        return
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise WrongInput(f"{output} cannot be written ({error.strerror}). Choose another file.") from None


def number_in(text: str) -> int:
    """The number of the resolution that an argument names: ``2709``, ``S/RES/2709``, ``2709 (2023)``."""
    match = re.fullmatch(
        r"(?:S/RES/|UNSCR ?|res(?:olution)?\.? ?)?(\d{1,5})(?: ?\(\d{4}\))?", text.strip(), re.IGNORECASE
    )
    if match is None:
        raise WrongInput(f"{text!r} is no resolution. Name whole resolutions by number: unsc compare 2709 2759")
    return int(match[1])
