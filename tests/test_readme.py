"""What the README says exists: settings, commands with their options, files, headings."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from assistant import cli
from assistant.settings import settings_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ROOT_COMMAND = typer.main.get_command(cli.app)


def shown_commands() -> list[str]:
    """``unsc …`` in blocks of code and in code within sentences, without comments and prompts."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL))
    commands = [re.sub(r"^(\w+=\S+ )*(\./run )?", "", line.split(" #")[0].strip()) for line in lines]
    return [command for command in commands if re.match(r"unsc [a-z]", command)]


def find(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words name, through groups of commands, and the words that are left."""
    command: Any = ROOT_COMMAND
    while words and isinstance(command, TyperGroup):
        if "(" in words[0]:  # a plan
            return command.get_command(None, "plan"), words[1:]
        below = command.get_command(None, words[0])
        assert below is not None, f"there is no command {words[0]!r}"
        command, words = below, words[1:]
    return command, words


@pytest.mark.parametrize("shown", shown_commands())
def test_command_and_its_options_exist(shown: str) -> None:
    words = shlex.split(re.split(r"[|>]", shown, maxsplit=1)[0])
    command, rest = find(words[1:])
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    used = {word.split("=")[0] for word in rest if word.startswith("-") and len(word) > 1}
    assert used <= known | {"--help"}


def test_every_command_is_shown() -> None:
    assert isinstance(ROOT_COMMAND, TyperGroup)
    visible = {name for name, command in ROOT_COMMAND.commands.items() if not command.hidden}
    assert visible <= {shlex.split(shown)[1] for shown in shown_commands()}


def test_settings_table_is_the_one_of_the_settings() -> None:
    match = re.search(r"<!-- settings: .*? -->\n(.*?)<!-- end of settings -->", README, re.DOTALL)
    assert match is not None
    assert match[1].strip() == settings_table().strip()


def test_settings_named_in_sentences_exist() -> None:
    table = settings_table()
    assert all(f"`{name}`" in table for name in re.findall(r"UNSC_[A-Z_]+", README))


def test_links_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.*)$", README, re.M)
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", README):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (ROOT / target).exists(), target
