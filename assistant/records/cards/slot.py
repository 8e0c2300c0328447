"""What holds on a subject, and the slots that it is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.records.cards.words import SlotKind
from vectorstore.lineage.standing import Standing


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: the ``key`` in which it is to be read, where it was first ``imposed``, how it stands, what is ``exempted`` from it (keys), and
    ``who`` decides on an exemption, in how many days."""

    kind: SlotKind
    key: str
    imposed: str
    stands: Standing
    exempted: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """The slots of one subject on a day, by kind and in the order of the texts."""

    title: str
    day: dt.date
    slots: tuple[Slot, ...]
