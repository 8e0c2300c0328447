"""The commands ``unsc plan`` and ``unsc run``: how a question is read, and the answer to a plan."""

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


def run_command(
    plan: Annotated[str, typer.Argument(help='A plan: chain(subject="UNMISS", view="end").')],
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer a plan, without a question: what unsc plan prints, what stands in an answer, or one of your own."""
    from assistant.build import assemble
    from assistant.commands.console import Terminal
    from assistant.commands.rendering import render_answer
    from assistant.plan import plans_from_line

    assistant = assemble(settings_with(data))
    answer = assistant.run(plans_from_line(plan), as_of=as_of.date() if as_of else None)
    if as_json:
        say_json(answer.to_json())
    else:
        render_answer(answer, Terminal())
