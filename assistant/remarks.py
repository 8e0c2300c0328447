"""What must be put right in a question before it is answered: a resolution that does not exist, or is of another year."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.mentions import Mentions
from assistant.telling.nothing import no_such_resolution, wrong_years
from vectorstore.catalogue import Catalogue


def remarks_on(mentions: Mentions, catalogue: Catalogue) -> list[Draft]:
    """Corrections that need no search."""
    understood = mentions.understood
    remarks = [Draft(said, status=Status.CORRECTED) for said in wrong_years(understood.references, catalogue)]
    if understood.unknown:
        remarks.append(replace(no_such_resolution(understood.unknown, catalogue), status=Status.CORRECTED))
    return remarks
