"""The house keeps its floors: who may import whom, who reads the environment, where each library lives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BELOW = {
    "assistant": {"vectorstore", "ingest", "prompts"},
    "vectorstore": {"ingest"},
    "ingest": set(),
    "prompts": set(),
}
# Each library stands behind one seam; the rest of the code does not know which one it is.
HOME: dict[str, str | tuple[str, ...]] = {
    "chromadb": "vectorstore/",
    "bm25s": "vectorstore/",
    "sqlite3": "vectorstore/",
    "onnxruntime": "vectorstore/",
    "blingfire": "vectorstore/",
    "gradio": "assistant/ui/",
    "fastapi": "assistant/ui/guard/",
    "h11": "assistant/ui/guard/",
    "uvicorn": "assistant/ui/guard/",
    "typer": ("assistant/cli.py", "assistant/commands/"),
    "jinja2": ("prompts/", "assistant/ui/"),
    "lxml": "ingest/",
    "docx": "assistant/export/",
    "openpyxl": "assistant/export/",
    "pydantic_settings": "assistant/settings.py",
    "llama_index.llms": "assistant/",
}
MODULES = [path for package in BELOW for path in sorted((ROOT / package).rglob("*.py"))]
modules = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@modules
def test_imports_point_downward(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    foreign = {name.split(".")[0] for name in imported(path)} & (BELOW.keys() | {"tests"})
    assert foreign <= BELOW[package] | {package}


@modules
def test_each_library_stays_behind_its_seam(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    strays = [
        n
        for n in imported(path)
        for lib, home in HOME.items()
        if f"{n}.".startswith(f"{lib}.") and not place.startswith(home)
    ]
    assert not strays
    assert "llama_index.core.Settings" not in set(imported(path)), "models are passed, not set for the whole process"


def test_only_the_settings_read_the_environment() -> None:
    # A library's own switch may be set (`os.environ.setdefault`); what the user set is read in one place.
    readers = {p.relative_to(ROOT).as_posix() for p in MODULES if reads_environment(ast.parse(p.read_text("utf-8")))}
    assert readers <= {"assistant/settings.py"}


def test_only_build_wires() -> None:
    makers = {"load_embedding", "OpenAILike"}
    wiring = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in makers
    }
    assert wiring <= {"assistant/build.py", "assistant/opening.py"}


def reads_environment(tree: ast.AST) -> bool:
    setting = {
        id(node.value)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.Attribute) and node.attr == "setdefault")
    }
    return any(
        (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} and id(node) not in setting)
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {a.name for a in node.names} & {"environ", "getenv"}
        )
        for node in ast.walk(tree)
    )
