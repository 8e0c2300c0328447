"""Whether clauses say what is claimed, as a language model reads them: asked only where the words alone leave it undecided, in one request
for all, and taken only with the words of the clause that show it."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import ClaimVerdict
from assistant.assumed.found import Ground
from assistant.errors import NoAnswerFromModel
from assistant.operations.check import Check, CheckResult
from assistant.operations.result import Witness
from assistant.writing.generative import last, one_line
from assistant.writing.model import Chat
from prompts import fingerprint, render
from vectorstore.catalogue import Catalogue

PROMPT = "entail.v1"
_TOKENS = 300  # of the reply, for each pair
_CHARACTERS = 4000  # of a clause that the model sees
_LEAST = 3  # words that show something
_MOST = 12  # pairs of one request
_LINE = re.compile(r"\s*(\d{1,2})\s*[.):]\s*(.+)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and the clause that it is held against."""

    claim: str
    clause: str


def decided(
    results: Sequence[CheckResult], chat: Chat, catalogue: Catalogue
) -> Generator[str, None, tuple[list[CheckResult], int]]:
    """The results, those that are undecided with what the model says of their claim beside the nearest clause, and the tokens spent.

    Gives empty strings while it waits, so that whoever reads can stop. Never raises: a model that fails decides nothing.
    """
    open_: dict[int, Pair] = {}
    for at, result in enumerate(results):
        row = catalogue.paragraph(result.witnesses[0].key) if result.witnesses else None
        if result.verdict is ClaimVerdict.UNDECIDED and row is not None and isinstance(result.plan, Check):
            open_[at] = Pair(one_line(result.plan.claim), row.words[:_CHARACTERS])
    said, tokens = yield from _said(list(open_.values())[:_MOST], chat)
    out = list(results)
    for (at, pair), reply in zip(open_.items(), said, strict=False):
        verdict, start, end = _read(reply, pair.clause)
        if verdict is not ClaimVerdict.UNDECIDED:
            witness = Witness(key=out[at].witnesses[0].key, start=start, end=end)
            known = {"verdict": verdict, "ground": Ground.MODEL, "witnesses": (witness,), "found": True}
            out[at] = out[at].model_copy(update=known)
    return out, tokens


def _said(pairs: Sequence[Pair], chat: Chat) -> Generator[str, None, tuple[list[str], int]]:
    """What the model says of each pair, empty where it says nothing; asked of those that it has not said anything of before."""
    version = fingerprint(PROMPT)
    known = {
        pair: said for pair in pairs if (said := chat.remembered.get(version, pair.claim, pair.clause)) is not None
    }
    new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    tokens = 0
    if new:
        shown = [Pair(pair.claim, one_line(pair.clause)) for pair in new]
        message = ChatMessage(role=MessageRole.USER, content=render(PROMPT, pairs=shown))
        try:
            pieces = chat.stream([message], chat.deadline(), max_tokens=_TOKENS * len(new))
            reply = yield from last(pieces, instead="")
        except NoAnswerFromModel:
            return [known.get(pair, "") for pair in pairs], 0
        tokens = reply.tokens
        lines = {int(m[1]): m[2] for line in reply.text.splitlines() if (m := _LINE.fullmatch(line))}
        lines = lines or ({1: reply.text} if len(new) == 1 else {})  # one pair needs no number
        for number, pair in enumerate(new, 1):
            known[pair] = lines.get(number, "")
            chat.remembered.put(known[pair], version, pair.claim, pair.clause)
    return [known[pair] for pair in pairs], tokens


def _read(reply: str, clause: str) -> tuple[ClaimVerdict, int, int]:
    """The verdict and where in the clause the words stand that show it; undecided where they stand nowhere."""
    said, _, shown = reply.strip().partition(":")
    shown = shown.strip().strip("\"'“”").strip()
    start = clause.find(shown) if len(shown.split()) >= _LEAST else -1
    verdict = {"holds": ClaimVerdict.HOLDS, "contradicted": ClaimVerdict.CONTRADICTED}.get(said.strip().lower())
    if verdict is None or start < 0:
        return ClaimVerdict.UNDECIDED, 0, 0
    return verdict, start, start + len(shown)
