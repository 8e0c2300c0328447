"""What many commands share: their options, and the settings behind them.

``unsc --help`` imports every module that holds a command, so these import no library that is slow to load; what a command
works with it imports when it runs.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the index; default: UNSC_DATA.", metavar="DIR")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.", metavar="FILE")]
Form = Annotated[str | None, typer.Option("--format", help="md, csv, docx, xlsx or bib.", metavar="FORM")]
Style = Annotated[str, typer.Option(help="Citations as: un, oscola or bluebook.")]
Day = Annotated[dt.datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="As on this day.")]


def settings_with(data: Path | None) -> Settings:
    """The settings of the environment, with the folder of the index where one is given.

    Raises :class:`~assistant.errors.WrongSettings`.
    """
    from assistant.settings import load_settings

    return load_settings(data=data)
