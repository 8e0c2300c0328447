"""What is listed, counted, grouped or ranked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from assistant.operations.effects import Effects
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, Where
from assistant.reading.assumptions import asks_for_a_resolution, asks_whether
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.conversation.pointers import points_back, pronouns_in
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.named import decided_on, names_a_list, quoted_in
from assistant.reading.selection.read import Read
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.units import MONTHS
from assistant.reading.selection.vocabulary import SMALL
from assistant.reading.selection.voting import counts_votes
from assistant.reading.slots.asked import SURE, Asked
from assistant.records.matters.drafts_by_name import drafts_named
from assistant.records.matters.matter import TROUBLE
from assistant.records.matters.phrases import ways_of_writing
from assistant.retrieval.names.events import events_at
from assistant.retrieval.wanted import OPERATIVE_VERBS
from assistant.terms import FUNCTION_WORDS, content_stems, content_words, stem, stems
from assistant.understanding.english import english


def select(asked: Asked) -> tuple[Plan, ...]:
    """What is listed, counted, grouped or ranked, where every word of the question is read as something."""
    if not counts_votes(asked.mentions.text) and (places := decided_on(asked.mentions)):
        return tuple(Effects(place=place) for place in places)
    read = _read(asked)
    return _planned(read, asked) if read is not None else ()


def by_its_matter(asked: Asked) -> tuple[Plan, ...]:
    """The same without the words left over that by what was learned only serve the sentence, in the place of what finds nothing by all of
    them: "I need the complete series of texts on boats, although …"; a name is never left out."""
    read = _read(asked) if asked.chance >= _LISTED else None
    told = _without_idle(read, asked) if read is not None else None
    if read is None or told is None or told == read:
        return ()
    on_any = told.where.model_copy(update=_OF_ANY_MATTER) == Where() and len(content_words(read.where.matter)) > 1
    return () if on_any else _planned(told, asked)  # the texts of a year with abstentions are on many matters


def _read(asked: Asked) -> Read | None:
    """The question as a selection; ``None`` where it is none, as where votes are counted and not texts."""
    mentions = asked.mentions
    if counts_votes(mentions.text):
        return None
    return read_selection(mentions, asked.day or dt.date.today(), asked.selection, asked.subjects.verbs, _roots(asked))


def _planned(read: Read, asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if read.arguments["source"] == "drafts" and (drafts := tuple(drafts_named(mentions))):
        return (Votes(drafts=drafts),)
    matter = read.where.matter if read.is_query else ""
    common = matter and not any(mentions.rarity(word.plain) for word in words_in(matter))
    if (common and _is_no_matter(matter, asked)) or _is_said_beside(read, asked):
        read = read.without_matter()
        of_all = read.where.model_copy(update=_OF_ANY_MATTER) == Where()
        if "order" in read.said and of_all and (len(content_words(matter)) > 1 or read.where == Where()):
            return ()  # the first of all there are is not asked for
    if read.arguments["limit"] == 1 and read.where.voting and asks_whether(mentions.text):
        return ()  # "was the last extension unanimous?": how the vote on it went
    if read.where == Where() and asked.focus.number and points_back(mentions.text):
        return ()  # "was it the first on this?": of all there are nothing is asked
    if len(content_words(read.where.matter)) == 1 and asked.focus.number and points_back(mentions.text):
        return ()  # "the first one that allowed it"
    by_votes = read.where == Where(voting=read.where.voting) and bool(read.where.voting)
    if by_votes and asked.focus.number and not read.said:
        return ()  # after a text was told: how members voted on that ("why did Azuria abstain")
    listed = read.is_query or (asked.chance >= _LISTED and bool(read.where.matter) and not names_a_list(mentions))
    of_bodies = asked.selection.get("source") in _FOLLOWED
    if read.unread and _are_of_its_decisions(read, asked):
        read = replace(read, unread=())
    if not listed or read.unread or (of_bodies and not read.where.deeds):
        return ()
    if read.arguments["source"] == "paragraphs" and read.where.matter and asked.chance < _LISTED:
        return ()  # "which paragraph lets pilots …": it is searched for
    return _in_words_that_stand(_of_an_event(read.plans(), mentions), asked)


def _are_of_its_decisions(read: Read, asked: Asked) -> bool:
    """Whether every word that was not read is one of the decisions on the body that is followed, or of their titles: "ships on the high seas"."""
    entry = asked.subjects.entry(read.where.body, asked.day) if read.where.body is not None else None
    words = words_in(" ".join(read.unread))
    if entry is None or any(word.plain.isdecimal() or word.plain in MONTHS for word in words):
        return False  # a number or a time is a condition
    titles = asked.subjects.catalogue.titles()
    named = {*content_stems(" ".join(entry.names)), stem(entry.acronym)}
    said = (asked.subjects.said_in_decisions(entry.subject, asked.day) | entry.words | named).union(
        *(content_stems(titles.get(each.resolution, "")) for each in entry.decisions)
    )
    return {*content_stems(" ".join(read.unread))} <= said


# conditions that texts on any matter may meet
_OF_ANY_MATTER = {"since": None, "until": None, "voting": None, "chapter_vii": None}


def _in_words_that_stand(plans: Sequence[Plan], asked: Asked) -> tuple[Plan, ...]:
    """The plans, without those on words that are no expression of the texts: where no marks stand around them nobody knows where they end."""
    if quoted_in(Claims(asked.mentions.text)):
        return tuple(plans)
    return tuple(filter(None, (_in_what_stands(plan, asked) for plan in plans)))


def _in_what_stands(plan: Plan, asked: Asked) -> Plan | None:
    """A plan on words that stand in no text, with the place behind them as a condition, or the longest part of them that does stand and the
    rest told beside; ``None`` where no part does and not all of them say something ("treasure of Azuria"): that no text has these is nothing
    to tell."""
    if not isinstance(plan, Select) or not plan.where.phrase or _stands(plan.where.phrase, asked):
        return plan
    if (there := _at_a_place(plan, asked)) is not None:
        return there
    said = plan.where.phrase.split()
    for left in range(1, min(_LEFT, len(said) // 2) + 1):
        for at in range(left + 1):
            part, rest = said[at : at + len(said) - left], (said[:at], said[at + len(said) - left :])
            acronyms = all(word.isupper() or word.lower() not in english() for each in rest for word in each)
            if len(content_words(" ".join(part))) >= _TELLING - acronyms and _stands(" ".join(part), asked):
                where = plan.where.model_copy(update={"phrase": " ".join(part)})
                return plan.but(where=where, passing=(*plan.passing, *(" ".join(each) for each in rest if each)))
    names = (asked.mentions.text[each.start : each.end] for each in asked.mentions.named)
    of_a_name = len(said) > 1 and any(name in plan.where.phrase for name in names)  # "Azurov second (term)"
    return plan if all(map(content_words, said)) and not of_a_name else None


def _stands(phrase: str, asked: Asked) -> bool:
    """Whether a text has an expression, in one of the ways in which it is written."""
    catalogue = asked.subjects.catalogue
    return any(map(catalogue.texts.resolutions, ways_of_writing(phrase, catalogue)))


def _at_a_place(plan: Select, asked: Asked) -> Select | None:
    """The plan on the words before the place that they end with, in texts on that place: "treasure about Azuria"."""
    phrase, mentions = plan.where.phrase, asked.mentions
    for place in mentions.places:
        before, named, behind = phrase.partition(mentions.text[place.start : place.end])
        words = [word.printed for word in words_in(before)]
        while words and words[-1].lower() in FUNCTION_WORDS:
            words.pop()
        if named and not behind and words and _stands(" ".join(words), asked):
            where = {"phrase": " ".join(words), "places": (*plan.where.places, place.meaning)}
            return plan.but(where=plan.where.model_copy(update=where))
    return None


# words that are left out of a phrase, and words of content of a part that tells it; one less beside an acronym, which may stand for it
_LEFT, _TELLING = 4, 3


def _roots(asked: Asked) -> frozenset[int]:
    """The resolutions to which what is named goes back."""
    subjects = {each.subject for each in asked.mentions.named if each.subject is not None}
    entries = (asked.subjects.entry(each, asked.day) for each in subjects)
    return frozenset().union(*(entry.roots for entry in entries if entry is not None))


def counted(asked: Asked) -> tuple[Plan, ...]:
    """What the words alone ask to be counted, listed or ranked: each is read as a word of that, a time or a vote, and none is left over
    as a matter, so that nothing else can be meant."""
    mentions = asked.mentions
    if counts_votes(mentions.text):
        return ()
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is None or read.unread or read.where.matter or not read.is_query:
        return ()
    if leaves_holes(mentions) and (asked.focus.lead or asked.focus.plans):
        return ()
    return _in_words_that_stand(read.plans(), asked) if {"measure", "order"} & read.said else ()


def done_in_time(asked: Asked) -> tuple[Plan, ...]:
    """The texts that did something to the one body that is named in a time that is named, or that none did, where a text is asked for and every
    word of the question is read as one of these."""
    mentions = asked.mentions
    if not (mentions.days and mentions.named and asks_for_a_resolution(mentions.text)) or pronouns_in(mentions.text):
        return ()
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is None or read.unread or read.where.body is None or not (read.where.since or read.where.until):
        return ()
    return read.plans()


def _of_an_event(plans: tuple[Plan, ...], mentions: Mentions) -> tuple[Plan, ...]:
    """The plans with the resolutions of the event that is named in place of its name: no text is found by that."""
    meant = mentions.events[0].resolutions if len(mentions.events) == 1 else ()
    names = stems(" ".join(mentions.text[start:end] for start, end, _ in events_at(mentions.text)))
    return tuple(
        plan.but(where=plan.where.model_copy(update={"matter": "", "numbers": meant}))
        if meant and isinstance(plan, Select) and plan.where.matter and stems(plan.where.matter) <= names
        else plan
        for plan in plans
    )


def _without_idle(read: Read, asked: Asked) -> Read:
    """The selection without the words left over that by what was learned are none of its matter, where others are: words that only serve the
    sentence, and the one that leads to all the others ("which texts fix an election to the court")."""
    left = [word for word in words_in(" ".join((read.where.matter, *read.unread))) if word.plain not in FUNCTION_WORDS]
    if all(asked.likely.get(word.plain, 0.0) < _LIKELY for word in left):
        return read  # what it is on was not told from the rest
    of_it = {word.plain for word in words_in(asked.matter)}
    surely = asked.chance >= SURE and len(left) > 1 and not read.where.cites and _is_common(left[0], asked)
    leads = left[0].plain if surely and {word.plain for word in left[1:]} <= of_it else ""

    def told(text: str) -> str:
        runs, idle = list[list[Word]]([[]]), False
        for word in words_in(text):  # words of grammar go with those that they stand between
            if word.plain not in FUNCTION_WORDS and (_is_idle(word, asked) or word.plain in {leads} - of_it):
                runs.append([])
                idle = True
            else:
                runs[-1].append(word)
        return " ".join(filter(None, map(_between_grammar, runs))) if idle else text

    where = read.where.model_copy(update={"matter": told(read.where.matter)})
    return replace(read, where=where, unread=tuple(filter(None, map(told, read.unread))))


def _is_said_beside(read: Read, asked: Asked) -> bool:
    """Whether the few words left over beside conditions that choose are by what was learned none of a matter, nor of what texts are about."""
    left = [word for word in words_in(read.where.matter) if word.plain not in FUNCTION_WORDS]
    few = read.is_query and read.where != Where(matter=read.where.matter) and 0 < len(left) <= _FEW
    return few and asked.chance >= SURE and all(_is_idle(word, asked) for word in left)


def _is_idle(word: Word, asked: Asked) -> bool:
    """Whether a word is by what was learned none of a matter: a common one, no verb of the Council, and the less so the more titles have it."""
    verbs = OPERATIVE_VERBS.union(stem(verb.partition(" ")[0]) for verb in asked.subjects.verbs)
    of_titles = stem(word.plain) in asked.subjects.words_of_titles  # of what texts are about
    likely = asked.likely.get(word.plain, 1.0) >= (_SURELY_NOT if of_titles else _HARDLY)
    return _is_common(word, asked) and stem(word.plain) not in verbs and not likely


def _is_common(word: Word, asked: Asked) -> bool:
    """Whether a word is an English one, is no name and does not say that there is trouble."""
    named = any(asked.mentions.text[each.start : each.end].startswith(word.printed) for each in asked.mentions.places)
    return word.printed.islower() and word.plain in english() and stem(word.plain) not in TROUBLE and not named


def _between_grammar(words: Sequence[Word]) -> str:
    """Words as they were typed, without those at both ends that say nothing of what is selected."""
    telling = [at for at, word in enumerate(words) if word.plain not in SMALL]
    return " ".join(word.printed for word in words[telling[0] : telling[-1] + 1]) if telling else ""


def _is_no_matter(words: str, asked: Asked) -> bool:
    """Whether words that were left over in what surely is a selection are none of its matter: no name stands in them, also none that is
    typed small and no English word, and by what was learned none of the question's words belongs to a matter."""
    named = bool(asked.mentions.named or asked.mentions.places)
    named |= any(word[:1].isupper() or (word.isalpha() and word not in english()) for word in words.split())
    return asked.chance >= SURE and not asked.matter and not named


_LIKELY = 0.5  # the chance from which on a word is one of a matter
# the chance below which a word is none of a matter, and below which it is none though a title has it
_HARDLY, _SURELY_NOT = 0.25, 0.1
_FEW = 2  # words beside conditions that may be none of a matter
_LISTED = 0.7  # the chance from which on resolutions on a matter are listed
_FOLLOWED = ("bodies", "decisions")


def is_of_nothing(plan: Select, words: str) -> bool:
    """Whether the first or last of all there are is selected for a piece that names no texts: "first and", "newest?"."""
    counts = plan.where != Where() or plan.column or plan.group or plan.measure != "rows" or not plan.limit
    return not counts and plan.source == "resolutions" and _TEXTS.isdisjoint(word.plain for word in words_in(words))


_TEXTS = frozenset("resolution resolutions text texts one".split())
