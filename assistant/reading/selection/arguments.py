"""What is selected, grouped, measured and ranked: what the words of a question say, then what is likely."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.plan import Position
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.vocabulary import SMALL, Query
from assistant.reading.selection.voting import Asked

_COLUMNS = {Position.FOR: "for", Position.AGAINST: "against", Position.ABSTAINING: "abstaining"}
_RANKED_GROUPS, _BESIDE = 10, 5  # groups of a ranking that names no number, and where one is asked for those next to it


def arguments_of(query: Query, voting: Asked, learned: Mapping[str, str], claims: Claims) -> dict[str, object] | None:
    """Source, group, measure, column, order and limit: what the words say, then what is likely."""
    if voting.bounded:
        query.leave("rank")
    group = _group(query, voting, learned, claims)
    if not group and _asks_which_number(query, claims):
        return None
    if {"oldest", "newest"} <= {*query.values("time")}:
        return None  # two things, of one text each: "length of the first term and end of the last"
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
        # "how many abstained the last time" is told with the vote on that text
        column, measure = (_COLUMNS[voting.position], "sum") if time is None or group else ("", "rows")
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


def _asks_which_number(query: Query, claims: Claims) -> bool:
    """ "The number of the resolution that": one text is meant, whose number is asked for; nothing is counted."""
    for _, words in query.saying("measure"):
        behind = [claims.plain(at) for at in range(words.last, min(words.last + _NEAR, len(claims.words)))]
        one = next((at for at, word in enumerate(behind) if word in _ONE_TEXT), None)
        if claims.plain(words.first) == "number" and behind[:1] == ["the"] and one is not None:
            return True
    return False


_ONE_TEXT, _NEAR = frozenset(("resolution", "res")), 4  # words behind "number of": "the Security Council resolution"


def said_in(query: Query) -> frozenset[str]:
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


def _group(query: Query, voting: Asked, learned: Mapping[str, str], claims: Claims) -> str:
    """What rows have in common: what "per" and "by" say, else the noun of which the most or the least is asked for."""
    for value, words in query.saying("group"):
        if learned.get("group") == value or not _is_of_a_matter(words.first, words.last, query, claims):
            return value
    nouns = [*(["member"] if voting.permanent and query.values("rank") else []), *query.values("noun")]
    ranked = bool(query.values("rank")) or any(
        value == learned.get("group") and not _is_of_one(words.first, words.last, claims)
        for value, words in query.saying("noun")
    )
    if not ranked or query.values("ranked"):
        return ""
    if "member" in nouns and not (voting.position or voting.drafts):
        nouns = ["place" if each == "member" else each for each in nouns]
    if "member" in nouns and voting.members:
        nouns = [each for each in nouns if each != "member"]
    return (
        nouns[0] if nouns and nouns[0] != "place" else (nouns[0] if nouns and learned.get("group") == "place" else "")
    )


def _is_of_one(first: int, last: int, claims: Claims) -> bool:
    """Whether a noun is that of one thing, which texts are on, and does not ask for which: "under the agenda item boats"."""
    asked = any(claims.plain(at) in ("which", "what", "each", "every") for at in (first - 1, first - 2))
    return not claims.plain(last - 1).endswith("s") and not asked


def _is_of_a_matter(first: int, last: int, query: Query, claims: Claims) -> bool:
    """Whether one word for how often ("monthly") stands before something that happens so often, and that nobody counts: "monthly reports"."""
    counted = any(each.first <= last < each.last for each in query.found) or claims.plain(last) in SMALL
    return last == first + 1 and claims.is_free(last) and not counted


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
