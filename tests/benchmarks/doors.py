"""The doors for programs: readers at once over HTTP, the start of ``unsc mcp``, and what a door adds to an operation.

``python -m tests.benchmarks.doors --data DIR [--questions FILE.jsonl… [--users 30] [--seconds 300]]``; without questions only the start and
what a door adds are told.

``unsc serve`` runs in a process of its own, on loopback. Each reader asks a question, waits for the answer and asks the next. What one
reader was told to a question every other one must be told: else one saw another's answer. Told are errors, answers a second, how
long a reader waited, and the processor time for an answer of the server's own process, of those that answer, and of the readers: on a machine
that does other work beside it these are what counts. Questions come in an order of their own; one that comes again is answered from memory.

The protocol is started as a client starts it, three times, the first time as a program is that was never started: the tools are kept for
the next ones. An operation is called over HTTP and by the protocol's own client over HTTP and to a process, one call at a time, in turn
with the same in this process, so that both meet with the same machine. Told is what each adds in the middle to the call before it, and in
brackets what it adds of processor time, which other work on the machine changes less: the server's processes and the client, which reads the
answer and, by the protocol, holds it against its schema. The first call over HTTP is told as a whole: nobody has asked the server for it before.

Over HTTP a client does no more than a client must (:mod:`tests.benchmarks.connection`). Over the protocol it is the SDK's, with all that it does.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio
import httpx
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from rich.console import Console
from rich.table import Table

from tests.benchmarks.connection import Connection
from tests.benchmarks.fuzz import honest
from tests.benchmarks.processor import begun_by, spent, worked

_TIMES = 30  # calls of one operation
_DOORS = ("HTTP", "MCP over HTTP", "unsc mcp")
_UNSC = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from assistant.cli import main; main()"
)


@dataclass
class Heard:
    """What readers met with: seconds until each answer, words of each failure, and what they were told."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    answers: dict[str, bytes] = field(default_factory=dict)  # the first to each question


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, int]]:
    """``unsc serve`` over an index; its address, and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "UNSC_WINDOW__PORT": str(port), "UNSC_API__RATE": "0"}
    process = subprocess.Popen([sys.executable, "-c", _UNSC, "serve", "--data", str(data)], env=environment)
    url = f"http://127.0.0.1:{port}/api/v1"
    try:
        for _ in range(300):
            try:
                httpx.get(f"{url}/ready", timeout=5, trust_env=False).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield url, process.pid
    finally:
        process.send_signal(signal.SIGINT)  # as Ctrl+C does
        process.wait(30)


async def reader(url: str, questions: Iterator[str], heard: Heard, until: float) -> None:
    with closing(Connection(url)) as connection:
        while time.monotonic() < until:
            question = next(questions)
            begun = time.monotonic()
            try:
                status, told = await connection.post("ask", {"question": question})
                if status != 200:
                    heard.wrong[f"{status} {json.loads(told).get('detail', '')[:80]}"] += 1
                elif heard.answers.setdefault(question, told) != told:
                    heard.wrong["not what another reader was told"] += 1
            except (OSError, EOFError, KeyError, ValueError) as error:
                heard.wrong[type(error).__name__] += 1
            heard.seconds.append(time.monotonic() - begun)


async def readers(url: str, questions: Sequence[str], users: int, seconds: float) -> Heard:
    heard, until = Heard(), time.monotonic() + seconds
    turn = cycle(questions)
    await asyncio.gather(*(reader(url, turn, heard, until) for _ in range(users)))
    return heard


async def started(data: Path, cache: str) -> dict[str, float]:
    """Seconds until ``unsc mcp`` has greeted, told its tools, and answered a first call; ``cache`` is the user's, where it keeps its tools."""
    begun, passed = time.monotonic(), dict[str, float]()
    async with Client(stdio_client(_mcp(data, XDG_CACHE_HOME=cache))) as client:
        passed["greeted"] = time.monotonic() - begun
        await client.list_tools()
        passed["tools told"] = time.monotonic() - begun
        await client.call_tool("chain", {"subject": "UNMISS"})
        passed["first call"] = time.monotonic() - begun
    return passed


