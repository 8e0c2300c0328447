"""Wording of a sentence where it follows the text: no word exchanged, no "not" lost or new."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.checking.paraphrase import ACTS, MODALS, REPORTED_BY, STRONG, WEAK, same
from assistant.checking.polarity import negations
from assistant.checking.source import Checking
from assistant.checking.tokens import Token
from assistant.checking.words import weighs
from assistant.terms import FUNCTION_WORDS
from ingest.wording import FORCE

_TO_BE = frozenset("is are was were be been".split())
_QUANTITIES = frozenset("all any every each some only".split())
_GAP = 5  # tokens: a longer stretch that differs is another wording, not an altered word


def alterations(check: Checking) -> None:
    """Where the sentence follows the words of the text, no word may be another and no "not" may be gone or new."""
    text = [_aligned(token) for token in check.source.aligned]
    said = [_aligned(token) for token in check.said]
    blocks = [b for b in SequenceMatcher(None, text, said, autojunk=False).get_matching_blocks() if b.size]
    in_text = {b.a + i: b.b + i for b in blocks for i in range(b.size)}
    in_said = {b.b + i: b.a + i for b in blocks for i in range(b.size)}
    negations(check, in_text, in_said)
    for at, token in enumerate(check.said):  # the verb in front of words that the text puts behind another verb
        behind = in_said.get(at + 1, 0)
        there = check.source.aligned[behind - 1] if behind else token
        if {token.word, there.word} <= FORCE.keys() and there.word != token.word and not _licensed(token, [there]):
            check.add(f"“{token.raw}” is not what the text has there: “{there.raw}”.")
    for one, other in pairwise(blocks):
        old = check.source.aligned[one.a + one.size : other.a]
        new = _without_speaker(check.said[one.b + one.size : other.b + 1])
        _other_neighbours(check, one.size, other.size, old, new)
        for token in new if not old and max(one.size, other.size) > 1 else ():
            if token.word in _QUANTITIES:
                check.add(f"“{token.raw}” does not stand there in what is cited.")
        if max(one.size, other.size) < 2 or not 0 < len(new) <= _GAP or not 0 < len(old) <= _GAP:
            continue
        if _moved(check, new):
            continue
        lost = any(each.word not in FUNCTION_WORDS and not _licensed(each, new) for each in old)
        one_for_one = len(old) == len(new) == 1 and not {old[0].word, new[0].word} <= FUNCTION_WORDS
        soon = {each.norm for each in check.source.aligned[other.a : other.a + 4]}
        for before, token in zip([None, *new], new, strict=False):
            passive = before is not None and before.word in _TO_BE and token.word.endswith("ed")
            if (passive and check.source.holds(token.norm)) or (not weighs(token) and token.norm in soon):
                continue  # "to extend the mandate until" → "the mandate is extended until"
            counts = weighs(token) or token.is_name or one_for_one or (lost and token.word not in FUNCTION_WORDS)
            if counts and not _licensed(token, old):
                check.add(f"“{token.raw}” is not what the text has there: “{' '.join(each.raw for each in old)}”.")

    last = blocks[-1] if blocks else None
    if last is not None and last.size > 1:  # behind the last common words: a figure in the place of another one
        for old_one, new_one in zip(
            check.source.aligned[last.a + last.size :][:_GAP], check.said[last.b + last.size :], strict=False
        ):
            if new_one.kind in {"number", "date"} and old_one.kind == new_one.kind and old_one.norm != new_one.norm:
                check.add(f"“{new_one.raw}” is not what the text has there: “{old_one.raw}”.")
        _other_neighbours(
            check, last.size, 0, check.source.aligned[last.a + last.size :][:_GAP], check.said[last.b + last.size :][:1]
        )


def _without_speaker(tokens: Sequence[Token]) -> Sequence[Token]:
    """All but the last, which only tells whether the words before it are the subject that paragraphs leave unsaid:
    "the Council decides"."""
    *new, after = tokens
    speaks = new and new[-1].word == "council" and after.word in FORCE
    return [token for token in new if not speaks or token.word not in {"the", "security", "council"}]


def _other_neighbours(check: Checking, left: int, right: int, old: Sequence[Token], new: Sequence[Token]) -> None:
    """A name, number or date next to common words, where the text has another one next to them."""
    sides = [(old[:1], new[:1])] * (left > 1) + [(old[-1:], new[-1:])] * (right > 1)
    for was, now in sides:
        if not was or not now or len(new) > 2:
            continue
        facts = now[0].kind == was[0].kind != "word" or (now[0].is_name and was[0].is_name)
        if facts and not _licensed(now[0], old):
            check.add(f"“{now[0].raw}” is not what the text has there: “{was[0].raw}”.")


def _moved(check: Checking, new: Sequence[Token]) -> bool:
    """Whether words stand together elsewhere in the text, so that they came from there: "luxury goods"."""
    norms = [token.norm for token in new if weighs(token) or token.is_name]
    if len(norms) < 2 or any(token.is_name or token.kind != "word" for token in new):
        return False
    text = [token.norm for token in check.source.aligned if weighs(token) or token.is_name]
    return any(text[i : i + len(norms)] == norms for i in range(len(text)))


def _aligned(token: Token) -> str:
    if token.word in STRONG:
        return "shall"
    return "may" if token.word in WEAK else token.norm


def _licensed(token: Token, old: Sequence[Token]) -> bool:
    if token.word in MODALS and any(each.word == "to" for each in old):
        return True  # "authorizes UNMAZ to inspect" → "UNMAZ may inspect": another rule looks at these
    if any(token.norm == each.norm or (token.kind == "word" and same(token.norm, each.norm)) for each in old):
        return True
    act = ACTS.get(token.word)
    return act is not None and any(ACTS.get(each.word) in REPORTED_BY.get(act, set()) | {act} for each in old)
