"""Many readers at once at the real window, and what it holds after thousands of questions.

``python -m tests.benchmarks.users --data DIR --questions FILE.jsonl… [--users 200] [--seconds 60] [--pause 5] [--memory 5000]``

The window runs as ``unsc chat`` in a process of its own, on loopback. Each reader is a session as a browser has one: it joins
the queue, listens until the answer is there, and asks the next question, in a new chat. It reads as little of what it hears as shows whether
that is an answer, for the browsers of real readers run elsewhere. Told are errors, answers a second, how long a reader waited, how many
of some answers are others when one reader asks for them again, alone (as they were, had they been told another's), and the
processor time for an answer of the page's own process, of the workers, and of the readers: on a machine that does other work beside
it these are what counts. With ``--pause`` each reads an answer for about so many seconds (half to three halves of them)
before the next question; without, nobody reads. With ``--memory``, so many questions are then asked by eight readers, and the resident memory of the page and of
each worker is read on the way.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from tests.benchmarks.connection import LONGEST, Connection
from tests.benchmarks.fuzz import honest
from tests.benchmarks.processor import spent

_API = "/gradio_api"
_GENERATING = b'{"msg":"process_generating"'
_OUTPUT = b'"output":'  # before it stands the number of the event
_COMPARED = 60  # answers that are asked for again, by one reader alone


@dataclass
class Heard:
    """What readers met with: seconds until each answer, words of each failure, and of each question the message that answered it last."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    said: dict[str, bytes] = field(default_factory=dict)

    def differs_from(self, other: Heard) -> int:
        """How many questions that both put were answered otherwise."""
        both = self.said.keys() & other.said.keys()
        return sum(answer_in(self.said[question]) != answer_in(other.said[question]) for question in both)


