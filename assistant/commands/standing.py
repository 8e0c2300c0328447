"""The command ``unsc standing``: the law on a subject as it stands on a day."""

from __future__ import annotations

import datetime as dt
import json
from itertools import groupby
from typing import Annotated

import typer

from assistant.commands.options import AsJson, Data, settings_with
from assistant.terminal import say

_LONGEST = 220  # characters of a paragraph
_LONGEST_NAME = 300  # characters of a name that are read


def standing_command(
    name: Annotated[str, typer.Argument(help='A regime, mission, panel or committee: "DPRK sanctions", MINUSCA.')],
    on: Annotated[
        dt.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="On this day; default: today.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show what holds on a subject: measures, exemptions and who grants them, criteria, bodies with their ends, reports."""
    from assistant.errors import NotThere
    from assistant.plan import Subject
    from assistant.present import last_text
    from assistant.reading.subjects import Subjects
    from assistant.records.cards.card import card
    from assistant.records.cards.told import card_json, lines_of
    from assistant.wording import day_in_words
    from vectorstore.generations.published import published_catalogue
    from vectorstore.lineage.reading import Lineage

    catalogue = published_catalogue(settings_with(data).data)
    day = on.date() if on else dt.date.today()
    entry = Subjects(catalogue).entry(Subject(name=name[:_LONGEST_NAME] or "-"), day)
    if entry is None:
        raise NotThere(
            f"No mandate is followed under the name {name.strip()[:80]!r}. Name a mission (UNMISS) or measures (Libya sanctions)."
        )
    made = card(entry, Lineage(catalogue), day)
    if as_json:
        say(json.dumps(card_json(made, catalogue), ensure_ascii=False, indent=2))
        return
    say(f"{made.title}, as of {day_in_words(day)}. {last_text(catalogue)}.")
    if not made.slots:
        say("Nothing of it holds any more, as far as the texts tell. What was decided: unsc timeline.")
    for kind, slots in groupby(made.slots, key=lambda slot: slot.kind):
        say(f"\n{kind.value.capitalize()}")
        for slot in slots:
            say("\n".join(f"  {line}" for line in lines_of(slot, catalogue, _LONGEST)))
