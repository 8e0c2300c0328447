"""The writer that needs no language model: it says who decides what, and quotes.

Every sentence about a paragraph is made of the paragraph's own words; every quotation is a slice of what is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.records.passages import above
from assistant.records.votes import adopted_in_words
from assistant.retrieval.query import Query
from assistant.retrieval.statements import is_boilerplate
from assistant.retrieval.wanted import Order
from assistant.wording import counted, day_in_words
from assistant.writing.shortened import shortened
from assistant.writing.spoken import says
from assistant.writing.stretches import Sought, held, in_quotes, stretches, value_told
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Force, Paragraph, Resolution, TextStatus
from vectorstore.lexical import Hit
from vectorstore.lineage.reading import Lineage

# Order in which an overview tells what a resolution does.
_BY_FORCE = (Force.DECISION, Force.AUTHORIZATION, Force.INSTRUCTION, Force.EXHORTATION, Force.EVALUATION, Force.RECALL)
SEE_ALSO = "See also:"  # above what comes near
_BESIDE = 2  # paragraphs near the best one of which words are shown, at least
_VALUES = 3  # figures, days or periods of the leading paragraph that are shown, whatever is asked
_NEAR = 0.5  # share of the best score from which a paragraph is worth pointing to
_MUCH = 560  # characters of the leading paragraph from which on a value that is asked for is told before it
_LONG = 1200  # characters of what is shown of the best from which of others the places are enough
_POINTS, _POINTS_BESIDE = 12, 4  # sub-points that are cited of the best paragraph, and of one that comes near it
_SHOWN, _OF_POINTS = 6, 900  # sub-points that are shown of many, and characters of all of them
# characters that are shown of the best, where it clearly is, and where others may be meant; of what it leaves open; of one near it; of what
# stands above a point
_CLEARLY, _LEADING, _OPENED, _NEXT, _OPENING = 700, 460, 320, 130, 130


def quoted(citation: Citation) -> str:
    """A quotation in full as it stands in an answer: the words, then the citation."""
    return f"“{citation.quote}”\n— {citation.citation}"


class ExtractiveWriter:
    """Writes answers from a catalogue and the links between its paragraphs alone."""

    def __init__(self, lineage: Lineage, *, quotations: int = 4, beside_best: float = 0.72) -> None:
        self._lineage, self._catalogue = lineage, lineage.catalogue
        self._quotations = quotations
        self._beside_best = beside_best

    def answer(
        self,
        question: Query,
        hits: Sequence[Hit],
        paragraphs: Mapping[str, Paragraph],
        *,
        elsewhere: bool = False,
        clearly: bool = False,
        beside: Sequence[str] = (),
        told: Collection[str] = (),
    ) -> Draft:
        """The best paragraph, cut around the words that carry the answer, then in short those that come near it; where it ``clearly`` is
        the best, more of its words. Of the others the places alone, where it clearly is or much of it is shown. The citations have the
        words in full. The paragraphs ``beside`` it answer what it leaves open, and are told right behind it. Of those whose words
        stand above the answer, the ``told``, the places are enough.

        Where resolutions are named only they are quoted; ``elsewhere`` adds the best paragraph of another one, for
        questions whose name stands in another.
        """
        named = [hit for hit in hits if resolution_of(hit.key) in question.numbers]
        chosen = self.chosen(question, named or hits, paragraphs)
        leading = chosen[0]
        of_its_text = [row for key in beside if (row := paragraphs[key]).resolution == leading.resolution]
        opened = [row for row in of_its_text if row.key != leading.pinpoint.paragraph.key]
        chosen = [row for row in chosen if row is leading or row.pinpoint.paragraph.key not in beside]
        other = next((hit for hit in hits if named and hit not in named), None)
        if elsewhere and other is not None:
            chosen = [*chosen[:1], paragraphs[other.key]]
        sought = Sought.by(question)
        near_points = self._points_beside(leading, named or hits, paragraphs)
        below = self._catalogue.subparagraphs(leading.key)[:_POINTS]
        points = [*below, *near_points]
        lead = [self._cut(leading, sought, _CLEARLY if clearly else _LEADING, _VALUES), *self._points(points, sought)]
        blocks = ["\n".join(lead)] if points or leading.key not in told else []
        much = len(lead[0]) > _MUCH and (clearly or bool(question.numbers))
        if much and blocks and (value := value_told(leading, sought)) is not None:
            blocks.insert(0, f"In short: {in_quotes(leading, [value])}")
        citations = [*map(quotation, [*self._above(leading), leading, *points])]
        told_as_well, cited = self.in_short(opened, question, dated=False)
        blocks, citations = [*blocks, *told_as_well], [*citations, *cited]
        for paragraph in chosen[1:]:
            below = self._catalogue.subparagraphs(paragraph.key)[:_POINTS_BESIDE]
            citations += map(quotation, [*self._above(paragraph), paragraph, *below])
        further = self._further(named or hits, paragraphs, [*chosen, *opened])
        citations += [mention(row) for row in further]
        shown, most = [*chosen[1:], *further], max(_BESIDE, len(chosen) - 1)
        shown = [row for row in shown if row.key not in told]
        most = 0 if clearly or len("\n".join(lead)) > _LONG else most
        most = max(0, most - len(opened))
        if sought.values and not any(sought.is_told(row.words, row.year or 0) for row in [leading, *points, *opened]):
            own, most = leading.resolution, most + 1
            shown.sort(key=lambda row: (not sought.is_told(row.words, row.year or 0), row.resolution != own))
        shown = shown[:most]
        speaking = [self._speaking(row, sought) for row in shown]
        citations += map(quotation, speaking)
        near = [f"- {self._cut(row, sought, _NEXT, 1, dated=row.resolution != leading.resolution)}" for row in speaking]
        if left := [row.citation for row in [*chosen[1:], *further] if row not in shown]:
            near.append(f"- {'; '.join(left)}")
        blocks += ["\n".join([SEE_ALSO, *near])] if near else []
        return Draft("\n\n".join(blocks), unique(citations))

    def in_short(self, rows: Sequence[Paragraph], question: Query, *, dated: bool) -> tuple[list[str], list[Citation]]:
        """A block for each of some paragraphs, of which the point is shown that has most of what is asked, and their citations; without
        the day where it is told already."""
        sought = Sought.by(question)
        told = [self._speaking(row, sought) for row in rows]
        blocks = [self._cut(row, sought, _OPENED, 1, dated=dated) for row in told]
        return blocks, [quotation(each) for row in told for each in (row, *self._above(row))]

    def _cut(self, row: Paragraph, sought: Sought, limit: int, values: int, *, dated: bool = True) -> str:
        """``S/RES/9901 (2031), para. 2 (3 March 2031): “Decides that …”``; of a sub-point its opening words first. Without its day where
        that is told already."""
        record = self._catalogue.record(row.resolution) if dated else None
        when = f" ({day_in_words(record.date)})" if record is not None and record.date else ""
        above = [each for each in self._above(row) if each.words.strip()]
        said = [in_quotes(each, stretches(each, sought, _OPENING)) for each in above[-1:]]
        return f"{row.citation}{when}: {' '.join([*said, in_quotes(row, stretches(row, sought, limit, values))])}"

    def _points(self, rows: Sequence[Paragraph], sought: Sought) -> list[str]:
        """A line for each of some points, in full where they are short together; of many those that have most of what is sought."""
        if not rows:
            return []
        whole = sum(len(row.words) for row in rows) <= _OF_POINTS
        kept = sorted(rows, key=lambda row: -held(row, sought))[:_SHOWN]
        limit = _OF_POINTS if whole else _OF_POINTS // len(kept)
        lines = [
            f"- {row.marker} {in_quotes(row, stretches(row, sought, limit, 1))}" for row in rows if whole or row in kept
        ]
        left = len(rows) - len(lines)
        return [*lines, *([f"- and {counted(left, 'more point')}"] if left else [])]

    def _speaking(self, paragraph: Paragraph, sought: Sought) -> Paragraph:
        """The point of a paragraph that has more of what is sought than its opening words, else the paragraph."""
        points = self._catalogue.subparagraphs(paragraph.key)
        own = [] if points and paragraph.words.rstrip().endswith(":") else [paragraph]
        return max([*own, *points], key=lambda row: held(row, sought))

    def _further(
        self, hits: Sequence[Hit], paragraphs: Mapping[str, Paragraph], chosen: Sequence[Paragraph], most: int = 3
    ) -> list[Paragraph]:
        """The next best paragraphs that are not quoted, as pointers: a reader may know better which one is meant."""
        told = {row.pinpoint.paragraph.key for row in chosen}
        further: list[Paragraph] = []
        for hit in hits:
            row = paragraphs[hit.key]
            if row.pinpoint.paragraph.key not in told and len(further) < most and hit.score >= _NEAR * hits[0].score:
                told.add(row.pinpoint.paragraph.key)
                further.append(row)
        return further

    def chosen(self, question: Query, hits: Sequence[Hit], paragraphs: Mapping[str, Paragraph]) -> list[Paragraph]:
        """The paragraphs to quote: the best, and others whose score comes near it; where the question is for the newest, before it the
        newest of those that go on with it."""
        best = hits[0]
        leading = self._pointed(hits, paragraphs)
        near = [paragraphs[hit.key] for hit in hits[1:] if hit.score >= self._beside_best * best.score]
        families = {leading.pinpoint.paragraph.key}
        chosen = [leading]
        for paragraph in near:
            if paragraph.pinpoint.paragraph.key not in families and paragraph.text:
                families.add(paragraph.pinpoint.paragraph.key)
                chosen.append(paragraph)
        chosen = chosen[: self._quotations]
        if question.order is Order.NEWEST:  # of another matter nothing leads for being new
            going_on = {each.row.key for each in self._lineage.later(leading)}
            chosen.sort(key=lambda paragraph: -paragraph.resolution if paragraph.key in going_on else 0)
        return chosen

    def _pointed(self, hits: Sequence[Hit], paragraphs: Mapping[str, Paragraph]) -> Paragraph:
        """The best paragraph, or the sub-point after it that earned the place."""
        first = paragraphs[hits[0].key]
        if len(hits) > 1 and not first.pinpoint.path:
            second = paragraphs[hits[1].key]
            if second.pinpoint.path and second.pinpoint.paragraph.key == first.key and hits[1].score >= hits[0].score:
                return second
        return first

    def lookup(self, rows: Sequence[Paragraph]) -> Draft:
        """Named paragraphs, word for word with their sub-points."""
        blocks, citations = [], []
        for row in rows:
            if row.kind is Kind.HEADING:
                continue
            citation = quotation(row)
            citations.append(citation)
            blocks.append(quoted(citation))
        leading = rows[0]
        blocks.insert(0, says(leading, self._above(leading)))
        return Draft("\n\n".join(blocks), unique(citations))

    def overview(self, resolution: Resolution, scope: str = "", bearing: Sequence[Paragraph] = ()) -> Draft:
        """What a whole resolution does: when and how it was adopted, then its paragraphs in the order of their force.

        ``scope`` tells how far it acts under Chapter VII, ``bearing`` are the paragraphs that say so.
        """
        rows = [row for row in resolution.paragraphs if row.kind is Kind.OPERATIVE]
        blocks = [f"{self.heading(resolution)} {scope}".strip()]
        citations = [mention(row) for row in bearing]
        for force in (*_BY_FORCE, None):
            told = [row for row in rows if row.force is force and not row.path and not is_boilerplate(row.text)]
            if told:
                blocks.append("\n".join([_FORCE_NAMES[force], *(f"- {self._told(row, rows)}" for row in told)]))
                citations += [mention(row) for row in told]
        if not rows:
            rows = [row for row in resolution.paragraphs if row.kind is not Kind.HEADING][:12]
            citations = [quotation(row) for row in rows]
            blocks += [quoted(citation) for citation in citations]
        return Draft("\n\n".join(blocks), unique(citations))

    def _told(self, paragraph: Paragraph, rows: Sequence[Paragraph], most: int = 4) -> str:
        """A paragraph in one sentence, its first sub-points after it."""
        below = [row for row in rows if row.pinpoint.paragraph == paragraph.pinpoint and len(row.path) == 1]
        points = [f"({row.path[0]}) {shortened(row.text, 140).rstrip(' ;,.:')}" for row in below[:most]]
        more = [f"and {len(below) - most} more points"] if len(below) > most else []
        return f"{says(paragraph).rstrip('.')} {'; '.join([*points, *more])}." if points else says(paragraph)

    def heading(self, resolution: Resolution) -> str:
        """``S/RES/9901 (2031) was adopted on 3 March 2031 at the 9,999th meeting by 14 votes to none, …``."""
        sentence = f"{resolution.symbol} was adopted"
        if resolution.date:
            sentence += f" on {day_in_words(resolution.date)}"
        if resolution.meeting:
            sentence += f" at meeting {resolution.meeting} of the Council"
        if resolution.vote:
            sentence += f", {adopted_in_words(resolution)}"
        about = resolution.subject or resolution.agenda
        sentence += f". A library describes it as: {about.strip(' .')}." if about else "."
        if resolution.status is TextStatus.DIGEST:
            sentence += " What is stored is a digest in other words, not the official text."
        return sentence

    def _above(self, paragraph: Paragraph) -> list[Paragraph]:
        return above(paragraph, self._catalogue.paragraph)

    def _points_beside(
        self, leading: Paragraph, hits: Sequence[Hit], paragraphs: Mapping[str, Paragraph]
    ) -> list[Paragraph]:
        """Where the best is one point of a list, the others of that list that come near it, best first: which
        of them answers is often a matter of one word."""
        bar = self._beside_best * hits[0].score
        near = [
            row
            for hit in hits
            if hit.score >= bar
            and (row := paragraphs[hit.key]).pinpoint.paragraph.key == leading.pinpoint.paragraph.key
            and leading.path
            and len(row.path) == len(leading.path)
            and row.key != leading.key
        ]
        return near[: _POINTS_BESIDE - 1]


_FORCE_NAMES: Mapping[Force | None, str] = {
    Force.DECISION: "Decisions",
    Force.AUTHORIZATION: "Authorizations",
    Force.INSTRUCTION: "Instructions to UN organs",
    Force.EXHORTATION: "Calls and exhortations",
    Force.EVALUATION: "Evaluations",
    Force.RECALL: "Recalls and reaffirmations",
    None: "Other paragraphs",
}
