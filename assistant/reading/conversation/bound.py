"""A follow-up on the matter that was spoken of: its kind with the holes filled from the focus, else a search in the text in focus."""

from __future__ import annotations

from collections.abc import Callable

from assistant.operations.cites import Cites
from assistant.operations.lookup import Lookup
from assistant.operations.select import Select
from assistant.plan import Plan
from assistant.reading.assumptions import asks_for_more, opens_with_an_auxiliary
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_text import in_the_text_in_focus, is_of_another_matter, near
from assistant.reading.conversation.pointers import pronouns_in, with_the_text
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.view_words import words_of
from assistant.retrieval.statements import units_in
from assistant.terms import FUNCTION_WORDS, PASSIVE, stem

_HARDLY, _LIKELY, _SURE = 0.05, 0.5, 0.9
_OF_A_TEXT = ("record", "define", "votes")  # what is asked of a resolution as a whole
_CLOSE = (*_OF_A_TEXT, "cites", "select", "effects", "compare", "search")  # kinds that a follow-up often is of
_Filled = Callable[[str, float, Mentions], tuple[Plan, ...]]


def of_what_was_spoken_of(asked: FollowUp, plans_of: _Filled) -> tuple[Plan, ...]:
    """The plans of a follow-up that is bound, none of any other; ``plans_of`` gives those of a kind, for mentions whose holes are filled."""
    if not asked.is_bound or is_of_another_matter(asked):
        return ()
    if asked.places_there:
        told = (asked.focus.lead,) if _is_on_its_place(asked) else ()
        return (Lookup(places=tuple(dict.fromkeys((*told, *asked.places_there)))),)
    if _states_a_value(asked):
        return (Lookup(places=(asked.focus.lead,)),)
    if asked.mentions.named and asked.kind.startswith("chain.") and asked.chances.get("search", 0.0) <= _HARDLY:
        return ()  # it names itself what is followed
    for kind, chance in asked.chances.items():
        if chance < (_LIKELY if kind in _CLOSE else _SURE):
            break
        if kind.startswith("chain."):
            continue  # these are followed where it is sure which subject is meant
        if kind == "cites":
            return (_cites(asked),)
        if kind == "votes" and not (asked.adopted_then and asked.may_be_on_a_vote):
            continue
        number = asked.adopted_then[0] if kind == "votes" else asked.focus.number
        by_it = kind in _OF_A_TEXT and not (kind == "votes" and asked.mentions.named)  # "when UNMAZ was set up"
        filled = with_the_text(asked.mentions, number) if by_it else asked.mentions
        plans = plans_of(kind, chance, filled)
        if kind == "select" and chance >= _SURE and any(map(_ranks_many, plans)):
            return ()  # what has the most of many texts is asked of none
        if kind == "select":
            plans = in_the_text_in_focus(plans, asked)
        if plans:
            return plans
    return (near(asked),)


def _is_on_its_place(asked: FollowUp) -> bool:
    """Whether it asks if what was told stands in a paragraph: "is that paragraph 4?"."""
    text, lead = asked.mentions.text, asked.focus.lead
    begins = next((word.end + 1 for word in words_in(text)), 0)
    pronouns = {start for start, _ in pronouns_in(text)}
    return (
        "/" in lead
        and opens_with_an_auxiliary(text)
        and begins in pronouns
        and all(w.plain.isdecimal() for w in asked.left)
    )


def _states_a_value(asked: FollowUp) -> bool:
    """Whether it asks nothing and names a figure of what the paragraph counts that was told: "I thought it was 200 boats"."""
    text = asked.mentions.text
    row = asked.subjects.catalogue.paragraph(asked.focus.lead) if "/" in asked.focus.lead else None
    says = any(map(str.isdigit, text)) and not (asks_for_more(text) or opens_with_an_auxiliary(text))
    if row is None or asked.focus.doubted or not says:
        return False
    return bool((units_in(text) & units_in(row.words)) - {*map(stem, FUNCTION_WORDS)})


def _ranks_many(plan: Plan) -> bool:
    """Whether texts on a matter or a body are ranked."""
    return isinstance(plan, Select) and plan.order in ("most", "least") and bool(plan.where.matter or plan.where.body)


def _cites(asked: FollowUp) -> Cites:
    """Who cites the text in focus; what it cites, where it is the one that does so ("does it recall", "cited by it")."""
    text, pronouns = asked.mentions.text, pronouns_in(asked.mentions.text)
    words = words_in(text)
    verb = next((word.start for word in words if stem(word.plain) in words_of("citing")), 0)
    passive = any(word.plain in PASSIVE and word.start < verb for word in words)  # "has it been cited since"
    cites = any(end < verb for _, end in pronouns) and not passive
    by_it = any(text[:start].lower().endswith(" by ") for start, _ in pronouns)
    return Cites(place=str(asked.focus.number), direction="cited" if cites or by_it else "citing")
