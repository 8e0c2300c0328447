"""``unsc feedback``: what readers of the window found of its answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import AsJson, Data, settings_with
from assistant.terminal import say, say_json


def feedback_command(
    export: Annotated[
        Path | None, typer.Option(help="Write them to this folder as questions for unsc evaluate.", metavar="DIR")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """List what readers found wrong in answers, or write it as questions whose answers are known."""
    from assistant.evaluation.feedback import Feedback, exported

    kept = Feedback(settings_with(data).data)
    remarks = kept.all()
    if export is not None:
        written = exported(remarks, export)
        if as_json:
            say_json(written)
            return
        say(f"{written['as_typed']} questions with their paragraphs: {export / 'as_typed.jsonl'}")
        say(f"{written['to_complete']} whose right paragraph is still to be named: {export / 'to_complete.jsonl'}")
    elif as_json:
        say_json([each.model_dump(mode="json", exclude_defaults=True) for each in remarks])
    elif not remarks:
        say(f"Nothing is kept in {kept.path}. Below each answer of the window is a button “Feedback”.")
    for each in remarks if export is None and not as_json else ():
        say(f"{each.at:%Y-%m-%d %H:%M}  {each.finding}: {each.question}")
        for label, value in (("said", each.words), ("right", ", ".join(each.gold)), ("cited", ", ".join(each.cited))):
            if value:
                say(f"    {label}: {value}")
