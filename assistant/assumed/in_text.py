"""What is said of a resolution, held against the words of its text: another value, what a clause denies or takes out, its opposite, a
weaker verb; that its words hold it, and that they have nothing like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.answer import ClaimVerdict
from assistant.assumed.clauses import RAREST, Clause, Passage, passages_near, read, weights_of
from assistant.assumed.found import Finding, Ground
from assistant.checking.paraphrase import ACTS, DENYING, NEGATIONS
from assistant.checking.tokens import Token, stands_alone, tokens_of
from assistant.reading.assumptions import AUXILIARIES, EXEMPTING, Assumption, quantities_in
from assistant.terms import stem, stems_of_all
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph, Resolution, TextStatus

if TYPE_CHECKING:
    from assistant.generation import Generation

# Set on the half of tests/questions/claims.jsonl that is for it.
SILENT, FITS, SAYS_SO = 0.63, 0.62, 0.76
_SOMEHOW = 0.5  # the least that each word of what holds is like one of the clause
_ENOUGH = 3  # words of what holds
_SAME_NAME = 0.8  # how like a place must be to one of the clause
_UNLIKE, _LEAST = 0.6, 2  # a word that no clause has anything like, and how many words a silence rests on
_NEARLY, _AS_WELL = 0.5, 0.12  # the fit of a clause that denies, and how much less than the best it may be
_WEAK = frozenset((Force.EXHORTATION, Force.EVALUATION))


def by_text(
    asked: str, claim: Assumption, record: Resolution, generation: Generation, *, only_wrong: bool = False
) -> Finding:
    """The verdict of an official text with its ground, and the key of the clause that shows it or comes nearest; no key where no clause is
    near. With ``only_wrong`` no more is read than tells whether the text says something else or is silent: undecided where neither can be.
    """
    undecided = Finding(ClaimVerdict.UNDECIDED, Ground.WORDS)
    rows = [row for row in generation.catalogue.paragraphs_of(record.number) if row.kind is not Kind.HEADING]
    if record.status is not TextStatus.OFFICIAL or not rows or not claim.matter:
        return undecided
    weights = weights_of(claim, generation.index)
    rarities = weights_of(claim, generation.index, of_unknown=RAREST)
    passages = passages_near(asked, claim, weights, rows, generation.index)
    other = not only_wrong or _may_say_otherwise(claim, passages)
    may_be_silent = not claim.denied and not _has_the_values(claim, rows)
    clauses = list[Clause]()
    for each in read(passages, claim, weights, generation.index):
        clauses.append(each)
        # what one clause has a word like is not left unsaid by all
        if not other and not (may_be_silent and _unsaid(claim, clauses, rarities, rows) >= SILENT):
            return undecided
    if not clauses:
        return undecided
    clauses.sort(key=lambda each: -each.fit)
    found = _contradicted(claim, clauses, rows, record) or _no_such_day(claim, rows, record)
    if found is not None:
        return Finding(ClaimVerdict.CONTRADICTED, found[0], key=found[1].key)
    best = clauses[0]
    if may_be_silent and _unsaid(claim, clauses, rarities, rows) >= SILENT:
        nearest = next((each for each in clauses if each.row.kind is not Kind.PREAMBULAR), best)
        return Finding(ClaimVerdict.SILENT, Ground.WORDS, key=nearest.row.key)
    if not claim.denied and _says_so(claim, best) and not _denies(claim, best) and _values_stand(claim, best, record):
        return Finding(ClaimVerdict.HOLDS, Ground.WORDS, key=best.row.key)
    return Finding(ClaimVerdict.UNDECIDED, Ground.WORDS, key=best.row.key)


def _may_say_otherwise(claim: Assumption, passages: Sequence[Passage]) -> bool:
    """Whether any passage, however near it is, could have another value, the opposite, a weaker verb, or take out what is said to be so."""
    values = bool(claim.quantities or claim.days or claim.binding)
    return values or any(_taken_out(claim, each) or _opposite(claim, each) for each in passages)


def _contradicted(
    claim: Assumption, clauses: Sequence[Clause], rows: Sequence[Paragraph], record: Resolution
) -> tuple[Ground, Paragraph] | None:
    best = clauses[0]
    if best.fit >= FITS:
        ground = _other_number(claim, best, rows) or _other_day(claim, best, rows, record) or _opposite(claim, best)
        ground = ground or _weaker(claim, clauses, {row.key: row for row in rows})
        if ground is not None:
            return ground, best.row
    for each in clauses:
        if each.fit >= max(_NEARLY, best.fit - _AS_WELL) and _taken_out(claim, each):
            return Ground.DENIAL, each.row
    return None


def _unsaid(
    claim: Assumption, clauses: Sequence[Clause], weights: NDArray[np.float64], rows: Sequence[Paragraph]
) -> float:
    """How far a claim goes beyond a text, from 0 to 1: the share, by rarity, of its words that stand nowhere in it, and the share that
    no clause has anything like, in equal parts. Names are no sign, nor are verbs of the Council that a clause has something like; 0
    where less than two words are left."""
    held = stems_of_all(row.words for row in rows)
    nearest = np.max([each.alike for each in clauses], axis=0)
    tokens = [claim.tokens[at] for at in claim.matter]
    unlike = np.array([like < _UNLIKE and token.norm not in held for token, like in zip(tokens, nearest, strict=True)])
    counts = np.array(
        [t.norm not in claim.names and (t.word not in ACTS or far) for t, far in zip(tokens, unlike, strict=True)]
    )
    if counts.sum() < _LEAST:
        return 0.0
    absent = np.array([token.norm not in held for token in tokens])
    share = float(weights[counts & absent].sum() / weights[counts].sum())
    return (share + float((nearest[counts] < _UNLIKE).mean())) / 2


def _says_so(claim: Assumption, best: Clause) -> bool:
    """Whether an operative clause has every word of the claim, or one very like it: "Does it call upon Azuria …" does not hold where it
    calls upon another State. What it is the first or the only text to do no clause of its own shows."""
    names = np.array([claim.tokens[at].norm in claim.names for at in claim.matter])
    among_others = _AMONG_OTHERS & {token.word for token in claim.tokens} - {token.word for token in best.tokens}
    return (
        best.row.kind is not Kind.PREAMBULAR
        and not among_others
        and bool((best.alike[names] >= _SAME_NAME).all())
        and best.fit >= SAYS_SO
        and float(best.alike.min()) >= _SOMEHOW
        and len(claim.matter) >= _ENOUGH
    )


_AMONG_OTHERS = frozenset("first earliest only sole last latest newest".split())


def _has_the_values(claim: Assumption, rows: Sequence[Paragraph]) -> bool:
    """Whether there are numbers or days in a claim, and all of them stand in the text."""
    if not claim.quantities and not claim.days:
        return False
    tokens = [token for row in rows for token in tokens_of(row.words)]
    held = {each.value for each in quantities_in(tokens)} | {token.norm for token in tokens if token.kind == "date"}
    return held >= {*(each.value for each in claim.quantities), *claim.days}


def _other_number(claim: Assumption, best: Clause, rows: Sequence[Paragraph]) -> Ground | None:
    """A number where the clause has another one of the same unit, and only one, and the text has it nowhere."""
    here = quantities_in(best.tokens)
    for asked in claim.quantities:
        values = {each.value for each in here if each.unit == asked.unit}
        differs = len(values) == 1 and asked.value not in values
        if differs and not any(asked in quantities_in(tokens_of(row.words)) for row in rows):
            return Ground.NUMBER
    return None


def _other_day(claim: Assumption, best: Clause, rows: Sequence[Paragraph], record: Resolution) -> Ground | None:
    """A day where the clause has another one, and only one, and the text has it nowhere."""
    here = {token.norm for token in best.tokens if token.kind == "date"}
    adopted = f"@{record.date.isoformat()}" if record.date else ""
    for asked in claim.days:
        differs = asked != adopted and len(here) == 1 and asked not in here
        if differs and not any(token.norm == asked for row in rows for token in tokens_of(row.words)):
            return Ground.DAY
    return None


def _no_such_day(claim: Assumption, rows: Sequence[Paragraph], record: Resolution) -> tuple[Ground, Paragraph] | None:
    """A day after the adoption that the text has nowhere, where its decisions name one such day alone."""
    if record.date is None or len(claim.days) != 1:
        return None
    adopted, asked = f"@{record.date.isoformat()}", claim.days[0]
    if asked <= adopted:
        return None
    named = {
        token.norm: row
        for row in rows
        for token in tokens_of(row.words)
        if token.kind == "date" and token.norm > adopted and row.kind is not Kind.PREAMBULAR
    }
    everywhere = {token.norm for row in rows for token in tokens_of(row.words) if token.kind == "date"}
    if asked in everywhere or len(named) != 1:
        return None
    return Ground.DAY, next(iter(named.values()))


def _taken_out(claim: Assumption, clause: Clause | Passage) -> bool:
    """Whether what is said to be so stands behind words of the clause that deny it or take it out, and not before them. Of a claim that
    itself denies or ends something nothing is known."""
    ends = any(claim.tokens[at].norm in _ENDING for at in range(len(claim.tokens)))
    start = next((at for at in range(len(clause.tokens)) if _takes_out(clause.tokens, at)), None)
    if claim.denied or ends or start is None:
        return False
    end = next((at for at in range(start + 1, len(clause.tokens)) if _begins_anew(clause.tokens, at)), None)
    behind = {token.norm for token in clause.tokens[start:end]} - {token.norm for token in clause.tokens[:start]}
    asked = [token for at in claim.matter if (token := claim.tokens[at]).norm in behind]
    return len({token.norm for token in asked}) >= _TAKEN_OUT and not all(token.capital for token in asked)


def _begins_anew(tokens: Sequence[Token], at: int) -> bool:
    """Whether what was denied is over: "has no validity, and is considered void" denies no voidness."""
    token, following = tokens[at], tokens[at + 1].word if at + 1 < len(tokens) else ""
    return ";" in token.pause or ("," in token.pause and token.word == "and" and following in AUXILIARIES)


_TAKEN_OUT = 2  # words of the claim
_ENDING = DENYING | frozenset(
    map(
        stem,
        "lift end terminate remove release free delist relieve waive stop suspend unfreeze discontinue ban".split(),
    )
)


def _takes_out(tokens: Sequence[Token], at: int) -> bool:
    following = {each.word for each in tokens[at + 1 : at + 3]}
    denies = tokens[at].word in _DENYING and not following & _BOUNDING and stands_alone(tokens, at)
    return denies or tokens[at].norm in EXEMPTING


def _denies(claim: Assumption, clause: Clause) -> bool:
    """Whether the clause denies or takes something out, or forbids or ends what the claim does not say to be forbidden or ended."""
    forbids = (DENYING | _STOPPING) - {token.norm for token in claim.tokens}
    return any(t.word in _DENYING or t.norm in EXEMPTING or t.norm in forbids for t in clause.tokens)


_STOPPING = frozenset(map(stem, "stop halt end cease".split()))
_DENYING = NEGATIONS - {"without", "non"}  # "without delay" denies nothing
_BOUNDING = frozenset(  # "not later than", "not to exceed", "not only": a bound
    "later more less fewer earlier exceed exceeding only limited least yet".split()
)


def _opposite(claim: Assumption, best: Clause | Passage) -> Ground | None:
    """A word whose opposite stands in the clause, and it itself does not: armed, unarmed."""
    asked = {claim.tokens[at].norm for at in claim.matter}
    here = {token.norm for token in best.tokens if token.kind == "word"}
    opposite = {norm for norm in asked - here if f"un{norm}" in here or (norm.startswith("un") and norm[2:] in here)}
    return Ground.DENIAL if opposite and not claim.denied else None


def _weaker(claim: Assumption, clauses: Sequence[Clause], rows: dict[str, Paragraph]) -> Ground | None:
    """Something is said to be ordered where the clause only asks for it, and no clause that fits as well orders it."""
    if not claim.binding:
        return None
    rivals = [each for each in clauses if each.fit >= clauses[0].fit - _AS_WELL]
    forces = [_force(each.row, rows) for each in rivals]
    ordered = any(token.word in ("decides", "shall", "demands") for each in rivals for token in each.tokens)
    return Ground.FORCE if all(force in _WEAK for force in forces) and not ordered else None


def _force(row: Paragraph, rows: dict[str, Paragraph]) -> Force | None:
    """The force of a paragraph, or of the opening words above it."""
    while row.force is None and row.pinpoint.parent is not None and row.pinpoint.parent.key in rows:
        row = rows[row.pinpoint.parent.key]
    return row.force


def _values_stand(claim: Assumption, best: Clause, record: Resolution) -> bool:
    """Whether every number and day of the claim stands in the clause; force is left to the reader."""
    here = quantities_in(best.tokens)
    dates = {token.norm for token in best.tokens if token.kind == "date"}
    adopted = f"@{record.date.isoformat()}" if record.date else ""
    return all(each in here for each in claim.quantities) and all(day in dates | {adopted} for day in claim.days)
