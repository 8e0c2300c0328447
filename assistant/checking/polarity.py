"""Yes and no: what a sentence asserts without words of content of its own, and which words of the text license its "not".

"It does not" takes all that it says from the question, and no text can be compared with a question: such a sentence is
never supported, whatever the cited paragraph negates. Where a sentence has words of its own, its "not" belongs to one of
them, and the text must deny that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assistant.checking.paraphrase import (
    ABOUT_THE_EVIDENCE,
    ABSENCE,
    ACTS,
    CONNECTING,
    DENIALS,
    DENYING,
    LIMITS,
    MODALS,
    NEGATIONS,
    PRO_SENTENCES,
    PRO_VERBS,
    QUANTITIES,
    RELATIONS,
    claims_nothing,
    same,
)
from assistant.checking.source import Checking
from assistant.checking.tokens import Token, signs, tokens_of
from assistant.checking.words import ALWAYS, weighs

YES_OR_NO = "It says yes or no, and nothing that could be compared with what is cited."
_YES_OR_NO = NEGATIONS | LIMITS | MODALS | PRO_SENTENCES | PRO_VERBS
_CLOSED = _YES_OR_NO | RELATIONS | ACTS.keys() | ALWAYS
_NONE_FOUND = frozenset((("no", "information"), ("no", "answer")))
_FOUND = frozenset("answer answers contain contains information specify address mention tell say says nothing".split())
_TO_BE = frozenset("is are was were be been being am has have had".split())
# "It is." says yes; "The text is:" says where something stands.
_APPARATUS = ABOUT_THE_EVIDENCE | frozenset("answer answers question provision provisions paragraph paragraphs".split())
_PLACES = frozenset("paragraph paragraphs para paras resolution resolutions annex article".split())
_REACH = 6  # tokens: so far from a word its "not" can stand
_VERBATIM = 3  # common words in a row, from which on a "not" among them is the text's own


def bare(words: str, *, alone: bool = True) -> bool:
    """Whether words assert by their yes or no alone: "It does not", "That is so", "Never", a cross or a tick.

    Unless they stand ``alone``, a verb of the Council or a quantity by itself belongs to the rest of their sentence.
    """
    tokens = tokens_of(words)
    if any(_is_content(tokens, at) for at in range(len(tokens))):
        return False
    said = {token.word for token in tokens}
    if said & _YES_OR_NO or signs(words) or (alone and said & (ACTS.keys() | QUANTITIES)):
        return True
    return any(part[-1].word in _TO_BE and not {t.word for t in part} & _APPARATUS for part in _segments(tokens))


def _segments(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens from pause to pause."""
    starts = [0, *(at for at, token in enumerate(tokens) if at and token.pause)]
    for first, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if first < end:
            yield tokens[first:end]


def finds_nothing(words: str) -> bool:
    """Whether words say that the evidence does not answer the question, which is no "no": "The passages do not say"."""
    said = [token.word for token in tokens_of(words)]
    # "no information" is a finding on the evidence; "no" alone would be an answer.
    rest = {word for word, after in pairwise([*said, ""]) if (word, after) not in _NONE_FOUND}
    return rest <= CONNECTING | ABSENCE and bool(rest & ABOUT_THE_EVIDENCE) and bool(set(said) & _FOUND)


def tells_of_the_evidence(words: str) -> bool:
    """Whether a sentence that asserts nothing of a resolution tells that the evidence does not answer, or where it ends."""
    said = {token.word for token in tokens_of(words)}
    return finds_nothing(words) or bool(said & (ABOUT_THE_EVIDENCE | {"corpus"}) and said & {"end", "ends"})


