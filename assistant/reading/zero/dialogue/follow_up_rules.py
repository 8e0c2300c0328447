"""The ways in which a follow-up leaves something unsaid, and how each is completed from the state of the conversation."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import (
    ELSEWHERE,
    OF_THE_TEXT,
    FollowUp,
    Rule,
    complete_noun,
    link_to,
    matter_in_focus,
    people,
    placed,
)
from assistant.reading.zero.dialogue.follow_up_beside import the_one_beside
from assistant.reading.zero.dialogue.follow_up_chains import (
    life,
    succeeded,
)
from assistant.reading.zero.dialogue.follow_up_ends import ended_later, passed_on, restored
from assistant.reading.zero.dialogue.follow_up_events import after_an_event
from assistant.reading.zero.dialogue.follow_up_later import heir, set_up_for_it, what_followed
from assistant.reading.zero.dialogue.follow_up_lists import of_the_list
from assistant.reading.zero.dialogue.follow_up_matters import when_the_council
from assistant.reading.zero.dialogue.follow_up_paragraphs import paragraph
from assistant.reading.zero.dialogue.follow_up_pronouns import conflict, pronoun
from assistant.reading.zero.dialogue.follow_up_same import same_for_another, without_references
from assistant.reading.zero.dialogue.follow_up_several import several
from assistant.reading.zero.dialogue.follow_up_terms import terms
from assistant.reading.zero.dialogue.follow_up_times import (
    at_another_time,
    at_its_founding,
    of_a_date,
    of_a_year,
    what_became,
)
from assistant.reading.zero.dialogue.heads import with_whole_name
from assistant.reading.zero.dialogue.phrases import (
    agreeing,
    in_place_of_pronoun,
    subject_of,
    with_article,
)
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import (
    ASK_VERB,
    CLAUSE,
    COMPARES,
    HAS_TO,
)
from assistant.reading.zero.words.lasting_words import asks_for_expiry
from assistant.terms import content_words
from assistant.understanding.days import dates_of
from assistant.understanding.references import blank
from ingest.places import places_in

_SAME_QUESTION = re.compile(r"\b(?:the )?same(?: question| thing)?\b", re.IGNORECASE)


_AHEAD = re.compile(
    r"\W*(?:(?:and|but|what about|how about|in|under)\b,? )*(?:resolution |S/RES/)?\d{1,4}(?: \(\d{4}\))?\s?[:,–—-]\s*(?P<asked>(?:what|who|whom|when|where|which|how|why|does|did|is|are|was|were)\b.{6,})",
    re.IGNORECASE,
)


def _other_resolution(f: FollowUp) -> str | None:
    """``And 338?`` asks of 338 what was asked before; ``compare that with 2617`` names the other side."""
    if not f.own:
        return None
    number = f.own[-1].pinpoint.resolution
    if ahead := _AHEAD.match(f.question):  # "and 9103: who pays there?"
        asked = re.sub(r"\b(?:in )?(?:there|it|that)(?=\s*$)", "", ahead["asked"].rstrip("? "))
        return f"{asked} in resolution {number}?"
    text = blank(f.question, f.own)
    about = matter_in_focus(f)
    if re.search(r"\bcompar\w+|\bversus\b|\bvs\b|\bdiffer", text, re.IGNORECASE) and f.thread.focus not in (
        None,
        number,
    ):
        return f"Compare {about or 'what is decided'} in resolutions {f.thread.focus} and {number}."
    if not content_words(_SAME_QUESTION.sub(" ", text)):
        old = references(f.thread.question, f.background)
        if not old:
            return f"{f.thread.question.rstrip('?. ')}, in resolution {number}?"
        several = len({each.pinpoint.resolution for each in old}) > 1
        start = old[-1].start if several else old[0].start
        return f"{f.thread.question[:start]}resolution {number}{f.thread.question[old[-1].end :]}"
    thing = next((each for each in f.thread.matters if each not in f.name and f.name not in each), "")
    if thing and COMPARES.search(text):
        thing = f"{with_article(thing)} of {f.name}" if f.name else with_article(thing)
    said = in_place_of_pronoun(f.rest, thing if thing and COMPARES.search(text) else f.name or about)
    if said != f.rest:
        return f"{said}?"
    return f"{f.rest}, on {about}?" if about else f"{f.rest}?"


def _aspect(f: FollowUp) -> str | None:
    """``and the troop ceiling?``, ``and about sexual violence?``: a noun alone, asked of the resolution in focus."""
    if f.own or CLAUSE.search(f.rest) or ASK_VERB.match(f.rest) or not content_words(f.rest):
        return None
    if re.match(r"(?:on|in|to|from|by|under|for|until|since|at|of) (?:what|which|whom|when)\b", f.rest, re.IGNORECASE):
        return None
    last = f.thread.question
    noun = re.sub(
        r"^(?:(?:(?:is there |was there )?(?:any|some|no)thing|(?:any|no) (?:mention|word|rule|provision)s?|about|on|regarding|for|with|of|to|by|from|against|also|the same for)\s+)+",
        "",
        f.rest,
        flags=re.IGNORECASE,
    )
    said = f.thread.subject
    own = subject_of(noun, f.background.bodies)
    if (
        ended := re.match(r"What does resolution \d+ (?:say|decide) (?:about|on) (?:the end|the extension) of ", last)
    ) and own:
        return f"{ended.group()}{noun}?"
    if own and own.lasts and asks_for_expiry(last) and said and said.text in last:
        there = f.thread.place or next((d.place for d in reversed(f.chain()) if d.place), "")
        place = f" on {there}" if there and not places_in(noun) and not own.acronym else ""
        name = f"{with_article(noun)}{place}"
        bare = without_references(last, references(last, f.background))
        old = next(each for each in (f"the mandate of {said.text}", said.text) if each in bare or each == said.text)
        return agreeing(bare.replace(said.text if own.acronym else old, name, 1), name)
    if f.thread.named and said and not said.lasts and not people(noun, f):
        noun = re.sub(r"^(?:its|their) ", "the ", noun, flags=re.IGNORECASE)
    noun = complete_noun(noun, f)
    if f.thread.focus is None:
        about = f.name
        return f"What is said about {noun}{f', regarding {about}' if about and about not in noun else ''}?"
    about = (
        f" of {f.name}" if said and said.lasts and said.acronym and f.name not in noun and not f.thread.named else ""
    )
    return f"What does resolution {f.thread.focus} say about {noun}{about}?"


_OF_IT = re.compile(r"\b(?:left|remains|part|kind|which (?:one|of them))$", re.IGNORECASE)


def _fragment(f: FollowUp) -> str | None:
    """``until which day?``, ``who voted against?``: the matter and the resolution are added."""
    if f.own:
        return None
    number = f.thread.focus
    textual = bool(OF_THE_TEXT.search(f.rest) or _SOMEBODY_ACTS.search(f.rest))
    enough = 2 if not HAS_TO.match(f.rest) else 0 if places_in(f.rest) else 1
    textual = textual or len(content_words(f.rest)) > enough
    said = with_whole_name(f.rest, [f.name, *f.thread.matters])
    if said != f.rest:
        return f"{placed(said, f)}?"
    about = matter_in_focus(f)
    if not textual and about and about not in said:
        said = f"{said} of {about}" if _OF_IT.search(said) else f"{said}, regarding {about}"
    if (
        number is not None
        and not references(said, f.background)
        and not ELSEWHERE.search(f.rest)
        and not dates_of(f.rest)
    ):
        said = f"{said}, in resolution {number}" if "," in said else f"{said} {link_to(said)} resolution {number}"
    return f"{said}?" if said != f.rest else None


# "To whom do States report?" says itself who acts.
_SOMEBODY_ACTS = re.compile(
    r"\b(?:do|does|did|must|should|shall|may|can|has|have|had|was|were|is|are) (?:all )?(?:the |its |his )?(?:(?:member )?states?|countries|secretary-general|committee|panel|"
    r"experts|parties|governments?|commission)\b",
    re.IGNORECASE,
)


def noun_ahead(f: FollowUp) -> str | None:
    """``and the police there, which resolution set them up?``: the pronoun means what stands ahead of the question."""
    match = _NOUN_AHEAD.match(f.rest)
    if f.own or match is None:
        return None
    place = f.thread.place
    noun = re.sub(r"\bthere$", f"in {place}" if place else "", match["noun"]).strip()
    said = in_place_of_pronoun(match["asked"], noun)
    if said == match["asked"]:
        return None
    inner = FollowUp(f"{said}?", f.own, f.thread, f.background)
    return next((found for rule in RULES if (found := rule(inner))), f"{said}?")


_NOUN_AHEAD = re.compile(
    r"(?P<noun>(?:the|its|their) (?!one of\b|resolution of\b)(?:(?!and\b|or\b|who\b)[\w-]++ ?){1,9}?)\s*[,:–] (?P<asked>(?:what|who|when|where|which|how|until when|by when|for how long|is|are|was|were|did|does|do)\b.*\b(?:it|its|they|them|their)\b.*)$",
    re.IGNORECASE,
)


RULES: tuple[Rule, ...] = (
    _other_resolution,
    paragraph,
    terms,
    of_the_list,
    heir,
    set_up_for_it,
    noun_ahead,
    what_followed,
    at_another_time,
    at_its_founding,
    several,
    after_an_event,
    of_a_date,
    the_one_beside,
    restored,
    ended_later,
    what_became,
    passed_on,
    succeeded,
    life,
    same_for_another,
    of_a_year,
    when_the_council,
    _aspect,
    conflict,
    pronoun,
    _fragment,
)
