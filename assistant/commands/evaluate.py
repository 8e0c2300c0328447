"""``unsc evaluate``: questions with known answers, put to the assistant."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import AsJson, Data, settings_with
from assistant.errors import WrongInput
from assistant.terminal import say


def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with facts.jsonl, refuse.jsonl, votes.jsonl, …")],
    only: Annotated[
        list[str] | None, typer.Option(help="Only this file, by its name without .jsonl; repeatable.")
    ] = None,
    as_of: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Ask as on this day.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for evaluation.md and evaluation.json.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="JSON {file: {measure: least value}}; status 1 where one is not reached.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Measure retrieval and answers on questions whose answers are known."""
    from assistant.build import assemble
    from assistant.evaluation.items import read_items
    from assistant.evaluation.report import below, report
    from assistant.evaluation.sets import KINDS, measured

    names = [name for name in KINDS if (folder / f"{name}.jsonl").is_file() and (not only or name in only)]
    if not names:
        wanted = ", ".join(f"{name}.jsonl" for name in only or KINDS)
        raise WrongInput(f"{folder} holds none of the files {wanted}. Give the folder that holds the questions.")
    wanted_least = _baseline(baseline) if baseline else {}
    read = {name: read_items(folder / f"{name}.jsonl", KINDS[name]) for name in names}
    assistant = assemble(settings_with(data))
    day = as_of.date() if as_of else dt.date.today()
    sets = []
    for name, items in read.items():
        say(f"{name}: {len(items)} …", error=True)
        sets.append(measured(name, assistant, items, day))
    result = report(assistant, shlex.join(["unsc", *sys.argv[1:]]), day, sets)
    as_text = json.dumps(result.to_json(), ensure_ascii=False, indent=2)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / "evaluation.md").write_text(result.to_markdown(), "utf-8")
        (out / "evaluation.json").write_text(as_text + "\n", "utf-8")
    say(as_text if as_json else result.to_markdown())
    worse = below(wanted_least, sets)
    for line in worse:
        say(f"unsc: {line}", error=True)
    if worse:
        raise typer.Exit(1)


def _baseline(path: Path) -> dict[str, dict[str, float]]:
    try:
        read = json.loads(path.read_text("utf-8"))
        return {name: {measure: float(least) for measure, least in wanted.items()} for name, wanted in read.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise WrongInput(f'{path} is no baseline ({error}). Write {{"facts": {{"recall@5": 0.7}}}}.') from None
