"""Where a resolution says that it acts under Chapter VII: in whole, from a paragraph on, or in single paragraphs.

It is read from the words alone. "Recalling resolution 1373, adopted under Chapter VII", "consider measures under Article
41" and "its Chapter VII mandate" speak about the Chapter and do not act under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.annotations import ChapterVII, Extent
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

__all__ = ["chapter_vii"]

_SOURCE = r"(?:Chapters?\s+VII\b|Articles?\s+(?:39|40|41|42)\b)"
# "Acting under Chapter VII", "and to these ends, acting under Chapter VII", "Acting, therefore, under Article 41"
_ACTING = re.compile(
    rf"\bacting\b(?:,?\s+[\w ]{{1,40}}?,?)?\s+(?:under|wider|pursuant\s+to|in\s+accordance\s+with|on\s+the\s+basis\s+of)\s+"
    rf"(?:the\s+provisions\s+of\s+)?{_SOURCE}",
    re.IGNORECASE,
)
# "Decides, under Chapter VII of the Charter, to terminate"; "Authorizes UNMAZ, under Chapter VII of the Charter, to take"
_UNDER = re.compile(
    rf"^\W*(?:Further\s+|Also\s+)?(?:Decides|Demands|Authori[sz]es|Calls\s+upon|Orders|Determines)\b[^,;:.]{{0,80}},\s+"
    rf"(?:under|pursuant\s+to)\s+{_SOURCE}[^,;:]{{0,60}},",
    re.IGNORECASE,
)
_OTHERS_ACT = re.compile(
    r"\b(?:Council|Assembly|which|that\s+would|it\s+decided|established|adopted)\b[^;]{0,60}$", re.IGNORECASE
)
_ARTICLE = re.compile(r"\bArticles?\s+((?:39|40|41|42)(?:(?:,|\s+and|\s+or)\s+(?:39|40|41|42))*)")
_AROUND = 160  # characters after the words in which an Article belongs to them


def chapter_vii(paragraphs: Sequence[Paragraph]) -> ChapterVII:
    """The scope of a whole resolution, given all of its paragraphs in document order."""
    preamble: list[tuple[Paragraph, int]] = []
    single: list[tuple[Paragraph, int]] = []
    first, begun = "", False
    for position, paragraph in enumerate(paragraphs):
        begun |= paragraph.kind is Kind.OPERATIVE
        at = _formula(paragraph)
        if at is None:
            continue
        if paragraph.kind is Kind.PREAMBULAR and not begun:  # else of a later part, which has a preamble of its own
            preamble.append((paragraph, at))
            continue
        single.append((paragraph, at))
        opens_what_follows = paragraph.kind in (Kind.HEADING, Kind.PREAMBULAR) or (
            at > 0 and not re.search(r"\w", _after_charter(paragraph.words[at:]))
        )
        if opens_what_follows and not first:
            following = (p for p in paragraphs[position + 1 :] if p.kind is Kind.OPERATIVE and not p.path)
            first = next((p.key for p in following), "")
    found = preamble or single
    if not found:
        return ChapterVII()
    extent = Extent.WHOLE if preamble else Extent.FROM_PARAGRAPH if first else Extent.PARAGRAPHS
    passages = [paragraph.words[at : at + _AROUND] for paragraph, at in found]
    articles = {number for passage in passages for match in _ARTICLE.finditer(passage) for number in _numbers(match[1])}
    return ChapterVII(
        extent=extent,
        keys=tuple(paragraph.key for paragraph, _ in found),
        first=first if extent is Extent.FROM_PARAGRAPH else "",
        articles=tuple(sorted(articles)),
        article_only=not any(re.search(r"Chapters?\s+VII\b", passage, re.IGNORECASE) for passage in passages),
        purpose=bool(preamble) and all(not re.match(r"\W*acting\b", p.words, re.IGNORECASE) for p, _ in preamble),
    )


def _formula(paragraph: Paragraph) -> int | None:
    """Where in the words the resolution itself acts under the Chapter; ``None`` where it does not."""
    if paragraph.kind is Kind.ANNEX:
        return None
    words = paragraph.words
    for match in _ACTING.finditer(words):
        if not _OTHERS_ACT.search(words[: match.start()][-100:]) or _DECIDING.search(words[: match.start()][-40:]):
            return match.start()
    if paragraph.kind is Kind.OPERATIVE and _UNDER.match(words):
        return 0
    return None


_DECIDING = re.compile(r"\bdecides?,?\s*(?:also,?\s*|further,?\s*)?$", re.IGNORECASE)


def _after_charter(text: str) -> str:
    """What stands behind "acting under Chapter VII of the Charter of the United Nations,"."""
    formula = _ACTING.match(text)
    rest = text[formula.end() :] if formula else text
    return re.sub(r"^\s*of\s+the\s+(?:United\s+Nations\s+)?Charter(?:\s+of\s+the\s+United\s+Nations)?", "", rest)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
