"""What a sentence may say, and the state of checking one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from assistant.checking.paraphrase import ACTS, same
from assistant.checking.sentences import citations_in
from assistant.checking.tokens import GAP, Token, tokens_of
from assistant.terms import stem
from ingest.annotations import Extent
from ingest.resolution import Resolution
from ingest.wording import FORCE


@dataclass(frozen=True)
class Source:
    """What a sentence may say: ``passages`` are the words it cites, each checked for itself in their order;
    ``context`` what else is known of them (symbol, day of adoption, description): it allows names, dates and numbers, and
    no statement. ``dates`` are days in ISO form that may be named as the end of what the passages decide."""

    passages: tuple[str, ...]
    context: str = ""
    dates: frozenset[str] = frozenset()
    adopted: str = ""

    @cached_property
    def tokens(self) -> list[Token]:
        return [token for passage in self.passages for token in tokens_of(passage)]

    @cached_property
    def clauses(self) -> list[int]:
        """For each of :attr:`tokens` the number of its clause: a new one begins with a passage, behind a semicolon or a
        stop, and with a verb by which the Council acts."""
        starts, at = set(), 0
        for passage in self.passages:
            starts.add(at)
            at += len(tokens_of(passage))
        out, clause = [], 0
        for i, token in enumerate(self.tokens):
            acts = token.word in ACTS and token.word.endswith("s")
            clause += i in starts or acts or bool(set(token.pause) & {";", "."})
            out.append(clause)
        return out

    @cached_property
    def opening(self) -> frozenset[int]:
        """The places of tokens of opening words, which belong to all that follows them."""
        places: set[int] = set()
        at = 0
        for passage in self.passages:
            count = len(tokens_of(passage))
            places |= set(range(at, at + count)) if passage.rstrip().endswith(":") else set()
            at += count
        return frozenset(places)

    def clause_of(self, at: int) -> frozenset[str]:
        """What stands in the clause of a token, and in opening words."""
        own = self.clauses[at]
        return frozenset(t.norm for i, t in enumerate(self.tokens) if self.clauses[i] == own or i in self.opening)

    @cached_property
    def aligned(self) -> list[Token]:
        """The tokens without references to resolutions, which are checked by themselves and blanked in a sentence."""
        return [token for passage in self.passages for token in tokens_of(without_references(passage))]

    @cached_property
    def norms(self) -> frozenset[str]:
        norms = {token.norm for token in self.tokens}
        # "shall not apply to" is what people call an exemption.
        exempts = any(a.word == "not" and b.norm == "appli" for a, b in pairwise(self.tokens))
        return frozenset(norms | ({stem("exempt")} if exempts else set()))

    @cached_property
    def beside(self) -> list[Token]:
        return tokens_of(self.context)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The verbs that open the passages."""
        heads = [tokens_of(passage[:60])[:3] for passage in self.passages]
        return frozenset(next((t.word for t in head if t.word in FORCE), "") for head in heads)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that are named, or in which the texts were adopted."""
        dates = [token.norm[1:5] for token in (*self.tokens, *self.beside) if token.kind == "date"]
        return frozenset([*dates, *(day[:4] for day in self.dates)])

    @cached_property
    def acts(self) -> frozenset[str]:
        """The verbs by which the Council acts in these words."""
        return frozenset(ACTS[token.word] for token in self.tokens if token.word in ACTS)

    def holds(self, norm: str) -> bool:
        """Whether the passages have this stem, or one that may stand for it."""
        return norm in self.norms or any(same(norm, other) for other in self.norms)


def without_references(text: str) -> str:
    """``text`` with its references to resolutions blanked out."""
    for found in citations_in(text):
        text = text[: found.start] + GAP.ljust(found.end - found.start) + text[found.end :]
    return text


@dataclass
class Checking:
    """One sentence beside its source."""

    said: list[Token]
    source: Source
    reasons: list[str] = field(default_factory=list)

    def add(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)


def known_of(record: Resolution) -> str:
    """What is known of a resolution besides its words."""
    vote = record.vote
    facts = [
        f"Security Council resolution {record.number} {record.year}",
        f"adopted on {record.date.isoformat()}" if record.date else "",
        f"at the {record.meeting}th meeting" if record.meeting else "",
        record.subject,
        record.agenda,
        f"adopted by {vote.yes} votes in favour, {vote.no} against, {vote.abstain} abstentions" if vote else "",
        "acting under Chapter VII of the Charter" if record.chapter_vii.extent is Extent.WHOLE else "",
    ]
    return ". ".join(fact for fact in facts if fact)
