"""From the words of a question that counts, lists, groups or ranks to the plan of a selection.

Every word is read as something: a time, a condition on the vote, a word of counting and ranking, or the matter. What is left
over is kept with the plan (``unread``), so that it is told and never dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set

from assistant.plan import Deed, Subject, Voting, Where
from assistant.reading.mentions import Mentions
from assistant.reading.selection.arguments import arguments_of, said_in
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.named import (
    agenda_in,
    bare,
    bodies_in,
    cited_in,
    quoted_in,
    read_asides,
    read_fields,
    read_verb,
    regime_in,
    verb_in,
)
from assistant.reading.selection.of_kinds import deeds_to_kinds
from assistant.reading.selection.periods import Period, periods_in
from assistant.reading.selection.read import Read
from assistant.reading.selection.states import FIVE
from assistant.reading.selection.vocabulary import SMALL, Query
from assistant.reading.selection.voting import Asked, voting_in
from ingest.pinpoint import Kind

_LONGEST, _MOST_TIMES = 200, 6  # characters of a matter; times that stand beside each other
_TELLS_VOTES = frozenset(("for", "against", "abstaining"))


def read_selection(
    mentions: Mentions,
    day: dt.date,
    learned: Mapping[str, str],
    verbs: Sequence[str],
    roots: Set[int] = frozenset(),
) -> Read | None:
    """How the words of a question are read as a selection; ``None`` where they ask what no selection tells.

    ``learned`` are the likely arguments, for what the words leave open; ``verbs`` those with which paragraphs lead, the most frequent first; ``roots`` the
    resolutions to which the one body that is named goes back.
    """
    claims = Claims(mentions.text)
    read_fields(claims)
    quoted = quoted_in(claims)
    agenda = agenda_in(claims, quoted)
    read_asides(claims, mentions)
    cited = cited_in(claims, mentions, roots)
    if cited is None:
        return None
    periods = periods_in(claims, day)
    voting = voting_in(claims)
    query = Query(claims)
    bodies, deeds = bodies_in(mentions, query, claims)
    body = next(iter(bodies), None)
    arguments = arguments_of(query, voting, learned, claims)
    if arguments is None:
        return None
    conditions = _conditions(arguments, voting, periods, cited, body, deeds)
    if agenda:
        conditions["topic"], quoted = agenda, []
    asks_words = bool(query.values("cue")) and "phrase" in query.values("cue")
    if arguments["source"] == "paragraphs" and not asks_words:
        if len(quoted) == 1 and (verb := verb_in(quoted[0], verbs)):
            conditions["verb"], quoted = verb, []
        read_verb(conditions, claims, verbs)
        if any(word.plain == "operative" for word in claims.words) and "kind" not in conditions:
            conditions["kind"] = Kind.OPERATIVE
    query.take(
        ("group", "noun", "rank", "ranked", "column", "time", "measure", "source", "idle", "deed" if body else "group")
    )
    if asks_words or cited:
        query.take(("cue",))
    elif body is None and not quoted:
        conditions |= deeds_to_kinds(mentions, query, claims)
    runs, passing = _left(conditions, quoted, asks_words, mentions, arguments, claims)
    if body is None and not quoted and (regime := regime_in(runs, mentions)) is not None:
        body, runs = regime, []
        conditions["body"] = body
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
        or voting.chapter_vii is not None or periods or cited or quoted or asks_words or body or agenda
    )  # fmt: skip
    where = Where.model_validate(conditions)
    return Read(
        arguments, where, holding, periods, unread, is_query, voting.members, said_in(query), passing, bodies[1:]
    )


def _left(
    conditions: dict[str, object],
    quoted: Sequence[str],
    asks_words: bool,
    mentions: Mentions,
    arguments: Mapping[str, object],
    claims: Claims,
) -> tuple[list[str], tuple[str, ...]]:
    """The words that nothing was made of yet, and those that may be passed over; the conditions with the words that texts are to have."""
    runs = claims.runs(SMALL)
    if quoted:
        return _beside_marks(conditions, quoted, runs, mentions, arguments)
    if asks_words and len(runs) == 1:
        conditions["phrase"], runs = bare(runs[0]), []
    elif asks_words and not runs and "chapter_vii" in conditions:  # the words themselves are asked for
        conditions.pop("chapter_vii")
        conditions["phrase"] = "Chapter VII"
    return runs, ()


def _beside_marks(
    conditions: dict[str, object],
    quoted: Sequence[str],
    runs: Sequence[str],
    mentions: Mentions,
    arguments: Mapping[str, object],
) -> tuple[list[str], tuple[str, ...]]:
    """The conditions with the words in marks and the places beside them; of the other words those that say what is to be chosen, and those that
    may be passed over, for what has the words first has them first on whatever it is."""
    conditions["phrase"] = quoted[0]
    named = {mentions.text[place.start : place.end]: place.meaning for place in mentions.places}
    if places := tuple(named[run] for run in runs if run in named):
        conditions["places"] = places
    left = [run for run in runs if run not in named]
    of_one = arguments["limit"] and arguments["order"] in ("oldest", "newest")
    passing = tuple(run for run in left if of_one and not _says_on_what(run, mentions.text))
    return [*(run for run in left if run not in passing), *quoted[1:]], passing


def _says_on_what(run: str, text: str) -> bool:
    """Whether a word before some words says that resolutions are to be on them."""
    return text[: text.find(run)].split()[-1:] in (["about"], ["on"], ["concerning"])


def _conditions(
    arguments: dict[str, object],
    voting: Asked,
    periods: Sequence[Period],
    cited: str,
    body: Subject | None,
    deeds: Sequence[Deed],
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
        conditions |= {"body": body, "deeds": tuple(deeds)}
    return conditions
