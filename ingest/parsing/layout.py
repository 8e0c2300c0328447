"""From the lines of a printed text to blocks: unwrapping, page breaks, markers.

Some texts have a paragraph on each line, others wrap at 60 characters and part paragraphs by blank lines; page breaks
fall in mid-sentence in both. Which lines belong together is decided from how a line ends and how the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.parsing.blocks import FORMULA, Block, Role, annex_label, looks_like_heading
from ingest.parsing.clean import PAGE_BREAK, join_hyphenated, one_line
from ingest.parsing.markers import MISREAD_NUMBER
from ingest.parsing.outline import BULLETS
from ingest.wording import OPERATIVE_OPENING, OPERATIVE_VERB, PREAMBULAR_OPENING

__all__ = ["blocks_of", "is_wrapped", "run_apart", "split_marker", "unwrap"]

_ENDS = (".", ";", ",", ":", "?", ".”", '."', ",”")
# "12. Decides", "16. | Demands", "3.Requests", "5. further endorses"; a year or a sum is no number of a paragraph.
_NUMBER = re.compile(
    rf"(?P<marker>\d{{1,3}}\s?[.,])\s*(?:[|~_—–-]+\s*)*(?=[A-Z“‘\"'(\[]|(?i:{OPERATIVE_VERB.pattern}))(?P<text>.*)",
    re.DOTALL,
)
# "(a) To make", "(1) Withdrawal", "(iv) That"
_LETTER = re.compile(r"(?P<marker>\((?:[a-z]{1,5}|\d{1,2}|[A-Z])\))\s*(?P<text>\S.*)", re.DOTALL)
_BULLET = re.compile(
    rf"(?P<marker>[{''.join(re.escape(mark) for mark in BULLETS if mark not in 'o*·.')}]|·(?=\s+[A-Z]))\s+(?P<text>\S.*)",
    re.DOTALL,
)
# "(a) and (b) above", "(b) of this paragraph": a reference at the start of a line
_NOT_A_POINT = re.compile(
    r"\((?:[a-z]{1,5}|\d{1,2})\)\s*(?:[,;)]|(?:and|or|to)\s+\(|above\b|below\b|of\s+(?:paragraph|this|that|the present))"
)


_SEAM = 100  # characters; longer than any word
_RUN_ON = re.compile(rf"(?<=[;.,:])\s+(?=\d{{1,3}}\.\s+(?:{OPERATIVE_OPENING.pattern}|{PREAMBULAR_OPENING.pattern}))")
# "Monitoring Team 32. Decides", "*** 19. Welcomes", "== IV == 13. Requests": a heading or an ornament on the line
_BEFORE_NUMBER = re.compile(
    rf"(?:[*=_-]{{2,5}}\s+)?(?P<heading>(?:[A-Z][^.;:,\n\d]{{0,80}}?)?)\s*(?:[*=_-]{{2,5}}\s+)?(?=\d{{1,3}}\.\s+{OPERATIVE_OPENING.pattern})"
)
_POINT = re.compile(r"(?<=[;:])\s+(?=\((?:[a-z]|[ivx]{1,4})\)\s+\S)|(?<=[;,] and)\s+(?=\([a-z]\)\s+\S)")
_SECTION = re.compile(r"[A-H]\.?|[IVX]{1,4}\.?")


def split_marker(line: str) -> tuple[str, str]:
    """``("(a)", "To make known …")``; the marker is empty where the line bears none."""
    for pattern in (_NUMBER, _LETTER, _BULLET):
        match = pattern.match(line)
        if match is not None and not _NOT_A_POINT.match(line):
            return match["marker"].replace(" ", "").replace(",", "."), match["text"].strip()
    return "", line


def unwrap(text: str) -> list[str]:
    """Paragraphs of a text, each on one line. Needs lines that ``clean.strip_lines`` and ``mark_page_breaks`` made."""
    lines = text.split("\n")
    wrapped = is_wrapped(lines)
    paragraphs: list[str] = []
    gap = "start"  # what stood between the last line and this one: nothing, a blank line, a page break
    for line in lines:
        if line == PAGE_BREAK:
            gap = "page"
        elif not line:
            gap = gap if gap == "page" else "blank"
        else:
            if paragraphs and _belongs_to(paragraphs[-1], line, gap, wrapped):
                paragraphs[-1] = _join(paragraphs[-1], line)
            else:
                paragraphs.append(line)
            gap = ""
    return [one_line(paragraph) for paragraph in paragraphs]


def blocks_of(paragraphs: list[str]) -> Iterator[Block]:
    """Blocks of a text whose paragraphs stand on a line each; ``10. (a) The …`` becomes two."""
    for paragraph in paragraphs:
        if FORMULA.fullmatch(paragraph):
            yield Block(paragraph, role=Role.FORMULA)
            continue
        if (opening := re.match(r"The Security Council\s?,\s+(?=[A-Z])", paragraph)) is not None:
            yield Block("The Security Council,", role=Role.FORMULA)
        marker, words = split_marker(paragraph[opening.end() if opening else 0 :])
        inner, inner_words = split_marker(words) if marker[:1].isdigit() else ("", words)
        if marker.startswith("("):  # "(a) (i) Ensure"
            inner, inner_words = split_marker(words)
        if inner.startswith("("):
            yield Block("", marker)
            yield Block(inner_words, inner)
        else:
            yield Block(words, marker)


def run_apart(paragraphs: list[str]) -> list[str]:
    """Run-on text, each clause on a line of its own: split before "5. Welcomes" and, above that, at ", Recalling"."""
    apart: list[str] = []
    operative = False
    for paragraph in paragraphs:
        if (before := _BEFORE_NUMBER.match(paragraph)) is not None and before.end():
            apart += [before["heading"]] if before["heading"] else []
            paragraph = paragraph[before.end() :]
        pieces = _RUN_ON.sub("\n", paragraph).split("\n")
        for piece in pieces:
            operative = operative or re.match(r"\d{1,3}\.\s", piece) is not None
            if operative:
                apart += _POINT.sub("\n", piece).split("\n") if len(pieces) > 2 else [piece]
            else:
                apart += _clauses(piece)
    return apart


def _clauses(text: str) -> list[str]:
    """Preambular clauses: a new one begins behind a comma, with a participle or a verb in capitals."""
    commas = (match.end() for match in re.finditer(r",(?:\s?\(\d{1,3}\))?\s+(?=[A-Z])", text))
    cuts = [0, *(at for at in commas if PREAMBULAR_OPENING.match(text, at) or OPERATIVE_OPENING.match(text, at))]
    return [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines break at a fixed width: three lines of four are no longer than 100 characters."""
    lengths = sorted(len(line) for line in lines if len(line) > 30)
    return not lengths or lengths[len(lengths) * 3 // 4] <= 100


def _belongs_to(before: str, line: str, gap: str, wrapped: bool) -> bool:
    if FORMULA.fullmatch(line) or FORMULA.fullmatch(before) or (annex_label(line) is not None and gap):
        return False
    ended = before.endswith(_ENDS)
    marked = bool(split_marker(line)[0])
    if ended and MISREAD_NUMBER.match(line):
        return False
    if gap in {"page", "blank"}:
        if marked and (ended or not line.startswith("(")):
            return False
        if line[:1].islower():
            return not ended or not before.endswith(".")
        cut_off = not ended and len(before) > 60 and not looks_like_heading(before)
        return cut_off and not _opens_paragraph(line) and (gap == "page" or not line[:1].isupper())
    if marked and (ended or before.endswith((" and", " or")) or _SECTION.fullmatch(before)):
        return False
    if marked and line[:1].isdigit() and OPERATIVE_OPENING.match(split_marker(line)[1]):
        return False
    if wrapped:
        return not _starts_new(before, line)
    if marked and line.startswith("(") and looks_like_heading(before):
        return False
    return line[:1].islower() or (not ended and not _opens_paragraph(line) and len(before) > 25)


def _starts_new(before: str, line: str) -> bool:
    """Inside a run of wrapped lines: a new paragraph without a blank line before it."""
    if re.fullmatch(r"[A-H]\.?", line) or re.match(r"[A-H]\. [A-Z]", line):
        return before.endswith(_ENDS)
    if re.match(r"Adopted (?:at|unanimously|without|by)\b", line):
        return before.endswith((".", ";", '"', "”")) or len(before) < 80
    ended = re.sub(r"(?<=[,;.])\s*\d{1,3}$", "", before)  # a footnote mark may follow the comma
    return ended.endswith((",", ";", ".", ":")) and _opens_paragraph(line)


def _opens_paragraph(line: str) -> bool:
    return bool(OPERATIVE_OPENING.match(line) or PREAMBULAR_OPENING.match(line))


def _join(before: str, line: str) -> str:
    # Only the seam is looked at: a paragraph of many lines would be read over and over.
    return before[:-_SEAM] + join_hyphenated(f"{before[-_SEAM:]}\n{line}")
