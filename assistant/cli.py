"""The command line ``unsc``. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import datetime as dt
import json
import sys
import traceback
from contextlib import nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands import index as cli_index
from assistant.commands.compare import compare_command
from assistant.commands.download import StatusTo, download_command, update_command
from assistant.commands.evaluate import evaluate
from assistant.commands.feedback import feedback_command
from assistant.commands.group import Group
from assistant.commands.options import AsJson, Data, settings_with
from assistant.commands.run import plan_command, run, standing_command
from assistant.commands.serve import mcp_command, serve_command
from assistant.commands.timeline import matrix_command, timeline_command
from assistant.commands.users import users
from assistant.errors import NotThere, WrongInput
from assistant.terminal import say, say_json
from ingest.pinpoint import Kind

app = typer.Typer(
    name="unsc",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # help in plain lines: boxes take longer to load than all else that it needs
    pretty_exceptions_enable=False,
    help="Answers questions on resolutions of the United Nations Security Council.",
)


app.add_typer(cli_index.index)
app.command()(cli_index.forget)
app.command(name="download")(download_command)
app.command(name="update")(update_command)


def main() -> None:
    """Entry point of the program ``unsc``."""
    try:
        app()
    except Exception:  # noqa: BLE001 - a defect; what it tells can hold words of a file
        say(traceback.format_exc(), error=True, end="")
        sys.exit(1)


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders; none: build anew.")] = None,
    data: Data = None,
    as_json: AsJson = False,
    status: StatusTo = None,
) -> None:
    """Read resolutions into the index, beside what is there; without PATHS build the index anew."""
    from assistant.bringing.ingesting import ingest_sources
    from assistant.bringing.opening import chroma_server, open_embedding
    from assistant.bringing.status import telling
    from assistant.commands.console import Terminal
    from assistant.commands.printing.common import ingestion_json, ingestion_lines, progress_bar, render_ingestion

    settings = settings_with(data)
    with telling(status) as told, nullcontext(told.stage()) if told else progress_bar() as progress:
        done = ingest_sources(
            paths or [], settings.data, open_embedding(settings), progress=progress, server=chroma_server(settings)
        )
        if told:
            told.close(ingestion_lines(done, settings.data))
    if as_json:
        say_json(ingestion_json(done))
    else:
        render_ingestion(done, settings.data, Terminal())


@app.command()
def show(
    place: Annotated[str, typer.Argument(help='A key or a citation: 2395, 2395/op2, "para. 9 of resolution 1970".')],
    data: Data = None,
    text_only: Annotated[bool, typer.Option("--text", help="Only the words.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Also the file that each fact comes from.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a resolution with its whole record, or a paragraph, word for word."""
    from assistant.commands.console import Terminal
    from assistant.commands.record import render_record, render_words
    from assistant.records.lookup import find_place
    from assistant.records.record import record_json, record_of, standings_of
    from assistant.records.stands import in_words
    from vectorstore.generations.published import published_catalogue

    catalogue = published_catalogue(settings_with(data).data)
    found, rows = find_place(place, catalogue)
    if text_only:
        render_words(rows, Terminal())
        return
    standings = standings_of(rows, catalogue, dt.date.today())
    if as_json:
        say_json(record_json(record_of(found, catalogue), rows, standings))
    else:
        told = {key: in_words(each, catalogue) for key, each in standings.items()}
        render_record(record_of(found, catalogue), rows, Terminal(), standing=told, sources=sources)


