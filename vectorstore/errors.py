"""What can go wrong while paragraphs are kept and found.

::

    UnscError                      this message is shown to the user; it ends with what to do
    └── StoreError
        ├── NoIndex                nothing was ingested yet
        ├── DamagedIndex           a published generation cannot be read, or an older program wrote it
        ├── WrongModel             the index was built with another embedding
        ├── EmptyCorpus            there is nothing to build an index from
        ├── IndexLocked            another process is building
        ├── BuildFailed            the new generation is wrong and was not published
        ├── CannotWrite            the disk is full, or the folder cannot be written to
        ├── NothingToRollBack      no generation before the published one is kept
        ├── ServerUnavailable      the Chroma server does not answer, or the index needs one and none is set
        └── EmbeddingError
            ├── ModelUnavailable   the model, its tokenizer or its package cannot be used on this machine
            └── EmbeddingFailed    the service that embeds did not answer, or answered nonsense; a retry may help
"""

from __future__ import annotations

from ingest.errors import UnscError


class StoreError(UnscError):
    """Root of what this package raises."""


class NoIndex(StoreError):
    """No generation was ever published in the folder."""


class DamagedIndex(StoreError):
    """The published generation is incomplete, unreadable, or of another schema."""


class WrongModel(StoreError):
    """Vectors of two models cannot be compared, so the index is refused."""


class EmptyCorpus(StoreError):
    """No resolution, or none with a paragraph that can be searched."""


class IndexLocked(StoreError):
    """One process builds at a time."""


class BuildFailed(StoreError):
    """A check before publication failed. The generation published before goes on answering."""


class CannotWrite(StoreError):
    """The disk is full, or it or the folder is read-only. The generation published before goes on answering."""


class NothingToRollBack(StoreError):
    """Only one generation is there."""


class ServerUnavailable(StoreError):
    """Vectors lie in a Chroma server that cannot be reached or refuses."""


class EmbeddingError(StoreError):
    """Texts could not be turned into vectors."""


class ModelUnavailable(EmbeddingError):
    """A retry does not help: something must be installed or set."""


class EmbeddingFailed(EmbeddingError):
    """A retry may help. Vectors that were received before are kept and not asked for again."""
