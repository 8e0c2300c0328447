"""``./run`` itself, with a path that holds invented Pythons: what it does, and what it says when it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("sh", "dirname", "cat", "cksum", "grep", "sed", "mkdir", "rm", "cp", "chmod")

# Answers the questions that `run` asks a Python, makes an environment that holds a copy of itself, and writes down
# every call. PIP_SAYS is printed as pip's failure; UV_WHEEL is the uv that pip finds, PIP_SETTINGS what it is set to.
PYTHON = """#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
    *version_info*) echo VERSION ;;
    *ensurepip*) exit VENV ;;
    *base_prefix*) echo VERSION ;;
    "-m venv"*) [ -z "${VENV_SAYS:-}" ] || { echo "$VENV_SAYS" >&2; exit 1; }
        mkdir -p "$4/bin" && cp "$0" "$4/bin/python" && printf '#!/bin/sh\\necho unsc "$@" in "$UNSC_DATA"\\n' >"$4/bin/unsc"
        chmod +x "$4/bin/unsc" ;;
    "-m pip config list") printf '%s\\n' "${PIP_SETTINGS:-}" ;;
    *requirements-uv.lock*) [ -n "${UV_WHEEL:-}" ] && cp "$UV_WHEEL" "${0%/*}/uv" ;;
    "-m pip"*) [ -z "${PIP_SAYS:-}" ] || { echo "$PIP_SAYS" >&2; exit 1; } ;;
    "-m ruff check"*) exit "${RUFF:-0}" ;;
esac
"""

# Writes down every call, and what the environment tells it about the network. UV_SAYS is printed as its failure.
UV = """#!/bin/sh
printf 'uv %s\\n' "$*" >>"$CALLS"
[ "$1" != --version ] || exit 0
for name in UV_DEFAULT_INDEX UV_INDEX UV_FIND_LINKS UV_INSECURE_HOST UV_HTTP_TIMEOUT SSL_CERT_FILE HTTPS_PROXY; do
    eval "[ -z \\"\\${$name:-}\\" ] || printf '%s\\n' \\"$name=\\$$name\\"" >>"$CALLS"
