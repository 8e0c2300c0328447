"""What one paragraph does to measures, by its verb and its words: imposes, widens, eases, excepts, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.timeline.model import Deed
from assistant.timeline.regimes import provision_conditions as when
from assistant.timeline.regimes import provision_words as said
from assistant.timeline.regimes.matters import COMMITTEE, OTHER, PRINCIPAL, objects_in
from assistant.timeline.regimes.provision_matters import ALL, CRITERIA, matter_of
from assistant.timeline.regimes.provision_text import Text
from ingest.resolution import Paragraph

_OPENS = 200  # characters in which criteria are announced
_WITHIN = ("notes", "welcomes", "recognizes", "requests", "encourages")  # that can decide something further on
ASKS = ("calls upon", "urges", "requests", "requires", "calls")
_DECIDES = ("decides", "authorizes", "requires", "imposes", "prohibits")
# verbs that repeat, unless something new follows them
_RECALLING = ("reaffirms", "recalls", "reiterates", "notes", "stresses", "emphasizes", "underscores", "expresses", "condemns", "recognizes",
              "directs", "underlines")  # fmt: skip
CLARIFYING = ("confirms", "affirms", "clarifies", "asserts")
_TELLS = (
    *_DECIDES,
    *_RECALLING,
    "clarifies",
    "affirms",
    "confirms",
    "asserts",
    "adopts",
    "permits",
    "modifies",
    "suspends",
)
# verbs that can open what is said of measures; others only before one of them
TELLING = frozenset(
    (*_TELLS, *ASKS, *CLARIFYING, "approves", "entrusts", "instructs", "renews", "empowers", "")
) - {"notes", "stresses", "emphasizes", "expresses", "condemns", "recognizes", "underscores", "underlines"}  # fmt: skip
_IMPOSING = ("State", "shall", "embargo", "prohibit", "ban", "Government")  # one of them stands in all that imposes
_MANY = 3  # lanes of one paragraph that are named one by one


def change_of(row: Paragraph, words: str, named: Sequence[str], whole: str, *, about: bool, begun: bool) -> Deed | None:
    """What a paragraph does to measures that are there; ``None`` where it does nothing to them."""
    if words.startswith("Recalls its decision that"):
        return None
    decided = re.search(r"\bdecides\b", words) if row.verb in _WITHIN else None
    head = words[decided.start() if decided else 0 :][:620]
    if about and (deed := _whatever_is_named(row, words, head, begun=begun)):
        return deed
    if not (named or (about and said.ON_MEASURES.search(head))) or (row.verb not in _TELLS and decided is None):
        return None
    if row.verb in _RECALLING and decided is None and not row.path and not said.RECALLS.search(head):
        return None
    on_named = (
        bool(named)
        or (about and begun and _on_what_is(row, head))
        or bool(objects_in(head) or objects_in(whole))
        or bool(about and when.THIS_TEXT.search(head))
    )
    if on_named and said.LISTED.search(words[:700]) and said.PUT_UNDER.search(words[:500]):
        return Deed.DESIGNATED
    if on_named and said.EASES.search(words[:1500] if "suspended" in words else head):
        return Deed.EASED
    exempts = said.EXEMPTS.search(head) and not said.EXEMPTION_ENDS.search(head)
    if on_named and exempts and said.ON_MEASURES.search(head):
        return Deed.EXEMPTED
    if on_named and said.CRITERIA.search(head):
        return Deed.WIDENED
    if named and row.verb == "clarifies":
        return Deed.WIDENED
    if (
        (named or (objects_in(head) and when.ON_WHAT_IS.match(head)))
        and said.WIDENS.search(head)
        and (said.ON_MEASURES.search(head) or row.verb == "confirms")
    ):
        return Deed.WIDENED
    return None


def _whatever_is_named(row: Paragraph, words: str, head: str, *, begun: bool) -> Deed | None:
    """What tells by its words alone that it is on the measures of the place, though it names none."""
    if "ecides" in words and "Committee" in words and when.COMMITTEE_NAMED.search(words):
        return Deed.CHANGED
    if said.COMMITTEE_DOES.search(head) and said.COMMITTEE_GAINS.search(head):
        return Deed.CHANGED
    if begun and said.INDICATING.search(head[:_OPENS]):
        return Deed.WIDENED
    if said.OFF_THE_LIST.search(head):
        return Deed.EASED
    if not begun or row.verb in _RECALLING:
        return None
    if said.ADVANCE_APPROVAL.search(head) and said.OF_GOODS.search(head):
        return Deed.WIDENED
    return Deed.EXEMPTED if said.PERMITS.search(head) or said.NOTIFYING.search(head) else None


def _on_what_is(row: Paragraph, head: str) -> bool:
    """Whether it opens with the measures; a point does so itself ("that the measures … shall not apply")."""
    return bool(when.ON_WHAT_IS.match(head)) and (not row.path or head.startswith(("that", "That", "Decides")))


def imposes(row: Paragraph, words: str, opening: str, text: Text, *, begun: bool) -> bool:
    """Whether something is imposed, by the words and, for a point, by those above it."""
    if not any(each in words or each in opening for each in _IMPOSING):
        return False
    head = words[:700]
    if said.OF_OTHERS.search(words[:900]):
        return False
    if said.NO_MEASURE.search(head[:260]) or (row.path and said.NO_MEASURE.search(opening[:260])):
        return False
    if row.path:
        if said.EXEMPTS.search(opening):
            return False
        if said.ASKED_IN_POINTS.search(opening) and said.ACT_OF_POINT.match(words):
            return bool(said.OF_GOODS.search(head))
        below = said.ALL_STATES_SHALL.search(opening) and said.ACT_FIRST.match(words)
        own = said.STATES_SHALL.search(head) or said.SHALL_NOT_DEAL.search(head)
        return bool((below or own) and row.verb in ("decides", "") and said.OF_GOODS.search(head))
    if row.verb in _DECIDES or re.search(r"\bdecides\b", head):
        whole = text.whole(row)
        if said.STATES_SHALL_PROHIBIT.search(words[:1100]) or said.VIGILANCE.search(words[:1100]):
            return True
        if (
            said.STATES_SHALL.search(head) or said.SHALL_NOT_DEAL.search(head) or said.SETS_A_BAN.search(head)
        ) and said.OF_GOODS.search(whole[:900]):
            return True
        if said.ALL_STATES_SHALL.search(head) and said.ACT_FIRST.match(whole[len(words) :].strip()):
            return True
    if begun and ("uthori" in head or "overnment" in head) and said.AUTHORIZES_STATES.search(head):
        return True
    if not (
        row.verb in ASKS
        or re.search(r"\bcall(?:s|ed)\s+upon\b|\bto\s+call\s+upon\b|\b[Rr]enews\s+its\s+request\b", head)
    ):
        return False
    asked = said.ASKS_STATES.search(said.BY_LAW.sub(" ", head))
    if asked is None:
        return False
    around = f"{asked.group()} {asked.string[asked.end() :][:70]}"
    if said.NO_ASK.search(around) and not said.ASKS_AT_ONCE.search(around):
        return False
    return bool(said.OF_GOODS.search(head) or (begun and said.ASKS_AT_ONCE.search(around)))


def _objects_of(whole: str) -> set[str]:
    """The matter of words that name none at once; what is supplied or delivered is arms."""
    return {matter_of(whole)} & PRINCIPAL or ({"arms embargo"} if said.DELIVERIES.search(whole) else set())


def lanes_of(words: str, named: Sequence[str], deed: Deed, whole: str = "") -> tuple[str, ...]:
    """The measures that it is about: those named, as far as they fit the words, else those of the words with their points."""
    if deed is Deed.CHANGED:
        return (COMMITTEE,)
    if deed is Deed.WIDENED and (said.CRITERIA.search(words[:520]) or said.INDICATING.search(words[:520])):
        return (CRITERIA,)
    objects = objects_in(words) or (set() if named else _objects_of(whole or words))
    lanes = [lane for lane in named if lane in objects] or list(named) or sorted(objects) or [OTHER]
    return tuple(lanes) if len(lanes) <= _MANY else (ALL,)
