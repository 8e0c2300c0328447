"""Find runs of official words in the digests: they are to be in words of their own.

What a run of eight words is: words are letters and digits with inner apostrophes and hyphens, compared in lower case and
without regard to punctuation, within one field of one digest; on the official side across the whole text of every file. A
run is excused when at least five of its eight words belong to names or formulae *in the official text*:

* a capitalised word, or a figure that belongs to a date or a citation ("31 December 2021", "resolution 1970 (2011)");
* "of", "the", "and", "for", "in", "on", "to" between two such words;
* a word inside one of :data:`FORMULAE`: names and fixed phrases that are partly in lower case (the patterns are matched
  against the words in lower case with one space between them, without punctuation).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path

from ingest.resolution import Resolution
from ingest.starter.official import running_words

__all__ = ["CITED", "DATE", "FORMULAE", "WORD", "check_runs"]

_RUN = 8
_NAMES_IN_A_RUN = 5

FORMULAE = tuple(
    re.compile(rf"\b(?:{pattern})\b")
    for pattern in (
        r"(?:acting )?under (?:article \d+ of )?(?:chapter vii of )?the charter(?: of the united nations)?",
        r"decides to (?:continue to )?(?:remain|be) (?:actively )?seized of (?:the|this) (?:matter|question)",
        r"paragraphs? (?:\d+ |and |or |to )+of resolution \d+ \d{4}",
        r"and taking measures under its article 41",
        r"(?:rule 28 )?of its provisional rules of procedure",
        r"(?:maintenance of|threat to) international peace and security",
        r"purposes and principles of the (?:charter|(?:charter of the )?united nations)",
        r"1267 1989 2253 isil da'esh and al-qaida",
        r"genocide crimes against humanity and war crimes",
        r"treaty on the non-proliferation of nuclear weapons",
        r"convention on the prohibition of the development production (?:and )?stockpiling (?:\w+ ){2,8}weapons",
        r"convention for the suppression of the financing of terrorism",
        r"organi[sz]ation for the prohibition of chemical weapons",
        r"united nations (?:\w+ ){0,3}(?:mission|force|operation|office) (?:in|for|to) (?:the )?\w+(?: \w+)?",
        r"occupied palestinian territory including east jerusalem",
    )
)

WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?")
CITED = re.compile(r"\b(\d{1,4}) ?\((?:19|20)\d\d\)")
_JOINTS = {"of", "the", "and", "for", "in", "on", "to"}
_Run = tuple[str, ...]


def check_runs(digests: Iterable[Resolution], files: Iterable[Path]) -> list[str]:
    """Runs of eight official words in the digests that nothing excuses, one line each, sorted."""
    places = _runs_of(digests)
    wanted, problems = set(places), set[str]()
    for file in files:
        text = running_words(file)
        common = wanted.intersection(_runs(_lower(text)))
        for run in common - _excused(text, common):
            wanted.discard(run)
            problems |= {f"{place}: official words of {file.name}: {' '.join(run)}" for place in places[run]}
    return sorted(problems)


def _runs_of(digests: Iterable[Resolution]) -> dict[_Run, set[str]]:
    """Where each run stands. Runs that formulae alone excuse are left out, since nearly every file holds them."""
    places: dict[_Run, set[str]] = {}
    for digest in digests:
        fields = [(f"{digest.number} subject", digest.subject), *((row.key, row.words) for row in digest.paragraphs)]
        for place, text in fields:
            words = _lower(text)
            formula = _formula_words(words)
            for start, run in enumerate(_runs(words)):
                if len(formula.intersection(range(start, start + _RUN))) < _NAMES_IN_A_RUN:
                    places.setdefault(run, set()).add(place)
    return places


def _lower(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'").replace("‑", "-"))


def _runs(words: list[str]) -> Iterator[_Run]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def _formula_words(lower: list[str]) -> set[int]:
    """Positions of the words that belong to a formula."""
    starts = [0, *accumulate(len(word) + 1 for word in lower)]
    plain = " ".join(lower)
    found = (match.span() for pattern in FORMULAE for match in pattern.finditer(plain))
    return {at for start, end in found for at in range(bisect_left(starts, start), bisect_left(starts, end))}


def _excused(text: str, runs: set[_Run]) -> set[_Run]:
    """Those of the runs of which at least five words are names wherever they stand in this official text."""
    if not runs:
        return set()
    words, lower = list(WORD.finditer(text)), _lower(text)
    figures = {at for pattern in (DATE, CITED) for match in pattern.finditer(text) for at in range(*match.span())}
    named = _formula_words(lower)
    named |= {at for at, word in enumerate(words) if word[0][0].isupper() or word.start() in figures}
    for before, after in list(pairwise(sorted(named))):
        if all(lower[between] in _JOINTS for between in range(before + 1, after)):
            named.update(range(before + 1, after))
    excused, guilty = set[_Run](), set[_Run]()
    for start, run in enumerate(_runs(lower)):
        if run in runs:
            enough = len(named.intersection(range(start, start + _RUN))) >= _NAMES_IN_A_RUN
            (excused if enough else guilty).add(run)
    return excused - guilty
