"""Chains of mandate decisions from establishment to the end of the corpus, the gaps in them, and samples to read.

::

    python -m tests.benchmarks.mandates CORPUS                         one line for each body and regime
    python -m tests.benchmarks.mandates CORPUS NAME…                   each decision of these chains, and the gaps
    python -m tests.benchmarks.mandates CORPUS --sample 100 --seed 7   decisions drawn by lot, beside their words (precision)
    python -m tests.benchmarks.mandates CORPUS --net 100 --seed 7      deciding paragraphs with words of mandates (recall)

NAME is an acronym, a body, ``experts: PLACE``, ``measures: PLACE`` or ``authorizations: RESOLUTION``. A chain goes back over the bodies that a text says
were succeeded. A gap is a time of more than :data:`TOLERANCE` between the end that one decision gives and the next
decision; it is explained where the words say that something is set up anew or begins later, or had its final term.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.words import DECIDES
from ingest.pinpoint import Kind, resolution_of
from ingest.pipeline import read_sources
from ingest.resolution import Paragraph, Resolution

TOLERANCE = dt.timedelta(days=45)
CONTRACT = [*"CTED MINUSCA UNMISS UNIFIL UNFICYP MINURSO UNISFA UNAMA UNSMIL MONUSCO UNDOF".split(), "1540 Committee"]
MISSIONS = [
    *"UNAMI UNAMID UNMIL UNOCI MINUSTAH MINUJUSTH BINUH UNMIN ONUB UNAMSIL UNMEE UNTAET UNMISET UNMIT UNPROFOR UNTAC".split(),
    *"UNIKOM UNOMIG MINUSMA UNITAMS UNMHA UNTMIS AMISOM ATMIS AUSSOM UNMIS UNMOT UNMIBH UNPREDEP MINURCAT ISAF MSS GSF".split(),
    "EUFOR ALTHEA",
    "United Nations Verification Mission in Colombia",
    "Investigative Team",
    "authorizations (Kosovo)",
    *(f"authorizations: {root}" for root in (1846, 2146, 2240, 2292)),
]
PLACES = (
    "Democratic Republic of the Congo",
    "Sudan",
    "Somalia",
    "Central African Republic",
    "Yemen",
    "South Sudan",
    "Libya",
    "Democratic People's Republic of Korea",
    "Haiti",
    "ISIL (Da'esh) and Al-Qaida",
    "Afghanistan",
    "Iran",
    "Mali",
    "Liberia",
    "Côte d'Ivoire",
    "Sierra Leone",
    "Angola",
    "Iraq",
)
_NET = re.compile(
    r"\b(?:extend\w*|renew\w*|mandates?|period\s+of|until|terminat\w+|establish\w*|lift\w*|prolong\w*|expir\w+|shall\s+cease|dissol\w+|remain\s+in\s+force)\b",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"\bwith\s+effect\s+from\s+the\s+date\s+of\s+adoption\b|\bre-?(?:establish|appoint|authori[sz]|impos)\w*|\b(?:establish|creat|appoint)\w*\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\bwithin\s+[\w\s]{2,20}(?:from|of)\b|\bcommencing\b|\bbeginning\b|\bas\s+expeditiously\b|\bfrom\s+its\s+effective\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Between ``after``, whose end has passed, and the next decision; ``why`` is empty where no words explain it."""

    after: MandateDecision
    before: MandateDecision
    days: int
    why: str


class Chains:
    """The decisions of a corpus by body, with the words they stand in."""

    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self.decisions = [decision for one in resolutions for decision in one.mandate_decisions]
        self.paragraphs = {p.key: p for one in resolutions for p in one.paragraphs if p.kind is Kind.OPERATIVE}
        self.last = max(one.date for one in resolutions if one.date)

    def chain(self, name: str) -> list[MandateDecision]:
        """The decisions on a body and those on the bodies it succeeded, by date."""
        if (kind := name.partition(": ")[0]) in ("experts", "measures"):
            wanted = BodyKind.PANEL if kind == "experts" else BodyKind.MEASURES
            place = name.partition(": ")[2]
            return [d for d in self.decisions if d.kind is wanted and d.body.endswith(f"({place})")]
        if kind == "authorizations":
            return self._line(int(name.partition(": ")[2]))
        names, new = {name}, [name]
        while new:
            own = [d for d in self.decisions if {d.acronym, d.body} & set(new)]
            new = [before for before in {d.succeeds for d in own} - {""} if before not in names]
            names.update(new)
        return [d for d in self.decisions if {d.acronym, d.body} & names]

    def _line(self, root: int) -> list[MandateDecision]:
        """The authorizations that go back to those of one resolution."""
        numbers, line = {root}, []
        for decision in [d for d in self.decisions if d.kind is BodyKind.AUTHORIZATION]:
            number = resolution_of(decision.key)
            if number == root or numbers & set(decision.roots):
                numbers.add(number)
                line.append(decision)
        return line

    def words(self, decision: MandateDecision) -> str:
        """The clause of the decision."""
        paragraph = self.paragraphs.get(decision.key)
        return paragraph.words[decision.start : decision.end] if paragraph else ""

    def gaps(self, decisions: Sequence[MandateDecision]) -> Iterator[Gap]:
        """Times that no decision covers, before the last decision."""
        covered: MandateDecision | None = None
        for decision in [d for d in decisions if d.date and d.action is not Action.CHANGE]:
            if covered and covered.until and decision.date and decision.date > covered.until + TOLERANCE:
                yield Gap(covered, decision, (decision.date - covered.until).days, self._why(covered, decision))
            lasts = covered is not None and covered.open_ended and decision.action is not Action.END
            if not lasts and (
                covered is None
                or covered.until is None
                or (decision.action is Action.END and not decision.becomes)
                or (decision.until is not None and decision.until > covered.until)
                or decision.open_ended
            ):
                covered = decision

    def _why(self, after: MandateDecision, before: MandateDecision) -> str:
        if after.final or after.action is Action.END:
            return "had come to its end"
        if before.action is Action.ESTABLISH or _ANEW.search(self.words(before)):
            return "set up anew"
        return "the period began later than the adoption" if _LATER.search(self.words(after)) else ""

    def end(self, decisions: Sequence[MandateDecision]) -> str:
        """How the chain stands at the end of the corpus."""
        lasting = [d for d in decisions if d.action is not Action.CHANGE and d.date]
        if not lasting:
            return "-"
        newest = max(lasting, key=lambda d: (dt.date.max if d.open_ended else d.until or dt.date.min, d.date))
        ends = [d for d in lasting if d.action is Action.END and not d.becomes and (d.date, 1) >= (lasting[-1].date, 0)]
        if ends:
            return f"ended {ends[-1].until or 'on terms'} ({ends[-1].key})"
        if (
            (became := [d for d in decisions if d.becomes])
            and newest.until
            and (became[-1].until or dt.date.min) >= newest.until
        ):
            return f"became {became[-1].becomes} ({became[-1].key})"
        if newest.open_ended or newest.until is None:
            return f"{'open-ended' if newest.open_ended else 'no end named'} ({newest.key})"
        state = "until" if newest.until >= self.last else "final term to" if newest.final else "ran out"
        return f"{state} {newest.until} ({newest.key})"


