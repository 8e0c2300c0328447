"""Check every built-in digest against the official texts: ``python -m ingest.starter.check CORPUS``.

``CORPUS`` is a folder with ``akn/``, ``text/gold/``, ``text/plain/`` and ``metadata/`` (any of them may lack). For every digest:

* each paragraph exists in an official text under the same key;
* date, meeting, draft and vote are those of ``metadata/index.csv``, and the members named in the vote those of the voting
  records (a member that did not take part counts as abstaining in some of them and is left out of others);
* every figure, date and spelled-out number from two upwards in a paragraph occurs in the official paragraph with that key
  ("twelve" and "12" are the same), its leading word is the official one, and every operative paragraph is there;
* the program reads the same verb out of it, and no reference to another paragraph that is not in the official one;
* the resolutions said to be cited are those that the official text cites;
* no run of eight words is an official one, of any resolution (:mod:`ingest.starter.copied`).
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from ingest.annotating.annotate import annotate
from ingest.resolution import Kind, Paragraph, Resolution
from ingest.starter import load_starter
from ingest.starter.copied import CITED, DATE, WORD, check_runs
from ingest.starter.official import Words, annex_points, editions, official_files, paragraphs, running_words, words_of

_SMALL = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_SMALL.split(), 2)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_VALUES |= {
    f"{ten}-{one}": _VALUES[ten] + unit
    for ten in _TENS.split()
    for unit, one in enumerate(["one", *_SMALL.split()[:8]], 1)
}
_HUNDRED = re.compile(r"\bone hundred(?: and ([a-z-]+))?")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_CITED_WITHOUT_YEAR = re.compile(r"(?<!Assembly )\bresolutions? (\d{3,4})\b(?:,? and (\d{3,4})\b)?(?![/ ]?\(?[IVX\d])")


def check(corpus: Path, digests: Iterable[Resolution], texts: Iterable[Path] | None = None) -> list[str]:
    """Everything that is wrong, one line each; empty when all is well.

    ``texts`` are the files of which no words may be copied; by default all official texts of the corpus.
    """
    digests = list(digests)
    index = {int(row["res_no"]): row for row in _rows(corpus / "metadata" / "index.csv")}
    votes = _voting_records(corpus)
    problems: list[str] = []
    for digest in digests:
        problems += [f"{digest.number}: {problem}" for problem in check_record(digest, index.get(digest.number), votes)]
        read = [paragraphs(file, digest.number) for file in editions(corpus, digest.number)]
        problems += check_paragraphs(digest, [*map(words_of, read), *_annexes(corpus, digest.number, read)])
        problems += check_readings(digest, next(filter(None, read), []))
        problems += [f"{digest.number}: {problem}" for problem in check_citations(digest, corpus)]
    return problems + check_runs(digests, official_files(corpus) if texts is None else texts)


# --- the record


def check_record(
    digest: Resolution, row: dict[str, str] | None, votes: dict[int, dict[str, set[str]]]
) -> Iterator[str]:
    """Date, meeting, draft, vote."""
    if row is None:
        yield "not in metadata/index.csv"
        return
    vote = digest.vote
    assert vote is not None  # the loader demands it
    meeting = "".join(re.findall(r"^S/PV\.(\d+)", row["meeting"]))
    if str(digest.date) != row["date"]:
        yield f"date {digest.date}, official {row['date']}"
    if meeting and str(digest.meeting) != meeting:
        yield f"meeting {digest.meeting}, official {meeting}"
    if row["draft"] and digest.draft != row["draft"]:
        yield f"draft {digest.draft or 'missing'}, official {row['draft']}"
    ours = (vote.yes, vote.no, vote.abstain + vote.not_participating)
    theirs = _counts(row)
    if ours != theirs:
        yield f"vote {ours}, official {theirs}"
    if (
        vote.no != len(vote.against)
        or vote.abstain != len(vote.abstaining)
        or vote.not_participating != len(vote.absent)
    ):
        yield "members who did not vote in favour are not all named"
    if recorded := votes.get(digest.number):
        if set(vote.against) != recorded["N"]:
            yield f"against {sorted(vote.against)}, recorded {sorted(recorded['N'])}"
        if {*vote.abstaining} - recorded["A"] or recorded["A"] - {*vote.abstaining, *vote.absent}:
            yield f"abstaining or absent {sorted({*vote.abstaining, *vote.absent})}, recorded {sorted(recorded['A'])}"


def _counts(row: dict[str, str]) -> tuple[int, int, int]:
    """Votes in favour, against and not cast; the newest rows have them in the words on the adoption alone."""
    counts = [int(row[f"vote_{kind}"] or 0) for kind in ("yes", "no", "abstain", "nonvoting")]
    if not counts[0] and (told := re.search(r"\b(\d+)-(\d+)-(\d+)\b", row["adoption"])):
        counts = [*map(int, told.groups()), 0]
    return counts[0], counts[1], counts[2] + counts[3]


def check_citations(digest: Resolution, corpus: Path) -> Iterator[str]:
    """``cites`` against the numbers in the best official text: before a year, or after the word resolution."""
    files = editions(corpus, digest.number)
    if not files:
        return
    text = running_words(files[0])
    found = [
        *CITED.findall(text),
        *(number for pair in _CITED_WITHOUT_YEAR.findall(text) for number in pair if number),
    ]
    cited = {int(number) for number in found} - {digest.number}
    if missing := sorted(cited - {*digest.related}):
        yield f"cites lacks {missing}"
    if extra := sorted({*digest.related} - cited):
        yield f"cites has {extra}, which the official text does not cite"


def _voting_records(corpus: Path) -> dict[int, dict[str, set[str]]]:
    """Members against (``N``) and not voting (``A``) as ISO 3166 codes of the year, by resolution."""
    by_year: dict[str, dict[str, str]] = {}
    for row in _rows(corpus / "metadata" / "council_members.csv"):
        for word in WORD.findall(row["name"].lower()):
            by_year.setdefault(row["year"], {})[word] = row["iso3"]
    records: dict[int, dict[str, set[str]]] = {}
    for row in _rows(corpus / "metadata" / "bd_unsc_votes_1946_2025.csv"):
        if not row["Resolution number"].isdigit():
            continue
        record: dict[str, set[str]] = {"N": set(), "A": set()}
        for member, vote in list(row.items())[14:]:
            if vote in {"N", "A"}:
                record[vote].add(_code(member, by_year.get(row["Date"][:4], {})))
        records[int(row["Resolution number"])] = record
    return records


def _code(member: str, codes: dict[str, str]) -> str:
    """The code of a member named as in the voting records ("RUSSIAN FEDERATION/USSR") among the members of a year."""
    if member.startswith("RUSSIAN"):
        return "SUN" if "SUN" in codes.values() else "RUS"
    found = [
        codes[word] for word in WORD.findall(member.lower()) if word in codes and word not in {"united", "republic"}
    ]
    return found[0] if found else member


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- the paragraphs


def check_paragraphs(digest: Resolution, official: list[Words]) -> Iterator[str]:
    """Existence, leading word, figures; every operative paragraph of the best text has its digest."""
    official = [words for words in official if words]
    if not official:
        yield f"{digest.number}: no official text found"
        return
    rows = {row.key.split("/", 1)[1]: row for row in digest.paragraphs}
    for key, row in rows.items():
        texts = [_whole(key, words, rows) for words in official if key in words]
        if key.startswith("pp"):
            texts = texts[:1] if key in official[0] else []
        if not texts:
            yield f"{row.key}: no such paragraph in the official text"
        elif row.kind is not Kind.ANNEX and not row.path and not any(_same_verb(row, text) for text in texts):
            yield f"{row.key}: begins {row.text[:30]!r}, the official text {texts[0][:30]!r}"
        if texts and (strange := min((_figures(row.words) - _figures(text) for text in texts), key=len)):
            yield f"{row.key}: {', '.join(sorted(strange))} not in the official paragraph"
        if texts and (dates := [date for date in DATE.findall(row.words) if not any(date in text for text in texts)]):
            yield f"{row.key}: date {', '.join(dates)} not in the official paragraph"
    for key in official[0]:
        if key.startswith("op") and "(" not in key and key not in rows:
            yield f"{digest.number}/{key}: no digest of this operative paragraph"


def check_readings(digest: Resolution, official: Iterable[Paragraph]) -> Iterator[str]:
    """What the program reads out of a digest it also reads out of the official paragraph: verb, force, references."""
    originals = {row.key: row for row in annotate(official)}
    for row in annotate(digest.paragraphs):
        original = originals.get(row.key)
        if original is None:
            continue
        if (row.verb, row.force) != (original.verb, original.force):
            yield f"{row.key}: verb {row.verb!r} ({row.force}), official {original.verb!r} ({original.force})"
        if strange := sorted({*row.cites} - {*original.cites}):
            yield f"{row.key}: is read as citing {', '.join(strange)}, which the official paragraph does not cite"


def _annexes(corpus: Path, number: int, read: Iterable[Iterable[Paragraph]]) -> list[Words]:
    """The points of printed annexes where the readers give none."""
    if any(row.kind is Kind.ANNEX for rows in read for row in rows):
        return []
    return [annex_points(running_words(file)) for file in editions(corpus, number)]


def _whole(key: str, words: Words, rows: dict[str, Paragraph]) -> str:
    """A paragraph's own words and those of its sub-paragraphs that have no digest of their own.

    In an annex also the unnumbered passages up to the next number: they say until when it applies.
    """
    below = (text for other, text in words.items() if other.startswith(f"{key}("))
    if not words[key] or words[key].startswith("(a)"):  # a bare number over its points
        return " ".join(below).lstrip("( ")
    below = (text for other, text in words.items() if other.startswith(f"{key}(") and other not in rows)
    return " ".join([words[key], *below, *_unnumbered_after(key, words)])


def _unnumbered_after(key: str, words: Words) -> list[str]:
    annex, _, number = key.partition("/")
    if not annex.startswith("annex") or "(" in number:
        return []
    later = (other for other in list(words)[list(words).index(key) + 1 :] if not other.startswith(f"{key}("))
    return [words[other] for other in takewhile(lambda other: other.startswith(f"{annex}/p"), later)]


def _same_verb(row: Paragraph, text: str) -> bool:
    ours, theirs = WORD.findall(row.text.lower())[:1], WORD.findall(text.lower())[:1]
    return ours == theirs


def _figures(text: str) -> set[str]:
    """Numbers as figures; spelled-out ones from two to a hundred and ninety-nine are put into figures."""
    text = text.lower()
    spelled = {str(100 + _VALUES.get(rest, 0)) for rest in _HUNDRED.findall(text)}
    spelled |= {str(_VALUES[word]) for word in WORD.findall(_HUNDRED.sub(" ", text)) if word in _VALUES}
    return spelled | {re.sub(r"[.,](?=\d{3}\b)", "", figure) for figure in _FIGURE.findall(text)}


def main(arguments: list[str]) -> int:
    """Print what is wrong; the exit status is 1 if anything is."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m ingest.starter.check CORPUS    (the folder that holds akn/, text/ and metadata/)")
        return 2
    digests = load_starter()
    problems = check(Path(arguments[0]), digests)
    for problem in problems:
        print(problem)
    total = sum(len(digest.paragraphs) for digest in digests)
    print(f"{len(digests)} digests, {total} paragraphs, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
