"""``unsc users …``: who may sign in, where the program is run for others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.group import Group
from assistant.commands.options import AsJson, settings_with
from assistant.errors import WrongSettings
from assistant.terminal import say, say_json

if TYPE_CHECKING:
    from assistant.ui.guard.who.book import Book

users = typer.Typer(name="users", cls=Group, no_args_is_help=True, help="Say who may sign in.")
Name = Annotated[str, typer.Argument(help="The name that is typed to sign in.")]
File = Annotated[
    Path | None, typer.Option("--file", help="The file of people; default: UNSC_USERS__FILE.", metavar="FILE")
]


@users.command()
def add(
    name: Name,
    file: File = None,
    from_input: Annotated[bool, typer.Option("--stdin", help="Read the password from standard input.")] = False,
) -> None:
    """Write a name with a password, or a new password for a name; servers that run take it at once."""
    book = _book(file)
    if from_input:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    is_new = book.put(name, password)
    say(f"{name} {'may sign in now' if is_new else 'has another password now'} ({book.file}).")


@users.command("list")
def list_users(file: File = None, as_json: AsJson = False) -> None:
    """List the names of those who may sign in."""
    names = sorted(_book(file).people)
    if as_json:
        say_json(names)
        return
    for name in names:
        say(name)


@users.command()
def remove(name: Name, file: File = None) -> None:
    """Take a name out; whoever is signed in by it is signed out."""
    book = _book(file)
    book.remove(name)
    say(f"{name} may not sign in any more ({book.file}).")


def _book(file: Path | None) -> Book:
    """Raises :class:`WrongSettings` where no file is named."""
    from assistant.ui.guard.who.book import Book

    found = file or settings_with(None).users.file
    if found is None:
        raise WrongSettings("Say in which file people stand: set UNSC_USERS__FILE, or give --file FILE.")
    return Book(found)
