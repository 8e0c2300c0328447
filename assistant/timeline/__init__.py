"""A mandate through time: what was decided on a body or regime, what it covered, and how it stands on a day.

``timeline(name, catalogue)`` makes it; :mod:`assistant.timeline.drawing.chart` draws it, :mod:`assistant.export` writes it,
:mod:`assistant.timeline.matrix` lays tasks beside resolutions.
"""

from assistant.timeline.build import timeline
from assistant.timeline.model import Timeline
from assistant.timeline.names import UnknownBody

__all__ = ["Timeline", "UnknownBody", "timeline"]
