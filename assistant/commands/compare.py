"""The command ``unsc compare``: resolutions side by side, with what changed in each passage."""

from __future__ import annotations

import json
import re
from typing import Annotated

import typer

from assistant.commands.options import AsJson, Data, Output, settings_with
from assistant.errors import WrongInput
from assistant.terminal import say


def compare_command(
    resolutions: Annotated[list[str], typer.Argument(help="Two to eight resolutions: 2709 2759 2800.")],
    data: Data = None,
    as_json: AsJson = False,
    form: Annotated[str | None, typer.Option("--format", help="md, csv, docx, xlsx or bib.", metavar="FORM")] = None,
    output: Output = None,
    style: Annotated[str, typer.Option(help="Citations as: un, oscola or bluebook.")] = "un",
    aspect: Annotated[str, typer.Option(help="Only aspects or topics whose name holds these words.")] = "",
    whole: Annotated[bool, typer.Option("--all", help="Show what stays the same, too.")] = False,
    beside: Annotated[bool, typer.Option("--side-by-side", help="First and last text in two columns.")] = False,
) -> None:
    """Compare resolutions passage by passage: what is the same, what changed and how, what is new, what is gone."""
    from assistant.commands.console import Terminal
    from assistant.commands.printing.compare import render_comparison
    from assistant.compare.comparison import compare
    from assistant.export import NOT_PRINTED, export, form_of, save, style_of
    from vectorstore.generations.published import published_catalogue

    numbers = [number_in(each) for each in resolutions]
    if as_json and form:
        raise WrongInput("JSON is a form of its own. Leave out --format or --json.")
    chosen = form or (form_of(output) if output and not as_json else "md")
    style_of(style)
    if output is None and chosen in NOT_PRINTED:
        raise WrongInput(f"A {chosen} file is not printed. Name one to write: -o comparison.{chosen}")
    catalogue = published_catalogue(settings_with(data).data)
    comparison = compare(catalogue, numbers)
    if not (as_json or form or output):
        render_comparison(comparison, Terminal(), aspect=aspect, whole=whole, beside=beside)
        return
    if as_json:
        content = (json.dumps(comparison.to_json(), ensure_ascii=False, indent=2) + "\n").encode()
    else:
        content = export(comparison, chosen, catalogue, style=style)
    if output is None:
        say(content.decode(), end="")
    else:
        save(content, output)


def number_in(text: str) -> int:
    """The number of the resolution that an argument names: ``2709``, ``S/RES/2709``, ``2709 (2023)``."""
    match = re.fullmatch(
        r"(?:S/RES/|UNSCR ?|res(?:olution)?\.? ?)?(\d{1,5})(?: ?\(\d{4}\))?", text.strip(), re.IGNORECASE
    )
    if match is None:
        raise WrongInput(f"{text!r} is no resolution. Name whole resolutions by number: unsc compare 2709 2759")
    return int(match[1])
