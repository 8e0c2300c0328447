"""An answer as it stands in the chat.

The text of an :class:`~assistant.answer.Answer` is plain. Its citations become buttons that carry a key and show their
verdict in words; its verified quotations are set apart; everything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.records.members import names_of
from assistant.ui.chips import Shown, ShownStep
from assistant.ui.cut import Cutter
from assistant.ui.downloads import FORMS, STYLES
from assistant.ui.markup import fill
from assistant.ui.talk.blocks import blocks_of, lead
from assistant.ui.talk.packed import packed
from assistant.ui.talk.suggestions import Suggestion
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
_NUMBER = re.compile(r"\d+")


def question_html(question: str, place: int = 0, asked: str = "") -> str:
    """A question as a message of the chat, at its ``place`` in it; ``asked`` is what the page's script keeps of it."""
    return fill("question.html", question=question, place=place, asked=asked)


def draft_html(text: str) -> str:
    """An answer that is still being written: no citation is marked before the text is whole and checked."""
    return fill("draft.html", blocks=blocks_of(text, Cutter(())))


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
    suggested: Sequence[Suggestion] = (),
    *,
    sources: str = "",
    remarks: bool = False,
) -> str:
    """A verified answer as a message of the chat, its number there ``turn``; its ``sources`` (HTML) travel with it, for the script to
    show beside the chat, ``pictures`` stand below its text, ``limits`` tell within what it was sought, ``plans`` how it was read,
    ``steps`` what a language model called, ``suggested`` what can be asked next. With ``remarks`` a reader can say what is wrong with it.

    Where a picture shows what the text tells one by one, the text of that is folded.
    """
    cut = Cutter(answer.citations, answer.sentences)
    blocks, folded, rest = (blocks_of(part, cut) for part in _around_list(answer, shown=bool(pictures)))
    if blocks:
        lead(blocks[0])
    lines = [line for block in [*blocks, *folded, *rest] for line in [*block.lines, block.source]]
    cited = [piece.citation for line in lines for piece in line if piece.citation]
    placed, opened = {c.citation for c in cited}, {c.key for c in cited}
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
        resolutions=[
            (symbol, number) for symbol in answer.resolutions or () if (number := first_number(symbol)) not in opened
        ],
        sources=Markup(sources),  # noqa: S704 - made by a template of ours
        unsupported=sum(c.verdict is Verdict.NOT_SUPPORTED for c in answer.citations),
        marked=answer.unsupported,
        tokens=answer.tokens,
        writer="Words of the texts themselves" if answer.writer == "extractive" else f"Written by {answer.writer}",
        corpus_end=day_in_words(answer.corpus_end),
        copy=plain_text(answer, limits),
        kept=packed(answer),
        explain=VERDICTS,
        forms=FORMS,
        styles=STYLES,
        compared=answer.compared is not None,
        chart=bool(answer.timeline),
        names_of=names_of,
        suggestions=suggested,
        with_remarks=remarks,
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
