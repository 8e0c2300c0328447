"""Named steps that free a text from what is not part of it. Each takes a text and returns a text.

No step changes a word of the Council: only spaces, line ends, broken encodings and page furniture go.
"""

from __future__ import annotations

import re
import unicodedata

_JOB = r"\d{2}\s?-\s?\d{5}(?:\s?\(E\))?"
# One pattern a kind of furniture; each must match a whole line.
_FURNITURE = (
    r"/\s?\.\.\.",  # "/..." at the foot of a page
    r"S/(?:RES/\d+[.\s]?\s?\(\d{4}\){1,2}|\d{4}/\d+)\*?(?:\s*English)?(?:\s*(?:Page)?\s*\d{1,3})?",  # running header, "S/RES/1000 (1995) Page 2"
    r"(?:Page|page)(?:\s+\d+)?",
    r"\d{1,3}",  # a page number alone
    rf"{_JOB}(?:\s+\d{{6}})?",  # job number "95-18913 (E)", "99-39609 (E) 171299"
    rf"{_JOB}\s+\d{{1,3}}\s?/\s?\d{{1,3}}",  # "17-23099 2 /10"
    rf"\d{{1,3}}\s?/\s?\d{{1,3}}\s+{_JOB}",  # "3/10 17 -23099"
    rf"\d{{1,3}}\s+{_JOB}",  # "2 06-46503"
    rf"{_JOB}\s+\d{{1,3}}",
    r"\d{1,3}/\d{1,3}",  # "2/104"
    r"\*\d{6,8}\*",  # bar code "*1239767*"
    r"\*?\s?Reissued for technical reasons.*",
    r"[-_=*]{3,}",
)
FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern in _FURNITURE))
PAGE_BREAK = "\f"


def decode(data: bytes) -> str:
    """Bytes of an unknown 8-bit encoding as text: UTF-8 where valid, else Windows-1252 (a superset of Latin-1)."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def normalise_characters(text: str) -> str:
    """Composed characters, plain spaces, line feeds as line ends; zero-width marks, soft hyphens and controls removed."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = re.sub("[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", text.replace("\t", " ").replace("\u2011", "-"))
    return re.sub("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]", "", text)


def strip_lines(text: str) -> str:
    """No spaces at either end of a line, single spaces inside, at most one blank line in a row."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def mark_page_breaks(text: str) -> str:
    """Page furniture, wherever a whole line consists of it, becomes a line with one form feed."""
    lines = (PAGE_BREAK if FURNITURE.fullmatch(line) else line for line in text.split("\n"))
    return re.sub(rf"(?:\n*{PAGE_BREAK}\n*)+", f"\n{PAGE_BREAK}\n", "\n".join(lines))


def join_hyphenated(text: str) -> str:
    """Join a word broken at a line end ("imple-" / "mentation"); compounds such as "Secretary-" / "General" keep it."""
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", _rejoin, text)


def one_line(text: str) -> str:
    """All white space as single spaces."""
    return " ".join(text.split())


_PREFIXES = ("non", "self", "co", "vice", "cease", "peace", "multi", "inter", "long", "short", "para", "full", "well",
             "para", "high", "large", "medium", "land", "counter", "follow", "cross", "socio")  # fmt: skip


def _rejoin(match: re.Match[str]) -> str:
    head = re.split(r"[\s\n]", match.string[: match.start()])[-1].lower()
    return "-" if head.lstrip('(“"') in _PREFIXES else ""
