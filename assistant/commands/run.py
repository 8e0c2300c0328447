"""The commands ``unsc plan QUESTION``, ``unsc run PLAN``, ``unsc run OPERATION --argument …``, which are made from the operations, and
``unsc standing``, which is one of them."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import Annotated, Any

import typer

from assistant.commands.group import Group
from assistant.commands.options import AsJson, Data, Day, settings_with
from assistant.terminal import say, say_json

_PLAN = "plan"
_ALL = 200  # slots of a subject: more than any has


class Operations(Group):
    """Its commands are the operations, which are loaded when one of them is asked for; what is none of them is read as a plan."""

    def list_commands(self, ctx: Any) -> list[str]:
        from assistant.operations.offered import OFFERED

        return [_PLAN, *OFFERED]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name == _PLAN:
            return super().get_command(ctx, cmd_name)
        from assistant.operations.offered import OFFERED

        return _made(OFFERED[cmd_name]) if cmd_name in OFFERED else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and "(" in args[0]:
            return _PLAN, self.get_command(ctx, _PLAN), args
        return super().resolve_command(ctx, args)


run = typer.Typer(cls=Operations, no_args_is_help=True, help="Run an operation, or a plan, without a question.")


@run.command(name=_PLAN)
def run_command(
    plan: Annotated[str, typer.Argument(help='A plan: chain(subject="UNMISS", view="end").')],
    as_of: Day = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer a plan, without a question: what unsc plan prints, what stands in an answer, or one of your own."""
    from assistant.build import assemble
    from assistant.commands.console import Terminal
    from assistant.commands.printing.common import render_answer
    from assistant.plan import plans_from_line

    assistant = assemble(settings_with(data))
    answer = assistant.run(plans_from_line(plan), as_of=as_of.date() if as_of else None)
    if as_json:
        say_json(answer.to_json())
    else:
        render_answer(answer, Terminal())


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


def _made(operation: Any) -> Any:
    """The command of an operation: an option for each argument, by its description."""
    from assistant.operations.offered.written import arguments_of, takes_several

    known = operation.arguments["properties"]
    options = {name: f"--{name.replace('_', '-')}" for name in known}

    def command(data: Data = None, as_json: AsJson = False, **given: Any) -> None:
        several = {name: each if isinstance(each, list) else [each] for name, each in given.items() if each is not None}
        arguments = arguments_of(operation, [(name, text) for name, texts in several.items() for text in texts])
        _told(operation.name, arguments, data, as_json)

    def parameter(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    own = [
        parameter(
            name,
            Annotated[
                (list[str] if takes_several(schema) else str) | None,
                typer.Option(options[name], help=schema.get("description", ""), show_default=False),
            ],
        )
        for name, schema in known.items()
    ]
    signature = inspect.Signature([*own, parameter("data", Data), parameter("as_json", AsJson, False)])
    command.__signature__ = signature  # type: ignore[attr-defined]  # typer reads options out of it
    command.__annotations__ = {each.name: each.annotation for each in signature.parameters.values()}
    group = typer.Typer(add_completion=False, rich_markup_mode=None)
    group.command(name=operation.name, help=operation.description)(command)
    return typer.main.get_command(group)


def standing_command(
    name: Annotated[str, typer.Argument(help='A regime, mission, panel or committee: "DPRK sanctions", MINUSCA.')],
    on: Annotated[
        dt.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="On this day; default: today.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show what holds on a subject: measures, exemptions and who grants them, criteria, bodies with their ends, reports."""
    day = {"day": on.date().isoformat()} if on else {}
    _told("standing", {"subject": name, "page": _ALL, **day}, data, as_json)


def _told(name: str, arguments: dict[str, Any], data: Any, as_json: bool) -> None:
    """What HTTP gives, as JSON; else the answer in words."""
    from assistant.build import assemble

    assistant = assemble(settings_with(data))
    if as_json:
        say_json(assistant.call(name, arguments))
        return
    from assistant.commands.console import Terminal
    from assistant.commands.printing.common import render_answer
    from assistant.operations.offered import Paging
    from assistant.plan import plan_from_json

    day = arguments.pop("as_of", None)
    own = {key: each for key, each in arguments.items() if key not in Paging.model_fields}
    answer = assistant.run([plan_from_json({**own, "op": name})], as_of=Paging(as_of=day).as_of)
    render_answer(answer, Terminal())
