"""What the README and the pages of ``docs/`` say exists: settings, commands with their options, files, headings; and that they make a site."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from assistant import cli
from assistant.settings import settings_table

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = {
    path: path.read_text("utf-8") for path in (ROOT / "README.md", ROOT / "SECURITY.md", *sorted(DOCS.glob("*.md")))
}
ROOT_COMMAND = typer.main.get_command(cli.app)
LARGEST_PICTURES = 600_000  # bytes, of all together


def shown_commands() -> list[str]:
    """``unsc …`` in blocks of code and in code within sentences, without comments and prompts."""
    lines: list[str] = []
    for page in PAGES.values():
        blocks = re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
        lines += [line for block in blocks for line in block.splitlines()]
        lines += re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL))
    commands = [re.sub(r"^(\w+=\S+ )*(\S*/bin/|\./run )?", "", line.split(" #")[0].strip()) for line in lines]
    return sorted({command.removesuffix(" &") for command in commands if re.match(r"unsc [a-z]", command)})


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
    page = PAGES[DOCS / "settings.md"]
    match = re.search(r"<!-- settings: .*? -->\n(.*?)<!-- end of settings -->", page, re.DOTALL)
    assert match is not None
    assert match[1].strip() == settings_table().strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_settings_named_in_sentences_exist(page: Path) -> None:
    table = settings_table()
    for name in re.findall(r"UNSC_[A-Z_]+", PAGES[page]):
        assert f"`{name}" in table if name.endswith("_") else f"`{name}`" in table, name


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_files_and_modules_that_are_named_exist(page: Path) -> None:
    for name in re.findall(r"`((?:assistant|ingest|vectorstore|prompts|tests|deploy)/[\w./*-]+)`", PAGES[page]):
        assert list(ROOT.glob(name)), name
    for module in re.findall(r"python -m (tests\.[\w.]+|assistant\.[\w.]+)", PAGES[page]):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def headings(page: Path) -> set[str]:
    return {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.*)$", PAGES[page], re.M)
    }


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    """Those of the pages are looked up where the site is built."""
    for target in re.findall(r"\]\(([^)\s]+)\)", (ROOT / name).read_text("utf-8")):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        path = ROOT / (file or name)
        assert path.exists(), target
        assert not heading or heading in headings(path), target


def test_the_readme_is_short() -> None:
    assert PAGES[ROOT / "README.md"].count("\n") < 200


def test_every_picture_is_shown_and_small() -> None:
    pictures = {path.name: path.stat().st_size for path in (DOCS / "pictures").glob("*.png")}
    shown = {name for page in PAGES.values() for name in re.findall(r"pictures/([\w-]+\.png)", page)}
    assert pictures.keys() == shown
    assert sum(pictures.values()) < LARGEST_PICTURES


def test_the_pages_make_a_site_that_asks_nobody_else(tmp_path: Path) -> None:
    """``--strict``: a link, a heading or a page that is missing, or is in no menu, is an error."""
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (built.returncode, built.stderr) == (0, "")
    assert "unsc" in (tmp_path / "search" / "search_index.json").read_text("utf-8")
    made = list(tmp_path.rglob("*.html"))
    assert len(made) >= len(PAGES) - 2
    for page in made:
        assert not loads(page.read_text("utf-8")), page
    for style in tmp_path.rglob("*.css"):
        assert not re.search(r"""(@import|url\()\s*["']?(https?:)?//""", style.read_text("utf-8")), style


def loads(html: str) -> list[str]:
    """What a page would load from another host; addresses that a reader may follow are none."""
    parts = re.findall(r"<(?:script|link|img|iframe|source|video|audio|object|embed|form)\b[^>]*>", html)
    return [part for part in parts if re.search(r"""(src|href|srcset|action|data)=["']?(https?:)?//""", part)]


def test_what_is_loaded_from_elsewhere_would_be_seen() -> None:
    assert loads('<p><script defer src="https://cdn.example/x.js"></script>')
    assert loads("<link rel=stylesheet href=//fonts.example/css>")
    assert not loads('<a href="https://example.org">a link</a><link href="assets/a.css">')
