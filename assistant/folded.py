"""An answer that is longer than anybody reads at once: what is least of it is left to its citations, which have the words in full."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.writing.extractive import SEE_ALSO

__all__ = ["BETWEEN", "CAME_ABOUT", "folded", "is_asked_for_whole"]

BETWEEN = "\n\n"  # two blocks of an answer
CAME_ABOUT = "How it came about"  # above what was before
_BEHIND = (SEE_ALSO, CAME_ABOUT)
_MOST = 400  # words
_LEADS = 2  # blocks that stay: what is asked for, and the words that carry it
_KNOWN_BY = 40  # characters at its beginning by which a quotation is known again


def is_asked_for_whole(told: Draft | Answer) -> bool:
    """Whether a list, a table or paragraphs by their numbers were asked for, which are told in full, or a model wrote it."""
    whole = told.listed or told.compared or told.resolutions or told.sentences
    return bool(whole) or (bool(told.plans) and all(plan.op == "lookup" for plan in told.plans))


def folded(parts: Sequence[str], whole: Sequence[bool] = (False,)) -> list[str]:
    """The parts of an answer without what is least of them, as far as they have over 400 words together: first what comes near and what was
    before, then words that a part before has quoted, then from the end of the longest on what is quoted behind the words that carry it. What
    is said of the texts and of how a paragraph stands is never left out. A part that is ``whole`` stays as it is."""
    kept = [part.split(BETWEEN) for part in parts]
    if _words(kept) > _MOST:
        kept = [blocks if stays else _without_what_is_near(blocks) for blocks, stays in zip(kept, whole, strict=True)]
    if _words(kept) > _MOST:
        quoted = set[str]()
        for blocks, stays in zip(kept, whole, strict=True):
            blocks[:] = blocks if stays else [_without(block, quoted) for block in blocks]
            quoted.update(*map(_quotations, blocks))
    loose = [blocks for blocks, stays in zip(kept, whole, strict=True) if not stays]
    while _words(kept) > _MOST and (longer := [blocks for blocks in loose if _last_of(blocks)]):
        longest = max(longer, key=lambda blocks: _words([blocks]))
        del longest[_last_of(longest)]
    return [BETWEEN.join(blocks) for blocks in kept]


def _without_what_is_near(blocks: Sequence[str]) -> list[str]:
    return [*blocks[:1], *(block for block in blocks[1:] if not block.startswith(_BEHIND))]


def _without(block: str, quoted: set[str]) -> str:
    """A block without the lines, but the first, whose quotations are all told already."""
    first, *lines = block.split("\n")
    return "\n".join([first, *(each for each in lines if not (found := _quotations(each)) or not found <= quoted)])


def _quotations(text: str) -> set[str]:
    """How each quotation in a text begins."""
    return {said[:_KNOWN_BY] for said in text.split("“")[1:]}


def _last_of(blocks: Sequence[str]) -> int:
    """The place of the last block that may go: one that quotes, and none of those that lead; 0 for none."""
    return max((at for at, block in enumerate(blocks) if at >= _LEADS and "“" in block), default=0)


def _words(parts: Sequence[Sequence[str]]) -> int:
    return sum(len(block.split()) for blocks in parts for block in blocks)
