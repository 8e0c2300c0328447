"""A light reading of official texts, for the check of the digests: the words of each paragraph by key.

Two forms are enough: Akoma Ntoso (paragraph numbers in ``<num>``) and plain lines that begin with their number.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_LEVELS = {f"{_AKN}{tag}" for tag in ("paragraph", "point", "subparagraph", "item", "indent")}
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d+)*)\.?")
_POINT = re.compile(r"\(?([a-z0-9]{1,5})[).]")
# Preambular clauses are apart by a blank line, or by a comma at the end of a line before a participle.
_CLAUSE = re.compile(
    r"\n\s*\n|(?<=[,;])\s*\n(?=\s*(?:[A-Z][a-z]+ing|Strongly|Deeply|Gravely|Alarmed|Determined|Convinced|Mindful|Concerned|Aware)\b)"
)

_HEADER = re.compile(
    r"(?m)(?:^\s*\d\d-\d{5} \(E\)[^\n]*\s*\n)?^\s*/\.\.\.\s*\n\s*S/RES/[^\n]*\n(?:\s*Page \d+\s*\n)?\s*"
)

Words = dict[str, str]
"""Words by key without the resolution's number; the words of sub-paragraphs stand under their own keys."""


def editions(corpus: Path, number: int) -> list[Path]:
    """The files that hold this resolution, best first: Akoma Ntoso, revised text, plain text."""
    return [
        *sorted(corpus.glob(f"akn/*/*/S_RES[_-]{number}[_ -]*.xml")),
        *sorted(corpus.glob(f"text/gold/S_RES_{number:04}_*.txt")),
        *sorted(corpus.glob(f"text/plain/S-RES-{number}(*.txt")),
        *_scans(corpus, number),
    ]


def _scans(corpus: Path, number: int) -> list[Path]:
    """Scans do not bear the number in their names; only the two of which the annexes are wanted are looked for."""
    symbol = re.compile(rf"S/RES/{number} \(\d{{4}}\)")
    wanted = sorted(corpus.glob("text/ocr/1999-*.txt")) if 1216 <= number <= 1284 else []
    return [path for path in wanted if symbol.search(read_text(path)[:900])]


def read_text(path: Path) -> str:
    """UTF-8 where it is, else Windows Latin-1; both occur in the corpus. Page headers are left out."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return _HEADER.sub("", text)


def running_words(path: Path) -> str:
    """All words of a file in document order, without markup."""
    if path.suffix != ".xml":
        return " ".join(read_text(path).split())
    root = etree.parse(path).getroot()
    return " ".join(_text(part) for part in root.iter(f"{_AKN}preamble", f"{_AKN}mainBody"))


def paragraphs(path: Path) -> Words:
    """The words of each paragraph and sub-paragraph of an official text."""
    return _from_akn(path) if path.suffix == ".xml" else _from_lines(read_text(path))


# --- Akoma Ntoso


def _from_akn(path: Path) -> Words:
    root = etree.parse(path).getroot()
    words: Words = {}
    preamble = root.find(f".//{_AKN}preamble")
    if preamble is not None:
        for position, container in enumerate(preamble.findall(f"{_AKN}container"), 1):
            words[f"pp{position}"] = _text(container)
    for body in root.iter(f"{_AKN}mainBody"):
        in_annex = any(parent.tag == f"{_AKN}attachment" for parent in body.iterancestors())
        prefix, last = ("annex/" if in_annex else "op"), ""
        for element in body:
            heading = element.find(f"{_AKN}heading") if element.tag in _LEVELS else element
            if in_annex and (label := re.match(r"Annex(?:\s+([A-Z0-9]+))?\b", _text(heading))):
                prefix = f"annex{label[1] or ''}/"
            number = _NUMBER.fullmatch(_text(element.find(f"{_AKN}num")))
            if element.tag in _LEVELS and number:
                last = f"{prefix}{number[1]}"
                _collect(element, last, words)
            elif last and element.find(f".//{_AKN}num") is not None:  # a list apart from its paragraph
                _collect(element, last, words)
            elif last:  # unnumbered words after a paragraph belong to it
                words[last] += f" {_text(element)}"
    return words


def _collect(element: etree._Element, key: str, words: Words) -> None:
    """Put an element's own words under its key and those of its points under theirs."""
    own: list[str] = [words.pop(key, "")]
    words[key] = ""
    stack: list[etree._Element] = list(element)
    last = key
    while stack:
        child = stack.pop(0)
        if child.tag == f"{_AKN}sublist":  # follows the point to which it belongs
            _collect(child, last, words)
            continue
        if element.tag == f"{_AKN}sublist" and (number := re.fullmatch(r"(\d+)\.", _text(child.find(f"{_AKN}num")))):
            _collect(child, f"op{number[1]}", words)  # 1996: paragraphs 4 to 28 stand below the last point of paragraph 3
            continue
        if child.tag in _LEVELS and (mark := _POINT.fullmatch(_text(child.find(f"{_AKN}num")))):
            last = f"{key}({mark[1]})"
            _collect(child, last, words)
        elif child.tag in _LEVELS or child.tag in {f"{_AKN}list", f"{_AKN}intro", f"{_AKN}content", f"{_AKN}wrapUp"}:
            stack[:0] = list(child)
        elif child.tag != f"{_AKN}num":
            own.append(_text(child))
    words[key] = _inline_points(" ".join(part for part in own if part), key, words)


