"""An answer as server-sent events: what is done, the text so far, the answer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

from anyio import CancelScope, CapacityLimiter, to_thread

from assistant.answer import Answer, Progress
from assistant.doors.problems import told_of
from ingest.errors import UnscError


async def events(pieces: Iterator[str | Answer], threads: CapacityLimiter) -> AsyncIterator[str]:
    """``step`` for each plan that was run, or while a language model calls operations for each of these, ``text`` as often as it grows,
    at the end ``answer`` or ``problem``. Where whoever listens goes away, the work is stopped."""
    said, steps = "", 0
    try:
        while (piece := await to_thread.run_sync(next, pieces, None, limiter=threads)) is not None:
            if isinstance(piece, Answer):
                for plan in () if steps else piece.plans:
                    yield _event("step", {"plan": str(plan)})
                if piece.text != said:
                    yield _event("text", {"text": piece.text})
                yield _event("answer", piece.to_json())
            elif isinstance(piece, Progress) and piece != said:
                said, lines = piece, piece.splitlines()
                for line in lines[steps:]:
                    yield _event("step", {"plan": line.partition(" ")[2]})
                steps = len(lines)
            elif piece != said:
                said = piece
                yield _event("text", {"text": said})
            else:
                yield ": still at work\n\n"
    except UnscError as error:
        yield f"event: problem\ndata: {told_of(error)[1].decode()}\n\n"
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            with CancelScope(shield=True), suppress(ValueError):  # its thread is at its last piece
                await to_thread.run_sync(close)


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
