"""What can go wrong while a question is answered.

::

    UnscError (ingest.errors)      this message is shown to the user; it ends with what to do
    ├── WrongSettings              a setting cannot be understood
    ├── WrongInput                 a line of a batch, an option, a question cannot be understood
    ├── NotThere                   a resolution or a paragraph that was asked for does not exist
    ├── NotBuilt                   there is no index, and the first one could not be built
    ├── NoAnswer                   a question was not answered: it took too long, or what answered was ended
    ├── NoAnswerFromModel          the language model failed; the extractive answer is given in its place
    └── BrokenQuotation            a quotation is not what the store holds; a defect, reported loudly
"""

from __future__ import annotations

from ingest.errors import UnscError

__all__ = [
    "BrokenQuotation",
    "NoAnswer",
    "NoAnswerFromModel",
    "NotBuilt",
    "NotThere",
    "UnscError",
    "WrongInput",
    "WrongSettings",
]


class WrongSettings(UnscError):
    """A value in the environment or in an option is not one the settings allow."""


class WrongInput(UnscError):
    """What was given to a command is not in the form the command reads."""


class NotThere(UnscError):
    """A resolution or paragraph that was named does not exist in the corpus."""


class NotBuilt(UnscError):
    """The first index could not be built from the built-in digests."""


class NoAnswer(UnscError):
    """A process that answers ended without an answer, or was ended because the question took too long."""


class NoAnswerFromModel(UnscError):
    """The language model could not be reached, refused, was too slow, or answered with nothing."""


class BrokenQuotation(UnscError):
    """A quotation differs from the words in the catalogue. Nothing is shown rather than a wrong quotation."""