def _inline_points(text: str, key: str, words: Words) -> str:
    """Points that stand unmarked in a paragraph, "…: (a) …; (b) …", get keys of their own."""
    pieces = re.split(r"(?<=[;:,]) (?:and |or )?\(([a-z])\) ", text)
    if f"{key}(a)" in words or pieces[1::2] != [chr(ord("a") + place) for place in range(len(pieces) // 2)]:
        return text
    words |= {f"{key}({mark})": piece for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True)}
    return pieces[0]


def _text(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return re.sub(r"\s+", " ", str(element.xpath("string()"))).strip()


# --- lines


def _from_lines(text: str) -> Words:
    """Numbers at the start of a line begin paragraphs as long as they ascend; ``(a)`` and ``(i)`` begin points."""
    start = re.search(r"The Security Council\s*,?", text)
    text = text[start.end() :] if start else text
    words: Words = {}
    first = re.search(r"(?m)^\s*1\s?[.,]\s", text)
    preamble = text[: first.start()] if first else text
    for position, block in enumerate((b for b in _CLAUSE.split(preamble) if b.strip()), 1):
        words[f"pp{position}"] = " ".join(block.split())
    key, prefix, number, path = "", "op", 0, list[str]()
    for line in (text[first.start() :] if first else "").splitlines():
        if annex := re.match(r"\s*Annex(?:\s+([A-Z0-9]+))?\s*$", line, re.IGNORECASE):
            prefix, number, key = f"annex{annex[1] or ''}/", 0, ""
        begins = re.match(r"\s*(\d{1,2})\s?[.,]\s+(.*)", line)
        point = re.match(r"\s*\(([a-z0-9]{1,5})\)\s*(.*)", line)
        if begins and int(begins[1]) == number + 1:
            number, path, key, line = number + 1, [], f"{prefix}{begins[1]}", begins[2]
        elif point and key:
            path, line = _deeper(path, point[1]), point[2]
        if key:
            full = key + "".join(f"({step})" for step in path)
            words[full] = " ".join([*words.get(full, "").split(), *line.split()])
    return words


def _deeper(path: list[str], mark: str) -> list[str]:
    """Where a point stands: ``(i)`` after ``(h)`` is a letter, after ``(a)`` a numeral one level down."""
    for depth in range(len(path), 0, -1):
        if _follows(path[depth - 1], mark):
            return [*path[: depth - 1], mark]
    return [*path, mark]


_NUMERALS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]


def _follows(before: str, mark: str) -> bool:
    if before in _NUMERALS and mark in _NUMERALS and _NUMERALS.index(mark) == _NUMERALS.index(before) + 1:
        return True
    return len(before) == len(mark) == 1 and ord(mark) == ord(before) + 1
