"""From the words of a question that counts, lists, groups or ranks to the plan of a selection.

Every word is read as something: a time, a condition on the vote, a word of counting and ranking, or the matter. What is left
over is kept with the plan (``unread``), so that it is told and never dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.operations.select import Select
from assistant.plan import Position, Subject, SubjectKind, Voting, Where
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import Period, periods_in
from assistant.reading.selection.vocabulary import Query
from assistant.reading.selection.voting import FIVE, Asked, voting_in
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem
from ingest.pinpoint import Kind

_SMALL = (
    FUNCTION_WORDS
    | CORPUS_WORDS
    | frozenset(
        "how many no and or by with per s t don didn't there's it's what's whats please pls thanks thx ok hi hello".split()
    )
)
_COLUMNS = {Position.FOR: "for", Position.AGAINST: "against", Position.ABSTAINING: "abstaining"}
_RANKED_GROUPS, _BESIDE = 10, 5  # groups of a ranking that names no number, and where one is asked for those next to it
_A_YEAR = 366  # days
_LONGEST, _MOST_TIMES = 200, 6  # characters of a matter; times that stand beside each other
_TELLS_VOTES = frozenset(("for", "against", "abstaining"))


@dataclass(frozen=True, slots=True)
class Read:
    """The arguments that a question's own words give, what it selects on, and the words that nothing was made of."""

    arguments: Mapping[str, object]
    where: Where
    holding: Where | None
    periods: Sequence[Period]
    unread: tuple[str, ...] = ()
    is_query: bool = False
    members: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()

    @property
    def is_on_a_place(self) -> bool:
        """Whether the matter is the name of a place."""
        words = words_in(self.where.matter)
        found = places_among(words)
        return len(found) == 1 and (found[0].first, found[0].last) == (0, len(words))

    @property
    def is_dated(self) -> bool:
        """Whether it is of one time, of a year at most."""
        since, until = self.where.since, self.where.until
        return bool(since and until and (until - since).days <= _A_YEAR)

    def plans(self) -> tuple[Select, ...]:
        """The selection; one for each time where several stand beside each other."""
        group = self.arguments.get("group")
        if len(self.periods) < 2:
            return (self._plan(self.where, self.holding),)
        if group in ("year", "decade", "month"):
            first, last = _around(self.periods)
            span = {"since": first, "until": last}
            return (
                self._plan(self.where.model_copy(update=span), self.holding and self.holding.model_copy(update=span)),
            )
        plans = []
        for period in self.periods:
            span = {"since": period.first, "until": period.last}
            holding = self.holding.model_copy(update=span) if self.holding is not None else None
            plans.append(self._plan(self.where.model_copy(update=span), holding))
        return tuple(plans)

    def _plan(self, where: Where, holding: Where | None) -> Select:
        return Select.model_validate({**self.arguments, "where": where, "holding": holding, "unread": self.unread})


def _around(periods: Sequence[Period]) -> tuple[dt.date | None, dt.date | None]:
    firsts, lasts = [each.first for each in periods], [each.last for each in periods]
    return (
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )


def read_selection(mentions: Mentions, day: dt.date, learned: Mapping[str, str], verbs: Sequence[str]) -> Read | None:
    """How the words of a question are read as a selection; ``None`` where they ask what no selection tells.

    ``learned`` are the likely arguments, for what the words leave open; ``verbs`` those with which paragraphs lead, the most frequent first.
    """
    claims = Claims(mentions.text)
    quoted = _quoted(claims)
    cited = _cited(claims, mentions)
    if cited is None:
        return None
    periods = periods_in(claims, day)
    voting = voting_in(claims)
    query = Query(claims)
    body, deed = _body(mentions, query, claims)
    arguments = _arguments(query, voting, learned, claims)
    if arguments is None:
        return None
    conditions = _conditions(arguments, voting, periods, cited, body, deed)
    asks_words = bool(query.values("cue")) and "phrase" in query.values("cue")
    if arguments["source"] == "paragraphs" and not asks_words:
        if len(quoted) == 1 and (verb := _verb_in(quoted[0], verbs)):
            conditions["verb"], quoted = verb, []
        _read_verb(conditions, claims, verbs)
        if any(word.plain == "operative" for word in claims.words) and "kind" not in conditions:
            conditions["kind"] = Kind.OPERATIVE
    query.take(
        ("group", "noun", "rank", "ranked", "column", "time", "measure", "source", "idle", "deed" if body else "group")
    )
    if asks_words or cited:
        query.take(("cue",))
    runs = claims.runs(_SMALL)
    if quoted:
        conditions["phrase"] = quoted[0]
        runs = [*runs, *quoted[1:]]
    elif asks_words and len(runs) == 1:
        conditions["phrase"], runs = _bare(runs[0]), []
    elif asks_words and not runs and "chapter_vii" in conditions:  # the words themselves are asked for
        conditions.pop("chapter_vii")
        conditions["phrase"] = "Chapter VII"
    unread = tuple(runs) if asks_words or quoted or body is not None else ()
    if not unread and runs:
        conditions["matter"] = " ".join(runs)
    too_long = any(len(str(conditions.get(name, ""))) > _LONGEST for name in ("matter", "phrase"))
    if too_long or len(periods) > _MOST_TIMES or sum(map(len, unread)) > _LONGEST:
        return None
    holding = None
    if arguments["measure"] == "share":
        told = {name: conditions.pop(name) for name in ("voting", "chapter_vii") if name in conditions}
        if not told:
            return None
        holding = Where.model_validate({**conditions, **told})
    is_query = bool(
        arguments["group"] or arguments["column"] or arguments["measure"] != "rows" or arguments["limit"] or voting.voting
        or voting.chapter_vii is not None or periods or cited or quoted or asks_words or body
    )  # fmt: skip
    return Read(
        arguments, Where.model_validate(conditions), holding, periods, unread, is_query, voting.members, _said(query)
    )


