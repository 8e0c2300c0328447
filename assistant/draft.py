"""What a writer hands over before it is checked: text, and the quotations that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import CheckedSentence, Citation, Status, Step, Verdict, VoteResult
from assistant.compare.told import Told
from assistant.plan import Plan
from ingest.resolution import Paragraph, Resolution


@dataclass(frozen=True, slots=True)
class Draft:
    """Text of an answer with its citations, not yet checked against the catalogue."""

    text: str
    citations: tuple[Citation, ...] = ()
    status: Status = Status.ANSWERED
    evidence: tuple[str, ...] = ()
    vote: VoteResult | None = None
    resolutions: tuple[str, ...] | None = None
    writer: str = "extractive"
    notice: str = ""
    tokens: int | None = field(default=None)
    timeline: str = ""
    compared: Told | None = None
    listed: str = ""
    sentences: tuple[CheckedSentence, ...] = ()
    plans: tuple[Plan, ...] = ()
    steps: tuple[Step, ...] = ()
    fingerprint: str = ""
    stands_out: bool = True  # whether what a search leads with is likelier on the matter than not
    is_weak: bool = False  # whether it only has what comes nearest
    goes_on: bool | None = None  # of what lasts for a time: whether it does on the day, where the texts tell

    @property
    def is_complete(self) -> bool:
        """Whether it lists, counts or compares, so that nothing can stand behind it."""
        return bool(self.listed or self.vote or self.resolutions or self.compared)

    def after(self, said: str) -> Draft:
        """The draft with a paragraph of ours before it."""
        shift = len(said) + 2
        moved = [s.model_copy(update={"start": s.start + shift, "end": s.end + shift}) for s in self.sentences]
        return replace(self, text=f"{said}\n\n{self.text}", sentences=tuple(moved))


def together(drafts: Sequence[Draft]) -> Draft:
    """Several drafts as one, each as a paragraph of its own; refused where all are."""
    if len(drafts) == 1:
        return drafts[0]
    statuses = [draft.status for draft in drafts]
    told = [status for status in statuses if status is not Status.REFUSED]
    return Draft(
        "\n\n".join(draft.text for draft in drafts),
        unique([citation for draft in drafts for citation in draft.citations]),
        status=Status.CORRECTED if Status.CORRECTED in told else (told or statuses)[0],
        evidence=tuple(dict.fromkeys(key for draft in drafts for key in draft.evidence)),
        resolutions=next((draft.resolutions for draft in drafts if draft.resolutions is not None), None),
    )


def quotation(paragraph: Paragraph, start: int = 0, end: int | None = None) -> Citation:
    """A citation whose quotation is the slice ``start:end`` of the paragraph's words; all of them by default."""
    stop = len(paragraph.words) if end is None else end
    return Citation(
        key=paragraph.key,
        citation=paragraph.citation,
        quote=paragraph.words[start:stop],
        start=start,
        end=stop,
        verdict=Verdict.QUOTED,
    )


def mention(paragraph: Paragraph) -> Citation:
    """A citation of a paragraph from which nothing is quoted."""
    return Citation(key=paragraph.key, citation=paragraph.citation, verdict=Verdict.RETRIEVED)


def unique(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Each citation once, the first kept; a quotation stands before a mention of the same paragraph. What is not supported stands for
    itself."""
    kept: dict[tuple[str, str, str, bool], Citation] = {}
    for citation in citations:
        kept.setdefault((citation.key, citation.citation, citation.quote, _wrong(citation)), citation)
    quoted = {citation.citation for citation in kept.values() if citation.quote}
    return tuple(c for c in kept.values() if c.quote or c.citation not in quoted or _wrong(c))


def _wrong(citation: Citation) -> bool:
    return citation.verdict is Verdict.NOT_SUPPORTED


def mention_resolution(record: Resolution) -> Citation:
    """A citation of a resolution as a whole."""
    return Citation(key=str(record.number), citation=record.symbol, verdict=Verdict.RETRIEVED)


def with_remarks(draft: Draft, remarks: Sequence[Draft]) -> Draft:
    """The draft after the corrections of what the question took for granted."""
    if not remarks:
        return draft
    statuses = {remark.status for remark in remarks}
    status = next((each for each in (Status.REFUSED, Status.CORRECTED) if each in statuses), draft.status)
    said = "\n".join(remark.text for remark in remarks)
    shown = [citation for remark in remarks for citation in remark.citations]
    evidence = dict.fromkeys([*draft.evidence[:2], *(key for r in remarks for key in r.evidence), *draft.evidence[2:]])
    draft = replace(draft, citations=unique([*draft.citations, *shown]), evidence=tuple(evidence))
    if draft.status is Status.REFUSED:
        return replace(draft, text=said, status=status, sentences=())
    return replace(draft.after(said), status=status)
