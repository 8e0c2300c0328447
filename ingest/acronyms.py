"""Acronyms as the texts themselves introduce them: "United Nations Survey of Harbours (UNSH)"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ingest.bodies import acronym_pairs

_ACRONYM = re.compile(
    r"\s\((?:hereinafter\s+|the\s+)?[“\"'‘]?(?P<acronym>[A-Z][A-Za-z&-]*[A-Z][A-Za-z]*(?:\s+I{1,3})?)[”\"'’]?\)"
)
_BEFORE = 200  # characters read before the bracket
_STOP = re.compile(r"[;:.]\s|[()\[\]]")
_ROMAN = re.compile(r"[IVXLC]+")
_SMALL = frozenset("of the in for and to on against from as with de la du des et by a an".split())


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """(acronym, full name) for each acronym in brackets behind the name it stands for.

    The name is the run of words before the bracket whose initials are the acronym; else the shortest run that holds
    its letters in order, the first at the beginning of a word (Schwartz and Hearst, Pacific Symposium on Biocomputing
    2003), with the capitalized words right before; else, where the letters are those of another language (MINUSCA), the
    name of the organization's body that ends there.
    """
    for match in _ACRONYM.finditer(text):
        acronym = re.sub(r"\s+", " ", match["acronym"])
        if _ROMAN.fullmatch(acronym):
            continue
        before = _STOP.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        letters = [letter.lower() for letter in acronym.split(" ")[0] if letter.isalpha()]
        name = _initials(before, letters) or _initials(before, letters, with_small=True)
        name = name or _holding(before, letters) or _organization(before, acronym)
        name = re.sub(r"[’']s?$", "", re.sub(r"\s+", " ", name)).removeprefix("The ")
        if len(name.split()) > 1 and not re.search(r"\d", name):
            yield acronym, name


def adds_a_name(longer: str, acronym: str) -> bool:
    """Whether an acronym is another one with a name behind it, so that both are of one body ("FORMAZ HARVEST", "FORMAZ"); with a number
    behind it, it is that of a mission that followed."""
    added = longer.removeprefix(f"{acronym} ")
    return bool(acronym) and added != longer and not _ROMAN.fullmatch(added)


def learn(texts: Iterable[str]) -> dict[str, str]:
    """Acronym → the full name that ``texts`` give it most often; the first of several that are as frequent."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        if "(" in text:
            for acronym, name in introduced(text):
                names[acronym][name] += 1
    return {acronym: counts.most_common(1)[0][0] for acronym, counts in sorted(names.items())}


def _initials(before: str, letters: list[str], *, with_small: bool = False) -> str:
    """The end of ``before`` whose words, small ones apart, begin with ``letters``; empty where there is none. A small word stands for a letter
    only ``with_small``: the "of" is not the first letter of "OAU"."""
    wanted = list(letters)
    words = list(re.finditer(r"[^\s,/–-]+", before))
    for word in reversed(words):
        counts = with_small or word.group() not in _SMALL
        if counts and wanted[-1] == word.group()[0].lower():
            wanted.pop()
            if not wanted:
                return before[word.start() :] if word.group()[0].isupper() else ""
        elif word.group().lower() not in _SMALL:
            return ""
    return ""


def _holding(before: str, letters: list[str]) -> str:
    """The shortest end of ``before`` with ``letters`` in order, and the capitalized words that lead to it."""
    words = before.split()
    read = " ".join(words[-min(len(letters) + 5, 2 * len(letters)) :])
    place = len(read)
    for i in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and not (read[place].lower() == letters[i] and (i or _begins_word(read, place))):
            place -= 1
        if place < 0:
            return ""
    name = read[place:].split()
    telling = [word for word in name if word.lower() not in _SMALL]
    # Letters inside of words prove little: there must be half as many words that count.
    if not name[0][0].isupper() or 2 * len(telling) < len(letters):
        return ""
    start = len(words) - len(name)
    while start and words[start - 1][0].isupper() and words[start - 1][-1].isalnum():
        start -= 1
    return " ".join(words[start:])


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _organization(before: str, acronym: str) -> str:
    name = next((name for _, name in acronym_pairs([f"{before} ({acronym})"])), "")
    return name if name.startswith(("United Nations ", "African Union ", "European Union ", "International ")) else ""