@contextmanager
def window(data: Path) -> Iterator[tuple[str, int]]:
    """``unsc chat`` over an index; its address and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "UNSC_WINDOW__PORT": str(port)}
    command = [
        sys.executable,
        "-c",
        # a shell that puts this in the background has its children ignore Ctrl+C
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from assistant.cli import main; main()",
        "chat",
        "--no-browser",
        "--data",
        str(data),
    ]
    process = subprocess.Popen(command, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(url, timeout=5).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield url, process.pid
    finally:
        process.send_signal(signal.SIGINT)  # as Ctrl+C does
        process.wait(30)


def config_in(page: str) -> dict[str, Any]:
    """What the page says of itself; its own route is not open to readers."""
    _, _, told = page.partition("window.gradio_config = ")
    return json.JSONDecoder().raw_decode(told)[0]  # type: ignore[no-any-return]


def asking(config: dict[str, Any]) -> tuple[int, int]:
    """The number of the event that asks a question, and how many inputs it has."""
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    event = next(d for d in config["dependencies"] if [box, "submit"] in [list(t) for t in d["targets"]])
    return event["id"], len(event["inputs"])


def answer_in(output: bytes) -> Any:
    """What becomes of the chat by the output of an event; beside it stand buttons, which begin otherwise at times, and durations."""
    return json.JSONDecoder().raw_decode(output.decode())[0]["data"][0] if output else None


async def ask(connection: Connection, event: tuple[int, int], question: str) -> tuple[str, bytes]:
    """Ask as a new session; what went wrong, or nothing, and the message with the answer."""
    session = secrets.token_hex(6)
    data = [question, None, *[""] * (event[1] - 2)]
    body = {"data": data, "fn_index": event[0], "session_hash": session, "trigger_id": None, "event_data": None}
    status, _ = await connection.post("queue/join", body)
    if status != 200:
        return f"status {status}", b""
    wrong, chat = "the stream ended without an answer", b""
    async for told in connection.events(f"queue/data?session_hash={session}"):
        kind = told[: len(_GENERATING)]
        if kind == _GENERATING:
            chat = told  # the last is the answer: the end of the event brings it no second time
        elif b'"process_completed"' in kind:
            is_said = json.loads(told)["success"] and chat and rb"role=\"alert\"" not in chat
            wrong = "" if is_said else chat[:300].decode(errors="replace")
        elif any(each in kind for each in (b'"unexpected_error"', b'"queue_full"')):
            wrong = told.decode()
    return wrong, chat.partition(_OUTPUT)[2]


async def reader(
    url: str,
    event: tuple[int, int],
    questions: Iterator[str],
    heard: Heard,
    until: float,
    left: list[int],
    pause: float,
) -> None:
    with closing(Connection(url + _API)) as connection:
        while time.monotonic() < until and left[0] > 0:
            left[0] -= 1
            start = time.monotonic()
            try:
                question = next(questions)
                wrong, heard.said[question] = await asyncio.wait_for(ask(connection, event, question), LONGEST)
            except (OSError, EOFError, ValueError) as error:
                wrong = type(error).__name__
            heard.seconds.append(time.monotonic() - start)
            if wrong:
                heard.wrong[wrong] += 1
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))


async def many(
    url: str, users: int, seconds: float, questions: Sequence[str], most: int = 10**9, pause: float = 0.0
) -> Heard:
    """``users`` readers who go on asking for so many seconds, or until ``most`` questions were asked, and read each answer for about ``pause``
    seconds."""
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as client:
        event = asking(config_in((await client.get("/")).text))
    heard, texts, until = Heard(), cycle(questions), time.monotonic() + seconds
    left = [most]
    await asyncio.gather(*(reader(url, event, texts, heard, until, left, pause) for _ in range(users)))
    return heard


def memory(pid: int) -> dict[str, float]:
    """Resident megabytes of the page and of each process below it, by its number (Linux)."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        parents[int(facts["Pid"])] = int(facts["PPid"]), int(facts.get("VmRSS", "0").split()[0]) / 1024
    family = {pid}
    for _ in range(4):
        family |= {each for each, (parent, _) in parents.items() if parent in family}
    return {
        ("page" if each == pid else str(each)): round(parents[each][1]) for each in sorted(family) if each in parents
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds for which an answer is read, about")
    parser.add_argument("--memory", type=int, default=0, help="questions after which memory is read, in five steps")
    given = parser.parse_args()
    questions, console = honest(given.questions), Console(width=140)
    with window(given.data) as (url, pid):
        asyncio.run(many(url, 2, 60, questions, most=4))
        if given.users:
            before = spent(pid)
            heard = asyncio.run(many(url, given.users, given.seconds, questions, pause=given.pause))
            after = spent(pid)
            drawn = random.Random(1).sample(sorted(heard.said), min(_COMPARED, len(heard.said)))
            alone = asyncio.run(many(url, 1, LONGEST, drawn, most=len(drawn)))
            times = sorted(heard.seconds)
            each = [1000 * (now - began) / len(times) for now, began in zip(after, before, strict=True)]
            processor = (f"{who}, ms" for who in ("page", "workers", "readers"))
            table = Table(
                "readers", "answers", "a second", "p50 s", "p95 s", "longest s", "errors", "another's", *processor
            )
            cuts = (times[len(times) // 2], times[len(times) * 95 // 100], times[-1])
            rate = len(times) / (given.seconds + times[-1])
            table.add_row(
                str(given.users),
                str(len(times)),
                f"{rate:.1f}",
                *(f"{cut:.1f}" for cut in cuts),
                str(heard.wrong.total()),
                f"{heard.differs_from(alone)} of {len(alone.said)}",
                *(f"{milliseconds:.0f}" for milliseconds in each),
            )
            console.print(table)
            for words, count in heard.wrong.most_common(5):
                console.print(f"{count} × {words}", markup=False)
        console.print(f"memory, MB: {memory(pid)}")
        for step in range(5 if given.memory else 0):
            asyncio.run(many(url, 8, 36_000, questions, most=given.memory // 5))
            console.print(f"memory after {(step + 1) * given.memory // 5:,} questions, MB: {memory(pid)}")


if __name__ == "__main__":
    main()
