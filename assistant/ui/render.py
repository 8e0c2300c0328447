"""An answer as it stands in the chat.

The text of an :class:`~assistant.answer.Answer` is plain. Its citations become buttons that carry a key and show their
verdict in words; its verified quotations are set apart; everything else stays text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.ui.markup import fill
from ingest.errors import MalformedKey
from ingest.pinpoint import Pinpoint

VERDICTS = {
    Verdict.QUOTED: "The quotation stands word for word in the cited paragraph.",
    Verdict.RETRIEVED: "The paragraph was found as evidence; nothing is quoted from it.",
    Verdict.NOT_SUPPORTED: "This citation could not be confirmed. Do not rely on it.",
}
_STATUS = {
    Status.ANSWERED: "",
    Status.CORRECTED: "A premise of the question was put right",
    Status.REFUSED: "Nothing is asserted",
}
_ITEM = re.compile(r"\s*[-–•*]\s+(?=\S)")
_NUMBER = re.compile(r"\d+")
_OPENING = re.compile(r"[(\[“\"]+$")
_CLOSING = re.compile(r"[)\]”\".,;:]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer: plain, a verified quotation, or a citation.

    ``before`` and ``after`` are brackets and stops that stay on a citation's line.
    """

    text: str
    citation: Citation | None = None
    quoted: bool = False
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Block:
    """A paragraph of an answer (one line), or a list (a line each)."""

    lines: list[list[Piece]] = field(default_factory=list)
    listed: bool = False


def question_html(question: str) -> str:
    """A question as a message of the chat."""
    return fill("question.html", question=question)


def draft_html(text: str) -> str:
    """An answer that is still being written: no citation is marked before the text is whole and checked."""
    return fill("draft.html", blocks=_blocks(text, ()))


def failure_html(message: str) -> str:
    """Why there is no answer."""
    return fill("failure.html", message=message)


def answer_html(answer: Answer, turn: int) -> str:
    """A verified answer as a message of the chat; ``turn`` ties it to its sources."""
    blocks = _blocks(answer.text, answer.citations)
    placed = [piece.citation for block in blocks for line in block.lines for piece in line if piece.citation]
    rewritten = answer.standalone.strip() != answer.question.strip()
    return fill(
        "answer.html",
        turn=turn,
        blocks=blocks,
        unplaced=[c for c in _distinct(answer.citations) if not any(c.citation == p.citation for p in placed)],
        standalone=answer.standalone if rewritten and answer.standalone.strip() else "",
        status=answer.status.value,
        status_label=_STATUS[answer.status],
        notice=answer.notice,
        vote=answer.vote,
        resolutions=[(symbol, first_number(symbol)) for symbol in answer.resolutions or ()],
        sources=len({c.key for c in answer.citations if c.key} | set(answer.evidence)),
        unsupported=sum(c.verdict is Verdict.NOT_SUPPORTED for c in answer.citations),
        writer="Words of the texts themselves" if answer.writer == "extractive" else f"Written by {answer.writer}",
        corpus_end=day(answer.corpus_end),
        copy=plain_text(answer),
        explain=VERDICTS,
    )


def plain_text(answer: Answer) -> str:
    """What the copy button gives: the answer, and below it each citation with its verdict."""
    lines = [answer.text.strip()]
    if answer.citations:
        lines += ["", "Citations:"]
        lines += [f"- {c.citation} [{c.verdict.value}]" for c in _distinct(answer.citations)]
    if answer.corpus_end:
        lines += ["", f"Texts known up to {day(answer.corpus_end)}."]
    return "\n".join(lines)


def day(date: dt.date | None) -> str:
    """``29 June 2026``, as the United Nations writes dates; empty for no date."""
    return f"{date.day} {date:%B %Y}" if date else ""


def first_number(symbol: str) -> str:
    """The number of a resolution in a key or a citation, empty where there is none."""
    try:
        return str(Pinpoint.parse(symbol).resolution)
    except MalformedKey:
        match = _NUMBER.search(symbol)
        return match.group() if match else ""


def _distinct(citations: Sequence[Citation]) -> list[Citation]:
    return list({(c.citation, c.verdict): c for c in citations}.values())


def _blocks(text: str, citations: Sequence[Citation]) -> list[Block]:
    cut = _Cutter(citations)
    blocks: list[Block] = []
    fresh = True
    for line in text.strip().splitlines():
        if not line.strip():
            fresh = True
            continue
        item = _ITEM.match(line)
        pieces = cut(line[item.end() :] if item else line.strip())
        if item is None:
            blocks.append(Block([pieces]))
        elif not fresh and blocks[-1].listed:
            blocks[-1].lines.append(pieces)
        else:
            blocks.append(Block([pieces], listed=True))
        fresh = False
    return blocks


class _Cutter:
    """Cuts lines at the citations and quotations of one answer, in the order in which they stand there."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._waiting: dict[str, list[Citation]] = defaultdict(list)
        for citation in citations:
            self._waiting[citation.citation].append(citation)
        quotes = {line for c in citations if c.verdict is Verdict.QUOTED for line in c.quote.splitlines() if line}
        self._quotes = quotes - set(self._waiting)
        needles = sorted({*self._waiting, *self._quotes} - {""}, key=len, reverse=True)
        # A citation must not be found inside a longer one: "para. 1" in "para. 12" or in "para. 1 (a)".
        patterns = [re.escape(n) + (r"(?!\d)(?! \([a-z0-9]{1,4}\))" if n in self._waiting else "") for n in needles]
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def __call__(self, line: str) -> list[Piece]:
        if self._pattern is None:
            return [Piece(line)]
        pieces: list[Piece] = []
        start = 0
        for match in self._pattern.finditer(line):
            if match.start() > start:
                pieces.append(Piece(line[start : match.start()]))
            found = match.group()
            if found in self._quotes:
                pieces.append(Piece(found, quoted=True))
            else:
                pieces.append(Piece(found, citation=self._take(found)))
            start = match.end()
        if start < len(line):
            pieces.append(Piece(line[start:]))
        return _glued(pieces)

    def _take(self, citation: str) -> Citation:
        waiting = self._waiting[citation]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


def _glued(pieces: list[Piece]) -> list[Piece]:
    """Give each citation the brackets and stops that touch it: no line may end in a lone bracket."""
    glued = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.citation is None:
            continue
        before = after = ""
        if i and _is_plain(glued[i - 1]) and (opening := _OPENING.search(glued[i - 1].text)):
            before = opening.group()
            glued[i - 1] = replace(glued[i - 1], text=glued[i - 1].text[: opening.start()])
        if i + 1 < len(glued) and _is_plain(glued[i + 1]) and (closing := _CLOSING.match(glued[i + 1].text)):
            after = closing.group()
            glued[i + 1] = replace(glued[i + 1], text=glued[i + 1].text[closing.end() :])
        glued[i] = replace(piece, before=before, after=after)
    return [piece for piece in glued if piece.text]


def _is_plain(piece: Piece) -> bool:
    return piece.citation is None and not piece.quoted
