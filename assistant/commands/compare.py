"""The command ``unsc compare``: resolutions side by side, with what changed in each passage."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from assistant.commands.forms import SCREEN, form_asked, give
from assistant.commands.options import AsJson, Data, Form, Output, Style, settings_with
from assistant.errors import WrongInput


def compare_command(
    resolutions: Annotated[list[str], typer.Argument(help="Two to eight resolutions: 2709 2759 2800.")],
    data: Data = None,
    as_json: AsJson = False,
    form: Form = None,
    output: Output = None,
    style: Style = "un",
    aspect: Annotated[str, typer.Option(help="Only aspects or topics whose name holds these words.")] = "",
    whole: Annotated[bool, typer.Option("--all", help="Show what stays the same, too.")] = False,
    beside: Annotated[bool, typer.Option("--side-by-side", help="First and last text in two columns.")] = False,
) -> None:
    """Compare resolutions passage by passage: what is the same, what changed and how, what is new, what is gone."""
    from assistant.commands.console import Terminal
    from assistant.commands.printing.compare import render_comparison
    from assistant.compare.comparison import compare
    from vectorstore.generations.published import published_catalogue

    numbers = [number_in(each) for each in resolutions]
    chosen = form_asked(form, output, style, as_json=as_json)
    catalogue = published_catalogue(settings_with(data).data)
    comparison = compare(catalogue, numbers)
    if chosen == SCREEN:
        render_comparison(comparison, Terminal(), aspect=aspect, whole=whole, beside=beside)
    else:
        give(comparison, chosen, output, catalogue, style=style)


def number_in(text: str) -> int:
    """The number of the resolution that an argument names: ``2709``, ``S/RES/2709``, ``2709 (2023)``."""
    match = re.fullmatch(
        r"(?:S/RES/|UNSCR ?|res(?:olution)?\.? ?)?(\d{1,5})(?: ?\(\d{4}\))?", text.strip(), re.IGNORECASE
    )
    if match is None:
        raise WrongInput(f"{text!r} is no resolution. Name whole resolutions by number: unsc compare 2709 2759")
    return int(match[1])