done
[ -z "${UV_SAYS:-}" ] || { echo "$UV_SAYS" >&2; exit 2; }
"""


class Checkout:
    """A copy of the script with its locks, and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "check out"  # paths with a space must do
        self.bin = folder / "bin"
        self.calls_file = folder / "calls"
        self.root.mkdir()
        self.bin.mkdir()
        for name in ("run", "pyproject.toml", "requirements.lock", "requirements-test.lock", "requirements-uv.lock"):
            shutil.copy(ROOT / name, self.root)
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)

    def python(self, name: str, version: str, venv: bool = True) -> None:
        path = self.bin / name
        path.write_text(PYTHON.replace("VERSION", version).replace("exit VENV", f"exit {int(not venv)}"))
        path.chmod(0o755)

    def uv(self, name: str = "bin/uv") -> Path:
        path = self.bin.parent / name
        path.write_text(UV)
        path.chmod(0o755)
        return path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        return subprocess.run(
            [self.bin / "sh", self.root / "run", *arguments],
            env={"PATH": str(self.bin), "CALLS": str(self.calls_file), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @property
    def calls(self) -> str:
        return self.calls_file.read_text()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_first_start_installs_what_the_lock_names(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    done = checkout.run("unsc", "ask", "two words")
    assert (done.returncode, done.stdout) == (0, f"unsc ask two words in {checkout.root}/data\n")
    assert f"--require-hashes -r {checkout.root}/requirements.lock" in checkout.calls
    assert f"--no-deps --no-build-isolation --editable {checkout.root}" in checkout.calls


@pytest.mark.parametrize("there", [True, False])
def test_uv_installs_where_it_is_there_or_can_be_had(checkout: Checkout, there: bool) -> None:
    checkout.python("python3", "3.12")
    uv = checkout.uv() if there else checkout.uv("wheel")
    done = checkout.run("unsc", "doctor", **({} if there else {"UV_WHEEL": str(uv)}))
    assert (done.returncode, done.stdout) == (0, f"unsc doctor in {checkout.root}/data\n")
    packages, project = (line for line in checkout.calls.splitlines() if line.startswith("uv pip install"))
    assert f"--python {checkout.root}/.venv/bin/python" in packages
    assert packages.endswith(f"--only-binary :all: --require-hashes -r {checkout.root}/requirements.lock")
    assert project.endswith(f"--no-deps --no-build-isolation --editable {checkout.root}")
    assert ("requirements-uv.lock" in checkout.calls) is not there
    assert (
        f"-m pip install --no-input --disable-pip-version-check --quiet --only-binary :all: --require-hashes -r {checkout.root}/requirements.lock"
        not in checkout.calls
    )
    checkout.run("chat")
    assert not checkout.calls.strip().startswith("uv")
    assert "pip" not in checkout.calls


def test_uv_asks_the_index_that_pip_is_set_to(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.uv()
    settings = """global.index-url='https://mirror.invalid/all'
global.extra-index-url='\\nhttps://one.invalid/x\\nhttps://two.invalid/x'
install.index-url='https://mirror.invalid/simple'
:env:.find-links='/a /b'
:env:.default-timeout='180'
global.trusted-host='mirror.invalid'
global.cert='/etc/our.pem'
global.proxy='http://proxy.invalid:1'"""
    checkout.run("chat", PIP_SETTINGS=settings)
    told = set(checkout.calls.splitlines())
    assert told >= {
        "UV_DEFAULT_INDEX=https://mirror.invalid/simple",
        "UV_INDEX=https://one.invalid/x https://two.invalid/x",
        "UV_FIND_LINKS=/a,/b",
        "UV_INSECURE_HOST=mirror.invalid",
        "UV_HTTP_TIMEOUT=180",
        "SSL_CERT_FILE=/etc/our.pem",
        "HTTPS_PROXY=http://proxy.invalid:1",
    }


def test_uv_keeps_the_index_that_it_is_set_to_itself(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.uv()
    settings = ":env:.index-url='https://mirror.invalid/simple'\n:env:.no-index='1'"
    checkout.run("chat", PIP_SETTINGS=settings, UV_INDEX_URL="https://own.invalid/simple")
    assert "UV_DEFAULT_INDEX=https://own.invalid/simple\n" in checkout.calls
    assert "--no-index" in checkout.calls


def test_pip_stands_in_for_a_uv_that_fails(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.uv()
    done = checkout.run("chat", UV_SAYS="error: 401 Unauthorized")
    assert (done.returncode, done.stdout) == (0, f"unsc chat in {checkout.root}/data\n")
    assert "401 Unauthorized\nuv could not install the packages; pip tries it" in done.stderr
    assert checkout.calls.count("-m venv --clear") == 2  # nothing that uv left half done stays
    assert f"--require-hashes -r {checkout.root}/requirements.lock" in checkout.calls.rsplit("-m venv", 1)[1]


def test_updating_with_a_uv_that_fails_begins_anew_with_pip(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.run("chat")
    checkout.uv()
    with (checkout.root / "requirements.lock").open("a") as lock:
        lock.write("# another version\n")
    assert checkout.run("chat", UV_SAYS="error").returncode == 0
    assert "-m venv --clear" in checkout.calls


def test_what_stops_both_is_explained_from_what_pip_says(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.uv()
    done = checkout.run("chat", UV_SAYS="error: full", PIP_SAYS="OSError: [Errno 28] No space left on device")
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert not (checkout.root / ".venv" / ".installed-chat").exists()


def test_second_start_installs_nothing(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.run("chat")
    again = checkout.run("chat", "--port", "0", UNSC_DATA="/elsewhere")
    assert (again.returncode, again.stdout, again.stderr) == (0, "unsc chat --port 0 in /elsewhere\n", "")
    assert "pip" not in checkout.calls
    assert "venv" not in checkout.calls


def test_changed_lock_updates_the_environment(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.run("chat")
    with (checkout.root / "requirements.lock").open("a") as lock:
        lock.write("# another version\n")
    assert "Updating" in checkout.run("chat").stderr
    assert "pip install" in checkout.calls
    assert "venv" not in checkout.calls


def test_tests_add_to_the_environment_of_chat_and_serve_it(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.run("chat")
    done = checkout.run("test", "-k", "some")
    assert done.returncode == 0
    assert "--clear" not in checkout.calls
    assert f"-r {checkout.root}/requirements-test.lock" in checkout.calls
    *_, lint, form, types, tests = checkout.calls.splitlines()
    assert (lint, form, types) == ("-m ruff check .", "-m ruff format --check .", "-m mypy --strict")
    assert tests.startswith("-m pytest --numprocesses auto ")
    assert tests.endswith(" --dist loadfile -k some")
    checkout.run("chat")
    assert "pip" not in checkout.calls


def test_failing_check_fails_the_run(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    assert checkout.run("test", RUFF="1").returncode == 1


def test_interrupted_installation_is_made_anew(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    assert checkout.run("chat", PIP_SAYS="killed").returncode == 1
    done = checkout.run("chat")
    assert done.returncode == 0
    assert "-m venv --clear" in checkout.calls


def test_environment_that_no_longer_starts_is_made_anew(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.run("chat")
    (checkout.root / ".venv" / "bin" / "python").unlink()
    assert checkout.run("chat").returncode == 0
    assert "-m venv --clear" in checkout.calls


def test_another_python_on_request_makes_it_anew(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    checkout.python("mine", "3.11")
    checkout.run("chat")
    assert checkout.run("chat", PYTHON="mine").returncode == 0
    assert "-m venv --clear" in checkout.calls


def test_python_too_old_is_passed_over(checkout: Checkout) -> None:
    checkout.python("python3", "3.9")
    checkout.python("python3.13", "3.13")
    assert checkout.run("chat").returncode == 0


@pytest.mark.parametrize(
    ("pythons", "words"),
    [
        ([], ["Python 3.11, 3.12 or 3.13 is needed", "python3 is not there", "PYTHON="]),
        ([("python3", "3.9", True)], ["python3 is Python 3.9", "apt-get install python3 python3-venv"]),
        ([("python3", "3.14", True)], ["python3 is Python 3.14", "PYTHON="]),
        ([("python3", "3.13", False)], ["venv and ensurepip are missing", "python3-venv, or python3.13-venv"]),
    ],
)
def test_no_fitting_python(checkout: Checkout, pythons: list[tuple[str, str, bool]], words: list[str]) -> None:
    for python in pythons:
        checkout.python(*python)
    done = checkout.run("chat")
    assert done.returncode == 1
    assert all(word in done.stderr for word in words), done.stderr
    assert not (checkout.root / ".venv").exists()


@pytest.mark.parametrize(
    ("pip", "words"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", "Check the network"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that the lock names",
        ),
        ("ERROR: No matching distribution found for onnxruntime==1", "has no build for this machine"),
        ("ERROR: something else", "Put right what it names"),
    ],
)
def test_installation_that_fails_says_what_to_do(checkout: Checkout, pip: str, words: str) -> None:
    checkout.python("python3", "3.12")
    done = checkout.run("chat", PIP_SAYS=pip)
    assert (done.returncode, done.stdout) == (1, "")
    assert pip in done.stderr
    assert words in done.stderr


def test_environment_that_cannot_be_made(checkout: Checkout) -> None:
    checkout.python("python3", "3.12")
    done = checkout.run("chat", VENV_SAYS="Error: [Errno 28] No space left on device")
    assert done.returncode == 1
    assert "the disk is full" in done.stderr


def test_usage(checkout: Checkout) -> None:
    assert checkout.run("--help").stdout.startswith("usage: ./run chat")
    wrong = checkout.run("chatt")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("usage: ./run chat")
    assert checkout.run().returncode == 2


def test_scripts_are_executable_and_parse() -> None:
    for script, shell in (("run", "sh"), (".ci/run", "bash")):
        assert os.access(ROOT / script, os.X_OK)
        subprocess.run([shell, "-n", ROOT / script], check=True)
    if shellcheck := shutil.which("shellcheck"):
        subprocess.run([shellcheck, ROOT / "run", ROOT / ".ci/run"], check=True)
