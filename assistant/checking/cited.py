"""The citations in a text that a model wrote, looked up; and which of them a sentence rests on.

A citation in brackets, or at the end of its sentence, says where the words before it stand. Where a sentence has one,
every other reference in it is a *mention*: the cited text must name it itself. A sentence without a citation is covered

* by the next citation in the same paragraph, or in the same item of a list;
* where it ends in a colon, by the citations of the items, or of the sentence, that follow;
* as an item of a list, by the citations of the sentence with the colon that leads the list in;
* where no other citation follows, by one that stands at the head of its paragraph, as models copy passages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.checking.sentences import Sentence, blanked
from assistant.records.passages import above
from ingest.citation import Found, find_citations
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_FAMILY = 40  # rows whose sub-points are looked up, of one reference


@dataclass(frozen=True)
class Cited:
    """A reference and what it names: ``rows``, and ``family``, which adds their sub-points and the words above them.

    ``key`` and ``citation`` are those of the catalogue, or empty and as printed. ``problem`` tells why it supports
    nothing; it is empty where it does.
    """

    reference: Found
    key: str
    citation: str
    rows: tuple[Paragraph, ...] = ()
    family: tuple[Paragraph, ...] = ()
    record: Resolution | None = None
    problem: str = ""

    @property
    def whole(self) -> bool:
        return self.reference.pinpoint.kind is None

    def names(self, pinpoint: Pinpoint, *, own: bool = False) -> bool:
        """Whether the cited words name this place themselves, or, if ``own`` counts, it is their own resolution."""
        if own and pinpoint.kind is None and pinpoint.resolution == self.reference.pinpoint.resolution:
            return True
        named = {key for row in self.family for key in row.cites}
        for row in self.family:
            named |= {found.pinpoint.key for found in find_citations(row.words, context=row.resolution, known=_any)}
        if pinpoint.kind is None:
            return any(key.partition("/")[0] == str(pinpoint.resolution) for key in named)
        return any(key == pinpoint.key or key.startswith(f"{pinpoint.key}(") for key in named)


def _any(_: int) -> bool:
    return True


def look_up(reference: Found, printed: str, evidence: Collection[str], catalogue: Catalogue) -> Cited:
    """What a reference names, and whether the writer was shown it."""
    pinpoint = reference.pinpoint
    rows = catalogue.resolve(pinpoint)
    record = catalogue.record(pinpoint.resolution)
    if not rows or record is None:
        return Cited(reference, "", printed, problem=f"{printed} does not exist.")
    if reference.year is not None and reference.year != record.year:
        return Cited(reference, "", printed, problem=f"{printed}: resolution {record.number} is of {record.year}.")
    whole = pinpoint.kind is None or len(rows) > 1
    key = pinpoint.key if whole else rows[0].key
    citation = pinpoint.citation(record.year, numbered=rows[0].numbered) if whole else rows[0].citation
    family = family_of(rows, catalogue)
    shown = (whole and str(record.number) in evidence) or any(row.key in evidence for row in (*rows, *family))
    problem = "" if shown else f"{citation} was not among the texts that were found."
    return Cited(reference, key, citation, tuple(rows), tuple(family), record, problem)


def family_of(rows: Sequence[Paragraph], catalogue: Catalogue) -> list[Paragraph]:
    """The opening words above the cited rows, the rows, and what stands below them, in the order of the text."""
    family: dict[str, Paragraph] = {}
    for row in rows[:_FAMILY]:
        family |= {opening.key: opening for opening in above(row, catalogue.paragraph)}
        family[row.key] = row
        family |= {below.key: below for below in catalogue.subparagraphs(row.key)} if len(rows) == 1 else {}
    return list(family.values())


@dataclass(frozen=True)
class Part:
    """Words of a sentence, from ``start`` to ``end``, with the citations that stand for them and the references in them
    that are mentions. ``covered`` tells that the citations stand elsewhere."""

    start: int
    end: int
    words: str
    citing: tuple[Cited, ...]
    mentions: tuple[Cited, ...] = ()
    covered: bool = False


def parts_of(text: str, sentences: Sequence[Sentence], cited: Sequence[Cited]) -> list[list[Part]]:
    """For each sentence its parts: one, or several where each has a citation in brackets of its own."""
    own = [_own_parts(text, sentence, cited) for sentence in sentences]
    return [
        [_covered(parts[0], i, sentences, own)]
        if not any(part.citing for part in parts)
        else [_mentioning(text, parts[0], i, sentences, own)]
        if len(parts) == 1
        else parts
        for i, parts in enumerate(own)
    ]


def _mentioning(text: str, part: Part, at: int, sentences: Sequence[Sentence], own: Sequence[Sequence[Part]]) -> Part:
    """A part that names resolutions in words and not as it would cite them, and rests on a citation further on."""
    if all(each.problem and text[each.reference.start :][:6] != "S/RES/" for each in part.citing):
        covering = _covered(part, at, sentences, own)
        if any(all(other.names(each.reference.pinpoint) for each in part.citing) for other in covering.citing):
            return Part(part.start, part.end, part.words, covering.citing, part.citing, covered=True)
    return part


def _covered(part: Part, at: int, sentences: Sequence[Sentence], own: Sequence[Sequence[Part]]) -> Part:
    sentence = sentences[at]

    def citing(i: int) -> tuple[Cited, ...]:
        return tuple(each for part in own[i] for each in part.citing)

    for i in range(at + 1, len(sentences)):
        other = sentences[i]
        if other.block != sentence.block or (sentence.item and other.line != sentence.line):
            break
        if other.item != sentence.item:
            break
        if citing(i):
            return _resting(part, citing(i))
    if sentence.leads and at + 1 < len(sentences):
        following = [i for i in range(at + 1, len(sentences)) if all(s.item for s in sentences[at + 1 : i + 1])]
        return _resting(part, tuple(each for i in following or [at + 1] for each in citing(i)))
    if sentence.item:
        for i in range(at - 1, -1, -1):
            if sentences[i].leads and not sentences[i].item:
                return _resting(part, citing(i))
            if not sentences[i].item:
                break
    first = next((i for i in range(at) if sentences[i].block == sentence.block), at)
    heads = citing(first)
    if heads and not sentence.item and heads[0].reference.start - sentences[first].start <= 1:
        return _resting(part, heads)
    return part


def _resting(part: Part, citing: tuple[Cited, ...]) -> Part:
    return Part(part.start, part.end, part.words, citing, part.mentions, covered=bool(citing))


def _own_parts(text: str, sentence: Sentence, cited: Sequence[Cited]) -> list[Part]:
    here = [each for each in cited if sentence.start <= each.reference.start < sentence.end]
    groups = _groups(text, here)
    bracketed = [group for group in groups if _in_brackets(text, group)]
    citing = bracketed or groups
    if bracketed and (last := groups[-1]) not in bracketed and _is_last(text, sentence, last):
        citing = [*bracketed, last]
    mentions = tuple(each for group in groups if group not in citing for each in group)
    words = blanked(sentence, [each.reference for each in here])
    tail = words[citing[-1][-1].reference.end - sentence.start :] if citing else ""
    if len(bracketed) < 2 or citing is groups or any(c.isalnum() for c in tail):
        return [Part(sentence.start, sentence.end, words, tuple(c for group in citing for c in group), mentions)]
    parts, start = [], sentence.start
    for i, group in enumerate(citing):
        end = sentence.end if i + 1 == len(citing) else group[-1].reference.end
        inside = tuple(each for each in mentions if start <= each.reference.start < end)
        parts.append(Part(start, end, words[start - sentence.start : end - sentence.start], tuple(group), inside))
        start = end
    return parts


def _groups(text: str, here: Sequence[Cited]) -> list[list[Cited]]:
    """References that stand together, with nothing but "and", commas and the like between them."""
    groups: list[list[Cited]] = []
    for each in here:
        if groups:
            last = groups[-1][-1].reference
            between = text[last.end : each.reference.start]
            if each.reference.start <= last.end or not re.sub(r"\b(?:and|see|also|cf)\b|[\s,;&.]", "", between):
                groups[-1].append(each)
                continue
        groups.append([each])
    return groups


def _in_brackets(text: str, group: Sequence[Cited]) -> bool:
    before = text[: group[0].reference.start][-24:]
    after = text[max(each.reference.end for each in group) :][:6]
    return bool(re.search(r"[(\[](?:see|cf\.?|also|under|in|per|as in|[\s,;“\"])*$", before, re.IGNORECASE)) and bool(
        re.match(r"[\s.;,”\"]*[)\]]", after)
    )


def _is_last(text: str, sentence: Sentence, group: Sequence[Cited]) -> bool:
    end = max(each.reference.end for each in group)
    start = group[0].reference.start
    return text[start:end].startswith("S/RES/") and not any(c.isalnum() for c in text[end : sentence.end])
