"""Several things in one question: where one ends and the next begins, and the answers put together again.

A question is split only where each part stands for itself: it names something of its own, or asks for another kind of
answer than the part before ("… and who voted against it?"). What belongs to one thing ("…, and by when?") stays together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.answer import Answer, CheckedSentence, Status
from assistant.draft import unique
from assistant.reading.zero.dialogue.unsaid import COMPARES
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from assistant.reading.zero.words.voting_words import asks_of_a_member
from assistant.terms import acronyms, content_words, proper_names
from assistant.understanding.days import dates_of
from assistant.understanding.references import Known
from ingest.places import places_in

MOST = 5  # parts of one question
_BETWEEN = "\n\n"
_ASKS = r"(?:what|who|whom|when|where|which|how|why|does|did|do|is|was|were|are|has|have|can|may|until when|by when|since when|for how long|list|show|quote|give|summari[sz]e|explain|tell)\b"
_BOUNDARY = re.compile(
    rf"\?+\s*(?=\S)|;\s+(?=(?:and\s+)?{_ASKS})|,?\s+and\s+(?:also\s+|then\s+)?(?=(?:what|who|when|where|which|how|why|until when|since when|does|did|is|was|were|are|has|have)\b(?:\s+\S+){{2,}})",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"\W*(?:(?:and|but|also|or|then|please|secondly|second|finally)\b,?\s*)*{_ASKS}", re.IGNORECASE)


def parts_of(question: str, known: Known) -> list[str]:
    """The things that ``question`` asks, in order; the question itself where it is one."""
    pieces, start = [], 0
    for match in _BOUNDARY.finditer(question):
        pieces.append(question[start : match.start()] + ("?" if "?" in match.group() else ""))
        start = match.end()
    pieces.append(question[start:])
    parts: list[str] = []
    for piece in (piece.strip() for piece in pieces):
        if parts and not _stands(piece, parts[-1], known):
            parts[-1] = question[question.find(parts[-1]) : question.find(piece, question.find(parts[-1])) + len(piece)]
        elif piece:
            parts.append(_of_those(piece, parts[-1]) if parts else piece)
    if len(parts) < 2 or len(parts) > MOST or not _BEGINS.match(parts[0]) or not _anchored(parts[0], known):
        return [question]
    asked = [understand(part, known=known) for part in parts]
    if COMPARES.search(question) and len({number for each in asked for number in each.numbers}) > 1:
        return [question]  # a comparison
    kinds, numbers = {each.intent for each in asked}, {each.numbers for each in asked if each.numbers}
    if len(kinds) == 1 and kinds <= _TOLD_TOGETHER and len(numbers) <= 1:
        return [question]  # one answer tells both: the vote in full, each mandate in turn
    return parts


_OF_THEM = re.compile(
    r"^\W*(?:and\s+)?(?P<asks>how\s+many|which)\s+of\s+(?:them|these|those)\s+(?:(?:were|was|are|is|got|had\s+been)\s+)?(?:adopted\s+)?(?P<rest>\S[^?]*)",
    re.IGNORECASE,
)
_THEY = re.compile(
    r"^\W*(?:how\s+many|which|what|list(?:\s+all)?(?:\s+the)?)\s+(?P<they>resolutions?\b[^?]*)", re.IGNORECASE
)


def _of_those(piece: str, before: str) -> str:
    """ "How many of them unanimously?" after a question on all resolutions of a year, as a question of its own."""
    of_them, they = _OF_THEM.match(piece), _THEY.match(before)
    if of_them is None or they is None:
        return piece
    return f"{of_them['asks'].capitalize()} {they['they'].strip()} {of_them['rest'].strip()}?"


_TOLD_TOGETHER = frozenset((Intent.VOTE, Intent.EXPIRY, Intent.CHAPTER_VII))
_OF_ITS_OWN = frozenset((Intent.VOTE, Intent.CITING, Intent.CITED, Intent.CHAPTER_VII, Intent.EXPIRY, Intent.COUNT))


def _stands(piece: str, before: str, known: Known) -> bool:
    """Whether a piece is a question of its own beside the one before."""
    question, last = understand(piece, known=known), understand(before, known=known)
    if last.intent is Intent.VOTE and not question.references and asks_of_a_member(piece):
        return False
    if not _BEGINS.match(piece):
        return bool(question.references or acronyms(piece)) and len(piece.split()) <= 6  # "And UNMAZ?"
    other_kind = question.intent is not last.intent and bool({question.intent, last.intent} & _OF_ITS_OWN)
    return bool(content_words(question.topic) or question.references) and (_anchored(piece, known) or other_kind)


def _anchored(piece: str, known: Known) -> bool:
    """Whether a piece names a resolution, a body, a place, a person or a year."""
    question = understand(piece, known=known)
    names = acronyms(piece) or places_in(piece) or proper_names(piece) or dates_of(question.topic)
    return bool(question.references or names)


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
    text, sentences = "", list[CheckedSentence]()
    for number, each in enumerate(answers, 1):
        text += f"{'' if number == 1 else _BETWEEN}{number}. {_headed(each.standalone)}{_BETWEEN}"
        at = len(text)
        sentences += [s.model_copy(update={"start": s.start + at, "end": s.end + at}) for s in each.sentences]
        text += each.text
    drawn = next((each for each in answers if each.compared or each.timeline), first)
    return Answer(
        question=question,
        standalone=" ".join(_headed(each.standalone) for each in answers),
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
    )


def _headed(question: str) -> str:
    """A part as a heading: with the mark that the whole question had at its end."""
    return question if question.rstrip().endswith(("?", ".", "!")) else f"{question[:1].upper()}{question[1:]}?"
