"""An answer as it stands in the chat.

The text of an :class:`~assistant.answer.Answer` is plain. Its citations become buttons that carry a key and show their
verdict in words; its verified quotations are set apart; everything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.records.members import names_of
from assistant.ui.chips import Shown, ShownStep
from assistant.ui.cut import Cutter, Piece
from assistant.ui.downloads import FORMS, STYLES
from assistant.ui.markup import fill
from assistant.wording import day_in_words
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
_CHUNK = re.compile(r"\n\s*\n")
_SOURCE = re.compile(r"\s*—\s+")
_ITEM = re.compile(r"\s*[-–•*]\s+(?=\S)")
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Block:
    """A paragraph of an answer, a list (a line each), or a quotation with the line that says where it stands."""

    lines: list[list[Piece]] = field(default_factory=list)
    form: Literal["text", "list", "quotation"] = "text"
    source: list[Piece] = field(default_factory=list)


def question_html(question: str) -> str:
    """A question as a message of the chat."""
    return fill("question.html", question=question)


def draft_html(text: str) -> str:
    """An answer that is still being written: no citation is marked before the text is whole and checked."""
    return fill("draft.html", blocks=_blocks(text, Cutter(())))


def failure_html(message: str) -> str:
    """Why there is no answer."""
    return fill("failure.html", message=message)


def answer_html(
    answer: Answer,
    turn: int,
    pictures: Sequence[Markup] = (),
    limits: Sequence[str] = (),
    plans: Sequence[Shown] = (),
    steps: Sequence[ShownStep] = (),
) -> str:
    """A verified answer as a message of the chat; ``turn`` ties it to its sources, ``pictures`` stand below its text,
    ``limits`` tell within what it was sought, ``plans`` how it was read, ``steps`` what a language model called.

    Where a picture shows what the text tells one by one, the text of that is folded.
    """
    cut = Cutter(answer.citations, answer.sentences)
    blocks, folded, rest = (_blocks(part, cut) for part in _around_list(answer, shown=bool(pictures)))
    lines = [line for block in [*blocks, *folded, *rest] for line in [*block.lines, block.source]]
    placed = {piece.citation.citation for line in lines for piece in line if piece.citation}
    rewritten = answer.standalone.strip() != answer.question.strip()
    return fill(
        "answer.html",
        turn=turn,
        blocks=blocks,
        folded=folded,
        rest=rest,
        pictures=pictures,
        unplaced=[c for c in _distinct(answer.citations) if c.citation not in placed],
        standalone=answer.standalone if rewritten and answer.standalone.strip() and not answer.plans else "",
        plan=answer.plan,
        plans=plans,
        steps=steps,
        by_steps=bool(answer.steps) and answer.plans == tuple(each.plan for each in answer.steps if each.plan),
        status=answer.status.value,
        status_label=_STATUS[answer.status],
        notice=answer.notice,
        limits=limits,
        vote=answer.vote,
        resolutions=[(symbol, first_number(symbol)) for symbol in answer.resolutions or ()],
        sourced=bool(answer.evidence) or any(c.key for c in answer.citations),
        unsupported=sum(c.verdict is Verdict.NOT_SUPPORTED for c in answer.citations),
        marked=answer.unsupported,
        tokens=answer.tokens,
        writer="Words of the texts themselves" if answer.writer == "extractive" else f"Written by {answer.writer}",
        corpus_end=day_in_words(answer.corpus_end),
        copy=plain_text(answer, limits),
        explain=VERDICTS,
        forms=FORMS,
        styles=STYLES,
        compared=answer.compared is not None,
        chart=bool(answer.timeline),
        names_of=names_of,
    )


def plain_text(answer: Answer, limits: Sequence[str] = ()) -> str:
    """What the copy button gives: the answer, within what it was sought, and each citation with its verdict."""
    lines = [answer.text.strip()]
    if limits:
        lines += ["", f"Within the limits: {'; '.join(limits)}"]
    if answer.citations:
        lines += ["", "Citations:"]
        lines += [f"- {c.citation} [{c.verdict.value}]" for c in _distinct(answer.citations)]
    if answer.unsupported:
        lines += ["", "Sentences that are not supported by what they cite:"]
        lines += [f"- {s.text} ({' '.join(s.reasons)})" for s in answer.unsupported]
    if answer.corpus_end:
        lines += ["", f"Texts known up to {day_in_words(answer.corpus_end)}."]
    return "\n".join(lines)


def first_number(symbol: str) -> str:
    """The number of a resolution in a key or a citation, empty where there is none."""
    try:
        return str(Pinpoint.parse(symbol).resolution)
    except MalformedKey:
        match = _NUMBER.search(symbol)
        return match.group() if match else ""


def _distinct(citations: Sequence[Citation]) -> list[Citation]:
    return list({(c.citation, c.verdict): c for c in citations}.values())


def _around_list(answer: Answer, *, shown: bool) -> tuple[str, str, str]:
    """The text before what a table or chart shows better, this, and the text after it."""
    return answer.text.partition(answer.listed) if shown and answer.listed else (answer.text, "", "")


def _blocks(text: str, cut: Cutter) -> list[Block]:
    return [block for chunk in _CHUNK.split(text.strip()) for block in _chunk(chunk.splitlines(), cut)]


def _chunk(lines: list[str], cut: Cutter) -> Iterator[Block]:
    """The blocks of lines that stand together: a quotation, or paragraphs and lists."""
    if len(lines) > 1 and lines[0].lstrip().startswith("“") and (source := _SOURCE.match(lines[-1])):
        words = [cut(line.strip()) for line in lines[:-1]]
        yield Block(words, "quotation", cut(lines[-1][source.end() :]))
        return
    for listed, group in groupby(lines, lambda line: _ITEM.match(line) is not None):
        if listed:
            yield Block([cut(_ITEM.sub("", line, count=1)) for line in group], "list")
        else:
            yield from (Block([cut(line.strip())]) for line in group if line.strip())
