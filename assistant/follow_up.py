"""The ways in which a follow-up leaves something unsaid, and how each is completed from the state of the conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.phrases import (
    BACK,
    POSSESSIVE,
    PRONOUN,
    agreeing,
    as_written,
    in_place_of_pronoun,
    joined,
    matters_of,
    noun_phrases,
    subject_of,
    with_article,
)
from assistant.question import Intent, asks_for_expiry, blank, dates_of, understand
from assistant.succession import (
    Background,
    Chain,
    common_successor,
    end_of,
    neighbour,
    number_of,
    successor,
)
from assistant.terms import acronyms, content_stems, content_words, proper_names, stems
from assistant.thread import Thread, references
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import places_in
from ingest.citation import Found

# --- whether something is left unsaid ---------------------------------------------------------------------------

_OPENING = re.compile(
    r"\W*(?:(?:and|or|but|also|then|so|ok|okay|now|what about|how about|what of)\b,?\s*)+(?!,)", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?P<in>(?:in|of|to|from|for|between) )?(?:each(?: of them| one)?|both(?: of them)?|all of them|(?:the|those|these|the last) two(?: of them)?|(?<=between )(?:them|these|those))\b"
    r"(?P<noun> (?:resolutions?|texts?|ones?|cases|documents|missions?|bodies|courts?|tribunals?|renewals?))?",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\bthe (?:(?P<former>former)|(?P<first>first) (?:one|resolution|text)|latter|second (?:one|resolution|text)|last one)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:in |of |by )?the (?:one|resolution|text|renewal|extension) (?:just |right )?before(?: (?:it|that|this|then))?\b"
    r"|\b(?:in |of |by )?the (?:previous|preceding|prior|earlier|older)(?: (?:one|resolution|text|renewal|extension|version|mandate))\b"
    r"|\bits predecessor\b|\bjust before (?:it|that|this)\b|\bbefore (?:it|that|this)\b|\bbefore(?=\s*\?*$)|\bpreviously(?=\s*\?*$)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:in |of |by )?the (?:one|resolution|text|renewal|extension) (?:just |right )?after(?: (?:it|that|this))?\b"
    r"|\b(?:in |of |by )?the (?:next|following|subsequent|later|newer)(?: (?:one|resolution|text|renewal|extension|version|mandate))\b",
    re.IGNORECASE,
)
_SUCCESSOR = re.compile(
    r"\b(?:what|which \w+|who) (?:came|comes|followed|follows|replaced|replaces|succeeded|took over|took its place)\b|\bsuccessors?\b|\breplaced by what\b"
    r"|\bwhat (?:was|were) (?:it|they) (?:replaced|followed|succeeded) by\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"\b(?:(?:operative|preambular) )?(?:paragraphs?|paras?\b\.?|clauses?|annex|preamble|section)\b|¶|\bOP ?\d|\bPP ?\d",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:compar\w+|stronger|weaker|same|different\w*|differ\w*|instead|likewise|versus|vs|changed?|broader|narrower|stricter|higher|lower|larger|smaller|longer|shorter|further|beyond|more|less)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:what does|what did|decide[sd]?|about|say|says|show|give|quote|read|summari[sz]e)\b", re.IGNORECASE
)
_EXPLETIVE = re.compile(r"^\W*(?:is|was) it (?:true|right|correct|possible|legal|allowed)\b|\bit is (?:true|said)\b", re.IGNORECASE)
_UNKNOWN = re.compile(r"\bS/RES/\d|\bres(?:olution|\.)? \d", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|must|should|which|who|when|where|how|why)\b",
    re.IGNORECASE,
)


def leaves_unsaid(question: str, own: Sequence[Found]) -> bool:
    """Whether ``question`` leaves unsaid what the conversation was about; ``own`` are the references it makes itself."""
    text = blank(question, own)
    content, named = content_words(text), _has_name(text)
    if _EXPLETIVE.search(question) or (not own and _UNKNOWN.search(question)):
        return False
    few = len(content) <= (3 if named else 5)
    opened, short = bool(_OPENING.match(question)), len(content) <= 2
    if own:
        precise = any(each.pinpoint.kind is not None for each in own)
        several = len({each.pinpoint.resolution for each in own}) > 1
        if not content and not precise and not _ASKS.search(question):
            return not several
        compares = bool(_COMPARES.search(text)) and len(content) <= 3 and not named and not several
        points = _points_back(text, (PRONOUN,)) or (len(content) <= 2 and _points_back(text, (POSSESSIVE,)))
        return compares or (few and not precise and points)
    if few and (_points_back(text) or _SEVERAL.search(text) or _FORMER.search(text)):
        return True
    if few and (_BEFORE.search(text) or _AFTER.search(text) or (_SUCCESSOR.search(text) and not named)):
        return True
    if not named and len(content) <= 4 and _PARAGRAPH.search(text):
        return True
    if opened:
        return not (named and len(content) > 2 and _CLAUSE.search(text)) or few and bool(_ONE_FOR.search(text))
    return short and not named and not re.search(r"\bresolutions\b", text, re.IGNORECASE)


def _points_back(text: str, patterns: Sequence[re.Pattern[str]] = ()) -> bool:
    """Whether a pronoun or "the mission" stands for something that the text itself does not name before."""
    for pattern in patterns or (PRONOUN, POSSESSIVE, BACK, _THERE):
        if match := pattern.search(text):
            before = text[: match.start()]
            return not (_has_name(before) or len(content_words(before)) > 3)
    return False


def _has_name(text: str) -> bool:
    return bool(proper_names(text) or acronyms(text) or places_in(text))


_THERE = re.compile(r"\bthere(?=\s*(?:[?.,]|$))|\b(?:in|from|under|of|by) (?:there|it|that)\b", re.IGNORECASE)
_ONE_FOR = re.compile(r"\b(?:the|that) (?:one|same) (?:for|on|in|of|against)\b|\bthe (?:ones|others?)\b", re.IGNORECASE)


# --- how it is completed ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that leaves something unsaid, the references it makes, and what it is read against."""

    question: str
    own: Sequence[Found]
    thread: Thread
    background: Background

    @property
    def rest(self) -> str:
        """The question without "and", "what about" and the mark at its end."""
        opening = _OPENING.match(self.question)
        return self.question[opening.end() if opening else 0 :].rstrip("?. ")

    @property
    def name(self) -> str:
        return self.thread.name

    def chain(self) -> Chain:
        """The decisions on the subject, where it is a body or a measure; else on what the last answer decides about."""
        thread, subject = self.thread, self.thread.subject
        found = self.background.chain(subject.text, thread.place) if subject and subject.lasts else []
        if found and subject and (subject.acronym or _MEASURES.search(subject.text) or self._is_spoken_of(found)):
            return found
        keys = [each.paragraph.key for each in (*thread.cited[:1], *([thread.read] if thread.read else []))]
        decided = self.background.decided_in([key for key in keys if key.startswith(f"{thread.focus}/")])
        if not decided and (subject is None or not subject.lasts):  # the one mission that the resolution decides on
            missions = [d for d in self.background.decisions if number_of(d) == thread.focus and d.kind is BodyKind.MISSION]
            decided = missions if len({d.body for d in missions}) == 1 else []
        return self.background.decisions_on(decided[0].body) if decided else []

    def _is_spoken_of(self, chain: Chain) -> bool:
        """Whether one of the resolutions in focus belongs to these decisions or is their origin."""
        numbers = {number for d in chain for number in (number_of(d), *d.roots)}
        return bool(numbers & {*self.thread.recent, *(each.resolution for each in self.thread.cited)})


