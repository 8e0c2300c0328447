"""A paragraph cut into clauses at its verbs, and the operations (extend, terminate, …) that each clause decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.mandates.words import (
    CONDITIONAL,
    DECIDING,
    NOT_A_MANDATE,
    NOUN,
    OPENS_CLAUSE,
    OPERATION,
    PASSIVE,
    PURPOSE,
    REAFFIRMS,
    SETS_UP,
    SOMEONE_ELSE,
    SUBJECT,
    VERB,
)
from ingest.resolution import Paragraph

__all__ = ["Operation", "operations"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation in a clause; ``clause[start:end]`` is its word, ``offset`` where the clause stands in the paragraph.

    ``sort`` is the name of the group in :data:`ingest.mandates.words.OPERATION`; ``segment`` what stands between this
    operation and the next one, or all that follows where the subject stands before.
    """

    paragraph: Paragraph
    verb: str
    clause: str
    offset: int
    sort: str
    start: int
    end: int
    segment: str
    passive: bool
    first: bool

    @property
    def word(self) -> str:
        return self.clause[self.start : self.end]

    @property
    def before(self) -> str:
        return self.clause[: self.start]

    @property
    def after(self) -> str:
        return self.clause[self.end :]

    @property
    def onward(self) -> str:
        """The clause from the operation on."""
        return self.clause[self.start :]


def operations(paragraph: Paragraph) -> Iterator[Operation]:
    """What the clauses of a paragraph decide, in order."""
    for verb, start, end in _clauses(paragraph):
        if verb not in DECIDING:
            continue
        clause = PURPOSE.sub(lambda match: " " * len(match.group()), paragraph.words[start:end])
        matches = list(OPERATION.finditer(clause))
        # "establish a mission to be deployed for six months" is one operation
        matches = [m for m in matches if m is matches[0] or m.group().lower() != "be deployed"]
        for number, match in enumerate(matches):
            # an operation without an object of its own ("to continue to maintain") hands over to the next one
            stop = matches[number + 1].start() if number + 1 < len(matches) else len(clause)
            before = clause[: match.start()][-12:]
            subject_first = match.group().lower() != "constitute" and SUBJECT.search(before)
            passive = match.lastgroup != "impose" and bool(PASSIVE.match(match.group()) or subject_first)
            segment = clause[match.end() :] if passive else clause[match.end() : max(match.end(), stop)]
            one = Operation(
                paragraph, verb, clause, start, str(match.lastgroup), match.start(), match.end(), segment, passive, number == 0
            )  # fmt: skip
            if _counts(one):
                yield one


def _clauses(paragraph: Paragraph) -> Iterator[tuple[str, int, int]]:
    """(verb, start, end) of each clause; the words before the first verb belong to the verb of the paragraph."""
    words = paragraph.words
    starts: list[tuple[int, str]] = [(0, "decides" if REAFFIRMS.match(words) else paragraph.verb)]
    for match in VERB.finditer(words, 1 if REAFFIRMS.match(words) else 0):
        verb = match.group().lower()
        someone_else = SOMEONE_ELSE.search(words[: match.start()][-30:])
        if (verb in ("decides", "authorizes", "authorises") and not someone_else) or OPENS_CLAUSE.search(
            words[: match.start()][-60:]
        ):
            starts.append((match.start(), verb))
    ends = [start for start, _ in starts[1:]] + [len(words)]
    for (start, verb), end in zip(starts, ends, strict=True):
        if end > start:
            yield verb.replace("authorises", "authorizes"), start, end


def _counts(operation: Operation) -> bool:
    """Whether it is about a mandate, decided, and not under a condition."""
    before, after = operation.before, operation.after
    if NOT_A_MANDATE.search(after[:70]) and not re.search(r"\bmandate\b|\bmeasures\b", after[:90]):
        return False
    if operation.passive and re.search(r"\b(?:may|not)\s+$|\bthat\s+if\b", before):
        return False
    asked = operation.verb == "requests" or re.search(r"\brequest\b", before)
    if CONDITIONAL.search(before[-90:]) and not (asked and operation.word.lower().endswith("ing")):
        return False
    return _is_decided(operation)


def _is_decided(operation: Operation) -> bool:
    """Whether the clause's verb decides the operation, and does not only ask someone for something else."""
    verb, before, word, sort = operation.verb, operation.before, operation.word, operation.sort
    if re.search(r"\bhelp(?:ing)?\s+to\s+$", before):
        return False  # what a body is for: "helping to create the conditions"
    if verb == "requests":
        asked = re.search(
            r"\bthat\s+the\s+Secretary-General\s+(?:\w+\s+)?$|\bSecretary-General\b[^;]{0,200}\bto\s+(?:[\w-]+\s+)?$|\bto\s+$|view\s+to\s+$|,\s+$",
            before,
        )
        return bool(asked and "Secretary-General" in before and SETS_UP.match(word))
    if verb in ("endorses", "recommends", "approves"):
        return sort in ("extend", "establish", "end")
    if verb == "authorizes":
        return sort in ("extend", "establish", "suspend")
    if (
        verb in ("decides", "agrees")
        and NOUN.match(word)
        and not re.search(
            r"\bthat\s+the\s+$|(?:approve|confirm)\s+(?:[^;]{0,80}\s)?the\s+$|authori[sz]e\s+(?:and\s+mandate\s+)?the\s+$|automatic\s+$",
            before,
        )
    ):
        return False
    if not operation.passive and word.lower().endswith("ing") and word.lower() != "stationing":
        return bool(re.search(r"\b(?:with\s+a\s+view\s+to|by)\s+$", before)) and "request" in f"{verb} {before}"
    if sort == "end":  # the decision itself, not something decided about others
        return not re.search(
            r"\b(?:period|withdraw(?:al)?|operations\s+to|obligation|Secretary-General|Committee|Council)\s*$", before
        )
    return True