def line(decision: MandateDecision) -> str:
    """One decision on one line."""
    end = f"{decision.until}" if decision.until else "open-ended" if decision.open_ended else "no end named"
    begin = f"{decision.since} → " if decision.since else "→ "
    notes = [note for note, said in (("computed", decision.computed), ("final", decision.final)) if said]
    notes += [f"succeeds {decision.succeeds}"] if decision.succeeds else []
    notes += [f"becomes {decision.becomes}"] if decision.becomes else []
    return f"  {decision.date}  {decision.key:<14} {decision.action:<9} {begin}{end} {', '.join(notes)}  {decision.named[:60]!r}"


def report(chains: Chains, name: str) -> str:
    """Each decision of a chain, and its gaps."""
    decisions = chains.chain(name)
    missing = list(chains.gaps(decisions))
    lines = [f"{name}: {len(decisions)} decisions, {len(missing)} gaps; {chains.end(decisions)}", *map(line, decisions)]
    lines += [
        f"  GAP of {gap.days} days after {gap.after.key} ({gap.after.until}) before {gap.before.key}: {gap.why or 'not explained'}"
        for gap in missing
    ]
    return "\n".join(lines)


def table(chains: Chains) -> str:
    """One line for each body: decisions, the first, how it ends, gaps, and how many of them the words explain."""
    names = [*CONTRACT, *(f"experts: {place}" for place in PLACES), *MISSIONS, *(f"measures: {p}" for p in PLACES)]
    lines = [f"{'body':<50} {'decisions':>9}  {'first':<25} {'end':<36} gaps  unexplained"]
    for name in names:
        decisions = chains.chain(name)
        missing = list(chains.gaps(decisions))
        first = f"{decisions[0].date} {decisions[0].key}" if decisions else "-"
        open_ = [f"{gap.after.key}→{gap.before.key} {gap.days}d" for gap in missing if not gap.why]
        lines.append(
            f"{name:<50} {len(decisions):>9}  {first:<25} {chains.end(decisions):<36} {len(missing):>4}  {', '.join(open_)}"
        )
    return "\n".join(lines)


def sample(chains: Chains, size: int, seed: int) -> str:
    """Decisions drawn by lot, each beside the words of its clause."""
    drawn = random.Random(seed).sample(chains.decisions, min(size, len(chains.decisions)))
    return "\n".join(f"[{d.body}|{d.acronym}]{line(d)}\n    {_short(chains.words(d))}" for d in drawn)


def net(chains: Chains, size: int, seed: int) -> str:
    """Paragraphs drawn by lot among those that hold words of mandates, each with the decisions read from it."""
    caught: list[Paragraph] = [
        p for p in chains.paragraphs.values() if _NET.search(p.words) and DECIDES.search(p.words)
    ]
    lines = []
    for paragraph in random.Random(seed).sample(caught, min(size, len(caught))):
        lines.append(f"{paragraph.key}: {_short(paragraph.words)}")
        lines += [f"    [{d.body}]{line(d)}" for d in chains.decisions if d.key == paragraph.key]
    return "\n".join(lines)


def _short(words: str) -> str:
    return re.sub(r"\s+", " ", words)[:420]


def main() -> None:
    """Read the corpus and print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--net", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    chains = Chains(read_sources([given.corpus]).resolutions)
    if given.sample:
        print(sample(chains, given.sample, given.seed))
    if given.net:
        print(net(chains, given.net, given.seed))
    if not (given.sample or given.net):
        print("\n".join(report(chains, name) for name in given.names) if given.names else table(chains))


if __name__ == "__main__":
    main()
