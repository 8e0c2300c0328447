"""What a question turns into: an answer whose every citation carries a verdict.

The same object feeds the window, the command line, the export and the evaluation.
"""

from __future__ import annotations

import datetime as dt
import json
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, InstanceOf

from assistant.compare.told import Told
from assistant.plan import Plan, plans_to_line


class Status(StrEnum):
    """``corrected``: answered, and a premise of the question was put right. ``refused``: nothing is asserted."""

    ANSWERED = "answered"
    CORRECTED = "corrected"
    REFUSED = "refused"


class Verdict(StrEnum):
    """How far a citation was checked.

    ``quoted``: the quotation stands word for word in the cited paragraph. ``retrieved``: the paragraph was in the
    evidence, nothing is quoted from it. ``not supported``: neither; shown with this mark, never silently dropped.
    """

    QUOTED = "quoted"
    RETRIEVED = "retrieved"
    NOT_SUPPORTED = "not supported"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Value):
    """One citation of an answer.

    ``key`` is empty where the citation names nothing that exists. ``quote`` equals
    ``paragraph.words[start:end]`` for a verdict of ``quoted`` and is empty otherwise.
    """

    key: str
    citation: str
    quote: str = ""
    start: int = 0
    end: int = 0
    verdict: Verdict


class SentenceVerdict(StrEnum):
    """How a sentence that a model wrote was found.

    ``supported``: its citations resolve, its quotations are verbatim, and its names, numbers, dates, verbs and words of
    content stand in what it cites. ``connecting``: it asserts nothing, of no text or of one that it only names. ``not supported``: all else;
    the mark stands behind it in the text.
    """

    SUPPORTED = "supported"
    CONNECTING = "connecting"
    NOT_SUPPORTED = "not supported"


class CheckedSentence(_Value):
    """One sentence of a generated answer: ``Answer.text[start:end] == text``. ``reasons`` tell a reader why it is not
    supported and are empty otherwise."""

    text: str
    start: int
    end: int
    verdict: SentenceVerdict
    reasons: tuple[str, ...] = ()


class ClaimVerdict(StrEnum):
    """How the texts stand to what a question takes for granted. ``undecided``: it was looked at, and nothing is told."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    SILENT = "silent"
    UNDECIDED = "undecided"


class CheckedClaim(_Value):
    """One thing that a question takes for granted. ``resolution`` is the number it is said of and ``key`` the paragraph
    that shows the verdict; both are empty where there is none."""

    claim: str
    resolution: str = ""
    verdict: ClaimVerdict
    key: str = ""


class VoteResult(_Value):
    """The vote that a question asked for; members as ISO 3166 alpha-3 codes. Of those ``not_participating`` the ``absent`` are those that a
    note of the text says were not there."""

    yes: int
    no: int
    abstain: int
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    not_participating: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def there(self) -> tuple[str, ...]:
        """Those that took no part and are not known to have been absent."""
        return tuple(code for code in self.not_participating if code not in self.absent)


class Progress(str):
    """What is being done, in the place of the text of an answer that is not begun yet: a line for each step."""

    __slots__ = ()


class Step(_Value):
    """One operation that a language model called: ``called`` is the call as it wrote it, ``plan`` as it was run, ``result`` what it was
    shown of it, as JSON. ``failed`` tells why there is none. ``seconds`` is the time of the operation, ``tokens`` those of the request
    that asked for it; of several calls in one request the first has them."""

    called: str
    plan: InstanceOf[Plan] | None = None
    result: str = ""
    failed: str = ""
    seconds: float = 0.0
    tokens: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "plan": str(self.plan) if self.plan is not None else "",
            "called": self.called,
            "result": json.loads(self.result) if self.result else None,
            "failed": self.failed,
            "seconds": round(self.seconds, 3),
            "tokens": self.tokens,
        }


class Answer(_Value):
    """An answer to one question.

    ``text`` is plain text; citations stand in it as ``S/RES/2395 (2017), para. 2``. ``standalone`` is the question as
    it was understood after follow-ups were resolved. ``evidence`` holds paragraph keys, best first. ``corpus_end`` is
    the date of the last resolution that is known. ``writer`` names what wrote the text: ``extractive`` or a model.
    ``notice`` tells the reader of a failure on the way, such as a language model that did not answer. ``timeline`` names
    the body or regime whose timeline the answer tells, as :func:`assistant.timeline.timeline` takes it; empty for others.
    ``compared`` holds what is behind an answer that compares resolutions; ``unsc compare --json`` prints it, :meth:`to_json`
    does not. ``listed`` is the stretch of the text that tells rows or decisions one by one: who shows them as a table or
    chart can leave it out. ``sentences`` are those that a model wrote; an extractive answer has none, as it consists
    of the texts' own words. ``tokens`` counts what was sent to the model and what it wrote; ``None`` where none was asked.
    ``checked`` are the claims of the question that were held against the texts, ``plans`` what it was read as. ``steps`` are the operations
    that a language model called, ``fingerprint`` changes with what it was told: prompts and schemas. ``is_weak`` tells that it only has what comes nearest,
    ``stands_out`` whether nothing in it says that what leads may not be what was asked.
    """

    question: str
    standalone: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    evidence: tuple[str, ...] = ()
    corpus_end: dt.date | None = None
    as_of: dt.date | None = None
    vote: VoteResult | None = None
    resolutions: tuple[str, ...] | None = None
    writer: str = "extractive"
    notice: str = ""
    tokens: int | None = None
    timeline: str = ""
    compared: InstanceOf[Told] | None = None
    listed: str = ""
    sentences: tuple[CheckedSentence, ...] = ()
    checked: tuple[CheckedClaim, ...] = ()
    plans: tuple[InstanceOf[Plan], ...] = ()
    steps: tuple[Step, ...] = ()
    fingerprint: str = ""
    is_weak: bool = False
    stands_out: bool = True

    @property
    def plan(self) -> str:
        """The plans that were run, as one line."""
        return plans_to_line(self.plans)

    @property
    def unsupported(self) -> tuple[CheckedSentence, ...]:
        """The sentences that bear a mark."""
        return tuple(each for each in self.sentences if each.verdict is SentenceVerdict.NOT_SUPPORTED)

    def to_json(self) -> dict[str, Any]:
        """The stable machine-readable form that ``unsc ask --json`` prints."""
        out: dict[str, Any] = {
            "status": self.status.value,
            "answer": self.text,
            "citations": [
                {"key": c.key, "citation": c.citation, "quote": c.quote, "verdict": c.verdict.value}
                for c in self.citations
            ],
            "evidence": list(self.evidence),
            "corpus_end": self.corpus_end.isoformat() if self.corpus_end else None,
            "standalone": self.standalone,
            "plan": self.plan,
            "writer": self.writer,
        }
        if self.as_of:
            out["as_of"] = self.as_of.isoformat()
        if self.vote:
            out["vote"] = self.vote.model_dump(mode="json")
        if self.resolutions is not None:
            out["resolutions"] = list(self.resolutions)
        if self.timeline:
            out["timeline"] = self.timeline
        if self.notice:
            out["notice"] = self.notice
        if self.sentences:
            out["sentences"] = [sentence.model_dump(mode="json") for sentence in self.sentences]
        if self.checked:
            out["checked"] = [claim.model_dump(mode="json") for claim in self.checked]
        if self.tokens is not None:
            out["tokens"] = self.tokens
        if self.steps:
            out["steps"] = [step.to_json() for step in self.steps]
        if self.fingerprint:
            out["fingerprint"] = self.fingerprint
        return out
