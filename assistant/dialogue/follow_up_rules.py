"""The ways in which a follow-up leaves something unsaid, and how each is completed from the state of the conversation."""

from __future__ import annotations

import re

from assistant.dialogue.follow_up import (
    ELSEWHERE,
    OF_THE_TEXT,
    FollowUp,
    Rule,
    called,
    complete_noun,
    link_to,
    matter_in_focus,
    people,
    placed,
)
from assistant.dialogue.follow_up_beside import the_one_beside
from assistant.dialogue.follow_up_chains import (
    life,
    succeeded,
    what_changed,
)
from assistant.dialogue.follow_up_ends import ended_later, passed_on, restored
from assistant.dialogue.follow_up_later import heir, set_up_for_it, what_followed
from assistant.dialogue.follow_up_lists import of_the_list
from assistant.dialogue.follow_up_paragraphs import paragraph
from assistant.dialogue.follow_up_same import same_for_another, without_references
from assistant.dialogue.follow_up_several import several
from assistant.dialogue.follow_up_times import at_another_time, of_a_date, of_a_year, what_became
from assistant.dialogue.heads import with_whole_name
from assistant.dialogue.phrases import (
    BACK,
    POSSESSIVE,
    PRONOUN,
    agreeing,
    in_place_of_pronoun,
    joined,
    subject_of,
    with_article,
)
from assistant.dialogue.thread import references
from assistant.dialogue.unsaid import (
    ASK_VERB,
    CLAUSE,
    COMPARES,
    VOTES_ON_IT,
)
from assistant.terms import content_stems, content_words, stems
from assistant.understanding.days import dates_of
from assistant.understanding.lasting_words import asks_for_expiry
from assistant.understanding.references import blank
from ingest.bodies import places_in
from ingest.pinpoint import Kind

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


_AFTER_THAT = re.compile(r"\b(after|before|since|by|until|from) (?:that(?: day| date)?|then)\b", re.IGNORECASE)


def _pronoun(f: FollowUp) -> str | None:
    """``which body watches over it?``: the subject or the resolution in its place, and the resolution in focus named."""
    number, rest = f.thread.focus, f.rest
    if number and (match := _IS_CHAPTER.match(rest)):
        return f"{match['verb']} resolution {number} under Chapter {match['chapter']}?"
    if f.thread.day and (match := _AFTER_THAT.search(rest)):
        rest = f"{rest[: match.start()]}{match[1]} {f.thread.day}{rest[match.end() :]}"
        if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
            return f"{placed(f'{rest}, regarding {f.name}' if f.name else rest, f)}?"
    rest = re.sub(r"\bthey\b(?=\s+(?:vote|adopt|decide|agree|abstain))", "the Council", rest, flags=re.IGNORECASE)
    rest = re.sub(
        r"\b(?:in|under|of|by) (?:it|there|that(?: one| text| resolution)?)(?=\s*(?:[?.,]|$))|\bthere(?=\s*$)"
        + ("" if f.thread.subject and f.thread.subject.thing else r"|\bfrom (?:it|that(?: one)?)(?=\s*(?:[?.,]|$))"),
        f"in resolution {number}" if number else "",
        rest,
    )
    if f.thread.subject and f.thread.subject.lasts:
        rest = re.sub(r"\b(?:that|this) one\b", "it", rest, flags=re.IGNORECASE)
    rest = (
        re.sub(r"\b(?:the|that|this) (?:(?:very )?same )?(?:resolution|text|one)\b", f"resolution {number}", rest)
        if number
        else rest
    )
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
        return f"{placed(rest, f)}?" if rest != f.rest else None
    if (place := _paragraph_spoken_of(f)) and _AGENT.search(rest) and not _VOTES.search(rest):
        return f"{_AGENT.sub(lambda m: f'{m.group().split()[0]} {place}', rest, count=1)}?"
    if f.thread.subject and f.thread.subject.acronym and _SET_UP.search(rest):
        return f"Which resolution set up {f.thread.subject.text}?"
    if number and VOTES_ON_IT.search(rest):
        said = re.sub(r"\b(?:it|that|this)\b", f"resolution {number}", rest, count=1, flags=re.IGNORECASE)
        return f"{said}?"
    subject = f.thread.subject
    if number and subject and not subject.lasts and POSSESSIVE.search(rest) and not people(rest, f):
        return f"{placed(POSSESSIVE.sub('the', rest, count=1), f)}?"
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest)) and not (subject and subject.thing):
        return f"{placed(rest, f)}?"  # "the ban", of which only its text was spoken of
    of_the_text = bool(OF_THE_TEXT.search(rest)) and not BACK.search(rest)
    if (
        subject
        and f.thread.named
        and _AGENT.search(rest)
        and not (subject.lasts and (_OF_A_BODY.search(rest) or f.chain()))
    ):
        of_the_text = True  # what "it" does is done by the text: "whom does it exclude?"
    text = f"resolution {number}" if number is not None else ""
    if text and (subject is None or not subject.thing or (of_the_text and not POSSESSIVE.search(rest))):
        thing = (
            subject.text
            if subject
            and not of_the_text
            and subject.text.endswith("s")
            and re.search(r"\b(?:they|them|these|those)\b", rest, re.I)
            else text
        )
    else:
        thing = called(f)
    if dates_of(f.rest) and subject is not None:  # of another time: not what the text in focus says
        others = [each for each in f.thread.matters if each not in subject.text]
        return f"{in_place_of_pronoun(rest, called(f))}{', regarding ' + joined(others) if others else ''}?"
    thing = people(rest, f) or thing
    if not thing:
        return None
    if subject is not None and subject.acronym and thing == subject.text and _PAST_OF_A_BODY.match(rest):
        return f"{in_place_of_pronoun(rest, thing)}?"  # its history, and not what the text in focus says
    return f"{placed(in_place_of_pronoun(rest, thing), f)}?"


