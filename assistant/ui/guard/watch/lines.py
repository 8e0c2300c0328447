"""The log: in lines of text as Python writes them, or in JSON, one object a line."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import traceback
from pathlib import Path
from typing import Any

from assistant.ui.guard.settings import WatchSettings

__all__ = ["configure", "question_asked", "request_answered"]

_REQUESTS = logging.getLogger("unsc.requests")
_QUESTIONS = logging.getLogger("unsc.questions")  # holds words: speaks only where a setting says so
_OURS = ("assistant", "vectorstore", "ingest", "unsc")
_FRAMES = 12
for _each in (_REQUESTS, _QUESTIONS):
    _each.setLevel(logging.CRITICAL)


class Lines(logging.Formatter):
    """A record as a JSON object. Of an exception only its type and its places are told, and of other programs' records only where they
    come from, unless ``words`` may be: both can quote what somebody sent."""

    def __init__(self, *, words: bool) -> None:
        super().__init__()
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if self._words or record.name.partition(".")[0] in _OURS:
            told["message"] = record.getMessage()
        else:
            told["at"] = f"{record.module}:{record.lineno}"
        told |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__qualname__
            frames = traceback.extract_tb(record.exc_info[2])[-_FRAMES:]
            told["places"] = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
            if self._words:
                told["said"] = str(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def configure(settings: WatchSettings) -> None:
    """Let this process log as the settings say, to standard error."""
    _REQUESTS.setLevel(logging.INFO if settings.requests else logging.CRITICAL)
    _QUESTIONS.setLevel(logging.INFO if settings.words else logging.CRITICAL)
    if settings.log != "json" and not (settings.requests or settings.words):
        return  # as Python does by itself: warnings, in words
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        Lines(words=settings.words)
        if settings.log == "json"
        else logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def request_answered(kind: str, method: str, status: int, seconds: float, who: str, address: str, path: str) -> None:
    """``path`` holds words, and is told only where the log may hold them."""
    if not _REQUESTS.isEnabledFor(logging.INFO):
        return
    told: dict[str, Any] = {
        "kind": kind,
        "method": method,
        "status": status,
        "milliseconds": round(1000 * seconds, 1),
        "who": who,
        "address": address,
    }
    if _QUESTIONS.isEnabledFor(logging.INFO):
        told["path"] = path
    words = " ".join(str(each) for name, each in told.items() if each != "" and name != "milliseconds")
    _REQUESTS.info("%s, %.0f ms", words, 1000 * seconds, extra={"told": told})


def question_asked(question: str) -> None:
    """Told only where the log may hold words."""
    _QUESTIONS.info("%s", question, extra={"told": {"question": question}})
