"""What became of each provision in later texts: worked out once for a catalogue, kept in it as a table."""

from vectorstore.lineage.lines import Line, lines_of
from vectorstore.lineage.model import Change, Link

__all__ = ["Change", "Line", "Link", "lines_of"]