def _is_content(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token can be looked for in a text by itself: a figure, a day, a name, a noun, most verbs."""
    token = tokens[at]
    if token.kind == "number":  # neither "one" as a pronoun nor the number of a paragraph
        return token.word not in {"a", "an", "one"} and not (at and tokens[at - 1].word in _PLACES)
    return token.kind != "word" or not (claims_nothing(token.word) or token.word in _CLOSED)


def negations(check: Checking, in_text: Mapping[int, int], in_said: Mapping[int, int]) -> None:
    """No "not" may be gone or new. The mappings lead from places of :attr:`Source.aligned` to those of the sentence and
    back, where both have the same words."""
    _lost(check, in_text)
    _new(check, in_said)


def _lost(check: Checking, in_text: Mapping[int, int]) -> None:
    text, said = check.source.aligned, check.said
    for at, token in enumerate(text):
        if token.word not in NEGATIONS | LIMITS or at in in_text:
            continue
        head = next((i for i in range(at + 1, min(at + 5, len(text))) if weighs(text[i])), None)
        helper = at - 1 if at and text[at - 1].word in _HELPERS else -1
        lost_head = head is not None and head in in_text and not _negated(said, in_text[head])
        lost_helper = helper in in_text and not _negated(said, in_text[helper] + 2)
        conditional = token.word in {"unless", "except"} and any(
            i in in_text and text[i].kind == "date" for i in range(at + 1, min(at + 9, len(text)))
        )
        close = any(i in in_text for i in range(at - 3, at)) or (head is not None and head + 1 in in_text)
        if (lost_head and close) or lost_helper or conditional:
            check.add(f"“{token.raw}” of the text is missing.")
    for at, token in enumerate(text):
        if at in in_text or (token.norm not in DENYING and token.word != "nothing"):
            continue
        reach = _reach(text, at)
        if any(i in in_text and not _denied(said, in_text[i]) for i in reach):
            check.add(f"“{token.raw}” of the text is missing.")


def _new(check: Checking, in_said: Mapping[int, int]) -> None:
    said = check.said
    for at, token in enumerate(said):
        if token.word not in NEGATIONS | LIMITS or _verbatim(said, at, in_said):
            continue
        head = _denied_word(said, at)
        inserted = at - 1 in in_said and in_said.get(at + 1) == in_said[at - 1] + 1
        if head is None or inserted or _denials_there(check, head, in_said) < _denials(said, head):
            check.add(f"“{token.raw}” does not stand in what is cited.")


def _verbatim(said: Sequence[Token], at: int, in_said: Mapping[int, int]) -> bool:
    """Whether a "not" is the text's own: it stands in a row of common words, and one of them is of content."""
    if at not in in_said:
        return False
    first = last = at
    while first - 1 in in_said and in_said[first - 1] == in_said[first] - 1:
        first -= 1
    while last + 1 in in_said and in_said[last + 1] == in_said[last] + 1:
        last += 1
    row = range(first, last + 1)
    return len(row) >= _VERBATIM and any(_is_head(said, i) for i in row)


def _denied_word(said: Sequence[Token], at: int) -> int | None:
    """The place of the word that a "not" denies: the next one of content behind it, up to the next pause. ``None`` where
    nothing follows, as in "UNMAZ may not"."""
    for i in range(at + 1, min(at + 1 + _REACH, len(said))):
        if said[i].pause:
            break
        if _is_head(said, i):
            return i
    return None


def _denials(tokens: Sequence[Token], head: int) -> int:
    """How many words deny a word: those in front of it, back to the last pause, and itself."""
    first = head
    while first and head - first < _REACH and not tokens[first].pause:
        first -= 1
    return sum(token.word in NEGATIONS | LIMITS or token.norm in DENIALS for token in tokens[first : head + 1])


def _denials_there(check: Checking, head: int, in_said: Mapping[int, int]) -> int:
    """As :func:`_denials`, in the text, for the word of the sentence at ``head``; -1 where the text does not have it."""
    text, norm = check.source.aligned, check.said[head].norm
    places = [in_said[head]] if head in in_said else [n for n, each in enumerate(text) if same(norm, each.norm)]
    return max((_denials(text, place) for place in places), default=-1)


def _is_head(tokens: Sequence[Token], at: int) -> bool:
    return _is_content(tokens, at) or tokens[at].word in ACTS


_HELPERS = MODALS | frozenset("is are was were be do does did has have had will would decides decided".split())


def _reach(text: Sequence[Token], at: int) -> list[int]:
    """What a denying verb denies: the words of content behind it, up to the next verb."""
    reach = []
    stops = MODALS | ACTS.keys() | {"to", "and", "that"}
    for i in range(at + 1, min(at + (14 if text[at].word == "nothing" else 8), len(text))):
        if text[at].word != "nothing" and text[i].word in stops and not (i == at + 1 and text[i].word == "and"):
            break
        if weighs(text[i]) and text[i].word not in MODALS:
            reach.append(i)
    return reach


def _denied(said: Sequence[Token], at: int) -> bool:
    return any(token.word in NEGATIONS | LIMITS or token.norm in DENIALS for token in said[:at])


def _negated(said: Sequence[Token], at: int) -> bool:
    return any(token.word in NEGATIONS | LIMITS for token in said[max(0, at - 4) : at])
