"""The ways in which a follow-up leaves something unsaid, and how each is completed from the state of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.follow_up import (
    ELSEWHERE,
    OF_THE_TEXT,
    FollowUp,
    Rule,
    called,
    complete_noun,
    link_to,
    mandate_of,
    matter_in_focus,
    people,
    placed,
)
from assistant.follow_up_chains import (
    about_an_end,
    after,
    decided_in_year,
    life,
    succeeded,
    the_one_beside,
    what_changed,
)
from assistant.phrases import BACK, POSSESSIVE, PRONOUN, agreeing, in_place_of_pronoun, joined, subject_of, with_article
from assistant.question import asks_for_expiry, blank, dates_of
from assistant.succession import common_successor
from assistant.terms import acronyms, content_words
from assistant.thread import references
from assistant.unsaid import ASKS, CLAUSE, COMPARES, FORMER, ONE_FOR, PARAGRAPH, SAME, SEVERAL, SUCCESSOR, VOTES_ON_IT
from ingest.bodies import places_in
from ingest.citation import Found
from ingest.pinpoint import Kind

_SAME_QUESTION = re.compile(r"\b(?:the )?same(?: question| thing)?\b", re.IGNORECASE)


def _other_resolution(f: FollowUp) -> str | None:
    """``And 338?`` asks of 338 what was asked before; ``compare that with 2617`` names the other side."""
    if not f.own:
        return None
    number = f.own[-1].pinpoint.resolution
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


_NEXT_PARAGRAPH = re.compile(
    r"\bthe (?:(?P<next>next|following|one after|one below)|previous|preceding|one above|one before)(?: paragraph| clause| one)?\b|\bthe paragraph (?:(?P<below>below|after|that follows)|above|before)\b",
    re.IGNORECASE,
)


_THAT_PARAGRAPH = re.compile(
    r"\b(?:that|this|the same|the) (?:paragraph|clause)(?! (?:on|about|above|below|after|before|that|which|for))\b",
    re.IGNORECASE,
)


_WORDS = re.compile(
    r"\b(?:quote|read|show|full text|exact(?:ly)? (?:words|wording|text)|word for word|verbatim|precise wording)\b",
    re.IGNORECASE,
)


_NUMBERED = re.compile(
    r"\b(?:(?:operative|preambular) )?(?:paragraphs?|paras?\.?|clauses?|annex|section|OP|PP|¶)\s*(?:\d|[IVX]+\b|[A-D]\b)",
    re.IGNORECASE,
)


def _paragraph(f: FollowUp) -> str | None:
    """``and paragraph 6?``, ``the next paragraph``, ``quote it``."""
    number, last = f.thread.focus, f.thread.paragraph
    if number is None or f.own:
        return None
    text = f"resolution {number}"
    if match := _NUMBERED.search(f.rest):
        if PRONOUN.search(f.rest):
            said = PRONOUN.sub(text, f.rest, count=1)
        elif re.search(r"\bthere\b|\b(?:the|that|this) (?:resolution|text)\b", f.rest, re.IGNORECASE):
            said = re.sub(
                r"\b(?:in |of )?(?:there|(?:the|that|this) (?:resolution|text))\b", f"of {text}", f.rest, count=1
            )
        else:
            end = re.match(r"[\w.()/-]*(?:(?:,| and| to)? ?\d+)*", f.rest[match.end() :])
            stop = match.end() + (end.end() if end else 0)
            said = f"{f.rest[:stop]} of {text}{f.rest[stop:]}"
        if not content_words(said) and not ASKS.search(said):
            return f"What does {said} say?"
        return f"{said}?" if CLAUSE.match(said) else said
    if re.search(r"\b(?:the )?(?:very )?(?:last|final) (?:operative )?(?:paragraph|clause)\b", f.rest, re.IGNORECASE):
        heads = [
            row.number
            for row in f.background.catalogue.paragraphs_of(number)
            if row.kind is Kind.OPERATIVE and not row.path
        ]
        return f"What does paragraph {heads[-1]} of {text} say?" if heads and heads[-1].isdigit() else None
    if last is None:
        return None
    step = _NEXT_PARAGRAPH.search(f.rest)
    of_paragraphs = any(each.pinpoint.kind for each in references(f.thread.question, f.background))
    if step and (PARAGRAPH.search(f.rest) or of_paragraphs) and last.number.isdigit():
        other = int(last.number) + (1 if step["next"] or step["below"] else -1)
        if other > 0:
            return f"What does paragraph {other} of {text} say?"
    kind = "preambular paragraph" if last.kind == "pp" else "paragraph"
    if last.number.isdigit() and _THAT_PARAGRAPH.search(f.rest):
        return f"{_THAT_PARAGRAPH.sub(f'{kind} {last.number} of {text}', f.rest, count=1)}?"
    if last.number.isdigit() and _WORDS.search(f.rest) and len(content_words(_WORDS.sub(" ", f.rest))) <= 1:
        return f"What does {kind} {last.number} of {text} say?"
    return None


def _several(f: FollowUp) -> str | None:
    """``both``, ``each``, ``the latter``: the resolutions or the subjects last spoken of."""
    subjects = f.thread.subjects
    if match := FORMER.search(f.rest):
        said = _former(f, match)
        if said:
            return said
    if _WHICH_ONE.search(f.rest) and COMPARES.search(f.rest) and len(f.thread.recent) > 1:
        about = matter_in_focus(f) or "what is decided"
        return f"Compare {about} in resolutions {f.thread.recent[-2]} and {f.thread.recent[-1]}."
    match = SEVERAL.search(f.rest)
    if match is None:
        return None
    if SUCCESSOR.search(f.rest) and len(subjects) > 1:
        found = common_successor([numbers for _, numbers in subjects[-2:]], f.background)
        if found is not None:
            return after(found, f"{subjects[-2][0].text} and {subjects[-1][0].text}")
    if len(f.thread.recent) < 2 or SUCCESSOR.search(f.rest):
        return None
    pair = f"resolutions {' and '.join(map(str, f.thread.recent[-2:]))}"
    comes_last = not f.rest[match.end() :].strip() and not _ENDS_IN_LINK.search(f.rest[: match.start()])
    pair = f"{match['in'] or ('in ' if comes_last else '')}{pair}"
    said = f"{f.rest[: match.start()]}{pair}{f.rest[match.end() :]}"
    said = complete_noun(said, f)
    if (
        len(content_words(COMPARES.sub(" ", f.rest))) < 1
        and not OF_THE_TEXT.search(f.rest)
        and (about := matter_in_focus(f))
    ):
        said = f"{said}, on {about}"
    asks = CLAUSE.search(f.rest) or _ASK_VERB.match(f.rest)
    return f"{said}?" if asks else f"What is {_with_the(said)}?"


_WHICH_ONE = re.compile(r"\bwhich (?:one|text|resolution|(?:one )?of (?:the two|them|these))\b", re.IGNORECASE)
_ENDS_IN_LINK = re.compile(r"\b(?:in|of|on|to|from|for|by|between|with|under|against)\s*$", re.IGNORECASE)


def _former(f: FollowUp, match: re.Match[str]) -> str:
    """``the former`` of two subjects, or of two resolutions where these were compared."""
    subjects, recent, at = f.thread.subjects, f.thread.recent, -2 if match["former"] or match["first"] else -1
    if len(subjects) > 1 and all(each.lasts for each, _ in subjects[-2:]):
        name = subjects[at][0].text
    elif len(recent) > 1:
        name = f"resolution {recent[0] if match['first'] else recent[at]}"
    else:
        return ""
    if not content_words(FORMER.sub(" ", f.rest)) and (old := references(f.thread.question, f.background)):
        return f"{f.thread.question[: old[0].start]}{name}{f.thread.question[old[-1].end :]}"
    return f"{FORMER.sub(name, f.rest, count=1)}?"


def _same_for_another(f: FollowUp) -> str | None:
    """``what about Mali?``, ``and in 2019?``, ``and the one for Rwanda?``: the last question with another place or year."""
    if (
        f.own
        or PRONOUN.search(f.rest)
        or POSSESSIVE.search(f.rest)
        or (CLAUSE.search(f.rest) and not ONE_FOR.search(f.rest))
    ):
        return None
    last, new = f.thread.question, SAME.sub("", f.rest)
    rest = re.sub(
        r"^(?:(?:in|for|on|of|with|to|by|against|at|the|that|one|same|ones|during)\b\s*)+", "", new, flags=re.IGNORECASE
    )
    old = references(last, f.background)
    years, places = dates_of(blank(last, old)), places_in(rest)
    if dates_of(rest) and not content_words(re.sub(r"\b[A-Z][a-z]+ (?=\d{4})|\d", "", rest)):
        if years:
            return re.sub(rf"\b{years[-1].year}\b", rest, last, count=1)
        if about_an_end(last) and (number := decided_in_year(f, f.chain())) is not None:
            return f"Until when does resolution {number} extend {mandate_of(f)}?"
        return f"{_OF_NOW.sub('', _without_references(last, old)).rstrip('?. ')} in {rest}?"
    if places and len(content_words(rest)) <= 2 + rest.count(" of "):
        bare = last if _mentions(f, rest) else _without_references(last, old)
        spoken = _spoken_place(bare)
        subject = f.thread.subject
        if spoken and subject and spoken in subject.text and subject.text in bare and ONE_FOR.search(new):
            head = re.sub(
                rf"(?:\b(?:for|on|in|of|against) (?:the )?)?\b{re.escape(spoken)}(?:['’]s)?", "", subject.text
            )
            return bare.replace(subject.text, f"{head.strip()} {ONE_FOR.sub(_link, new, count=1)}", 1)
        if spoken:
            return bare.replace(spoken, rest, 1)
        if f.thread.subject and f.thread.subject.text in bare and not f.thread.subject.acronym:
            return bare.replace(f.thread.subject.text, f"{f.thread.subject.text} for {rest}", 1)
    names = acronyms(rest)
    if names and f.thread.subject and f.thread.subject.text in last and len(content_words(rest)) <= 2:
        bare = last if _mentions(f, rest) else _without_references(last, old)
        return bare.replace(f.thread.subject.text, rest, 1)
    return None


# What the last question asked of the present does not hold for another year.
_OF_NOW = re.compile(
    r"\b(?:latest|newest|most recent|current(?:ly)?|present|last|now|today|still)\b (?=\w)|,? \b(?:now|today|currently|at present)\b",
    re.IGNORECASE,
)


def _mentions(f: FollowUp, name: str) -> bool:
    """Whether the resolution that the last question names speaks of ``name`` too."""
    if not f.thread.named:
        return False
    return any(name in row.words for row in f.background.catalogue.paragraphs_of(f.thread.named[-1]))


def _link(match: re.Match[str]) -> str:
    """``for`` of "the one for"."""
    return match.group().split()[-1]


def _spoken_place(text: str) -> str:
    """The place that ``text`` names first, as it is written there."""
    words, places = re.findall(r"[\w'’-]+", text), places_in(text)
    spans = ((start, start + length) for length in range(1, 6) for start in range(len(words) - length + 1))
    spoken = (re.sub(r"['’]s$", "", " ".join(words[start:end])) for start, end in spans)
    found = next((each for each in spoken if each in text and places_in(each) == places[:1]), "") if places else ""
    return f"the former {found}" if found and f"the former {found}" in text else found


def _without_references(text: str, found: Sequence[Found]) -> str:
    """``text`` without the resolutions it names: ``under resolution 9103`` goes, ``did 9103 forbid`` becomes the Council."""
    for each in sorted(found, key=lambda each: -each.start):
        head, tail = text[: each.start], text[each.end :]
        shorter = re.sub(r",?\s*\b(?:in|of|under|by|from|to)\s+(?:resolutions?\s+)?$", "", head, flags=re.IGNORECASE)
        if _PARAGRAPH_OF.match(text[each.start :]) and re.search(r"\b(?:which|what) $", head, re.IGNORECASE):
            text = f"{head}resolution{tail}"
        elif shorter != head or not tail.strip(" ?."):
            text = f"{shorter}{tail}"
        else:
            text = f"{re.sub(r'resolutions? $', '', head)}the Council{tail}"
    return text


_PARAGRAPH_OF = re.compile(r"(?:operative |preambular )?paragraphs?\b", re.IGNORECASE)


def _aspect(f: FollowUp) -> str | None:
    """``and the troop ceiling?``, ``and about sexual violence?``: a noun alone, asked of the resolution in focus."""
    if f.own or CLAUSE.search(f.rest) or _ASK_VERB.match(f.rest) or not content_words(f.rest):
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
        bare = _without_references(last, references(last, f.background))
        old = next(each for each in (f"the mandate of {said.text}", said.text) if each in bare or each == said.text)
        return agreeing(bare.replace(said.text if own.acronym else old, name, 1), name)
    noun = complete_noun(noun, f)
    if f.thread.focus is None:
        about = f.name
        return f"What is said about {noun}{f', regarding {about}' if about and about not in noun else ''}?"
    about = (
        f" of {f.name}" if said and said.lasts and said.acronym and f.name not in noun and not f.thread.named else ""
    )
    return f"What does resolution {f.thread.focus} say about {noun}{about}?"


_ASK_VERB = re.compile(
    r"(?:please )?(?:show|give|quote|read|list|tell|explain|compare|summari[sz]e|name|what|whose)\b", re.IGNORECASE
)


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
    rest = re.sub(r"\b(?:the|that|this) (?:resolution|text|one)\b", f"resolution {number}", rest) if number else rest
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
        return f"{placed(rest, f)}?" if rest != f.rest else None
    if number and VOTES_ON_IT.search(rest):
        said = re.sub(r"\b(?:it|that|this)\b", f"resolution {number}", rest, count=1, flags=re.IGNORECASE)
        return f"{said}?"
    subject = f.thread.subject
    if number and subject and not subject.lasts and POSSESSIVE.search(rest) and not people(rest, f):
        return f"{placed(POSSESSIVE.sub('the', rest, count=1), f)}?"
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest)) and not (subject and subject.thing):
        return f"{placed(rest, f)}?"  # "the ban", of which only its text was spoken of
    of_the_text = bool(OF_THE_TEXT.search(rest)) and not BACK.search(rest)
    if subject and not subject.lasts and f.thread.named and _AGENT.search(rest):
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
        return f"{in_place_of_pronoun(rest, subject.text)}{', regarding ' + joined(others) if others else ''}?"
    thing = people(rest, f) or thing
    if not thing:
        return None
    return f"{placed(in_place_of_pronoun(rest, thing), f)}?"


_IS_CHAPTER = re.compile(
    r"(?P<verb>is|was) (?:it|that|this)(?: (?:resolution|text))?(?: adopted)? (?:under )?chapter (?P<chapter>[ivx]+|six|seven|eight)$",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\b(?:does|did|do) (?:it|they|that|this)\b", re.IGNORECASE)


def _with_the(said: str) -> str:
    return said if re.match(r"(?:the|a|an)\b", said, re.IGNORECASE) else f"the {said}"


_OF_IT = re.compile(r"\b(?:left|remains|part|kind|which (?:one|of them))$", re.IGNORECASE)


def _fragment(f: FollowUp) -> str | None:
    """``until which day?``, ``who voted against?``: the matter and the resolution are added."""
    if f.own:
        return None
    number = f.thread.focus
    textual = bool(OF_THE_TEXT.search(f.rest)) or len(content_words(f.rest)) > 2
    said = f.rest
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


RULES: tuple[Rule, ...] = (
    _other_resolution,
    _paragraph,
    _several,
    the_one_beside,
    succeeded,
    what_changed,
    life,
    _same_for_another,
    _aspect,
    _pronoun,
    _fragment,
)
