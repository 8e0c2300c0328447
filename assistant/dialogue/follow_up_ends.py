"""Follow-ups on the end of what a text imposes or of a part of it, and on who took whose place."""

from __future__ import annotations

import re

from assistant.dialogue.follow_up import FollowUp
from assistant.dialogue.phrases import in_place_of_pronoun
from assistant.dialogue.succession import PASSES_ON, end_of
from assistant.terms import acronyms
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of, places_in


def passed_on(f: FollowUp) -> str | None:
    """``how did it become UNMAB?``, ``when did UNMAB take over from it?``: asked of the text that begins with the other body."""
    former = next((each.text for each, _ in reversed(f.thread.subjects) if each.acronym), "")
    others = [name for name in acronyms(f.rest) if name in f.background.bodies and name != former]
    if f.own or not former or len(others) != 1 or not PASSES_ON.search(f.rest):
        return None
    said = in_place_of_pronoun(f.rest, former)
    if said == f.rest:
        return None
    found = f.background.first_on(others[0])
    younger = found is not None and f.background.heir_in(said) == others[0]
    return f"{said} in resolution {found.resolution}?" if found is not None and younger else f"{said}?"


_THESE_MEASURES = re.compile(
    r"\b(?:these|those|all these|such) (?:[\w-]+ )?(?:prohibitions?|measures|sanctions|restrictions|bans|embargoes)\b",
    re.IGNORECASE,
)


def end_of_these(f: FollowUp) -> str | None:
    """``when did these prohibitions stop?``: the decision that ends what the resolutions in focus impose."""
    match = _THESE_MEASURES.search(f.rest)
    if match is None:
        return None
    numbers = [*f.thread.named, *(each.resolution for each in f.thread.cited[:1])] or list(f.thread.recent[-1:])
    keys = [each.paragraph.key for each in f.thread.cited]
    found = end_of(numbers, keys, f.thread.matter, f.background)
    what = match.group().split()[-1]
    return f"What does resolution {found.resolution} decide on the end of the {what}?" if found else None


def end_of_a_part(f: FollowUp) -> str | None:
    """``when was the petroleum part lifted?``: the decision that ends the measures of the resolution in focus on that."""
    goods = set(measures_of(f.rest))
    if not goods or f.thread.focus is None or places_in(f.rest):
        return None
    numbers = [f.thread.focus, *f.thread.recent[-1:]]
    ends = [
        d
        for d in f.background.decisions
        if d.action is Action.END
        and d.kind is BodyKind.MEASURES
        and {*d.roots} & {*numbers}
        and d.resolution not in numbers
    ]
    catalogue = f.background.catalogue
    rows = catalogue.paragraphs(d.key for d in ends)

    def is_on_them(decision: MandateDecision) -> bool:
        row = rows.get(decision.key)
        cited = catalogue.paragraphs(row.cites).values() if row else ()
        words = " ".join([row.words[decision.start : decision.end] if row else "", *(each.words for each in cited)])
        return bool(goods & set(measures_of(words)))

    found = next((d for d in ends if is_on_them(d)), None)
    what = " and ".join(sorted(goods))
    return f"What does resolution {found.resolution} decide on the end of the measures on {what}?" if found else None
