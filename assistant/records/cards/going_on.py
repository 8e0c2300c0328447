"""One regime under several names of places: the measures that go on under another place with those at one."""

from __future__ import annotations

import datetime as dt

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry, entries_of
from assistant.retrieval.names.regime_places import places_of
from vectorstore.catalogue import Catalogue


def as_it_goes_on(entry: Entry, catalogue: Catalogue, day: dt.date) -> Entry:
    """The measures at another place under one regime with those of an entry, where the newest decision up to a day is on them."""

    def newest(one: Entry) -> int:
        return max((d.resolution for d in one.decisions if d.date is not None and d.date <= day), default=0)

    measures = [e for e in entries_of(catalogue) if e.subject.kind is SubjectKind.MEASURES and not e.lane]
    under = [e for e in measures if newest(e) and e.place in places_of(entry.place, newest(e))[1:]]
    return max([entry, *under], key=newest) if entry.subject.kind is SubjectKind.MEASURES else entry
