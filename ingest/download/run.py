"""Carries an order out, source by source: what one of them refuses does not keep the others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.download.asking import new_client
from ingest.download.cr_unsc import bring_cr_unsc
from ingest.download.documents import bring_documents
from ingest.download.ledger import Ledger, locked
from ingest.download.order import Order, Outcome
from ingest.download.patience import Patience
from ingest.download.sources import Source
from ingest.download.transfer import Progress, Transfer
from ingest.download.unxml import bring_unxml
from ingest.download.web import Site
from ingest.errors import UnscError

__all__ = ["bring"]


def bring(order: Order, *, patience: Patience | None = None, progress: Progress | None = None) -> list[Outcome]:
    """One outcome for each source that is ordered; ``problem`` tells why one gave nothing.

    Raises :class:`DownloadError` where the folder cannot be used. An interruption passes through: what came is kept.
    """
    patience = patience or Patience()
    outcomes: list[Outcome] = []
    ledger = Ledger(order.folder)
    with ExitStack() as stack:
        # What a source says of itself is needed in a dry run, too, which leaves nothing in the folder.
        partial = Path(stack.enter_context(TemporaryDirectory())) if order.dry else ledger.partial
        if not order.dry:
            stack.enter_context(locked(order.folder))
        client = stack.enter_context(new_client(patience))

        def transfer(source: Source) -> Transfer:
            site = Site(source, order.addresses.of(source), order.addresses.hosts)
            return Transfer(client, site, partial, patience, progress)

        for source in (each for each in Source if each in order.sources):
            newest = max([each for each in (order.known, *(done.newest for done in outcomes)) if each], default=None)
            work: dict[Source, Callable[[], Outcome]] = {
                Source.UNXML: lambda: bring_unxml(order, transfer(Source.UNXML), ledger),
                Source.CR_UNSC: lambda: bring_cr_unsc(order, transfer(Source.CR_UNSC), ledger),
                Source.DOCUMENTS: lambda: bring_documents(order, transfer(Source.DOCUMENTS), ledger, newest),  # noqa: B023
            }
            try:
                outcomes.append(work[source]())
            except UnscError as error:
                outcomes.append(Outcome(source, problem=str(error)))
            except OSError as error:
                said = f"{error.filename or order.folder} cannot be written ({error.strerror}). Make room, and run it again."
                outcomes.append(Outcome(source, problem=said))
        if not order.dry and not any(done.problem for done in outcomes):
            ledger.tidy()
    return outcomes
