"""The house keeps its floors and its measures: who may import whom, where each library lives, how large a room may grow."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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
    "fastapi": ("assistant/ui/guard/", "assistant/doors/"),
    "starlette": ("assistant/doors/", "assistant/pages/"),
    "mcp": ("assistant/doors/", "assistant/commands/serve.py"),
    "h11": "assistant/ui/guard/",
    "uvicorn": "assistant/ui/guard/",
    "typer": ("assistant/cli.py", "assistant/commands/"),
    "jinja2": ("prompts/", "assistant/ui/", "assistant/pages/"),
    "lxml": "ingest/",
    "docx": "assistant/export/",
    "openpyxl": "assistant/export/",
    "pydantic_settings": "assistant/settings.py",
    "llama_index.llms": "assistant/",
}
MODULES = [path for package in BELOW for path in sorted((ROOT / package).rglob("*.py"))]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(
        name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in names_in(node)
    )


def names_in(node: ast.Import | ast.ImportFrom) -> list[str]:
    before = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return [f"{before}{alias.name}" for alias in node.names]


def test_imports_point_downward() -> None:
    upward = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in imported(path)
        if (package := name.split(".")[0]) in BELOW.keys() | {"tests"}
        and package not in BELOW[path.relative_to(ROOT).parts[0]] | {path.relative_to(ROOT).parts[0]}
    }
    assert upward == set()


def test_each_library_stays_behind_its_seam() -> None:
    strays = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in imported(path)
        for library, home in HOME.items()
        if f"{name}.".startswith(f"{library}.") and not path.relative_to(ROOT).as_posix().startswith(home)
    }
    assert strays == set()


def test_models_are_passed_and_not_set_for_the_whole_process() -> None:
    assert [path for path in MODULES if "llama_index.core.Settings" in imported(path)] == []


def test_only_the_settings_read_the_environment() -> None:
    # A library's own switch may be set (`os.environ.setdefault`); what the user set is read in one place.
    readers = {p.relative_to(ROOT).as_posix() for p in MODULES if reads_environment(tree_of(p))}
    assert readers <= {"assistant/settings.py"}


def test_only_build_wires() -> None:
    makers = {"load_embedding", "OpenAILike"}
    wiring = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in makers
    }
    assert wiring <= {"assistant/build.py", "assistant/bringing/opening.py"}


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


MOST_FILES, MOST_LINES, LONGEST_PATTERN, MOST_PATTERNS, MOST_MARKS = 20, 300, 200, 450, 100
# What makes a string a pattern: a class, a word boundary, a group that is not captured, anything repeated.
_PATTERN = re.compile(r"\\[bswdWSD]|\(\?[:=!<P]|\[\^?[^\]]*\][*+?{]|\.\*")


def test_a_folder_holds_at_most_twenty_files() -> None:
    held = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for package in BELOW
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".toml"}  # a digest is a file for each resolution
    )
    assert {place: count for place, count in held.items() if count > MOST_FILES} == {}


def test_a_file_holds_at_most_three_hundred_lines() -> None:
    long = [p.relative_to(ROOT).as_posix() for p in MODULES if len(p.read_text("utf-8").splitlines()) > MOST_LINES]
    assert long == []


def test_no_pattern_is_long() -> None:
    # A pattern in verbose form is read line by line.
    long = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in MODULES
        for line, text in strings_of(tree_of(path))
        if _PATTERN.search(text) and max(map(len, text.splitlines())) > LONGEST_PATTERN
    ]
    assert long == []


def test_the_assistant_makes_few_patterns() -> None:
    called = re.compile(r"\b(?:re\.(?:compile|search|match|sub|findall|finditer|fullmatch|split)|Sieved)\(")
    made = [path for path in MODULES if path.is_relative_to(ROOT / "assistant")]
    assert sum(len(called.findall(path.read_text("utf-8"))) for path in made) <= MOST_PATTERNS


def test_tables_hold_few_patterns() -> None:
    marks = {
        table.relative_to(ROOT).as_posix(): len(_PATTERN.findall(table.read_text("utf-8")))
        for table in (ROOT / "assistant").rglob("*.csv")
    }
    assert sum(marks.values()) <= MOST_MARKS, marks


def test_no_imports_go_in_a_circle() -> None:
    # An import runs every package above a module first, but those that the importing module itself stands in.
    names = {name_of(path): path for path in MODULES}
    graph = {
        name: {found for each in imported(path) for found in within(each) if found in names} - {*within(name)}
        for name, path in names.items()
    }
    while leaves := [name for name, needs in graph.items() if not needs]:
        for name in leaves:
            del graph[name]
        for needs in graph.values():
            needs.difference_update(leaves)
    assert sorted(graph) == []


def within(name: str) -> list[str]:
    """A module and the packages that it stands in: ``a.b.c``, ``a.b``, ``a``."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(len(parts), 0, -1)]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def strings_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings a module writes, with their lines; what is filled into one is left out, docstrings too."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(p.value for p in node.values if isinstance(p, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.lineno, node.value
