"""A group of commands: its help, and how it tells an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import typer
from typer.core import TyperGroup

from assistant.errors import UnscError
from assistant.terminal import say, visible


class Group(TyperGroup):
    """Lists each command with the whole of its help; shows an error of the family once, as one line, with status 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for command in self.commands.values():
            command.short_help = command.help

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False  # a value that is missing is looked at by pydantic, which takes long to load
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _shown():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            with _shown():
                return super().invoke(ctx)
        except UnscError as error:
            say(f"unsc: {' '.join(str(error).split())}", error=True)
            raise typer.Exit(2) from None


@contextmanager
def _shown() -> Iterator[None]:
    """Errors of usage name what was typed, which a terminal must not obey."""
    try:
        yield
    except Exception as error:
        if isinstance(said := getattr(error, "message", None), str):
            with suppress(AttributeError):  # those of libraries may not be written
                error.message = visible(said)  # type: ignore[attr-defined]
        raise
