"""Sentences that are true of a paragraph, and falsified ones: what a model that makes things up would write.

True sentences are made from a paragraph by rules that keep what it says: word for word, quoted, without its last clauses,
with its last clause first, with "is requested to" for "Requests … to". Each falsification changes one thing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.resolution import Paragraph
from ingest.wording import FORCE

_NUMBER = re.compile(r"(?<![\d/(.,])\b\d{1,3}(?:,\d{3})*\b(?![/\d)])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\))")
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b")
_IN_WORDS = dict(
    zip(
        "two three four five six seven eight nine ten twelve fifteen thirty sixty ninety".split(),
        "three five seven six nine eight ten four twelve fifteen thirty sixty ninety twenty".split(),
        strict=True,
    )
)
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{3,})(?: [A-Z][a-z]{3,})*")
_INVENTED = ("Ruritania", "Brigadier Lomax", "Zenda Monitoring Bureau", "Graustark", "Commissioner Hentzau")


@dataclass(frozen=True)
class Said:
    """One sentence with its citation, and how it was made."""

    kind: str
    text: str


def sentence_of(paragraph: Paragraph) -> str:
    """The words of an operative paragraph as a sentence on the Council, without the stop at its end."""
    words = " ".join(paragraph.text.split()).rstrip(" ;.,:")
    return f"The Council {words[:1].lower()}{words[1:]}"


def cited(text: str, paragraph: Paragraph) -> str:
    return f"{text} ({paragraph.citation})."


def true_of(paragraph: Paragraph) -> list[Said]:
    """What may be said of a paragraph, with its citation."""
    whole = sentence_of(paragraph)
    words = " ".join(paragraph.text.split()).rstrip(" ;.,:")
    out = [Said("word for word", whole), Said("quoted", f"The Council “{words}”")]
    clauses = re.split(r"(?<=[a-z)]), (?=[a-z])", whole)
    if len(clauses) > 1 and len(clauses[0].split()) > 7:
        out.append(Said("first clause", clauses[0]))
    if len(clauses) > 2 and len(clauses[0].split()) > 4:
        out.append(Said("without the last clause", ", ".join(clauses[:-1])))
    acts = sum(word in FORCE for word in re.findall(r"[a-z]+", whole.lower()))  # of two, a clause belongs to one
    if (
        len(clauses) > 1
        and acts == 1
        and re.match(r"(?:until|in|by|for|within|with|during|on|under|pursuant) ", clauses[-1])
    ):
        last = clauses[-1]
        rest = ", ".join(clauses[:-1])
        out.append(Said("last clause first", f"{last[:1].upper()}{last[1:]}, the{rest.removeprefix('The')}"))
    if match := re.search(r" until \d{1,2} \w+ \d{4}$", whole):
        out.append(
            Said(
                "day first",
                f"Until{match.group().removeprefix(' until')}, the{whole[: match.start()].removeprefix('The')}",
            )
        )
    if match := re.match(r"Decides that ([^,;]+ shall [^;]+)$", words):
        out.append(Said("without the verb", f"{match[1][:1].upper()}{match[1][1:]}"))
    if match := re.match(r"Authorizes ([^,;]+?) to ([^;]+)$", words):
        out.append(Said("may", f"{match[1][:1].upper()}{match[1][1:]} may {match[2]}"))
    if match := re.match(r"Requests (?!that)([^,;]+?) to ([^;]+)$", words):
        verb = "are" if match[1].endswith("s") else "is"
        out.append(Said("requested", f"{match[1][:1].upper()}{match[1][1:]} {verb} requested to {match[2]}"))
    return [Said(each.kind, cited(each.text, paragraph)) for each in out]


def falsified(paragraph: Paragraph, others: Sequence[Paragraph], draw: random.Random) -> list[Said]:
    """False sentences with the citation of ``paragraph``; ``others`` are paragraphs of the same resolution and others."""
    whole = sentence_of(paragraph)
    out: list[Said] = []

    def add(kind: str, text: str) -> None:
        if text and text != whole:
            out.append(Said(kind, cited(text, paragraph)))

    add(
        "a number altered",
        _sub(_NUMBER, whole, lambda m: str(int(m.group().replace(",", "")) + draw.choice((1, 7, 20)))),
    )
    add("a number in words altered", _word(whole, _IN_WORDS))
    add("a year altered", _sub(_YEAR, whole, lambda m: str(int(m.group()) + draw.choice((-1, 1, 2)))))
    add("a day altered", _sub(_DAY, whole, lambda m: f"{int(m[1]) % 28 + 1} {m[2]}"))
    add("a month altered", _sub(_DAY, whole, lambda m: f"{m[1]} {_MONTHS[(_MONTHS.index(m[2]) + 3) % 12]}"))
    add("a date invented", f"{whole} until 17 November 2047")
    add("a number invented", f"{whole} with 4,731 soldiers")
    add(
        "“not” dropped",
        _sub(re.compile(r"\b(?:shall|may|does|do|is|are|should|must|will) (not)\b"), whole, lambda m: m.group()[:-4]),
    )
    add(
        "“not” added",
        _sub(re.compile(r"\b(?:shall|may|should|must|will)\b(?! not)"), whole, lambda m: f"{m.group()} not"),
    )
    add("may for shall", _word(whole, {"shall": "may", "must": "may"}))
    add("shall for may", _word(whole, {"may": "shall"}))
    add("stronger verb", _stronger(whole))
    add("before for after", _word(whole, {"before": "after", "after": "before", "until": "from", "least": "most"}))
    add("another name", _sub(_NAME, whole, lambda _: draw.choice(_INVENTED)))
    add("a name invented", f"{whole}, as proposed by {draw.choice(_INVENTED)}")
    add("names exchanged", _exchanged(whole))
    if names := [name for name in _NAME.findall(paragraph.text[12:]) if "Council" not in name]:
        add("another subject", f"The {draw.choice(names)}{whole.removeprefix('The Council')}")
    add(
        "another unit",
        _word(whole, {"days": "months", "months": "days", "year": "month", "years": "months", "week": "month"}),
    )
    add("another quantity", _word(whole, {"all": "some", "any": "no", "each": "any", "every": "some"}))
    add("another word", _another_word(whole, others, draw))
    same = [other for other in others if other.resolution == paragraph.resolution and other.key != paragraph.key]
    if same:
        other = draw.choice(same)
        if not _within(other, paragraph):
            add("another paragraph's words", sentence_of(other))
            words = " ".join(other.text.split()).rstrip(" ;.,:")
            add("another paragraph's words quoted", f"The Council “{words}”")
    words = " ".join(paragraph.text.split()).rstrip(" ;.,:")
    altered = _sub(_NUMBER, words, lambda m: str(int(m.group().replace(",", "")) + 1)) or _another_word(
        words, others, draw
    )
    if altered:
        add("altered quotation", f"The Council “{altered}”")
    out.append(
        Said("paragraph that does not exist", f"{whole} (S/RES/{paragraph.resolution} ({paragraph.year}), para. 997).")
    )
    out.append(
        Said(
            "resolution of another year",
            f"{whole} ({paragraph.citation.replace(f'({paragraph.year})', f'({paragraph.year + 1})')}).",
        )
    )
    out.append(Said("no citation", f"{whole}."))
    return out


def _sub(pattern: re.Pattern[str], text: str, by: Callable[[re.Match[str]], str]) -> str:
    """``text`` with the last match replaced; empty where there is none."""
    matches = list(pattern.finditer(text))
    if not matches:
        return ""
    last = matches[-1]
    return text[: last.start()] + by(last) + text[last.end() :]


def _word(text: str, by: dict[str, str]) -> str:
    return _sub(re.compile(rf"\b(?:{'|'.join(by)})\b"), text, lambda m: by[m.group()])


def _stronger(text: str) -> str:
    for weak, strong in (("requests", "decides"), ("calls upon", "demands"), ("urges", "demands"), ("encourages", "requests"),
                         ("invites", "authorizes"), ("welcomes", "authorizes"), ("recalls", "decides"), ("stresses", "demands")):  # fmt: skip
        match = re.match(rf"The Council (?:\w+ )?{weak}\b", text)
        if match:
            return f"The Council {strong}{text[match.end() :]}"
    return ""


def _exchanged(text: str) -> str:
    """The first name of two and the last, each in the other's place."""
    names = [m for m in _NAME.finditer(text) if m.start() > 10]
    if len(names) < 2 or names[0].group() == names[-1].group():
        return ""
    a, b = names[0], names[-1]
    if a.group() in b.group() or b.group() in a.group() or a.end() + 12 > b.start():
        return ""
    return f"{text[: a.start()]}{b.group()}{text[a.end() : b.start()]}{a.group()}{text[b.end() :]}"


def _another_word(text: str, others: Sequence[Paragraph], draw: random.Random) -> str:
    """A long word in the middle replaced by one that another paragraph uses."""
    words = [m for m in re.finditer(r"(?<= )[a-z]{6,}(?= [a-z])", text) if m.start() > 14]
    known = set(re.findall(r"[a-z]+", text))
    pool = [w for other in others for w in re.findall(r"\b[a-z]{6,}\b", other.text)]
    pool = [w for w in pool if not any(w[:5] == each[:5] for each in known)]
    if not words or not pool:
        return ""
    at = draw.choice(words)
    return text[: at.start()] + draw.choice(pool) + text[at.end() :]


def _within(one: Paragraph, other: Paragraph) -> bool:
    """Whether most words of one paragraph stand in the other: then what it says may be true of both."""
    a, b = (set(re.findall(r"[a-z]{4,}", row.words.lower())) for row in (one, other))
    return not a or 10 * len(a & b) >= 7 * len(a)
