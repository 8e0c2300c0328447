"""An operative paragraph cut at its verbs: "Decides …; also requests …, and calls upon …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.annotating.annotate import force_of, verb_of
from ingest.annotations import Force, SecondVerb
from ingest.one_of import ways
from ingest.wording import OPERATIVE_VERB

__all__ = ["Clause", "find_clauses", "second_verbs"]

_LINK = r"(?:in\s+(?:this|that)\s+(?:context|regard|connection|respect)|to\s+(?:this|that)\s+end|for\s+(?:this|that)\s+purpose),?\s+"
_HIT = re.compile(
    rf"(?:^|(?P<join>[,;:.—–]\s+(?:and,?\s+|but\s+)?|\band,?\s+))(?:{_LINK})?{OPERATIVE_VERB.pattern}", re.IGNORECASE
)
# Verbs that also have other subjects ("a State which supports …, and finances"): they need a semicolon or an adverb.
_WEAK = frozenset(
    """accepts addresses adopts agrees announces anticipates appoints approves asks asserts believes clarifies concludes concurs considers
    continues declares denounces desires determines draws establishes extends finds forwards gives highlights holds honours imposes
    indicates intends insists lends lifts looks maintains mandates nominates observes orders pays poses records rejects relies remains
    renews reports requires resolves revises shares signals stands suggests supports takes terminates transmits understands undertakes
    warns dissolves advises directs recommends confirms concerns""".split()
)
_OF_THE_COUNCIL = re.compile(
    "(?:"
    + ways(
        r"takes\s+(?:note|into|up) looks\s+forward gives\s+its directs\s+(?:the|its) recommends\s+(?:that|to)",
        r"supports\s+(?:the|its) declares\s+(?:that|its) determines\s+that approves\s+the confirms\s+(?:that|its)",
        r"warns\s+ asks\s+the indicates\s+its considers\s+that",
    )
    + ")",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(r"\b(?:which|who|whom|whose|where(?:in|by)?|if|as|when)\b[^,;:.]{0,120}$", re.IGNORECASE)
# "Decides to request the Secretary-General", "Resolves:" above "To request the Secretary-General"
_INFINITIVE = re.compile(
    r"\s*to\s+(?:further\s+|also\s+)?(?P<verb>request|call\s+(?:up)?on|invite|urge|authori[sz]e|direct|instruct|recommend|appeal|ask)\b",
    re.IGNORECASE,
)
_UPON = re.compile(r"\s+(?:(?:also|once\s+again|again|further),?\s+)?(?:upon|on|for)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """``words[start:end]`` from one verb to the next; the verb itself is ``words[start:verb_end]``.

    An inherited verb ("Requests the Secretary-General:" above a sub-point) has no words: ``verb_end`` equals ``start``.
    """

    verb: str
    force: Force | None
    start: int
    verb_end: int
    end: int


def find_clauses(words: str, verb: str, *, inherited: bool = False) -> list[Clause]:
    """The clauses of a paragraph whose leading verb is ``verb``, in order; at least one, together all the words.

    ``inherited`` tells that the leading verb stands in the paragraph above.
    """
    hits = [hit for hit in _HIT.finditer(words) if _is_of_the_council(words, hit)]
    heads = [
        (verb_of(words[hit.start("phrase") : hit.end() + 30]), hit.start("phrase"), hit.end("verb")) for hit in hits
    ]
    if inherited or not heads or heads[0][0] != verb:
        if not inherited and heads and heads[0][1] == 0:
            heads = heads[1:]
        heads = [(verb, 0, 0), *[head for head in heads if head[1] > 0]]
    opening = _INFINITIVE.match(words, heads[0][2]) if heads[0][0] in {"decides", "resolves"} else None
    if opening is not None:
        stem = (
            "calls upon"
            if opening["verb"].lower().startswith("call")
            else f"{opening['verb'].lower()}s".replace("ises", "izes")
        )
        heads.insert(1, (stem, opening.start("verb"), opening.end("verb")))
    ends = [start for _, start, _ in heads[1:]] + [len(words)]
    return [
        Clause(name, force_of(name), start, verb_end + (_particle(words, verb_end) if words[start:verb_end].lower().endswith("calls") else 0), end)
        for (name, start, verb_end), end in zip(heads, ends, strict=True)
    ]  # fmt: skip


def second_verbs(clauses: list[Clause]) -> list[SecondVerb]:
    """The verbs of all clauses but the first."""
    return [SecondVerb(start=c.start, end=c.verb_end, verb=c.verb, force=c.force) for c in clauses[1:]]


def _particle(words: str, end: int) -> int:
    match = _UPON.match(words, end)
    return match.end() - end if match else 0


def _is_of_the_council(words: str, hit: re.Match[str]) -> bool:
    join, verb = hit["join"], hit["verb"].lower()
    if join is None:
        return True
    if not words[: hit.start()].strip():
        return False
    alone = "," not in join and ";" not in join and "." not in join and ":" not in join
    if alone and _OTHER_SUBJECT.search(words, max(0, hit.start() - 140), hit.start()):
        return False
    adverb = len(hit["phrase"]) > len(verb)
    return (
        verb not in _WEAK
        or ";" in join
        or adverb
        or (not alone and _OF_THE_COUNCIL.match(words, hit.start("verb")) is not None)
    )