class Searched(StrEnum):
    """The kinds of paragraphs that are searched."""

    PREAMBULAR = Kind.PREAMBULAR.value
    OPERATIVE = Kind.OPERATIVE.value
    ANNEX = Kind.ANNEX.value


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words to search for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many paragraphs.")] = 10,
    year_from: Annotated[int | None, typer.Option(help="First year of adoption.")] = None,
    year_to: Annotated[int | None, typer.Option(help="Last year of adoption.")] = None,
    resolution: Annotated[int | None, typer.Option(help="Only inside this resolution.")] = None,
    kind: Annotated[Searched | None, typer.Option(help="Only paragraphs of this kind.")] = None,
    verb: Annotated[str, typer.Option(help="Only paragraphs that lead with this verb, such as demands.")] = "",
    body: Annotated[str, typer.Option(help="Only resolutions that decide on the mandate of this body.")] = "",
    topic: Annotated[str, typer.Option(help="Only resolutions that libraries file under this.")] = "",
    chapter_vii: Annotated[
        bool | None, typer.Option(help="Only resolutions that say that they act under Chapter VII, or do not.")
    ] = None,
    in_force: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only decisions in force on paper on this day.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Search for paragraphs, best first. Options that are given must all be met."""
    from assistant.build import assemble
    from assistant.commands.console import Terminal
    from assistant.commands.printing.common import render_hits, said_of_filters
    from assistant.wording import found_by_words
    from vectorstore.filters import Filters

    assistant = assemble(settings_with(data))
    day = in_force.date() if in_force else None
    of_kind = Kind(kind.value) if kind else None
    filters = Filters(year_from, year_to, resolution, of_kind, verb, body, topic, chapter_vii, day)
    hits = assistant.search(query, k, filters)
    rows = assistant.catalogue.paragraphs([hit.key for hit in hits])
    notes = said_of_filters(filters, len(assistant.index.scope(filters).rows), assistant.catalogue.last_day())
    for note in filter(None, (*notes, found_by_words(assistant.index.manifest.meaning))):
        say(note, error=True)
    if as_json:
        say_json(
            [
                {"key": h.key, "citation": rows[h.key].citation, "score": h.score, "text": rows[h.key].words}
                for h in hits
            ]
        )
    else:
        render_hits(hits, rows, Terminal())


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help="JSON lines with id, question and history; - for standard input.")
    ] = None,
    as_of: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Answer as on this day.")] = None,
    file: Annotated[
        Path | None, typer.Option("--export", help="Also write it: .docx, .md, .xlsx, .csv or .bib.", metavar="FILE")
    ] = None,
    style: Annotated[str, typer.Option(help="Citations in that file as: un, oscola or bluebook.")] = "un",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, or with --batch many, with checked citations."""
    from assistant.build import assemble
    from assistant.commands.batch import answer_lines, lines_of
    from assistant.commands.console import Terminal
    from assistant.commands.printing.common import render_answer
    from assistant.export import form_of, style_of, write

    if (question is None) == (batch is None):
        raise WrongInput("Give one question, or --batch FILE with questions.")
    if file is not None:
        if batch is not None:
            raise WrongInput("Only one answer is exported. Leave out --batch or --export.")
        form_of(file)
        style_of(style)
    settings = settings_with(data)
    lines = lines_of(batch) if batch is not None else []
    assistant = assemble(settings)
    day = as_of.date() if as_of else None
    if question is None:
        for answered in answer_lines(lines, assistant, day):
            say(json.dumps(answered, ensure_ascii=False))
            sys.stdout.flush()
        return
    answer = assistant.ask(question, as_of=day)
    if file is not None:
        write(answer, file, assistant.catalogue, style=style)
    if as_json:
        say_json(answer.to_json())
    else:
        render_answer(answer, Terminal())


@app.command()
def references(
    text: Annotated[str, typer.Argument(help="Any text; - for standard input.")],
    context: Annotated[int | None, typer.Option(help='The resolution that "paragraph 8 above" refers to.')] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Find the references to resolutions and paragraphs in a text."""
    from assistant.records.lookup import references_in
    from vectorstore.errors import NoIndex
    from vectorstore.generations.published import published_catalogue

    try:
        catalogue = published_catalogue(settings_with(data).data)
    except NoIndex:  # the grammar needs no index; only what exists cannot be told without one
        catalogue = None
    found = references_in(sys.stdin.read() if text == "-" else text, catalogue, context)
    if as_json:
        say_json(found["refs"])
        return
    for reference in found["refs"]:
        say(reference if isinstance(reference, str) else f"{reference['resolution']} section {reference['section']}")
    for name, meaning in (("unresolved", "names nothing that exists"), ("non_refs", "is no resolution of the Council")):
        for each in found[name]:
            say(f"{each} {meaning}.", error=True)


app.command()(evaluate)
app.command(name="feedback")(feedback_command)
app.command(name="plan")(plan_command)
app.add_typer(run, name="run")


@app.command()
def chat(
    data: Data = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the window in a browser.")] = True,
) -> None:
    """Open the chat window; without an index, one is built from the built-in digests, and asked by words at once."""
    from assistant.bringing.first_index import first_index

    settings = settings_with(data)
    with first_index(settings.data) as wait:
        from assistant.bringing.running import Bringing
        from assistant.build import assemble_apart  # meanwhile
        from assistant.doors.serving import programs
        from assistant.ui.guard.keeping import Keeping
        from assistant.ui.guard.watch.lines import configure
        from assistant.ui.window import launch
        from vectorstore.index import current

        configure(settings.watch)
        assistant = assemble_apart(settings)
        keeping = Keeping.of(settings.users, settings.watch, settings.window, assistant.figures)
        wait()
        with assistant:
            published = partial(current, settings.data)
            called = programs(assistant, settings, published)
            launch(
                assistant,
                settings,
                open_browser=browser,
                bringing=Bringing(settings),
                programs=called,
                published=published,
                keeping=keeping,
            )


app.command(name="compare")(compare_command)
app.command(name="timeline")(timeline_command)
app.command(name="matrix")(matrix_command)
app.command(name="standing")(standing_command)
app.command(name="serve")(serve_command)
app.add_typer(users, name="users")
app.command(name="mcp")(mcp_command)


__all__ = ["NotThere", "app", "main"]
