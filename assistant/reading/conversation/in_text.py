"""What a follow-up asks of the text on which the answer before was led, or of those around it."""

from __future__ import annotations

from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.plan import Plan, Where
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_focus import OF_A_SUBJECT
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.terms import stem

_LIKELY = 0.5
_SPOKEN_OF = 0.5  # the share of a question's words from which on a text may be what it is on


def on_the_text(asked: FollowUp) -> tuple[Plan, ...]:
    """A search in the text on which the answer before was led, for a follow-up that names nothing which does not stand there;
    in the texts around it, where these speak of more of it."""
    number, places = asked.focus.number, {each.meaning for each in asked.mentions.places}
    if not number or not asked.is_on_a_text or wants_another(asked.mentions):
        return ()
    around = list(dict.fromkeys((*asked.subjects.family(number, asked.day), *asked.focus.resolutions)))
    there = places and places <= {*asked.focus.places}
    if asked.stands_in([number], _SPOKEN_OF) or asked.stands_in(around, _SPOKEN_OF) or there:
        return (near(asked.mentions.text, asked.focus),)
    return ()


def near(text: str, focus: Focus) -> Search:
    """A search in the text in focus; beyond it in those that the answer before told with it, and in those that go with it."""
    return Search(text=text, near=focus.number, where=Where(numbers=focus.several))


_SURELY, _LONG = 0.8, 40  # the chance from which on it is; words of a question that says itself what it is about


def wants_another(mentions: Mentions) -> bool:
    """Whether a resolution is what is asked for: it is looked for beyond the text that was spoken of."""
    return not mentions.references and any(stem(word.plain) == _A_TEXT for word in words_in(mentions.text))


_A_TEXT = stem("resolution")


def said_there(asked: FollowUp) -> tuple[Plan, ...]:
    """What one paragraph of the text on which the answer before was led speaks of, in all the words of the question."""
    about = frozenset(stem(word.plain) for word in asked.left)
    number = asked.focus.number
    if not number or not asked.is_on_a_text or not asked.stands_in([number], 1):
        return ()
    more = asked.kind == "effects" or asked.kind.partition(".")[2] in OF_A_SUBJECT
    if asked.is_surely("select") or (more and asked.chances[asked.kind] >= _LIKELY):
        return ()  # more is asked than what a text says
    return searched(asked, (number,)) if asked.subjects.saying(number, about) else ()


def searched(asked: FollowUp, numbers: tuple[int, ...]) -> tuple[Plan, ...]:
    """A search for the words of the question in these resolutions."""
    return (Search(text=asked.mentions.text, where=Where(numbers=numbers)),)


def in_the_text_in_focus(plans: tuple[Plan, ...], asked: FollowUp) -> tuple[Plan, ...]:
    """A selection of paragraphs by their words or verb alone, of the text on which the answer before was led; none where it is of more."""
    number = asked.focus.number
    if not number or not asked.is_open or asked.mentions.places or wants_another(asked.mentions):
        return ()
    if not all(isinstance(plan, Select) and _is_of_words_alone(plan) for plan in plans):
        return ()
    return tuple(
        plan.but(where=plan.where.model_copy(update={"numbers": (number,)}))
        for plan in plans
        if isinstance(plan, Select)
    )


def _is_of_words_alone(plan: Select) -> bool:
    said = Where(phrase=plan.where.phrase, verb=plan.where.verb, kind=plan.where.kind)
    return plan.source == "paragraphs" and not plan.group and plan.where == said and bool(said.phrase or said.verb)
