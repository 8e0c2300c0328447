"""The words of a question for resolutions that say what they are to be about."""

from __future__ import annotations

import re

from assistant.terms import content_stems, stem

_VERBS_OF_ADOPTION = frozenset(
    map(
        stem,
        """adopted passed renewed extended establish established created ending set imposed condemned
    recommend recommends concerning related dealing deal issued pass adopt adopts list name new since mention dealt number many
    carried far altogether total overall ever dated came come exist exists existing there produce produced produces taken made make whole
    entire history first last quarter half months month week weeks years period decade decades century show shown text texts
    address addresses addressed treat treats touch regarding respect respecting matter relevant relating relate relates concern
    concerned date voted vote votes voting out put place days day today present currently now until found""".split(),
    )
)


def matter_of(topic: str) -> list[str]:
    """Stems of what the resolutions are to be about."""
    bare = re.sub(
        r"\b(?:19|20)\d\d(?:['’]?s)?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
        " ",
        topic,
    )
    return [each for each in content_stems(bare) if each not in _VERBS_OF_ADOPTION]