def _arguments(query: Query, voting: Asked, learned: Mapping[str, str], claims: Claims) -> dict[str, object] | None:
    """Source, group, measure, column, order and limit: what the words say, then what is likely."""
    group = _group(query, voting, learned)
    rank, limit = "", 0
    for value, words in query.saying("rank"):
        rank = rank or value
        limit = limit or (query.number_beside(words.first, words.last) or 0)
    column, measure = "", next(iter(query.values("measure")), "")
    for value, words in query.saying("ranked"):
        column, rank = value.partition(".")[::2]
        limit = limit or (query.number_beside(words.first, words.last) or 0)
    time = next(iter(query.saying("time")), None)
    if not column and rank:
        column = _ranked_position(query, voting, claims) or next(iter(query.values("column")), "")
    if not column and measure == "mean":
        column = _COLUMNS.get(voting.position, "") if voting.position else next(iter(query.values("column")), "")
    drafts = voting.drafts or "drafts" in query.values("source")
    paragraphs = (
        "paragraphs" in query.values("source")
        or group == "verb"
        or ("paragraphs" in query.values("column") and not rank and measure == "count")
    )
    source = "drafts" if drafts else "paragraphs" if paragraphs and not column else "resolutions"
    if rank and not group and not column:
        if learned.get("column") and learned.get("order") in ("most", "least") and not voting.bounded:
            column = learned["column"]
        else:
            return None
    if group == "member" and not drafts:
        source, column = "votes", ""
    counts_votes = (
        measure == "count" and not voting.members and not group and not drafts and _counts_position(query, claims)
    )
    if (
        counts_votes or (measure in ("", "count") and group in ("year", "decade", "month") and not voting.members)
    ) and (not rank and voting.position in _COLUMNS and not _speaks_of_resolutions(claims) and not drafts):
        column, measure = _COLUMNS[voting.position], "sum"
    if group and measure in ("", "rows"):
        measure = "count"
    order = rank or "oldest"
    if time is not None and not rank and not group:
        order = time[0]
        limit = query.number_beside(time[1].first, time[1].last) or 1
    if rank and not limit:
        limit = 1 if not group else _BESIDE if _is_single(query, claims) else _RANKED_GROUPS
        limit = 0 if any(claims.plain(each.first).startswith("rank") for _, each in query.saying("rank")) else limit
    if time is not None and group and not limit:
        limit = query.number_beside(time[1].first, time[1].last) or 0
    return {
        "source": source, "group": group, "measure": measure or "rows", "column": column, "order": order, "limit": limit,
    }  # fmt: skip


def _said(query: Query) -> frozenset[str]:
    """The arguments that the words themselves give."""
    of = {
        "measure": "measure",
        "group": "group",
        "rank": "order",
        "time": "order",
        "ranked": "column",
        "source": "source",
    }
    said = {argument for name, argument in of.items() if query.values(name)}
    if "order" in said or "column" in said:
        said |= {"order", "limit", "column"}
    return frozenset(said)


def _group(query: Query, voting: Asked, learned: Mapping[str, str]) -> str:
    """What rows have in common: what "per" and "by" say, else the noun of which the most or the least is asked for."""
    told = next(iter(query.values("group")), "")
    if told:
        return told
    nouns = [*(["member"] if voting.permanent and query.values("rank") else []), *query.values("noun")]
    ranked = bool(query.values("rank")) or learned.get("group") in nouns
    if not ranked or query.values("ranked"):
        return ""
    if "member" in nouns and not (voting.position or voting.drafts):
        nouns = ["place" if each == "member" else each for each in nouns]
    if "member" in nouns and voting.members:
        nouns = [each for each in nouns if each != "member"]
    return (
        nouns[0] if nouns and nouns[0] != "place" else (nouns[0] if nouns and learned.get("group") == "place" else "")
    )


def _ranked_position(query: Query, voting: Asked, claims: Claims) -> str:
    """The column of "most abstentions", "fewest votes in favour"."""
    if voting.position is None or voting.members or voting.bounded:
        return ""
    for _, words in query.saying("rank"):
        if any(claims.read_as(at) == voting.position.value for at in range(words.last, words.last + 3)):
            return _COLUMNS.get(voting.position, "")
    return ""


