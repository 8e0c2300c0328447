"""The commands ``unsc timeline`` and ``unsc matrix``: a mandate through time, and its tasks resolution by resolution."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from assistant.commands.options import AsJson, Data, Day, Output, settings_with
from assistant.errors import WrongInput
from assistant.terminal import say

if TYPE_CHECKING:
    from assistant.timeline.model import Timeline
    from vectorstore.catalogue import Catalogue

_Made = TypeVar("_Made")
_LONGEST = 300  # characters of a name that are read
_EXPORTED = ("docx", "xlsx", "bib")  # written by assistant.export
Name = Annotated[
    str, typer.Argument(help='A mission, panel, committee or regime: UNMISS, "1267 Committee", "Libya sanctions".')
]


def timeline_command(
    name: Name,
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
    form: Annotated[
        str | None, typer.Option("--format", help="table, md, csv, svg, docx, xlsx or bib.", metavar="FORM")
    ] = None,
    output: Output = None,
    style: Annotated[str, typer.Option(help="Citations in docx and xlsx as: un, oscola or bluebook.")] = "un",
) -> None:
    """Follow a mandate through time: decisions, terms, ceilings, times without cover, how it stands on a day."""
    from assistant.commands.console import Terminal
    from assistant.commands.printing.timeline import render_timeline
    from assistant.export import export, save, style_of
    from assistant.timeline import timeline
    from assistant.timeline.drawing.chart import svg
    from assistant.timeline.drawing.table import markdown, to_csv
    from vectorstore.generations.published import published_catalogue

    day = as_of.date() if as_of else None
    named = form or (output.suffix[1:] if output and not as_json else "")
    if named in _EXPORTED and not as_json:
        style_of(style)
        if output is None:
            raise WrongInput(f"A {named} file is not printed. Name one to write: -o timeline.{named}")
        catalogue = published_catalogue(settings_with(data).data)
        save(export(_of_name(timeline, name, catalogue, day), named, catalogue, style=style), output)
        return
    forms: dict[str, Callable[[Timeline], str]] = {"md": markdown, "csv": to_csv, "svg": svg}
    chosen = _form(form, output, forms, as_json=as_json)
    made = _of_name(timeline, name, published_catalogue(settings_with(data).data), day)
    if as_json:
        write(json.dumps(made.to_json(), ensure_ascii=False, indent=2) + "\n", output)
    elif chosen is None:
        render_timeline(made, Terminal())
    else:
        write(chosen(made), output)


def matrix_command(
    name: Name,
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
    form: Annotated[str | None, typer.Option("--format", help="table, md or csv.", metavar="FORM")] = None,
    output: Output = None,
) -> None:
    """Lay the tasks of a mission beside its resolutions: present, strengthened, weakened, carried over, dropped."""
    from assistant.commands.console import Terminal
    from assistant.commands.printing.timeline import render_matrix
    from assistant.timeline.drawing.matrix_table import markdown, to_csv
    from assistant.timeline.matrix import matrix
    from vectorstore.generations.published import published_catalogue

    chosen = _form(form, output, {"md": markdown, "csv": to_csv}, as_json=as_json)
    made = _of_name(matrix, name, published_catalogue(settings_with(data).data), as_of.date() if as_of else None)
    if as_json:
        write(json.dumps(made.to_json(), ensure_ascii=False, indent=2) + "\n", output)
    elif chosen is None:
        render_matrix(made, Terminal())
    else:
        write(chosen(made), output)


def _of_name(
    make: Callable[[str, Catalogue, dt.date | None], _Made], name: str, catalogue: Catalogue, day: dt.date | None
) -> _Made:
    """What is made of a name as it is written, else of what its words mean ("the UN force in Cyprus")."""
    from assistant.plan import Subject
    from assistant.reading.subjects import Subjects
    from assistant.timeline import UnknownBody

    subjects, words = Subjects(catalogue), name.strip()[:_LONGEST]
    with suppress(UnknownBody):
        return make(name, catalogue, day)
    if words and (entry := subjects.entry(Subject(name=words), day or catalogue.last_day())) is not None:
        with suppress(UnknownBody):
            return make(entry.engine, catalogue, day)
    raise UnknownBody(name, [each.name for each in subjects.suggestions(words)] if words else ())


def _form(
    form: str | None, output: Path | None, forms: Mapping[str, Callable[[_Made], str]], *, as_json: bool
) -> Callable[[_Made], str] | None:
    """What writes the form asked for, told by the name of the file otherwise; ``None`` for the screen."""
    named = form or (output.suffix[1:] if output and not as_json else "") or "table"
    if as_json and form:
        raise WrongInput("--json and --format exclude each other. Give one of them.")
    if named != "table" and named not in forms:
        raise WrongInput(f"There is no form {named!r}. Choose table, {', '.join(forms)}: --format {next(iter(forms))}")
    if named == "table" and output is not None and not as_json:
        raise WrongInput(f"A file is written as {', '.join(forms)}. Choose one: --format {next(iter(forms))}")
    return forms.get(named)


def write(text: str, output: Path | None) -> None:
    """To the file, or to standard output."""
    if output is None:
        say(text, end="")
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise WrongInput(f"{output} cannot be written ({error.strerror}). Choose another file.") from None
