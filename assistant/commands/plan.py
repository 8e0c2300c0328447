"""The command ``unsc plan``: how a question is read."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.options import AsJson, Data, Day, settings_with
from assistant.terminal import say, say_json


def plan_command(
    question: Annotated[str, typer.Argument(help="The question.")],
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show how a question is read: the plan as one line, and what each name in it was taken for. Nothing is answered."""
    from assistant.build import assemble

    assistant = assemble(settings_with(data))
    reading = assistant.read(question, as_of=as_of.date() if as_of else None)
    if as_json:
        say_json(reading.to_json())
        return
    for part in reading.parts:
        say(str(part.plan))
        for mention in part.mentions:
            say(f"  {mention.words!r}: {mention.meaning}")
