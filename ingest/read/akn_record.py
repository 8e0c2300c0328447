"""The record that an Akoma Ntoso file carries about its text: vote, draft, sponsors, agenda, subjects."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from ingest.ballots import ballot_of
from ingest.clean import normalise_characters, one_line
from ingest.countries import country_name, find_countries
from ingest.masthead import parse_day, read_meeting
from ingest.read.data_extract import subject_of

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
