"""Help comes at once and whole: it loads nothing that only work needs, and says all that there is to say."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from assistant import cli

# Each of these takes longer to load than the whole help; commands that need them import them when they run.
SLOW = frozenset(
    "bm25s chromadb docx fastapi gradio httpx llama_index lxml numpy onnxruntime openpyxl pydantic pydantic_settings rich".split()
)
_ASKED = """
import sys
from assistant.cli import main
sys.argv = ["unsc", *sys.argv[1:]]
try:
    main()
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("words", [[], ["index"], ["ask"], ["download"]], ids=" ".join)
def test_help_loads_no_slow_library(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASKED, *words, "--help"], capture_output=True, text=True, timeout=60, check=True
    )
    assert " ".join(["Usage: unsc", *words]) in done.stdout
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert sorted(loaded & SLOW) == []


def test_what_operations_there_are_is_told_without_the_libraries_of_the_index() -> None:
    asked = "import sys; from assistant.doors.agents import tools; print(len(tools()), *sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True)
    count, *loaded = done.stdout.split()
    assert int(count) > 10
    assert {name.partition(".")[0] for name in loaded}.isdisjoint({"chromadb", "llama_index", "onnxruntime"})


def commands(command: Any, words: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it, groups too."""
    below = command.commands if isinstance(command, TyperGroup) else {}
    return [(words, command), *(found for name, each in below.items() for found in commands(each, (*words, name)))]


@pytest.mark.parametrize(
    ("words", "command"),
    commands(get_command(cli.app)),
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_help_says_all_of_each_command_and_option(words: tuple[str, ...], command: Any) -> None:
    told = " ".join(CliRunner().invoke(cli.app, [*words, "--help"]).stdout.split())
    below = command.commands.values() if isinstance(command, TyperGroup) else ()
    options = [each for each in command.params if not getattr(each, "hidden", False)]
    for each in (command, *below, *options):
        assert each.help
        assert " ".join(each.help.split()) in told
