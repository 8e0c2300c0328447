"""A larger invented corpus for a model that plans: three missions, two regimes with their committees, an office, and their votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution, Vote
from tests.decided import with_decisions
from tests.factories import Item, WordEmbedding, resolution
from vectorstore.building.build import build

_ALL = Vote(yes=15)
_SPLIT = Vote(yes=12, no=1, abstain=2, against=("BRA",), abstaining=("CHN", "RUS"))
_NEARLY = Vote(yes=14, abstain=1, abstaining=("CHN",))
_Texts = Mapping[int, tuple[dt.date, str, Vote, Sequence[Item]]]
_MISSIONS: _Texts = {
    8001: (dt.date(2031, 3, 14), "establishment of UNMAZ in Azuria", _SPLIT, [
        "Decides to establish the United Nations Mission in Azuria (UNMAZ) until 31 March 2032",
        "Decides that UNMAZ shall consist of up to 9,000 military personnel",
        "Decides that UNMAZ shall protect civilians around the lighthouses and the ferry piers",
        "Requests the Secretary-General to report every ninety days on the pilots who were trained"]),
    8002: (dt.date(2032, 3, 30), "extension of the mandate of UNMAZ", _ALL, [
        "Decides to extend the mandate of UNMAZ until 31 March 2033",
        "Decides to increase the ceiling of UNMAZ to 11,000 military personnel",
        "Requests UNMAZ to count the fishing boats that are laid up"]),
    8003: (dt.date(2033, 3, 29), "extension of the mandate of UNMAZ", _NEARLY, [
        "Decides to extend the mandate of UNMAZ until 31 March 2036",
        "Decides that UNMAZ shall consist of up to 12,500 military personnel",
        "Requests UNMAZ to hand the northern lighthouse over to the keepers of Azuria"]),
    8011: (dt.date(2031, 6, 2), "establishment of UNOBO in Borea", _ALL, [
        "Decides to establish the United Nations Operation in Borea (UNOBO) until 30 June 2033",
        "Decides that UNOBO shall consist of up to 4,000 military personnel",
        "Decides that UNOBO shall protect civilians in the salt mines"]),
    8012: (dt.date(2033, 6, 20), "extension of the mandate of UNOBO", _ALL, [
        "Decides to extend the mandate of UNOBO until 30 June 2036",
        "Encourages UNOBO to plant mangroves along the canals"]),
    8021: (dt.date(2032, 1, 9), "establishment of UNTEC in Corvia", _SPLIT, [
        "Decides to establish the United Nations Team in Corvia (UNTEC) until 1 May 2034",
        "Requests UNTEC to advise the millers of Corvia on their weirs"]),
}  # fmt: skip
_REGIMES: _Texts = {
    8101: (dt.date(2031, 9, 1), "measures on Haiti", _NEARLY, [
        "Decides that all States shall, for a period of one year, prevent the sale or supply of arms and drums to Haiti",
        "Decides that paragraph 1 above shall not apply to whistles of which the drummers have told the Committee",
        "Decides to establish, for drums and whistles, a Committee of the Security Council in which three drummers sit",
        "Decides that the Focal Point for De-listing shall receive the requests of drummers who wish to be taken off the list"]),
    8102: (dt.date(2032, 8, 30), "measures on Haiti", _ALL, [
        "Decides to renew until 1 September 2035 the measures on arms imposed by paragraph 1 of resolution 8101 (2031)",
        "Urges drummers to muffle their drums after dusk"]),
    8111: (dt.date(2033, 2, 2), "measures on Libya", _SPLIT, [
        "Decides that all States shall prevent the supply of arms and weapons to Libya until 1 February 2036",
        "Decides that the Focal Point for De-listing shall receive the requests of sailors",
        "Demands that the raiders hand back the seized trawlers without delay"]),
    8121: (dt.date(2034, 5, 5), "grain corridors through the Sarran desert", _ALL, [
        "Urges caravans to share wells along the grain corridors",
        "Stresses that wells belong to those who dig them",
        "Recalls resolution 8101 (2031) and the whistles that it excepts"]),
}  # fmt: skip
_CITES = {"8102/op1": ("8101/op1",), "8121/op3": ("8101",), "8101/op2": ("8101/op1",)}


def islands() -> list[Resolution]:
    """The resolutions, with the decisions that are read from their words."""
    made = []
    for number, (day, subject, vote, items) in {**_MISSIONS, **_REGIMES}.items():
        agenda = f"The situation {subject[subject.index(' in ') + 1 :]}" if " in " in subject else subject.capitalize()
        one = resolution(number, day.year, items, date=day, subject=subject, agenda=agenda, vote=vote, meeting=number)
        made.append(with_decisions(one, _CITES))
    return link_mandates(made)


def publish_islands(data: Path, more: Sequence[Resolution] = ()) -> None:
    """An index of them, and of ``more``."""
    build(data, [*islands(), *more], WordEmbedding())
