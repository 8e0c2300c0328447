"""What can go wrong while documents are read.

::

    UnscError                 this message is shown to the user; it ends with what to do
    ├── IngestError           about one source; the rest of the run goes on
    │   ├── UnknownForm       no reader understands the file
    │   └── UnreadableText    a reader knows the form, but this text is broken
    ├── DownloadError         something could not be fetched; what was fetched before stays
    │   ├── NotOffered        the source answers that it does not have it
    │   └── WebPage           the source answers with a page for a browser
    └── MalformedKey          a key that is not written in the grammar of keys
"""

from __future__ import annotations


class UnscError(Exception):
    """Root of the family. Its message is shown to the user as it is, and says what to do next."""


class IngestError(UnscError):
    """A source could not be read. Nothing of it is stored; other sources are not affected."""


class UnknownForm(IngestError):
    """No reader recognises the content of the file."""


class UnreadableText(IngestError):
    """The form is known, but the text in it does not make a resolution."""


class DownloadError(UnscError):
    """Something could not be fetched from a source, or what came is not what was asked for."""


class NotOffered(DownloadError):
    """The source answers that it does not have what was asked for."""


class WebPage(DownloadError):
    """The source answers with a page for a browser: a landing page, a sign-in, a refusal with status 200."""


class MalformedKey(UnscError):
    """A key such as ``2395/op2`` was expected."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key!r} is not a key. Keys look like 2395/op2, 1373/op1(a), 1973/pp5 or 2231/annexB/5.")