def _counts_position(query: Query, claims: Claims) -> bool:
    """ "How many abstentions": votes are counted, and no resolutions."""
    return any(
        claims.read_as(at) in set(Position)
        for value, words in query.saying("measure")
        if value == "count"
        for at in (words.last, words.last + 1)
    )


def _speaks_of_resolutions(claims: Claims) -> bool:
    return any(word.plain in ("resolution", "resolutions", "texts") for word in claims.words)


def _is_single(query: Query, claims: Claims) -> bool:
    """Whether the noun that is ranked stands in the singular: "which year", "the busiest year"."""
    return any(not claims.plain(words.last - 1).endswith("s") for _, words in query.saying("noun"))


def _conditions(
    arguments: dict[str, object], voting: Asked, periods: Sequence[Period], cited: str, body: Subject | None, deed: str
) -> dict[str, object]:
    conditions: dict[str, object] = {}
    if len(periods) == 1:
        first, last = periods[0].pair
        conditions |= {name: day for name, day in (("since", first), ("until", last)) if day}
    asked = voting.voting
    if arguments["source"] == "votes":
        asked = Voting(members=(("", voting.position),)) if voting.position else None
        if asked is not None and voting.permanent:
            asked = Voting(any_of=tuple((code, position) for code in FIVE for _, position in asked.members))
    elif arguments["column"] in _TELLS_VOTES and not voting.members and voting.position:
        asked = None  # it is ranked or added up by
    if asked is not None and asked != Voting():
        conditions["voting"] = asked
    if voting.chapter_vii is not None:
        conditions["chapter_vii"] = voting.chapter_vii
    if cited:
        conditions["cites"] = cited
    if body is not None:
        conditions |= {"body": body, "deed": deed}
    return conditions


def _cited(claims: Claims, mentions: Mentions) -> str | None:
    """The one place that is to be cited; empty where none is named, ``None`` where a number asks for something else."""
    references = mentions.references
    if mentions.understood.unknown or len(references) > 1:
        return None
    if not references:
        return ""
    found = references[0]
    claims.take_span(found.start, found.end, "resolution")
    cues = [words.last for value, words in Query(claims).saying("cue") if value == "citing"]
    at = next((place for place, word in enumerate(claims.words) if word.start >= found.start), 0)
    if not any(place <= at for place in cues):
        return None
    claims.take(max(place for place in cues if place <= at), at, "said of it")  # "the Azuria resolution 1234"
    behind = next((place for place, word in enumerate(claims.words) if word.start >= found.end), len(claims.words))
    apart = "," in claims.between(behind - 1) and claims.plain(behind) in ("the", "a", "an", "its")
    if apart or claims.plain(behind) in ("on", "about", "concerning"):  # what the cited resolution is on
        last = len(claims.words) - 1
        ends = next((place for place in range(behind, last) if "," in claims.between(place)), last)
        claims.take(behind, ends + 1, "said of it")
    return found.pinpoint.key


def _body(mentions: Mentions, query: Query, claims: Claims) -> tuple[Subject | None, str]:
    """The body of which renewals, ends or beginnings are asked for."""
    deeds = query.values("deed")
    named = [each for each in mentions.named if each.subject is not None]
    if len(deeds) != 1 or len(named) != 1 or named[0].kind is not SubjectKind.MISSION:
        return None, ""
    claims.take_span(named[0].start, named[0].end, "body")
    for at, word in enumerate(claims.words):
        if word.plain in ("mandate", "mandates", "term", "terms"):
            claims.take(at, at + 1, "mandate")
    for place in mentions.places:
        claims.take_span(place.start, place.end, "where it is")
    return named[0].subject, deeds[0]


def _read_verb(conditions: dict[str, object], claims: Claims, verbs: Sequence[str]) -> None:
    """The verb with which paragraphs lead, where one is named: "paragraphs that demand"."""
    for at, word in enumerate(claims.words):
        verb = _verb_in(word.plain, verbs)
        if verb and claims.is_free(at) and word.plain not in _SMALL and at:
            claims.take(at, at + 1, "verb")
            conditions["verb"] = verb
            if len(verb.split()) > 1 and claims.plain(at + 1) in ("upon", "on", "for"):
                claims.take(at + 1, at + 2, "verb")
            return


def _verb_in(word: str, verbs: Sequence[str]) -> str:
    """The leading verb of which ``word`` is a form; empty where it is none."""
    return next((verb for verb in verbs if stem(verb.split()[0]) == stem(word.lower())), "")


def _quoted(claims: Claims) -> list[str]:
    """What stands between quotation marks, which is read as it stands."""
    found: list[str] = []
    text = claims.text.replace("“", '"').replace("”", '"')
    start = text.find('"')
    while start >= 0 and (end := text.find('"', start + 1)) > start:
        if inside := text[start + 1 : end].strip():
            found.append(inside)
            claims.take_span(start, end, "quoted")
        start = text.find('"', end + 1)
    return found


def _bare(run: str) -> str:
    """A run without marks at its ends."""
    return run.strip(" ,;:'\"?!.")
