"""Follow-ups on the paragraphs of the text in focus: another one, the next, its very words."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import (
    FollowUp,
)
from assistant.reading.zero.dialogue.phrases import PRONOUN
from assistant.reading.zero.dialogue.unsaid import ASKS, CLAUSE, PARAGRAPH
from assistant.terms import content_words
from ingest.pinpoint import Kind

_NEXT_PARAGRAPH = re.compile(
    r"\bthe (?:(?P<next>next|following|one after|one below)|previous|preceding|one above|one before)(?: paragraph| clause| one)?\b(?! (?:one |resolution |text )?(?:on|about|of|for|in|that)\b)|\bthe paragraph (?:(?P<below>below|after|that follows)|above|before)\b",
    re.IGNORECASE,
)


_THAT_PARAGRAPH = re.compile(
    r"\b(?:that|this|the same|the) (?:paragraph|clause)(?! (?:on|about|above|below|after|before|that|which|for))\b",
    re.IGNORECASE,
)


_WORDS = re.compile(
    r"\b(?:quote|read|show|full text|exact(?:ly)? (?:words|wording|text)|word for word|verbatim|precise wording)\b",
    re.IGNORECASE,
)


_AND_THEN = re.compile(r"\W*(?:and )?(?:then|then what|what then|next|what next)\W*$", re.IGNORECASE)
_BARE = re.compile(r"(?:and |in |under )?(?P<number>\d{1,3})?\s*(?P<points>(?:\([a-z]{1,4}\))+)\W*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:(?:operative|preambular) )?(?:paragraphs?|paras?\.?|clauses?|annex|section|OP|PP|¶)\s*(?:\d|[IVX]+\b|[A-D]\b)",
    re.IGNORECASE,
)


def paragraph(f: FollowUp) -> str | None:
    """``and paragraph 6?``, ``the next paragraph``, ``quote it``."""
    number, last = f.thread.focus, f.thread.paragraph
    if number is None or f.own:
        return None
    text = f"resolution {number}"
    if match := _BARE.match(f.rest):
        place = match["number"] or (last.number if last else "")
        return f"What does paragraph {place} {match['points']} of {text} say?" if place else None
    if match := _NUMBERED.search(f.rest):
        if PRONOUN.search(f.rest):
            said = PRONOUN.sub(text, f.rest, count=1)
        elif re.search(r"\bthere\b|\b(?:the|that|this) (?:resolution|text)\b", f.rest, re.IGNORECASE):
            said = re.sub(
                r"\b(?:in |of )?(?:there|(?:the|that|this) (?:resolution|text))\b", f"of {text}", f.rest, count=1
            )
        else:
            end = re.match(r"[\w.()/-]*(?:(?:,| and| to)? ?\d+)*", f.rest[match.end() :])
            stop = match.end() + (end.end() if end else 0)
            said = f"{f.rest[:stop]} of {text}{f.rest[stop:]}"
        if not content_words(said) and not ASKS.search(said):
            return f"What does {said} say?"
        return f"{said}?" if CLAUSE.match(said) else said
    if re.search(r"\b(?:the )?(?:very )?(?:last|final) (?:operative )?(?:paragraph|clause)\b", f.rest, re.IGNORECASE):
        heads = [
            row.number
            for row in f.background.catalogue.paragraphs_of(number)
            if row.kind is Kind.OPERATIVE and not row.path
        ]
        return f"What does paragraph {heads[-1]} of {text} say?" if heads and heads[-1].isdecimal() else None
    if last is None:
        return None
    if _AND_THEN.match(f.question) and last.number.isdecimal() and not f.chain():
        return f"What does paragraph {int(last.number) + 1} of {text} say?"
    step = _NEXT_PARAGRAPH.search(f.rest)
    if step and (PARAGRAPH.search(f.rest) or f.thread.by_paragraph) and last.number.isdecimal():
        other = int(last.number) + (1 if step["next"] or step["below"] else -1)
        if other > 0:
            return f"What does paragraph {other} of {text} say?"
    kind = "preambular paragraph" if last.kind == "pp" else "paragraph"
    if last.number.isdecimal() and _THAT_PARAGRAPH.search(f.rest):
        return f"{_THAT_PARAGRAPH.sub(f'{kind} {last.number} of {text}', f.rest, count=1)}?"
    if last.number.isdecimal() and _WORDS.search(f.rest) and len(content_words(_WORDS.sub(" ", f.rest))) <= 1:
        return f"What does {kind} {last.number} of {text} say?"
    return None
