"""The sources there are: what each holds, who publishes it, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["DIGITAL_LIBRARY", "SOURCES", "Source", "SourceFacts"]

# Its terms forbid automated downloads without approval: readers are sent there, the program never goes.
DIGITAL_LIBRARY = "https://digitallibrary.un.org"


class Source(StrEnum):
    """The sources by the names that the command takes."""

    UNXML = "unxml"
    CR_UNSC = "cr-unsc"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a reader must know of a source.

    ``about`` is its size in bytes when it was last looked at, for an offer that is made before anything is asked of it.
    ``folder`` is where its files lie below the folder of downloads. ``setting`` names the variable for a mirror.
    """

    title: str
    holds: str
    page: str
    terms: str
    folder: str
    about: int
    setting: str


SOURCES: dict[Source, SourceFacts] = {
    Source.UNXML: SourceFacts(
        title="United Nations, machine-readable resolutions (UNxml/SCresolutions)",
        holds="resolutions since 2000 as Akoma Ntoso XML, votes, drafts that were not adopted",
        page="https://github.com/UNxml/SCresolutions",
        terms="unofficial copies for information, without warranty; the United Nations must be named as the source",
        folder="UNxml-SCresolutions",
        about=25_000_000,
        setting="UNSC_DOWNLOAD__UNXML_ARCHIVE",
    ),
    Source.CR_UNSC: SourceFacts(
        title="Corpus of Resolutions: UN Security Council (CR-UNSC), from documents of the United Nations",
        holds="the texts since 1946 and tables with votes, titles and subjects",
        page="https://doi.org/10.5281/zenodo.7319780",
        terms="CC0 1.0; the texts are documents of the United Nations",
        folder="CR-UNSC",
        about=25_000_000,
        setting="UNSC_DOWNLOAD__CR_UNSC",
    ),
    Source.DOCUMENTS: SourceFacts(
        title="United Nations, Official Document System",
        holds="single resolutions as official PDF, for what is newer than the others",
        page="https://documents.un.org",
        terms="documents of the United Nations; the terms of use of www.un.org hold",
        folder="documents.un.org",
        about=500_000,
        setting="UNSC_DOWNLOAD__DOCUMENTS",
    ),
}
