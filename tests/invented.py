"""An invented corpus in the official layout: the island of Azuria, its mission UNMAZ, an arms embargo."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.build import open_model
from assistant.settings import LLMSettings, Settings
from ingest.resolution import Resolution, TextStatus, Vote
from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build
from vectorstore.generations.published import newest_catalogue
from vectorstore.index import Index, current

TODAY = dt.date(2035, 6, 1)
AGENDA = "The situation in Azuria"


def vote(yes: int = 15, **fields: Any) -> Vote:
    return Vote(yes=yes, **fields)


CORPUS: list[Resolution] = [
    resolution(
        7001, 2031, date=dt.date(2031, 3, 14), meeting=9801, agenda=AGENDA, subject="establishment of UNMAZ in Azuria",
        vote=vote(13, abstain=2, abstaining=("CHN", "RUS")),
        pps=["Recalling its statement on the ferries of Azuria", "Deeply concerned by the burning of lighthouses"],
        ops=[
            "Decides to establish a mission in Azuria, to be known as UNMAZ, for an initial period until 31 March 2032",
            ("Decides that the mandate of UNMAZ shall be:", ["to guard the lighthouses and the ferry piers of the island",
             "to count the fishing boats that are laid up", ("to train harbour pilots:", ["in winter", "at night"])],
             "and that UNMAZ shall publish what it counts"),
            "Authorizes UNMAZ to inspect cargo on the ferry piers with the consent of the harbour master",
            "Requests the Secretary-General to report every ninety days on the pilots who were trained",
            "Calls upon all fishermen to light their boats after dusk",
            "Decides to remain seized of the matter",
        ]),
    resolution(
        7002, 2032, date=dt.date(2032, 3, 30), meeting=9850, agenda=AGENDA, subject="extension of the mandate of UNMAZ",
        vote=vote(), pps=["Recalling resolution 7001 (2031)"], related=(7001,),
        cites={"7002/pp1": ("7001",), "7002/op1": ("7001/op1",)},
        ops=["Decides to extend the mandate of UNMAZ, set out in paragraph 2 of resolution 7001 (2031), until 31 March 2033",
             "Welcomes the reopening of the northern lighthouse", "Decides to remain seized of the matter"]),
    resolution(
        7003, 2032, date=dt.date(2032, 9, 2), meeting=9870, agenda="Weapons on the high seas", subject="arms embargo on the Coral Front",
        vote=vote(11, no=1, abstain=2, not_participating=1, against=("BRA",), abstaining=("IND", "GBR"), absent=("KEN",)),
        ops=["Decides that all States shall prevent the sale of weapons and ammunition to the Coral Front",
             "Decides that the ban in paragraph 1 above does not apply to flares carried by rescue boats",
             "Demands that the Coral Front hand back the seized trawlers without delay"],
        annex=["A list of trawlers is kept by the registrar", "Trawlers are named by hull number"]),
    resolution(
        7004, 2033, date=dt.date(2033, 3, 29), meeting=9901, agenda=AGENDA, subject="extension of the mandate of UNMAZ",
        vote=vote(14, abstain=1), pps=["Recalling resolutions 7001 (2031) and 7002 (2032)"], related=(7001, 7002),
        cites={"7004/pp1": ("7001", "7002")},
        ops=["Decides to extend the mandate of UNMAZ until 30 September 2034",
             "Requests UNMAZ to hand the lighthouses over to the keepers of Azuria", "Decides to remain seized of the matter"]),
    resolution(
        7005, 2033, date=dt.date(2033, 7, 7), meeting=9920, agenda="Food and drought", subject="grain corridors through the Sarran desert",
        vote=Vote(yes=15, without_vote=True), status=TextStatus.DIGEST,
        ops=["Urges caravans to share wells along the grain corridors", "Stresses that wells belong to those who dig them"]),
]  # fmt: skip


def settings(data: Path, base_url: str = "", **llm: Any) -> Settings:
    chosen = {"timeout": 5, "retries": 1, "calls": 0, **llm}  # it calls operations where a test says so
    model = LLMSettings(base_url=base_url, model="scripted" if base_url else "", **chosen)
    return Settings(data=data, llm=model)


def publish(data: Path, corpus: list[Resolution] | None = None) -> None:
    build(data, corpus or CORPUS, WordEmbedding())


def stored_resolutions(data: Path) -> list[Resolution]:
    """The resolutions of the published generation; none where nothing is published."""
    catalogue = newest_catalogue(data)
    if catalogue is None:
        return []
    with closing(catalogue):
        return list(catalogue.resolutions())


def open_assistant(data: Path, base_url: str = "", **llm: Any) -> Assistant:
    chosen = settings(data, base_url, **llm)
    embedding = WordEmbedding()
    model = open_model(chosen.llm) if chosen.llm.configured else None
    return Assistant(lambda: Index.open(data, embedding), lambda: current(data), chosen, model, today=lambda: TODAY)