_MEASURES = re.compile(r"\b(?:embargo|bans?|sanctions?|freeze|measures)\b", re.IGNORECASE)
Rule = Callable[[FollowUp], str | None]


_SAME_QUESTION = re.compile(r"\b(?:the )?same(?: question| thing)?\b", re.IGNORECASE)


def _other_resolution(f: FollowUp) -> str | None:
    """``And 338?`` asks of 338 what was asked before; ``compare that with 2617`` names the other side."""
    if not f.own:
        return None
    number = f.own[-1].pinpoint.resolution
    text = blank(f.question, f.own)
    about = _matter_in_focus(f)
    if re.search(r"\bcompar\w+|\bversus\b|\bvs\b|\bdiffer", text, re.IGNORECASE) and f.thread.focus not in (None, number):
        return f"Compare {about or 'what is decided'} in resolutions {f.thread.focus} and {number}."
    if not content_words(_SAME_QUESTION.sub(" ", text)):
        old = references(f.thread.question, f.background)
        if not old:
            return f"{f.thread.question.rstrip('?. ')}, in resolution {number}?"
        several = len({each.pinpoint.resolution for each in old}) > 1
        start = old[-1].start if several else old[0].start
        return f"{f.thread.question[:start]}resolution {number}{f.thread.question[old[-1].end :]}"
    thing = next((each for each in f.thread.matters if each not in f.name and f.name not in each), "")
    if thing and _COMPARES.search(text):
        thing = f"{with_article(thing)} of {f.name}" if f.name else with_article(thing)
    said = in_place_of_pronoun(f.rest, thing if thing and _COMPARES.search(text) else f.name or about)
    if said != f.rest:
        return f"{said}?"
    return f"{f.rest}, on {about}?" if about else f"{f.rest}?"


