"""What a table, a text or a file name holds never makes a terminal act."""

from __future__ import annotations

import ast
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.commands.console import Terminal
from assistant.terminal import visible
from tests.factories import WordEmbedding, resolution
from tests.invented import publish
from tests.test_assistant_cli import MASTHEAD

# Title of the window, colours, an 8-bit control sequence, a bell, the other direction, a line drawn over, half a pair.
HOSTILE = "\x1b]0;owned\x07\x1b[31mred \x9b2J\x85\x00\x08\x7f \u202erev\u2066erse\u2069\u200f over\rdrawn \ud800"
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: WordEmbedding())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    stored = HOSTILE.replace("\ud800", "")  # no file and no database can hold half a pair
    publish(
        folder,
        [
            resolution(
                7001, 2031, subject=f"ferries {stored}", agenda=stored, topics=(stored,),
                ops=[f"Decides that the ferry shall sail {stored} at night", "Demands that the ferry be painted"],
            ),
            resolution(7002, 2032, subject=stored, ops=[f"Demands that the ferry {stored} be painted"]),
        ],
    )  # fmt: skip
    return folder


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        ["show", "7001"],
        ["show", "7001", "--sources"],
        ["show", "7001/op1", "--text"],
        ["search", "ferry sail"],
        ["ask", "What does resolution 7001 decide on the ferry?"],
        ["ask", f"What does resolution 7001 say of {HOSTILE}?"],
        ["compare", "7001", "7002"],
        ["compare", "7001", "7002", "--format", "md"],
        ["compare", "7001", "7002", "--format", "csv"],
        ["references", f"resolution 7001 (2031) {HOSTILE} and S/RES/9999 (2031)"],
        ["show", f"7001 {HOSTILE}"],
        ["index", "list"],
        [f"{HOSTILE}"],
        ["show", "7001", f"--{HOSTILE}"],
        ["search", "ferry", "-k", HOSTILE],
    ],
    ids=lambda words: " ".join(words)[:24].encode("ascii", "replace").decode(),
)
def test_no_command_prints_what_a_terminal_would_act_on(words: list[str], as_json: bool, data: Path) -> None:
    options = ["--json"] if as_json and "--text" not in words and "--format" not in words else []
    done = run(*words, *options, *([] if len(words) == 1 else ["--data", data]))
    printed = (done.stdout + done.stderr).replace("\r\n", "\n")
    assert printed
    assert not ACTING.search(printed), ACTING.findall(printed)
    if options and done.exit_code == 0:
        json.loads(done.stdout)


def test_json_gives_the_stored_characters_back(data: Path) -> None:
    shown = json.loads(run("show", "7001", "--json", "--data", data).stdout)
    assert "\x9b2J" in json.dumps(shown, ensure_ascii=False)


def test_the_report_of_an_ingestion_shows_hostile_file_names(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a\x1b]0;x\x07\u202egpj.txt").write_text("nothing that is a resolution")
    (folder / "b\x9b2J.json").write_text("{}")
    (folder / "c.txt").write_text(MASTHEAD.format(number=7050, year=2031))
    done = run("ingest", folder, "--data", tmp_path / "index")
    printed = done.stdout + done.stderr
    assert "\\u001b]0;x" in printed.replace("\n", "")
    assert not ACTING.search(printed), ACTING.findall(printed)


def test_a_console_keeps_its_own_colours_and_writes_controls_out() -> None:
    console = Terminal(file=StringIO(), force_terminal=True, color_system="standard", width=200)
    table = Table("head")
    table.add_row(Text(HOSTILE, style="red"))
    console.print(table)
    console.print(HOSTILE, markup=False)
    drawn = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[31m" in drawn
    assert not ACTING.search(re.sub(r"\x1b\[[\d;]*m", "", drawn))
    assert "\\u009b2J" in drawn


def test_text_that_is_none_of_this_stays() -> None:
    for text in ("Côte d’Ivoire\n\tпримечание\r\n", "联合国 – “S/RES/7001 (2031)”", "العربية"):
        assert visible(text) == text


def test_an_unexpected_error_is_told_in_plain_characters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError(f"of {HOSTILE}")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert not ACTING.search(told)


def test_nothing_is_printed_elsewhere() -> None:
    """One place: no other module of the program writes to a stream or makes a console of its own."""
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        if path.name == "terminal.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"print", "typer.echo", "Console", "sys.stdout.write", "sys.stderr.write"}, path