def _conflict(f: FollowUp) -> str | None:
    """``who won it?``: what is started, waged or won is a conflict, and not a text."""
    match = _STARTED_IT.search(f.rest) if f.thread.focus and not f.own else None
    return f"{placed(f'{f.rest[: match.start(1)]}the conflict{f.rest[match.end(1) :]}', f)}?" if match else None


def _paragraph_spoken_of(f: FollowUp) -> str:
    """The paragraph that the last question names, where the follow-up can be about it: it holds a word of the question,
    or the question has none ("what does it change?")."""
    last = references(f.thread.question, f.background)
    if len(last) != 1 or last[0].pinpoint.kind != Kind.OPERATIVE:
        return ""
    row = f.background.catalogue.paragraph(last[0].pinpoint.key)
    asked = set(content_stems(_SAYS_OF_A_TEXT.sub(" ", f.rest)))
    fits = row is not None and (not asked or asked & stems(row.words))
    return f.thread.question[last[0].start : last[0].end] if fits else ""


_SAYS_OF_A_TEXT = re.compile(
    r"\b(?:chang|amend|replac|mean|appl|requir|modif|refer|cit|nam|recall|say|ask)\w*", re.IGNORECASE
)
_IS_CHAPTER = re.compile(
    r"(?P<verb>is|was) (?:it|that|this)(?: (?:resolution|text))?(?: adopted)? (?:under )?chapter (?P<chapter>[ivx]+|six|seven|eight)$",
    re.IGNORECASE,
)
_OF_A_BODY = re.compile(r"\b(?:sit|consist|operate|work|meet|comprise|have|last|run|go)\b", re.IGNORECASE)
_SET_UP = re.compile(
    r"^(?:who|which resolution|what) (?:set|sets) (?:it|them) up\b|^(?:who|which resolution|what) (?:established|created|founded) (?:it|them)\b|^when was it (?:set up|established|created)\b",
    re.IGNORECASE,
)
_STARTED_IT = re.compile(
    r"\b(?:start(?:ed|s)?|began|begun|caus(?:e|es|ed)|provok(?:e|es|ed)|won|wag(?:e|es|ed)|fought|lost) (it|that)\b",
    re.IGNORECASE,
)
_PAST_OF_A_BODY = re.compile(r"(?:when|since when|in (?:which|what) year) (?:was|were|did|had|has)\b", re.IGNORECASE)
_VOTES = re.compile(r"\b(?:vot\w+|abstain\w*|adopt\w*|veto\w*)\b", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:does|did|do) (?:it|they|that|this)\b", re.IGNORECASE)


_OF_IT = re.compile(r"\b(?:left|remains|part|kind|which (?:one|of them))$", re.IGNORECASE)


def _fragment(f: FollowUp) -> str | None:
    """``until which day?``, ``who voted against?``: the matter and the resolution are added."""
    if f.own:
        return None
    number = f.thread.focus
    textual = bool(OF_THE_TEXT.search(f.rest)) or len(content_words(f.rest)) > 2
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
    r"(?P<noun>(?:the|its|their) (?!one of\b|resolution of\b)(?:(?!and\b|or\b|who\b)[\w-]+ ?){1,9}?)\s*[,:–] (?P<asked>(?:what|who|when|where|which|how|until when|by when|for how long|is|are|was|were|did|does|do)\b.*\b(?:it|its|they|them|their)\b.*)$",
    re.IGNORECASE,
)


RULES: tuple[Rule, ...] = (
    _other_resolution,
    paragraph,
    of_the_list,
    heir,
    set_up_for_it,
    noun_ahead,
    what_followed,
    at_another_time,
    several,
    of_a_date,
    the_one_beside,
    restored,
    ended_later,
    what_became,
    passed_on,
    succeeded,
    what_changed,
    life,
    same_for_another,
    of_a_year,
    _aspect,
    _conflict,
    _pronoun,
    _fragment,
)
