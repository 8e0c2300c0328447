"""What is declared, what is locked and what is shipped agree with each other and with the code."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "ingest", "prompts", "vectorstore")
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-uv.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


def locked(lock: str) -> dict[str, set[str]]:
    """Versions by name; a name can have two, for different Pythons."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
        versions.setdefault(normal(name), set()).add(version)
    return versions


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|@ *\w|--(extra-)?index-url|--find-links|file:|git\+", text)
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line.startswith(" "):
            assert re.match(r"[\w.-]+==", line), line
            assert following.startswith("    --hash=sha256:"), line


def test_locks_hold_every_dependency() -> None:
    declared = names(PROJECT["project"]["dependencies"]) | names(PROJECT["build-system"]["requires"])
    assert declared <= locked("requirements.lock").keys()
    assert names(PROJECT["project"]["optional-dependencies"]["test"]) <= locked("requirements-test.lock").keys()


def test_lock_of_the_installer_holds_it_alone() -> None:
    assert locked("requirements-uv.lock").keys() == names(PROJECT["dependency-groups"]["install"])


def test_lock_for_tests_extends_the_other_one() -> None:
    testing = locked("requirements-test.lock")
    assert all(testing.get(name) == versions for name, versions in locked("requirements.lock").items())


def test_no_lock_that_records_addresses() -> None:
    assert not [name for name in ("uv.lock", "pylock.toml", "poetry.lock") if (ROOT / name).exists()]


def test_every_imported_library_is_declared() -> None:
    declared = names(PROJECT["project"]["dependencies"])
    providers = packages_distributions()
    imported = {
        name.split(".")[0]
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    # Another embedding, and the pictures of the documentation; the error says how to install them.
    optional = {"fastembed", "playwright"}
    # Only whoever makes the weights anew needs what the extra `train` brings.
    optional |= {"scipy", "sklearn", "threadpoolctl"}
    foreign = imported - set(sys.stdlib_module_names) - set(PACKAGES) - optional
    undeclared = {name for name in foreign if not {normal(d) for d in providers.get(name, [name])} & declared}
    assert not undeclared


def test_wheel_holds_the_four_packages_with_their_data(tmp_path: Path) -> None:
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "__init__.py").touch()
    code = "from setuptools import build_meta; build_meta.build_wheel('dist')"
    built = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    sources = {p.relative_to(tmp_path).as_posix() for n in PACKAGES for p in (tmp_path / n).rglob("*") if p.is_file()}
    assert shipped == sources