_NEXT_PARAGRAPH = re.compile(
    r"\bthe (?:(?P<next>next|following|one after|one below)|previous|preceding|one above|one before)(?: paragraph| clause| one)?\b|\bthe paragraph (?:(?P<below>below|after|that follows)|above|before)\b",
    re.IGNORECASE,
)
_THAT_PARAGRAPH = re.compile(
    r"\b(?:that|this|the same|the) (?:paragraph|clause)(?! (?:on|about|above|below|after|before|that|which|for))\b", re.IGNORECASE
)
_WORDS = re.compile(
    r"\b(?:quote|read|show|full text|exact(?:ly)? (?:words|wording|text)|word for word|verbatim|precise wording)\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"\b(?:(?:operative|preambular) )?(?:paragraphs?|paras?\.?|clauses?|annex|section|OP|PP|¶)\s*(?:\d|[IVX]+\b|[A-D]\b)", re.IGNORECASE
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
            said = re.sub(r"\b(?:in |of )?(?:there|(?:the|that|this) (?:resolution|text))\b", f"of {text}", f.rest, count=1)
        else:
            end = re.match(r"[\w.()/-]*(?:(?:,| and| to)? ?\d+)*", f.rest[match.end() :])
            stop = match.end() + (end.end() if end else 0)
            said = f"{f.rest[:stop]} of {text}{f.rest[stop:]}"
        return said if content_words(said) or _ASKS.search(said) else f"What does {said} say?"
    if last is None:
        return None
    step = _NEXT_PARAGRAPH.search(f.rest)
    of_paragraphs = any(each.pinpoint.kind for each in references(f.thread.question, f.background))
    if step and (_PARAGRAPH.search(f.rest) or of_paragraphs) and last.number.isdigit():
        other = int(last.number) + (1 if step["next"] or step["below"] else -1)
        if other > 0:
            return f"What does paragraph {other} of {text} say?"
    kind = "preambular paragraph" if last.kind == "pp" else "paragraph"
    if last.number.isdigit() and _THAT_PARAGRAPH.search(f.rest):
        return f"{_THAT_PARAGRAPH.sub(f'{kind} {last.number} of {text}', f.rest, count=1)}?"
    if last.number.isdigit() and _WORDS.search(f.rest) and len(content_words(_WORDS.sub(' ', f.rest))) <= 1:
        return f"What does {kind} {last.number} of {text} say?"
    return None


def _several(f: FollowUp) -> str | None:
    """``both``, ``each``, ``the latter``: the resolutions or the subjects last spoken of."""
    subjects = f.thread.subjects
    if match := _FORMER.search(f.rest):
        said = _former(f, match)
        if said:
            return said
    match = _SEVERAL.search(f.rest)
    if match is None:
        return None
    if _SUCCESSOR.search(f.rest) and len(subjects) > 1:
        found = common_successor([numbers for _, numbers in subjects[-2:]], f.background)
        if found is not None:
            return _after(found, f"{subjects[-2][0].text} and {subjects[-1][0].text}")
    if len(f.thread.recent) < 2 or _SUCCESSOR.search(f.rest):
        return None
    pair = f"resolutions {' and '.join(map(str, f.thread.recent[-2:]))}"
    comes_last = not f.rest[match.end() :].strip() and not _ENDS_IN_LINK.search(f.rest[: match.start()])
    pair = f"{match['in'] or ('in ' if comes_last else '')}{pair}"
    said = f"{f.rest[: match.start()]}{pair}{f.rest[match.end() :]}"
    said = _complete_noun(said, f)
    if len(content_words(_COMPARES.sub(" ", f.rest))) < 1 and not _OF_THE_TEXT.search(f.rest) and (about := _matter_in_focus(f)):
        said = f"{said}, on {about}"
    asks = _CLAUSE.search(f.rest) or _ASK_VERB.match(f.rest)
    return f"{said}?" if asks else f"What is {_with_the(said)}?"


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
    if not content_words(_FORMER.sub(" ", f.rest)) and (old := references(f.thread.question, f.background)):
        return f"{f.thread.question[: old[0].start]}{name}{f.thread.question[old[-1].end :]}"
    return f"{_FORMER.sub(name, f.rest, count=1)}?"


def _neighbour(f: FollowUp) -> str | None:
    """``the one before``, ``the next renewal``: along the decisions on the subject, else along what a text continues."""
    before, after = _BEFORE.search(f.rest), _AFTER.search(f.rest)
    match = before or after
    if match is None or f.own:
        return None
    chain, focus = f.chain(), f.thread.focus
    if not any(number_of(d) == focus for d in chain) and f.thread.named:
        chain = []  # the resolution in focus is not one of the decisions: what it continues counts
    number = neighbour(chain, focus, -1 if before else 1)
    if number is None and before and focus is not None:
        number = f.background.before(focus)
    if number is None:
        return None
    rest = re.sub(r"\s+", " ", f"{f.rest[: match.start()]} {f.rest[match.end() :]}").strip(" ,")
    asks = content_words(rest)
    if chain and (asks_for_expiry(f.rest) or (not asks and _about_an_end(f.thread.question))) :
        return f"Until when does resolution {number} extend {_mandate_of(f)}?"
    if not asks:
        old = references(f.thread.question, f.background)
        if old:
            return f"{f.thread.question[: old[0].start]}resolution {number}{f.thread.question[old[-1].end :]}"
        return f"{f.thread.question.rstrip('?. ')} in resolution {number}?"
    head = re.match(r"(?:(?:in|of|by) )?(?=the |its )", match.group(), re.IGNORECASE)
    if head:
        said = f"{f.rest[: match.start()]}{head.group()}resolution {number}{f.rest[match.end() :]}"
    else:
        said = f"{rest} in resolution {number}"
    return f"{_complete_noun(said, f)}?"


def _about_an_end(question: str) -> bool:
    return asks_for_expiry(question) or bool(_EXPIRES.search(question))


_EXPIRES = re.compile(
    r"\bexpir\w*|\b(?:until|till) (?:when|wh?ich|what)\b|\bend(?:s| date)?\b|\brun(?:s|ning)? (?:out|until)\b|\bdue\b|\bhow long\b", re.IGNORECASE
)


_TOOK_OVER = re.compile(r"\b(?:replac|succe|took)", re.IGNORECASE)


def _succeeded(f: FollowUp) -> str | None:
    """``what came next?``, ``who took over?``: the next body in the same place, else the next decision."""
    if not _SUCCESSOR.search(f.rest) or f.own:
        return None
    chain = f.chain()
    at_once = _TOOK_OVER.search(f.rest) or (chain and chain[-1].action is Action.END)
    found = successor(chain, f.background) if at_once else None
    if found is None and chain and neighbour(chain, f.thread.focus, 1) is None:
        found = successor(chain, f.background)
    if found is not None:
        return _after(found, f.name)
    number = neighbour(chain, f.thread.focus, 1) if chain else None
    if number:
        return f"What does resolution {number} decide on {_mandate_of(f)}?"
    said = in_place_of_pronoun(f.rest, f.name) if f.name else f.rest
    return f"{said}?" if said != f.rest else f"{said} after {f.name}?" if f.name else None


def _after(found: MandateDecision, name: str) -> str:
    return f"What does resolution {number_of(found)} decide on the establishment of {found.acronym or found.body}, which came after {name}?"


_ENDED = re.compile(
    r"\b(?:lifted|terminated?|dissolved|ended|clos(?:e|ed|ure)|shut|wound up|cease[ds]?|abolished|cancelled|stop(?:ped)?|scrapped|repealed)\b|\bdid\b.*\b(?:end|finish|expire|lapse)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\bstill\b|\bin force\b|\b(?:latest|last|newest|most recent|current) (?:extension|renewal|end|expiry|mandate|date|decision)|\b(?:now|today|nowadays|currently|at present)\b"
    r"|\b(?:was|were|been|has|have) (?:\w+ )?(?:extended|renewed|prolonged)\b|\blast (?:extended|renewed)\b",
    re.IGNORECASE,
)


def _life(f: FollowUp) -> str | None:
    """``when does it expire?``, ``how did it end?``, ``is it still in force?``: along the decisions on the subject."""
    ended, lasts, expires = (bool(each.search(f.rest)) for each in (_ENDED, _LASTS, _EXPIRES))
    subject = f.thread.subject
    if f.own or not (ended or lasts or expires) or subject is None:
        return None
    if _other_noun(f):
        other = subject_of(f.rest, f.background.bodies)
        if other and other.lasts and not other.acronym and not _has_name_beside(other.text) and f.thread.place and expires:
            return f"Until when does {other.text} on {f.thread.place} run?"
        return None
    chain, focus = f.chain(), f.thread.focus
    name = _called(f)
    bare = not (PRONOUN.search(f.rest) or POSSESSIVE.search(f.rest) or BACK.search(f.rest))
    if expires and not (ended or lasts) and (f.thread.named or bare) and _decides(chain, focus):
        return f"Until when does resolution {focus} extend {_mandate_of(f)}?"
    said = in_place_of_pronoun(f.rest, name)
    if chain and said != f.rest and _finds(said, chain, f):
        return f"{said}?"
    if chain:
        number = number_of(chain[-1])
        if expires and not said.startswith(f.rest) and not ended:
            return f"{said}, under resolution {number}?"
        what = "the end of" if ended else "the extension of"
        return f"What does resolution {number} decide on {what} {name}?"
    if not ended:
        return None
    numbers = [*f.thread.named, *(each.resolution for each in f.thread.cited[:1])] or list(f.thread.recent[-1:])
    numbers = list(dict.fromkeys([*numbers, *f.thread.recent[-2:]])) if f.thread.named else numbers
    keys = [each.paragraph.key for each in f.thread.cited[:1]]
    found = end_of(numbers, keys, f.thread.matter, f.background)
    return f"What does resolution {number_of(found)} say about the end of {_ended_by(found, f)}?" if found else None


def _ended_by(found: MandateDecision, f: FollowUp) -> str:
    """Which of the subjects spoken of the decision names, else the last one."""
    row = f.background.catalogue.paragraph(found.key)
    words = stems(row.words[found.start : found.end]) if row else frozenset()
    spoken = [each.text for each, _ in reversed(f.thread.subjects)]
    return max(spoken, key=lambda name: len(words & set(content_stems(name))), default=f.name)


def _has_name_beside(text: str) -> bool:
    """Whether the name of a body or a measure says of which place it is."""
    return bool(places_in(text)) or bool(re.search(r"\b(?:on|for|in|against) (?:the )?\w", text))


def _finds(said: str, chain: Chain, f: FollowUp) -> bool:
    """Whether the completed question leads to the same decisions when it is read by itself."""
    question = understand(said, known=f.background.known)
    found = f.background.chain(said) if question.intent is Intent.EXPIRY else []
    return bool(found) and found[-1].key == chain[-1].key


def _decides(chain: Chain, number: int | None) -> bool:
    return any(number_of(d) == number and (d.until or d.open_ended) for d in chain)


def _called(f: FollowUp) -> str:
    """The subject with its place, where its own name does not tell it."""
    name, place = f.name, f.thread.place
    subject = f.thread.subject
    if subject is None or subject.acronym or not place or places_in(name) or not subject.lasts:
        return name
    return f"{name} on {place}" if re.search(r"embargo|ban|sanction|measure|freeze", name) else f"{name} in {place}"


def _body_of(chain: Chain) -> str:
    return chain[-1].acronym or f"the {chain[-1].body}"


def _mandate_of(f: FollowUp) -> str:
    subject = f.thread.subject
    if subject and not subject.lasts and (chain := f.chain()):
        return f"the mandate of {_body_of(chain)}"
    return f"the mandate of {f.name}" if subject and subject.acronym else _called(f)


def _other_noun(f: FollowUp) -> bool:
    """Whether the question says itself what it is about, beside pronouns and words of time."""
    text = _ITS_NOUN.sub(" ", BACK.sub(" ", f.rest))
    return any(not _TIME.fullmatch(phrase) for phrase in noun_phrases(text))


_ITS_NOUN = re.compile(r"\b(?:its|their|the) (?:[\w-]+ ){0,2}?(?:mandate|date|extension|renewal|expiry|end)\b", re.IGNORECASE)
_TIME = re.compile(
    r"(?:[\w-]+ )*?(?:days?|dates?|mandated?|extension|renewal|expiry|force|years?|months?|all|time|end|effect|place|lift|in force|running|operating|valid|over|close|shut|expire)(?: date)?",
    re.IGNORECASE,
)


def _same_for_another(f: FollowUp) -> str | None:
    """``what about Mali?``, ``and in 2019?``, ``and the one for Rwanda?``: the last question with another place or year."""
    if f.own or PRONOUN.search(f.rest) or POSSESSIVE.search(f.rest) or (_CLAUSE.search(f.rest) and not _ONE_FOR.search(f.rest)):
        return None
    last, new = f.thread.question, f.rest
    rest = re.sub(r"^(?:(?:in|for|on|of|with|to|by|against|at|the|that|one|same|ones|during)\b\s*)+", "", new, flags=re.IGNORECASE)
    old = references(last, f.background)
    years, places = dates_of(blank(last, old)), places_in(rest)
    if dates_of(rest) and not content_words(re.sub(r"\b[A-Z][a-z]+ (?=\d{4})|\d", "", rest)):
        if years:
            return re.sub(rf"\b{years[-1].year}\b", rest, last, count=1)
        return f"{_without_references(last, old).rstrip('?. ')} in {rest}?"
    if places and len(content_words(rest)) <= 2 + rest.count(" of "):
        bare = last if _mentions(f, rest) else _without_references(last, old)
        spoken = _spoken_place(bare)
        subject = f.thread.subject
        if spoken and subject and spoken in subject.text and subject.text in bare and _ONE_FOR.search(new):
            head = re.sub(rf"(?:\b(?:for|on|in|of|against) (?:the )?)?\b{re.escape(spoken)}(?:['’]s)?", "", subject.text)
            return bare.replace(subject.text, f"{head.strip()} {_ONE_FOR.sub(_link, new, count=1)}", 1)
        if spoken:
            return bare.replace(spoken, rest, 1)
        if f.thread.subject and f.thread.subject.text in bare and not f.thread.subject.acronym:
            return bare.replace(f.thread.subject.text, f"{f.thread.subject.text} for {rest}", 1)
    names = acronyms(rest)
    if names and f.thread.subject and f.thread.subject.text in last and len(content_words(rest)) <= 2:
        bare = last if _mentions(f, rest) else _without_references(last, old)
        return bare.replace(f.thread.subject.text, rest, 1)
    return None


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
    return next((each for each in spoken if each in text and places_in(each) == places[:1]), "") if places else ""


def _without_references(text: str, found: Sequence[Found]) -> str:
    """``text`` without the resolutions it names: ``under resolution 9103`` goes, ``did 9103 forbid`` becomes the Council."""
    for each in sorted(found, key=lambda each: -each.start):
        head, tail = text[: each.start], text[each.end :]
        head += place.group() if (place := re.match(r"(?:operative |preambular )?paragraphs?\b", text[each.start :])) else ""
        shorter = re.sub(r",?\s*\b(?:in|of|under|by|from|to)\s+(?:resolutions?\s+)?$", "", head, flags=re.IGNORECASE)
        text = f"{shorter}{tail}" if shorter != head or not tail.strip(" ?.") else f"{re.sub(r'resolutions? $', '', head)}the Council{tail}"
    return text


def _aspect(f: FollowUp) -> str | None:
    """``and the troop ceiling?``, ``and about sexual violence?``: a noun alone, asked of the resolution in focus."""
    if f.own or _CLAUSE.search(f.rest) or _ASK_VERB.match(f.rest) or not content_words(f.rest):
        return None
    last = f.thread.question
    noun = re.sub(r"^(?:about|on|regarding|for|with|also|the same for)\s+", "", f.rest, flags=re.IGNORECASE)
    said = f.thread.subject
    own = subject_of(noun, f.background.bodies)
    if (ended := re.match(r"What does resolution \d+ (?:say|decide) (?:about|on) (?:the end|the extension) of ", last)) and own:
        return f"{ended.group()}{noun}?"
    if own and own.lasts and asks_for_expiry(last) and said and said.text in last:
        place = f" on {f.thread.place}" if f.thread.place and not places_in(noun) and not own.acronym else ""
        name = f"{with_article(noun)}{place}"
        bare = _without_references(last, references(last, f.background))
        return agreeing(bare.replace(said.text, name, 1), name)
    noun = _complete_noun(noun, f)
    if f.thread.focus is None:
        about = f.name
        return f"What is said about {noun}{f', regarding {about}' if about and about not in noun else ''}?"
    about = f" of {f.name}" if said and said.lasts and said.acronym and f.name not in noun and not f.thread.named else ""
    return f"What does resolution {f.thread.focus} say about {noun}{about}?"


_ASK_VERB = re.compile(r"(?:please )?(?:show|give|quote|read|list|tell|explain|compare|summari[sz]e|name|what|whose)\b", re.IGNORECASE)
_OF_THE_TEXT = re.compile(
    r"\b(?:vot\w+|abstain\w*|adopt\w*|cites?|cited|recalls?|recalled|mention\w*|refers?|referred|say|says|said|decides?|chapter|binding|paragraphs?|"
    r"preamble|annex\w*|authori[sz]es?|requires?|demands?|imposes?|calls?|asks?|summari[sz]e|about|speak|condemns?|in favou?r|against|veto\w*|unanim\w*)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:which|what) (?:\w+ )?resolutions?\b|\b(?:later|latest|newest|now|today|currently|since then|other resolutions?|still)\b", re.IGNORECASE
)
_AFTER_THAT = re.compile(r"\b(after|before|since|by|until|from) (?:that(?: day| date)?|then)\b", re.IGNORECASE)


def _pronoun(f: FollowUp) -> str | None:
    """``which body watches over it?``: the subject or the resolution in its place, and the resolution in focus named."""
    number, rest = f.thread.focus, f.rest
    if f.thread.day and (match := _AFTER_THAT.search(rest)):
        rest = f"{rest[: match.start()]}{match[1]} {f.thread.day}{rest[match.end() :]}"
        if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
            return f"{_placed(f'{rest}, regarding {f.name}' if f.name else rest, f)}?"
    rest = re.sub(r"\bthey\b(?=\s+(?:vote|adopt|decide|agree|abstain))", "the Council", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\b(?:in|from|under|of|by) (?:it|there|that(?: one| text| resolution)?)(?=\s*(?:[?.,]|$))|\bthere(?=\s*$)", f"in resolution {number}" if number else "", rest)
    rest = re.sub(r"\b(?:the|that|this) (?:resolution|text|one)\b", f"resolution {number}", rest) if number else rest
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
        return f"{_placed(rest, f)}?" if rest != f.rest else None
    subject = f.thread.subject
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest)) and not (subject and subject.thing):
        return f"{_placed(rest, f)}?"  # "the ban", of which only its text was spoken of
    of_the_text = bool(_OF_THE_TEXT.search(rest)) and not BACK.search(rest)
    text = f"resolution {number}" if number is not None else ""
    if text and (subject is None or not subject.thing or (of_the_text and not POSSESSIVE.search(rest))):
        thing = subject.text if subject and not of_the_text and subject.text.endswith("s") and re.search(r"\b(?:they|them|these|those)\b", rest, re.I) else text
    else:
        thing = _called(f)
    if dates_of(f.rest) and subject is not None:  # of another time: not what the text in focus says
        others = [each for each in f.thread.matters if each not in subject.text]
        return f"{in_place_of_pronoun(rest, subject.text)}{', regarding ' + joined(others) if others else ''}?"
    thing = _people(rest, f) or thing
    if not thing:
        return None
    return f"{_placed(in_place_of_pronoun(rest, thing), f)}?"


