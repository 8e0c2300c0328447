"""The record that an Akoma Ntoso file carries about its text: vote, draft, sponsors, agenda, subjects."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from ingest.council import PERMANENT, composition
from ingest.countries import country_name, find_countries
from ingest.edition import Ballot
from ingest.merging.ballots import ballot_of, vote_of
from ingest.parsing.clean import normalise_characters, one_line
from ingest.parsing.masthead import parse_day, read_meeting
from ingest.read.data_extract import subject_of
from ingest.rejected import RejectedDraft

_SIDES = ("inFavour", "against", "abstaining")
_LIBRARY = {"UNBIS Thesaurus", "DHLAUTH"}


def record_of(statement: etree._Element) -> dict[str, Any]:
    """Fields of an ``Edition`` that the ``<meta>`` of a resolution gives."""
    meta = statement.find("{*}meta")
    if meta is None:
        return {}
    steps = {step.get("outcome", ""): step for step in meta.iter("{*}step")}
    adopted, draft, more = (
        steps.get(name) for name in ("adopted", "draftResolution", "draftResolutionAdditionalSponsors")
    )
    result = _attribute(adopted, "by")
    sponsors, _ = find_countries(f"{_attribute(draft, 'by')}; {_attribute(more, 'by')}")
    keywords = [
        (word.get("dictionary", ""), word.get("refersTo", ""), _attribute(word, "showAs"))
        for word in meta.iter("{*}keyword")
    ]
    return {
        "ballot": ballot_of(result, *_voting(meta)),
        "draft": _attribute(draft, "as"),
        "sponsors": tuple(country_name(code) for code in sponsors),
        "agenda": next((words.rstrip(".") for source, _, words in keywords if source == "S/"), ""),
        "subject": next((subject_of(words) for source, _, words in keywords if source == "DHL"), ""),
        "subjects": tuple(dict.fromkeys(words for source, _, words in keywords if source in _LIBRARY)),
        "date": parse_day(_attribute(adopted, "date")),
        "meeting": read_meeting(result.replace("thmeeting", "th meeting")),
    }


def draft_of(statement: etree._Element, cover: str, source: str) -> RejectedDraft | None:
    """The record of a draft that was voted on and not adopted; ``None`` for any other statement."""
    steps = {step.get("outcome", "").lower(): step for step in statement.iter("{*}step")}
    outcome = steps.get("veto", steps.get("notadopted"))
    symbol = re.search(r"S/\d{4}/\d+(?:/Rev\.\d+)?", cover)
    if outcome is None or symbol is None:
        return None
    record = record_of(statement)
    day = parse_day(_attribute(outcome, "date"))
    ballot: Ballot | None = record.get("ballot")
    vote = vote_of(ballot, composition(day.year, day)) if ballot and day and ballot.yes is not None else None
    meeting = re.fullmatch(r"S/PV\.(\d{1,5})", _attribute(outcome, "as"))
    titles = (_attribute(word, "showAs") for word in statement.iter("{*}keyword") if word.get("refersTo") == "title")
    vetoed = outcome.get("outcome", "").lower() == "veto" and vote is not None
    return RejectedDraft(
        symbol=symbol[0],
        date=day,
        meeting=int(meeting[1]) if meeting else None,
        agenda=record.get("agenda", ""),
        subject=next((subject_of(title) for title in titles), ""),
        sponsors=record.get("sponsors", ()),
        vote=vote,
        vetoed_by=tuple(code for code in vote.against if code in PERMANENT) if vetoed and vote else (),
        source=source,
    )


def _voting(meta: etree._Element) -> tuple[list[str], list[list[str]]]:
    counts, names = ["", "", ""], [[""], [""], [""]]
    for count in meta.iter("{*}count"):
        side = count.get("refersTo", "")
        if side in _SIDES:
            counts[_SIDES.index(side)] = count.get("value", "")
            names[_SIDES.index(side)] = [one_line("".join(voter.itertext())) for voter in count.iter("{*}organization")]
    return counts, names


def _attribute(element: etree._Element | None, name: str) -> str:
    value = "" if element is None else element.get(name, "")
    return one_line(normalise_characters(re.sub(r"^0001-01-01$", "", value)))
