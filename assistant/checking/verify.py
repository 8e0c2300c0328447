"""Every citation and every sentence of an answer is checked against the evidence and the catalogue; nothing is dropped.

A text that a model wrote is read with the same grammar as questions and resolutions. Each citation gets a verdict, and
each sentence: what is not supported by what it cites is marked in the text itself, directly behind the sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer import CheckedSentence, Citation, SentenceVerdict, Verdict
from assistant.checking.cited import Cited, Part, family_of, look_up, parts_of
from assistant.checking.computed import Computed, before_the_stop
from assistant.checking.faults import faults
from assistant.checking.paraphrase import ABOUT_THE_EVIDENCE, ACTS, CONNECTING, OF_THE_END, RELATIONS
from assistant.checking.polarity import YES_OR_NO, bare, finds_nothing
from assistant.checking.quotations import Span, locate, quotations_in
from assistant.checking.sentences import citations_in, sentences_in
from assistant.checking.source import Source, known_of
from assistant.checking.tokens import GAP, tokens_of
from assistant.checking.words import weighs
from assistant.draft import Draft
from assistant.errors import BrokenQuotation
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

MARK = " [not supported]"
_TEXTS = ABOUT_THE_EVIDENCE | {"corpus"}
_ASKS = re.compile(rf"\?[\s)\].*_{GAP}]*$")
_SUBJECT = 24  # characters: a resolution named so early in a sentence is what it speaks of


def verify_quotations(citations: Iterable[Citation], catalogue: Catalogue) -> None:
    """Check the invariant that a quotation is a slice of the stored words.

    Raises :class:`BrokenQuotation` for the first that is not: a defect, or an index changed under the reader.
    """
    for citation in citations:
        if citation.verdict is not Verdict.QUOTED:
            continue
        paragraph = catalogue.paragraph(citation.key)
        if paragraph is None or not citation.quote or paragraph.words[citation.start : citation.end] != citation.quote:
            raise BrokenQuotation(
                f"A quotation from {citation.citation} is not what the catalogue holds, so the answer is withheld. "
                "Ask again; if it happens again, rebuild the index with `unsc ingest`."
            )


def verify_text(
    draft: Draft,
    evidence: Collection[str],
    catalogue: Catalogue,
    own_words: float = 0.0,
    said_of: Mapping[str, str] | None = None,
    results: Mapping[int, tuple[str, ...]] | None = None,
) -> Draft:
    """The draft with a verdict for every citation and every sentence of its text; what is not supported is marked.

    ``evidence`` are the keys that the writer was shown; ``own_words`` is described at :func:`assistant.checking.faults.faults`.
    ``said_of`` maps keys to what was computed of these paragraphs: such words may stand beside those of the text. ``results`` are
    what operations computed, by the number under which a sentence may cite it.
    """
    printed = before_the_stop(cleaned(draft.text)) if results else cleaned(draft.text)
    computed = Computed(printed, results or {})
    text = computed.blanked
    found = citations_in(text)
    cited = [look_up(each, text[each.start : each.end], evidence, catalogue) for each in found]
    sentences = sentences_in(text, found)
    spans = quotations_in(text)
    check = _Check(evidence, catalogue, own_words, said_of or {}, computed)
    citations: list[Citation] = []
    verdicts: list[CheckedSentence] = []
    for sentence, parts in zip(sentences, parts_of(text, sentences, cited), strict=True):
        reasons: list[str] = []
        for part in parts:
            quotes = [span for span in spans if part.start <= span.start < part.end]
            reasons += check.part(part, quotes)
            citations += check.citations(part, quotes)
        cites = any((part.citing and not part.covered) or part.mentions or check.computes(part) for part in parts)
        by_itself = any(bare(part.words, alone=len(parts) == 1 and not part.mentions) for part in parts)
        if by_itself and not finds_nothing(parts[0].words):
            reasons.append(YES_OR_NO)
            asserts = True
        elif cites and not any(_says(part.words) for part in parts):
            asserts = bool(reasons)  # "2395 (2017)" alone is wrong where it does not exist, and else says nothing
        else:
            asserts = cites or not _connects(parts[0].words, catalogue)
        if asserts and _ASKS.search(parts[-1].words):
            reasons.append("It asks, and says nothing.")
        verdict = (
            SentenceVerdict.NOT_SUPPORTED
            if asserts and reasons
            else SentenceVerdict.SUPPORTED
            if asserts
            else SentenceVerdict.CONNECTING
        )
        kept = tuple(dict.fromkeys(reasons)) if verdict is SentenceVerdict.NOT_SUPPORTED else ()
        verdicts.append(
            CheckedSentence(
                text=printed[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                verdict=verdict,
                reasons=kept,
            )
        )
    return replace(_marked(draft, printed, verdicts), citations=_distinct(citations))


def _marked(draft: Draft, text: str, verdicts: Sequence[CheckedSentence]) -> Draft:
    """The draft with a mark behind each sentence that is not supported, and the places of all moved accordingly."""
    pieces: list[str] = []
    moved: list[CheckedSentence] = []
    at = shift = 0
    for each in verdicts:
        pieces.append(text[at : each.end])
        moved.append(each.model_copy(update={"start": each.start + shift, "end": each.end + shift}))
        at = each.end
        if each.verdict is SentenceVerdict.NOT_SUPPORTED:
            pieces.append(MARK)
            shift += len(MARK)
    return replace(draft, text="".join([*pieces, text[at:]]), sentences=tuple(moved))


def cleaned(text: str) -> str:
    """A model's text without what could mislead: marks of ours that it wrote itself, invisible characters, overrides of
    the direction of writing."""
    shown = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cf", "Cc", "Co", "Cs"})
    return re.sub(r"\s*\[\s*not\s+supported\s*\]", "", shown, flags=re.IGNORECASE).strip()


def _says(words: str) -> bool:
    """Whether words say anything besides where something stands and, as the prompt has it, "adopted" with the day."""
    tokens = tokens_of(words)
    before = ["", *(token.word for token in tokens)]
    return any(
        ((weighs(token) and token.word not in RELATIONS) or token.is_name or token.word in ACTS)
        and (token.kind == "word" or last != "adopted")
        for last, token in zip(before, tokens, strict=False)
    )


def _connects(words: str, catalogue: Catalogue) -> bool:
    """Whether a sentence asserts nothing of any resolution: it consists of connecting words alone.

    Two claims are allowed besides: that the evidence does not answer the question, and on which day the texts end.
    """
    last = catalogue.last_day()
    tokens = tokens_of(words)
    if last is not None and any(token.norm == f"@{last.isoformat()}" for token in tokens):
        tokens = [token for token in tokens if token.norm != f"@{last.isoformat()}"]
        # The day alone, or "it ended on" that day, would be an answer: it is the texts that end.
        ends = any(
            {one.word, other.word} & _TEXTS and {one.word, other.word} & OF_THE_END for one, other in pairwise(tokens)
        )
        return ends and all(token.kind == "word" and token.word in CONNECTING | OF_THE_END for token in tokens)
    if any(token.kind != "word" or (token.raw.isupper() and len(token.raw) > 1) for token in tokens):
        return False
    return {token.word for token in tokens} <= CONNECTING or finds_nothing(words)


class _Check:
    """Checks parts of sentences against what they cite."""

    def __init__(
        self,
        evidence: Collection[str],
        catalogue: Catalogue,
        own_words: float,
        said_of: Mapping[str, str],
        computed: Computed,
    ) -> None:
        self._evidence = evidence
        self._catalogue = catalogue
        self._own_words = own_words
        self._said_of = said_of
        self._computed = computed

    def computes(self, part: Part) -> bool:
        """Whether a part cites what was computed."""
        return any(self._computed.within(part.start, part.end))

    def part(self, part: Part, quotes: Sequence[Span]) -> list[str]:
        """Why the words of a part are not supported; empty where they are."""
        told, unknown = self._computed.within(part.start, part.end)
        if told and part.covered:  # it has a citation of its own
            part = replace(part, citing=())
        if unknown or not (part.citing or told):
            return unknown or ["It cites nothing."]
        citing = [each for each in part.citing if not each.problem]
        # A reference that was not shown is no citation where a text that was shown names it.
        named = [c for c in part.citing if c.problem and any(other.names(c.reference.pinpoint) for other in citing)]
        reasons = [each.problem for each in part.citing if each.problem and each not in named]
        if not citing and not told:
            return reasons
        for each in part.mentions:
            if any(each.citation in passage for passage in told):
                continue
            speaks = "silent" not in part.words  # a text that is cited is not silent
            own = speaks and each.whole and each.reference.start - part.start < _SUBJECT
            if not any(other.names(each.reference.pinpoint, own=own) or self._tells(other, each) for other in citing):
                reasons.append(f"What is cited does not name {each.citation}.")
        reasons += [
            f"“{_short(quote.words)}” does not stand there word for word."
            for quote in quotes
            if not any(_place(quote, each) for each in citing)
        ]
        sources = self._sources(citing, quotes, told)
        best = min((faults(part.words, source, self._own_words) for source in sources), key=len)
        if best and not told and all(each.whole for each in citing):
            reasons.append("It names no paragraph.")
        return [*reasons, *best]

    def _tells(self, cited: Cited, mention: Cited) -> bool:
        """Whether what was computed of a cited paragraph names a resolution."""
        return any(mention.citation in self._said_of.get(row.key, "") for row in cited.family)

    def citations(self, part: Part, quotes: Sequence[Span]) -> Iterator[Citation]:
        """The citations of a part, each with its verdict, and once for each quotation that stands in it."""
        if not part.citing:
            for quote in quotes:  # quoted, but from nowhere: the reader must see that nobody stands for these words
                yield Citation(key="", citation=f"“{quote.words}”", verdict=Verdict.NOT_SUPPORTED)
            return
        owned = {quote: next((c for c in part.citing if not c.problem and _place(quote, c)), None) for quote in quotes}
        lost = [quote for quote, owner in owned.items() if owner is None]
        for each in part.citing:
            mine = [quote for quote, owner in owned.items() if owner is each]
            for quote in mine:
                if place := _place(quote, each):
                    row, (start, end) = place
                    yield Citation(
                        key=row.key,
                        citation=row.citation,
                        quote=row.words[start:end],
                        start=start,
                        end=end,
                        verdict=Verdict.QUOTED,
                    )
            if not mine and not part.covered:
                supports = not each.problem and not lost
                verdict = Verdict.RETRIEVED if supports else Verdict.NOT_SUPPORTED
                yield Citation(key=each.key, citation=each.citation, verdict=verdict)

    def _sources(self, citing: Sequence[Cited], quotes: Sequence[Span], told: tuple[str, ...]) -> list[Source]:
        """What the words may say: all cited paragraphs together, and what was computed. Of a resolution that is cited as a whole only its day,
        its vote and the like, or the paragraph that is quoted: somewhere in a long text nearly every word stands."""
        records = {c.record.number: c.record for c in citing if c.record}
        known = " ".join(known_of(record) for record in records.values())
        adopted = next((r.date.isoformat() for r in records.values() if r.date), "")
        pointed = [each for each in citing if not each.whole]
        if pointed or told:
            rows = {row.key: row for each in pointed for row in each.family}
            known = " ".join([known, *(self._said_of.get(key, "") for key in rows)])
            ends, words = self._ends(rows.values()), tuple(row.words for row in rows.values())
            # what was computed stands by itself too: one passage names in full what another names in short
            return [Source(each, known, ends, adopted) for each in ((*told, *words), *((one,) for one in told))]
        sources = [Source((known_of(record),), known, adopted=adopted) for record in records.values()]
        for row in (place[0] for quote in quotes for each in citing if (place := _place(quote, each))):
            if row.key in self._evidence:
                family = family_of([row], self._catalogue)
                sources.append(Source(tuple(r.words for r in family), known, self._ends(family), adopted))
        return sources

    def _ends(self, rows: Iterable[Paragraph]) -> frozenset[str]:
        """The days on which, as computed, what the rows decide ends."""
        keys = {row.key for row in rows}
        numbers = {row.resolution for row in rows}
        decisions = [each for number in numbers for each in self._catalogue.mandates_of(number)]
        return frozenset(d.until.isoformat() for d in decisions if d.until and d.key in keys)


def _place(quote: Span, cited: Cited) -> tuple[Paragraph, tuple[int, int]] | None:
    return next(((row, at) for row in cited.family if (at := locate(quote.words, row.words)) is not None), None)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"


def _distinct(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Each once; what was quoted from a paragraph stands before what only names it."""
    return tuple(dict.fromkeys(citations))
