"""Official texts from their sources into the index: what is ordered, by the settings, and then read."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.download.order import Addresses, Order, Outcome
from ingest.download.patience import Patience
from ingest.download.run import bring
from ingest.download.sources import SOURCES, Source
from ingest.download.transfer import Progress
from ingest.resolution import TextStatus
from vectorstore.catalogue import Catalogue
from vectorstore.generations.disk import current, folder

if TYPE_CHECKING:
    from assistant.bringing.ingesting import Ingestion
    from ingest.pipeline import Progress as Reading

__all__ = ["Brought", "about", "download", "downloads_of", "order_of", "patience_of", "update"]

# An ingestion of the whole corpus embeds this many paragraphs in a minute on two slow cores.
_A_MINUTE = 3_700
_PARAGRAPHS = 73_000


@dataclass(frozen=True, slots=True)
class Brought:
    """What the sources gave, and what came of reading it; ``ingestion`` is ``None`` where nothing was to be read."""

    outcomes: list[Outcome]
    ingestion: Ingestion | None = None

    @property
    def problems(self) -> list[str]:
        return [done.problem for done in self.outcomes if done.problem]


def downloads_of(settings: Settings) -> Path:
    """The folder of what is downloaded."""
    return (settings.download.folder or settings.data / "downloads").absolute()


def order_of(settings: Settings) -> Order:
    """Everything there is, from the addresses of the settings, for a corpus that is as it is now."""
    chosen = settings.download
    hosts = frozenset(host.strip() for host in chosen.hosts.split(",") if host.strip())
    return Order(
        folder=downloads_of(settings),
        addresses=Addresses(
            unxml_api=chosen.unxml_api,
            unxml_archive=chosen.unxml_archive,
            unxml_files=chosen.unxml_files,
            cr_unsc=chosen.cr_unsc,
            documents=chosen.documents,
            hosts=hosts,
        ),
        commit=chosen.unxml_commit,
        known=newest_known(settings.data),
    )


def patience_of(settings: Settings) -> Patience:
    chosen = settings.download
    return Patience(
        timeout=chosen.timeout,
        tries=chosen.tries,
        first_pause=chosen.first_pause,
        longest_pause=chosen.longest_pause,
    )


def download(
    settings: Settings,
    order: Order,
    *,
    read: bool,
    progress: Progress | None = None,
    reading: Reading | None = None,
) -> Brought:
    """Bring what is ordered, and with ``read`` ingest all of it that is in English. Raises errors of the family."""
    outcomes = bring(order, patience=patience_of(settings), progress=progress)
    folders = [order.folder / SOURCES[source].folder for source in Source]
    there = [each for each in folders if each.is_dir() and any(each.iterdir())]
    if order.dry or not read or not there:
        return Brought(outcomes)
    return Brought(outcomes, _ingest(settings, there, reading))


def update(
    settings: Settings, order: Order, *, progress: Progress | None = None, reading: Reading | None = None
) -> Brought:
    """Bring what is newer than the corpus, or has changed since it was brought, and ingest that alone."""
    outcomes = bring(order, patience=patience_of(settings), progress=progress)
    files = sorted({path for done in outcomes for path in (*done.fetched, *done.newer) if path.is_file()})
    if order.dry or not files:
        return Brought(outcomes)
    return Brought(outcomes, _ingest(settings, files, reading))


def newest_known(data: Path) -> tuple[int, int] | None:
    """Number and year of the newest resolution of which the published index has a text; ``None`` without an index.

    Of later ones the facts may be known, from the records of a year, and their texts are still to come.
    """
    generation = current(data)
    if generation is None:
        return None
    with closing(Catalogue.open(folder(data, generation) / "catalogue.sqlite")) as catalogue:
        records = (catalogue.record(number) for number in sorted(catalogue.numbers(), reverse=True))
        newest = next((each for each in records if each and each.status is not TextStatus.ABSENT), None)
        return (newest.number, newest.year) if newest else None


def about() -> tuple[int, int]:
    """Bytes that a download of everything brings, and minutes until all of it is embedded: estimates for an offer."""
    return sum(facts.about for facts in SOURCES.values()), round(_PARAGRAPHS / _A_MINUTE)


def _ingest(settings: Settings, paths: list[Path], reading: Reading | None) -> Ingestion:
    # A download alone needs neither the readers nor the model.
    from assistant.bringing.ingesting import ingest_sources
    from assistant.bringing.opening import chroma_server, open_embedding

    return ingest_sources(
        paths, settings.data, open_embedding(settings), progress=reading, server=chroma_server(settings)
    )