def _placed(said: str, f: FollowUp) -> str:
    """``said`` with the resolution in focus, where it names none and does not ask of others or of another time."""
    number = f.thread.focus
    if number is None or references(said, f.background) or _ELSEWHERE.search(said):
        return said
    own_time = dates_of(f.rest)
    return said if own_time else f"{said} {_link_to(said)} resolution {number}"


def _link_to(said: str) -> str:
    """"Who abstained on", but "which paragraph is in"."""
    return "on" if _VOTES.search(said) else "in"


_VOTES = re.compile(r"\b(?:vot(?:e[sd]?|ing)|abstain\w*|abstentions?|in favou?r|veto\w*)\b", re.IGNORECASE)


def _complete_noun(said: str, f: FollowUp) -> str:
    """``said`` with its pronoun replaced, where it has one."""
    if not f.name or not (POSSESSIVE.search(said) or PRONOUN.search(said)):
        return said
    return in_place_of_pronoun(said, _people(said, f) or f.name)


def _people(said: str, f: FollowUp) -> str:
    """Whom "they" means: who is named beside the subject, where it is no body."""
    if not re.search(r"\b(?:they|them|their)\b", said, re.IGNORECASE) or (f.thread.subject and f.thread.subject.acronym):
        return ""
    return next((as_written(each, f.thread.question) for each in f.thread.matters if each[0].isupper()), "")


