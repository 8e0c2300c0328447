"""Follow-ups on the terms of what was spoken of: since when, with what exceptions, until when by another paragraph of the
same text, what follows if nobody obeys, and who renewed it last."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.reading.zero.dialogue.follow_up import FollowUp, called
from assistant.reading.zero.dialogue.follow_up_chains import extensions, place_of
from assistant.reading.zero.dialogue.phrases import PRONOUN
from assistant.reading.zero.dialogue.unsaid import DISOBEYS
from assistant.terms import stems
from assistant.timeline.effect_words import Effect
from assistant.timeline.later import later_decisions
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph


def terms(f: FollowUp) -> str | None:
    """The first of the rules of this file that applies, where a text is in focus and the question names none."""
    if f.own or f.thread.focus is None:
        return None
    rules = (_if_nobody_obeys, _who_watches, _since_when, _exceptions, _end_elsewhere, _looked_at_again, _renewed_last)
    return next((found for rule in rules if (found := rule(f))), None)


def _if_nobody_obeys(f: FollowUp) -> str | None:
    """``what if they refuse?``: what the text in focus decides for that case."""
    if not DISOBEYS.search(f.question):
        return None
    for says in _IN_THAT_CASE:
        found = [row for row in _decisions(f) if says.search(row.words)]
        if len(found) == 1:
            return f"What does {place_of(found[0])} say?"
    return f"What does resolution {f.thread.focus} decide in the event of non-compliance?"


def _who_watches(f: FollowUp) -> str | None:
    """``who watches over it?``: the committee that the text in focus sets up for its measures."""
    if not _WATCHES.match(f.rest):
        return None
    sets_up = any(_SETS_UP_COMMITTEE.search(row.words) for row in _decisions(f))
    return f"Which committee does resolution {f.thread.focus} establish?" if sets_up else None


def _since_when(f: FollowUp) -> str | None:
    """``since when?``: when the measure was imposed; of a text that was named, the day from which its measures apply."""
    if not _SINCE_WHEN.match(f.rest):
        return None
    subject = f.thread.subject
    if subject and not f.thread.named and _MEASURES.search(subject.text) and f.chain():
        return f"When was {called(f)} imposed?"
    begins = [row for row in _decisions(f) if _BEGINS.search(row.words)]
    if len(begins) == 1:
        return f"What does {place_of(begins[0])} say?"
    return f"When do the measures of resolution {f.thread.focus} enter into force?" if begins else None


def _exceptions(f: FollowUp) -> str | None:
    """``any exceptions?`` to a measure that the text in focus only goes on with: those of the measure."""
    subject = f.thread.subject
    if f.thread.named or subject is None or not _EXCEPTIONS.match(f.rest) or not _MEASURES.search(subject.text):
        return None
    return f"What are the exceptions to {called(f)}?" if called(f) != subject.text or f.chain() else None


def _end_elsewhere(f: FollowUp) -> str | None:
    """``when were they to expire?``: the one other paragraph of a named text that says when what it decides ends."""
    last, rows = f.thread.paragraph, _decisions(f)
    if not f.thread.named or last is None or not _UNTIL_WHEN.match(f.rest):
        return None
    there = next((row.words for row in rows if row.pinpoint.paragraph == last.paragraph), "")
    ends = [row for row in rows if _ENDS.search(row.words)]
    if _LASTS.search(there) or len(ends) != 1:
        return None
    return f"What does {place_of(ends[0])} say?"


def _looked_at_again(f: FollowUp) -> str | None:
    """``when was the Council to meet on it again?``: the one paragraph of the text in focus that says so."""
    if not _MEETS_AGAIN.search(f.rest):
        return None
    says = [row for row in _decisions(f) if _REVIEWS.search(row.words)]
    return f"What does {place_of(says[0])} say?" if len(says) == 1 else None


def _renewed_last(f: FollowUp) -> str | None:
    """``for how long was that last renewed?``: the newest text that goes on with what a paragraph in focus lets or orders,
    where no body and no measure is spoken of."""
    subject = f.thread.subject
    if (
        _WHICH_TEXTS.search(f.rest)
        or not (_RENEWED.search(f.rest) and PRONOUN.search(f.rest))
        or (subject and subject.lasts)
    ):
        return None
    catalogue, last = f.background.catalogue, f.thread.paragraph
    later = [each.row for each in extensions(f)]
    row = catalogue.paragraph(last.paragraph.key) if last and not later else None
    if row and (again := _given_again(row, f)):
        later = [again, *(e.row for e in later_decisions(again, catalogue) if e.effect is Effect.EXTENDED)]
    return f"What does {place_of(later[-1])} say?" if later else None


def _given_again(row: Paragraph, f: FollowUp) -> Paragraph | None:
    """The first paragraph of a later text that cites the one of ``row`` and gives anew, in nearly the same words, what
    that one gave, without a word of the paragraph itself."""
    catalogue, words = f.background.catalogue, stems(row.words)
    for number in sorted({resolution_of(key) for key, _ in catalogue.citing(row.resolution)}):
        rows = (each for each in catalogue.paragraphs_of(number) if each.force is row.force and not each.path)
        best = max(rows, key=lambda each: _alike(words, stems(each.words)), default=None)
        if number > row.resolution and best and _alike(words, stems(best.words)) >= _NEARLY:
            return best
    return None


def _alike(one: Collection[str], other: Collection[str]) -> float:
    return len({*one} & {*other}) / max(1, len({*one} | {*other}))


_NEARLY = 0.5


def _decisions(f: FollowUp) -> list[Paragraph]:
    rows = f.background.catalogue.paragraphs_of(f.thread.focus or 0)
    return [row for row in rows if row.kind is Kind.OPERATIVE and not row.path]


_MEASURES = re.compile(r"\b(?:embargo|bans?|sanctions?|freeze|measures|prohibitions?|restrictions?)\b", re.IGNORECASE)
# How a text says what follows then, the clearest first.
_IN_THAT_CASE = (
    re.compile(
        r"\bin (?:the event|case) (?:of|that)\b[^;]*\b(?:fail\w*|non-?compl\w+|non-?implement\w+|not compl\w+|violat\w+|refus\w+)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:readiness|intention|determination|decides|undertakes)\b[^;]{0,60}?\b(?:consider\w*|take|impose)\b[^;]{0,60}\b(?:further|additional|other) (?:\w+ )?(?:measures|steps|action)\b",
        re.IGNORECASE,
    ),
)
_WATCHES = re.compile(
    r"\W*who (?:is (?:to|supposed to) |was to |has to |will |should )?(?:watch(?:es)?|monitors?|oversees?|supervises?|looks after|follows|checks|keeps (?:watch|an eye)|watched|monitored|oversaw)"
    r"(?: (?:over|on|up(?: on)?))?(?: (?:it|that|this|them|those|these|(?:all|any) (?:of )?(?:that|this)|(?:the|those|these) (?:measures|sanctions|bans?|embargo)))?\W*$",
    re.IGNORECASE,
)
_SETS_UP_COMMITTEE = re.compile(
    r"\bto (?:establish|create|set up)\b[^.;]{0,240}\bcommittee\b(?! of experts)", re.IGNORECASE
)
_SINCE_WHEN = re.compile(
    r"\W*(?:(?:since|from) when(?: (?:on|exactly))?|(?:since|from) when (?:is|was|are|were|do|does|did) (?:it|they|that|those|these)(?: \w+)?"
    r"|when (?:do|does|did) (?:it|they|that|those|these) (?:start|begin|apply|take effect|(?:come|go|enter) into (?:force|effect)))\W*$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:(?:come|enter) into (?:force|effect)|take effect|on \d{1,2} [A-Z][a-z]+ \d{4},? all States shall)\b",
    re.IGNORECASE,
)
_EXCEPTIONS = re.compile(
    r"\W*(?:(?:are|were|is|was) there )?(?:any|what|which|some|no) (?:exceptions?|exemptions?|carve-?outs?)(?: (?:are|were) there)?"
    r"(?: (?:to|from) (?:it|that|this|them|these|those))?\W*$",
    re.IGNORECASE,
)
_UNTIL_WHEN = re.compile(
    r"\W*(?:for how long|until when|till when|how long|when (?:do|does|did|will|was|were|is|are) (?:it|they|that|this|those|these) (?:due )?(?:to )?"
    r"(?:expire|end|lapse|stop|run out|be over))(?: (?:is|was|are|were) (?:it|that|this|they|those|these)(?: (?:for|valid|meant|open|to last))?)?\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:decisions?|measures|authori[sz]ations?|provisions|arrangements)\b[^.;]{0,120}\bshall (?:\w+ )?(?:expire|terminate|end)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:period of|until|for (?:\w+ ){1,3}(?:days|weeks|months|years?))\b", re.IGNORECASE)
_MEETS_AGAIN = re.compile(
    r"\b(?:when|by when|how soon|on (?:which|what) (?:day|date))\b.*\b(?:it|that|this|they|them|those|council)\b.*\b(?:meet|reconvene|review(?:ed)?|re-?examined?|reconsider(?:ed)?|"
    r"look(?:ed)? (?:at|into)|taken? up|come back|return)\b",
    re.IGNORECASE,
)
_REVIEWS = re.compile(
    r"\b(?:to|shall|will) (?:meet|reconvene|convene|review|re-?examine|reconsider|consider|be reviewed)\b[^;]{0,160}"
    r"\b(?:on or before|not later than|no later than|by|within|before|after|on|in) (?:\w+ ){0,3}?(?:days|weeks|months|years?|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ (?:19|20)\d\d)\b"
)
_WHICH_TEXTS = re.compile(r"\b(?:list|which|what|all) (?:the )?(?:\w+ )?(?:resolutions?|texts?)\b", re.IGNORECASE)
_RENEWED = re.compile(r"\b(?:renewed|extended|prolonged)\b", re.IGNORECASE)