def _mcp(data: Path, **environment: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-c", _UNSC, "mcp", "--data", str(data)], env=environment
    )


async def added(data: Path, url: str) -> Table:
    """Of each operation the milliseconds of a call in this process and of the first over HTTP, and what each door adds in the middle of some;
    in brackets those of the processor, of the server and of its client."""
    from assistant.build import assemble
    from assistant.operations.offered import OFFERED
    from assistant.settings import load_settings

    table = Table("operation", "in process (ms)", "first over HTTP", *(f"{door} adds" for door in _DOORS))
    assistant = assemble(load_settings(data=data))
    http = Connection(url)
    async with (
        Client(url.replace("/api/v1", "/mcp")) as over_http,
        Client(stdio_client(_mcp(data))) as apart,
    ):

        async def here(name: str, example: dict[str, Any]) -> Any:
            return assistant.call(name, example)

        async def posted(name: str, example: dict[str, Any]) -> Any:
            return json.loads((await http.post(name, example))[1])

        async def called(client: Client, name: str, example: dict[str, Any]) -> Any:
            return (await client.call_tool(name, example)).structured_content

        doors = (posted, partial(called, over_http), partial(called, apart))
        others = begun_by(os.getpid()) - {os.getpid()}
        for name, example in ((each.name, each.plan.example) for each in OFFERED.values()):
            http.close()
            first = (await _timed(partial(posted, name, example), others))[0]
            result = assistant.call(name, example)
            owns, told = list[float](), list[str]()
            for door in doors:
                http.close()  # the server may have, while something else was measured
                assert await door(name, example) == result
                calls = [
                    [await _timed(partial(way, name, example), others) for way in (here, door)] for _ in range(_TIMES)
                ]
                added = [(its[0] - own[0], its[2] - own[1], its[1]) for own, its in calls]
                clock, server, client = (statistics.median(each) for each in zip(*added, strict=True))
                told.append(f"{clock:.1f} ({server:.1f} + {client:.1f})")
                owns += [own[0] for own, _ in calls]
            table.add_row(name, f"{statistics.median(owns):.1f}", f"{first:.1f}", *told)
    return table


async def _timed(call: Callable[[], Awaitable[Any]], others: Iterable[int]) -> tuple[float, float, float]:
    """Milliseconds of a call by the clock, of the processor in this process, and of the processor in others."""
    before, own, begun = worked(others), time.process_time(), time.perf_counter()
    await call()
    passed = time.perf_counter() - begun
    return 1000 * passed, 1000 * (time.process_time() - own), 1000 * (worked(others) - before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", default=[])
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=300.0)
    given = parser.parse_args()
    out = Console()
    out.print(f"{dt.date.today()}, load {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory() as cache:
        for _ in range(3):
            told = anyio.run(started, given.data, cache)
            out.print(f"unsc mcp: {', '.join(f'{what} after {seconds:.2f} s' for what, seconds in told.items())}")
    with serving(given.data) as (url, process):
        out.print(anyio.run(added, given.data, url))
        if not given.questions:
            return
        questions = honest(given.questions)
        random.Random(1).shuffle(questions)
        before, others = spent(process), begun_by(process)
        heard = asyncio.run(readers(url, questions, given.users, given.seconds))
        own, answering, reading = (
            1000 * (now - began) / len(heard.seconds) for now, began in zip(spent(process), before, strict=True)
        )
        replaced = len(others - begun_by(process))
    for answer in heard.answers.values():
        json.loads(answer)
    seconds = sorted(heard.seconds)
    out.print(
        f"{given.users} readers for {given.seconds:g} s: {len(seconds)} answers to {len(heard.answers)} questions, "
        f"{len(seconds) / given.seconds:.1f} a second; processor each: {answering:.0f} ms where they are answered, {own:.1f} of the server's own "
        f"process, {reading:.1f} of the readers; "
        f"p50 {statistics.median(seconds):.2f} s, p95 {seconds[int(0.95 * len(seconds))]:.2f} s, longest {seconds[-1]:.2f} s; "
        f"wrong: {json.dumps(heard.wrong)}; processes replaced: {replaced}; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
