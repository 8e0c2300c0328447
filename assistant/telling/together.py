"""The answers to several things asked at once as one answer, each under the asker's own words; what answers two of them is told once, under both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from assistant.answer import Answer, CheckedSentence, Status
from assistant.draft import unique
from assistant.folded import BETWEEN, folded, is_asked_for_whole


def together(question: str, answers: Sequence[Answer]) -> Answer:
    """The answers to the parts as one, each under its own heading."""
    first = answers[0]
    statuses = [each.status for each in answers]
    if all(status is Status.REFUSED for status in statuses):
        status = Status.REFUSED
    else:
        status = Status.CORRECTED if Status.CORRECTED in statuses else Status.ANSWERED
    evidence = [key for place in zip_longest(*(each.evidence for each in answers)) for key in place if key]
    resolutions = [number for each in answers for number in each.resolutions or ()]
    asked, told = dict[str, list[str]](), list[Answer]()
    for each in answers:
        whole = next((before for before in told if before.text.endswith(each.text)), each)
        asked.setdefault(whole.text, []).append(_headed(each.standalone))
        told += [each] if whole is each else []
    text, sentences = "", list[CheckedSentence]()
    note = f"{BETWEEN}{told[-1].text.rpartition(BETWEEN)[2]}"  # on the end of the texts, which is said once
    texts = [each.text.removesuffix(note) for each in told[:-1]]
    texts = folded([*texts, told[-1].text], [is_asked_for_whole(each) for each in told])
    several = len(told) > 1 and len({each.standalone for each in answers}) > 1
    for number, (each, own) in enumerate(zip(told, texts, strict=True), 1):
        text += "" if number == 1 else BETWEEN
        text += f"{number}. {' '.join(dict.fromkeys(asked[each.text]))}{BETWEEN}" if several else ""
        lost = each.status is Status.REFUSED and status is not Status.REFUSED
        text += "Not found. " if lost else ""
        at = len(text)
        sentences += [s.model_copy(update={"start": s.start + at, "end": s.end + at}) for s in each.sentences]
        text += own
    drawn = next((each for each in answers if each.compared or each.timeline), first)
    return Answer(
        question=question,
        standalone=" ".join(dict.fromkeys(_headed(each.standalone) for each in answers)),
        status=status,
        text=text,
        sentences=tuple(sentences),
        timeline=drawn.timeline,
        compared=drawn.compared,
        listed=drawn.listed,
        citations=unique([citation for each in answers for citation in each.citations]),
        evidence=tuple(dict.fromkeys(evidence)),
        corpus_end=first.corpus_end,
        as_of=first.as_of,
        vote=next((each.vote for each in answers if each.vote), None),
        resolutions=tuple(dict.fromkeys(resolutions))
        if any(each.resolutions is not None for each in answers)
        else None,
        writer=next((each.writer for each in answers if each.writer != first.writer), first.writer),
        notice=" ".join(dict.fromkeys(each.notice for each in answers if each.notice)),
        tokens=sum(each.tokens or 0 for each in answers) if any(each.tokens for each in answers) else None,
        plans=tuple(plan for each in answers for plan in each.plans),
        stands_out=first.stands_out,
    )


def _headed(question: str) -> str:
    """A part as a heading: with the mark that the whole question had at its end."""
    return question if question.rstrip().endswith(("?", ".", "!")) else f"{question[:1].upper()}{question[1:]}?"
