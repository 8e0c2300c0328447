"""A follow-up as it is read: the question with its mentions and pointers, and what it is read against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.operations.chain import Chain
from assistant.operations.standing import Standing
from assistant.plan import Subject, SubjectKind
from assistant.reading.assumptions import asks_for_more
from assistant.reading.conversation.carry import Focus, whose
from assistant.reading.conversation.pointers import (
    OPENING,
    Points,
    pointers_in,
    points_at_the_same_text,
    points_back,
    pronouns_in,
)
from assistant.reading.conversation.times import Period, asked_of, is_of_time, period_meant
from assistant.reading.lexicon import Found, Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.periods import BACK
from assistant.reading.selection.states import states
from assistant.reading.selection.voting import votes_among
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import matter_left
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS
from assistant.timeline.regimes.matters import labels_in
from ingest.annotations import Action, MandateDecision
from ingest.citation import find_citations
from ingest.pinpoint import resolution_of

_LIKELY = 0.35  # the chance from which on it is, where every word agrees with it
_POSSIBLE = 0.15  # the same where it is surely one of several that are alike
_FEW, _MANY = 3, 6  # words of a question that says next to nothing, and of one that may say itself what it is about
_SPOKEN_OF = 0.5  # the share of a question's words from which on texts may be what it is on
_ALL = 0.99
_SHOWING = frozenset(("this", "that"))
_DOING = frozenset("do does did".split())
_READ_EVERYWHERE = 100  # from which on a number alone is that of a resolution
_DENYING, _BEFORE = frozenset(("not", "outside", "except")), 2  # "not in annex A"
_BEGINNING = 3  # words among which is what a question is about
_OF_A_TEXT = frozenset("paragraph paragraphs para paras clause clauses preamble annex section sections".split())
_SURE, _HARDLY_ELSE = 0.8, 0.95  # the chances from which on the router's word is taken, and where no word bears it out
# words that ask of the present or of an end, and those that only ask of a term
NOW = frozenset(
    "now today still currently current end ended ends lifted lift terminated over anymore yet since last final finally".split()
)
OF_TIME = frozenset("run runs ran end ends ended expire expires expired last date day renewal renewed mandate".split())


@dataclass(frozen=True)
class FollowUp:
    """A question after something was answered. ``chances`` are the router's, the likeliest first."""

    mentions: Mentions
    focus: Focus
    chances: Mapping[str, float]
    subjects: Subjects
    day: dt.date | None

    @property
    def kind(self) -> str:
        return next(iter(self.chances), "")

    def is_surely(self, kind: str) -> bool:
        return self.kind.startswith(kind) and self.chances[self.kind] >= _SURE

    @property
    def may_be_on_a_vote(self) -> bool:
        """Whether it has a word of voting, names a State or follows a vote, or hardly can ask for anything else ("who held back"): few words
        easily seem to ask for one."""
        said = self.focus.voted or self.mentions.states or votes_among(self.mentions.text)
        return bool(said) or self.chances.get("votes", 0.0) >= _HARDLY_ELSE

    @cached_property
    def voters(self) -> list[Found[str]]:
        """The members that are named, also by an adjective, after a vote was told; beside a word for one those that sat when the text was adopted."""
        found, sat = states().find(words_in(self.mentions.text)), self.subjects.sat
        return found if self.focus.voted else [each for each in found if sat((self.focus.number,), each.meaning)]

    @cached_property
    def pointers(self) -> list[Found[Points]]:
        return pointers_in(self.mentions.text)

    def points(self, *wanted: Points) -> Points | None:
        return next((each.meaning for each in self.pointers if each.meaning in wanted), None)

    @property
    def points_nowhere(self) -> bool:
        """Whether it points at one of several and several were not told: which one is meant is not known. "The last boats" are no such one,
        and "that last one" is what was told."""
        among = (Points.FIRST, Points.SECOND, Points.THIRD, Points.LAST)
        of_what = {before.end: word for before, word in pairwise(words_in(self.mentions.text))}
        own = {word.start for word in self.left}
        shown = {word.start for before, word in pairwise(words_in(self.mentions.text)) if before.plain in _SHOWING}
        pointing = [each for each in self.pointers if each.meaning in among and each.start not in shown]
        pointing = [each for each in pointing if each.end not in of_what or of_what[each.end].start not in own]
        if self.followed is not None and not self.left and {each.meaning for each in pointing} == {Points.FIRST}:
            return False  # the first of what was followed
        return bool(pointing) and len(self.focus.several) < 2 and not self.view

    @property
    def followed(self) -> Chain | None:
        """What the answer before followed, where it told nothing else."""
        plan = self.focus.plans[0] if len(self.focus.plans) == 1 else None
        if isinstance(plan, Standing):
            return Chain(subject=plan.subject)
        return plan if isinstance(plan, Chain) else None

    @cached_property
    def left(self) -> list[Word]:
        """The words of content that belong to no mention, pointer or vote."""
        mentions = self.mentions
        spans = [(each.start, each.end) for each in mentions.subjects]
        spans += [(each.start, each.end) for each in mentions.references]
        spans += [(each.start, each.end) for each in mentions.places]
        spans += [(each.start, each.end) for each in votes_among(mentions.text)]
        spans += [(each.start, each.end) for each in self.pointers]
        return [
            word
            for word in words_in(mentions.text)
            if word.plain not in FUNCTION_WORDS
            and word.plain not in CORPUS_WORDS
            and not any(start <= word.start < end for start, end in spans)
        ]

    @property
    def view(self) -> str:
        """The view of a chain that it surely asks for: of those that are likely the first whose words it has and no others, where no kind
        is likely, or only a search is, the only such one, else that of which the router is sure."""
        chains = {kind.partition(".")[2]: chance for kind, chance in self.chances.items() if kind.startswith("chain.")}
        said = [view for view in chains if matter_left(self.mentions, view) == ()] if self.left else []
        if self.chances.get(self.kind, 0.0) < _LIKELY:
            return said[0] if len(said) == 1 else ""
        if self.kind == "search" and not self.is_surely("search"):
            possible = [view for view in said if chains[view] >= _POSSIBLE]
            return possible[0] if len(possible) == 1 else ""
        least = _POSSIBLE if sum(chains.values()) >= _SURE else _LIKELY
        likely = [view for view in said if chains[view] >= least] if self.kind.startswith("chain.") else []
        return next(iter(likely), self.kind.partition(".")[2] if self.is_surely("chain.") else "")

    @cached_property
    def chain(self) -> list[MandateDecision]:
        """The decisions on the body on which the lead decides, oldest first; on the subject in focus, where it decides on several."""
        focus, subjects = self.focus, self.subjects
        entries = [entry for each in focus.subjects[:1] if (entry := subjects.entry(each, self.day)) is not None]
        there = subjects.deciding(focus.lead) or subjects.deciding(str(focus.number))
        for entry in (*entries, *there):
            at = [d for d in entry.decisions if d.resolution == focus.number]
            at = [d for d in at if d.key == focus.lead] or at
            if at:
                # one text may set up measures on arms and on assets at once, and another extend those on arms
                kinds = {*labels_in(entry.subject.name)} or {*labels_in(at[0].body)}
                on_it = (d for d in entry.decisions if d.body == at[0].body or kinds & {*labels_in(d.body)})
                return [d for d in on_it if d.date and (not self.day or d.date <= self.day)]
        return []

    def decided_there(self, kind: SubjectKind) -> Subject | None:
        """The one subject of a kind on which the text of the answer before decides, else one that was told with it; of measures all on a
        place, those that go back to it included."""
        for number in dict.fromkeys((self.focus.number, *self.focus.several)):
            decided = self.subjects.deciding(str(number))
            if kind is SubjectKind.PANEL and self.mentions.asks_of_now:  # one that was ended is not the one there now
                decided = [e for e in decided if e.decisions[-1].action is not Action.END]
            there = [e.subject for e in decided if e.subject.kind is kind]
            if kind is SubjectKind.MEASURES and not there:  # what it set up itself, before what that goes back to
                set_up = [e.subject for e in decided if e.decisions[0].resolution == number]
                there = [each for each in set_up if each.kind is SubjectKind.AUTHORIZATION]
            there = there or [e.subject for e in self.subjects.going_back_to(number) if e.subject.kind is kind]
            if there:
                return whose(there[0], self.mentions, self.subjects, self.day) if len(there) == 1 else None
        return None

    @property
    def is_open(self) -> bool:
        """Whether it names no resolution, subject or day of its own."""
        mentions = self.mentions
        return not (mentions.references or mentions.named or mentions.days or mentions.understood.unknown)

    @cached_property
    def period(self) -> Period:
        """The time of what is asked for, counted from that of the text in focus where no year is named."""
        return period_meant(self.mentions, self.subjects.adopted(self.focus.number), self.focus.text)

    @cached_property
    def adopted_then(self) -> tuple[int, ...]:
        """The resolution of the answer before; where a time is named in which it was not adopted, the newest of that time in its chain."""
        numbers, (since, until) = self.focus.resolutions[:1], self.period
        if since is None or until is None:
            return numbers
        days = {number: self.subjects.adopted(number) for number in (*numbers, *(d.resolution for d in self.chain))}
        then = [number for number, day in days.items() if day is not None and since <= day <= until]
        return numbers if {*numbers} & {*then} else tuple(sorted(then)[-1:])

    @cached_property
    def places_there(self) -> tuple[str, ...]:
        """The paragraphs that it names by their number alone, unless for what is not in them: those of the text in focus."""
        text, number = self.mentions.text, 0 if self.mentions.references else self.focus.number
        found = find_citations(text, context=number, known=lambda _: True) if number else []
        found = [each for each in found if _DENYING.isdisjoint(text[: each.start].lower().split()[-_BEFORE:])]
        return tuple(dict.fromkeys(each.pinpoint.key for each in found if each.pinpoint.kind is not None))

    @property
    def number_alone(self) -> tuple[int, ...]:
        """The one small number that it consists of ("and 82?"), after a resolution that was named or whose vote was told: that of another
        one, where there is one; larger ones are read as such everywhere, or are years."""
        said = [word.plain for word in words_in(self.mentions.text) if word.plain not in FUNCTION_WORDS | OPENING]
        if len(said) != 1 or not said[0].isdecimal() or not (self.focus.named or self.focus.voted):
            return ()
        number = int(said[0])
        return (number,) if number < _READ_EVERYWHERE and self.subjects.is_resolution(number) else ()

    @property
    def is_asked_again(self) -> bool:
        """Whether it names one resolution that the question before did not, and what it says besides does not stand there."""
        (number, *more) = self.mentions.numbers or (0,)
        precise = any(each.pinpoint.kind is not None for each in self.mentions.references)
        known = {resolution_of(key) for key in self.focus.named}
        other = bool(number) and not more and not precise and number not in known
        return other and bool(self.focus.text) and not self.mentions.named and not self.stands_in([number], _ALL)

    @cached_property
    def says_nothing(self) -> bool:
        """Whether it only tells another time or points: the question before is asked again."""
        spans = [(each.start, each.end) for each in self.pointers]
        pointed = bool(spans) or self.names_a_time
        return pointed and all(
            word.plain in FUNCTION_WORDS
            or word.plain in CORPUS_WORDS
            or is_of_time(word)
            or (word.plain in BACK and self.names_a_time)
            or any(start <= word.start < end for start, end in spans)
            for word in words_in(self.mentions.text)
        )

    @property
    def names_a_time(self) -> bool:
        """Whether it names a year or a month, or counts in years."""
        return bool(self.mentions.days) or all(self.period)

    @cached_property
    def has_own_name(self) -> bool:
        """Whether it names a resolution, a subject, an event or a place that was not spoken of."""
        mentions, focus = self.mentions, self.focus
        if mentions.references or mentions.understood.unknown or mentions.events:
            return True
        if (self.asks_what_it_does or points_at_the_same_text(mentions.text)) and not mentions.named:
            return False
        own = [each.subject for each in asked_of(mentions) if each.subject not in focus.subjects]
        places = [each.meaning for each in mentions.places]
        there = bool(focus.number) and self.subjects.share_in([focus.number], places) == 1
        if own and not (places and there and self._asks_of_it(own)):
            return True
        return bool(places) and not there

    @property
    def asks_what_it_does(self) -> bool:
        """Whether a pronoun is asked about by what it does: "does it name Azuria", "did that reach Borea"."""
        text, said = self.mentions.text, words_in(self.mentions.text)[:_BEGINNING]
        pronouns = {start for start, _ in pronouns_in(text)}
        does = any(verb.plain in _DOING and word.start in pronouns for verb, word in pairwise(said))
        return does and not asks_for_more(text)

    def _asks_of_it(self, named: Sequence[Subject | None]) -> bool:
        """Whether a pronoun is what is asked about, and measures that are named are what it may do: "does it put sanctions on Azuria"."""
        measures = all(each is not None and each.kind is SubjectKind.MEASURES for each in named)
        said = words_in(self.mentions.text)[:_BEGINNING]
        return measures and any(start == word.start for start, _ in pronouns_in(self.mentions.text) for word in said)

    @cached_property
    def leans(self) -> bool:
        """Whether it leaves unsaid what it is about: by a pronoun or a pointer, or because it says next to nothing."""
        holes = any(each.subject is None for each in self.mentions.subjects)
        holes = holes or any(word.plain in _OF_A_TEXT for word in words_in(self.mentions.text))
        few = len([w for w in self.left if not (self.names_a_time and is_of_time(w))]) <= _FEW
        return points_back(self.mentions.text) or bool(self.pointers) or holes or few

    @cached_property
    def is_bound(self) -> bool:
        """Whether it is on the matter that was spoken of: it names no other, and leaves unsaid which one, or says what these texts say."""
        if not self.focus.number or self.has_own_name or self.points_nowhere:
            return False
        if self.leans and len(self.left) <= _MANY:
            return True
        number = self.focus.number
        around = list(dict.fromkeys((*self.subjects.family(number, self.day), *self.focus.resolutions)))
        return self.stands_in([number], _SPOKEN_OF) or self.stands_in(around, _SPOKEN_OF)

    def stands_in(self, numbers: Sequence[int], share: float) -> bool:
        """Whether texts name every place that the question names, and such a share of its other words."""
        if not numbers or self.subjects.share_in(numbers, [each.meaning for each in self.mentions.places]) < 1:
            return False
        return self.subjects.share_in(numbers, [word.plain for word in self.left]) >= share
