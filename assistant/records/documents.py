"""Addresses of official documents and of what the United Nations publishes beside them, for readers. Nothing is fetched.

``docs.un.org/en/SYMBOL`` leads to any document by its symbol, records of meetings (``S/PV.8146``) included.

The transcripts service (``transcripts.un.org``) says that its pages bear the number of the meeting, but also that not every
meeting has one and that addresses are to be taken from its lists, never made. What is certain is the list of a day,
``/en/meetings.txt?date=2026-06-29``, which it keeps for 365 days: it leads to the transcript where there is one.
"""

from __future__ import annotations

import datetime as dt
import re

_PLAIN_SYMBOL = re.compile(r"S/[\w/.]+")
_TRANSCRIPTS = "https://transcripts.un.org/en/meetings.txt?date="
_LISTED = dt.timedelta(days=365)


def document(symbol: str) -> str:
    """The address of an official document; empty for what is no plain symbol."""
    return f"https://docs.un.org/en/{symbol}" if _PLAIN_SYMBOL.fullmatch(symbol) else ""


def meeting_record(meeting: int | None) -> str:
    """``S/PV.8146``, the record of a meeting; empty for none."""
    return f"S/PV.{meeting}" if meeting else ""


def transcripts(day: dt.date | None, today: dt.date) -> str:
    """The list of the meetings of a day that have a transcript, made by a machine and no official record; empty where the
    service does not list that day any more."""
    return f"{_TRANSCRIPTS}{day.isoformat()}" if day is not None and dt.timedelta(0) <= today - day <= _LISTED else ""