def _with_the(said: str) -> str:
    return said if re.match(r"(?:the|a|an)\b", said, re.IGNORECASE) else f"the {said}"


def _matter_in_focus(f: FollowUp) -> str:
    """What the last question asked about, as a noun: ``the mandate of UNMAZ``, ``peace agreements``."""
    subject = f.thread.subject
    if subject is not None and subject.acronym and re.search(r"\bmandate|expir|end|extend", f.thread.question):
        return f"the mandate of {subject.text}"
    if subject is not None and subject.lasts:
        return subject.text
    found = references(f.thread.question, f.background)
    return joined(matters_of(blank(f.thread.question, found))) or f.name


_OF_IT = re.compile(r"\b(?:left|remains|part|kind|which (?:one|of them))$", re.IGNORECASE)


def _fragment(f: FollowUp) -> str | None:
    """``until which day?``, ``who voted against?``: the matter and the resolution are added."""
    if f.own:
        return None
    number = f.thread.focus
    textual = bool(_OF_THE_TEXT.search(f.rest)) or len(content_words(f.rest)) > 2
    said = f.rest
    about = _matter_in_focus(f)
    if not textual and about and about not in said:
        said = f"{said} of {about}" if _OF_IT.search(said) else f"{said}, regarding {about}"
    if number is not None and not references(said, f.background) and not _ELSEWHERE.search(f.rest) and not dates_of(f.rest):
        said = f"{said}, in resolution {number}" if "," in said else f"{said} {_link_to(said)} resolution {number}"
    return f"{said}?" if said != f.rest else None


RULES: tuple[Rule, ...] = (
    _other_resolution,
    _paragraph,
    _several,
    _neighbour,
    _succeeded,
    _life,
    _same_for_another,
    _aspect,
    _pronoun,
    _fragment,
)
