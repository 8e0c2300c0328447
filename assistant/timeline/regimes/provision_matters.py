"""What a provision of a sanctions regime is about, more finely than the measures that are renewed by name."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.timeline.regimes.matters import OTHER
from ingest.one_of import ways

CRITERIA, ALL = "designation criteria", "all measures"
ANCILLARY = frozenset(("seizure and disposal", "cargo inspection", CRITERIA))  # they serve other measures
IMMUNITY = "immunity"  # of what is sold, from claims of others
_IMMUNE = re.compile(r"\b(?:shall|be)\s+immune\b", re.IGNORECASE)
_WIDE = frozenset(("trade", "vessels", "financial services"))  # matters whose words stand in other measures as well
_REACH, _FARTHEST = 420, 900
# words that stand in most measures and tell nothing of their matter
_BY_THE_WAY = re.compile(
    ways(
        r"\b(?:or\s+)?using\s+(?:their|its)\s+flag(?:ged)?\s+vessels\s+(?:or|and)\s+aircraft\b",
        r"\bin\s+vessels\s+or\s+aircraft\s+of\s+their\s+registration\b",
        r"\bflag(?:ged)?\s+vessels(?:\s+or\s+aircraft)?\b \bin\s+accordance\s+with\b[^,;]*,",
        r"\bconsistent\s+with\b[^,;]*, \bwith\s+the\s+consent\s+of\s+the\s+flag\s+State\b",
        r"\bfor\s+the\s+purposes?\s+of\s+establishing\s+peace[^,;]*, \bwith\s+a\s+view\s+to\b[^,;]*,",
        r"\bacting\s+under\b[^,;]*, \bincluding\s+seaports\s+and\s+airports\b",
        r"\btransit\s+through\s+their\s+territor\w+",
        r"\bunless\s+such\b[^,;]*",
    ),
    re.IGNORECASE,
)
_MATTERS = (
    ("cargo inspection", r"\binspect\w*|\bhalt\s+all\b|\bmaritime\s+shipping\b"),
    ("seizure and disposal", r"\bseize\b|\bimpound\b|\bdetain\b"),
    ("travel ban", r"\bentry\s+into\s+(?:or|their)\b|\btravel\w*\b|\bpassports?\b|\bexpel\b"),
    ("asset freeze", r"\bfreez\w+|\basset\s+freeze\b|\bfrozen\b|\bfunds\s+or\s+(?:any\s+)?other\s+financial\b|\bfunds\s+and\s+(?:other\s+)?financial\s+(?:assets|resources)\b"),
    ("explosives", r"\bexplosives?\b|\bIEDs?\b|\bin\s+part\s+I\s+of\s+Annex\b|\bchemical\s+acetic\b"),
    ("luxury goods", r"\bluxury\b"),
    ("teaching and training", r"\bspeciali[sz]ed\s+teaching\b|\bscientific\s+and\s+technical\s+cooperation\b"),
    ("trade support", r"\bfinancial\s+support\s+(?:from\s+within\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+\s+)?for\s+trade\b|\bloans\b|\bcredits?\b|\binsur\w+\b|\bpublic\s+(?:and\s+private\s+)?financial\s+support\b"),
    ("financial services", r"\bfinancial\s+services\b|\bbank\w*\b|\bbulk\s+cash\b|\bfinancial\s+(?:institutions|transactions|assistance)\b|\bgold\b(?=[^;]{0,60}\btransfer)|\bservices,\s+both\s+financial\b|\bdividends\b"),
    ("minerals", r"\bcoal\b|\biron\s+(?:ore|and)\b|\btitanium\b|\bcopper\b|\blead\s+and\s+lead\b|\bsteel\b"),
    ("seafood", r"\bseafood\b"),
    ("textiles", r"\btextiles?\b"),
    ("workers", r"\bwork\s+authori[sz]ations?\b|\bearning\s+income\b|\bnationals\s+(?:frequently\s+)?work\b"),
    ("petroleum", r"\bpetroleum\b|\bcrude\b|\boil\b|\baviation\s+fuel\b|\bcondensates?\b|\bnatural\s+gas\b"),
    ("bunkering", r"\bbunkering\b"),
    ("joint ventures", r"\bjoint\s+ventures?\b|\bcooperative\s+entities\b"),
    ("statues", r"\bstatues\b"),
    ("diplomatic contacts", ways(r"\bdiplomatic\b \bconsular\b \bofficials?\s+contacts?\b \bmissions\s+and\s+posts\b", r"\bclose\b[^;]{0,40}\boffices\b \bclosure\b[^;]{0,40}\boffices\b", r"\bmembers\s+of\s+the\s+(?:DPRK\s+)?Government\b \breal\s+property\b",)),
    ("sport and culture", r"\bsport\w*\b|\bcultural\b"),
    ("mining", r"\bmining\s+sector\b"),
    ("cultural property", r"\bcultural\s+property\b"),
    ("diamonds", r"\bdiamonds?\b"),
    ("timber", r"\btimber\b|\bround\s+logs\b"),
    ("charcoal", r"\bcharcoal\b"),
    ("flights", r"\baircraft\b|\bflights?\b|\bairlin\w+\b|\baviation\b"),
    ("chemical weapons", r"\bchemical\s+weapons\b"),
    ("arms embargo", r"\barms\b|\bweapons?\b|\bammunition\b|\bmilitary\s+(?:equipment|vehicles|assistance|activities)|\bmat[eé]riel\b|\bmunitions\b|\bbattle\s+tanks\b"),
    ("nuclear and missile items", r"\bnuclear\b|\bmissiles?\b|\bINFCIRC|\bS/20\d\d/\d+|\buranium\b|\ball\s+items,\s+materials\b"),
    ("vessels", r"\bvessels?\b|\bports?\b|\bshipping\b|\bmaritime\b|\briverine\b|\btrans-?shipments?\b|\bships\b|\btransport\b"),
    ("no claims", r"\bclaims?\s+(?:shall\s+)?lie\b"),
    ("trade", r"\bcommodit\w+|\bimports?\b|\bexports?\b|\bgoods\b|\beconomic\s+relations\b|\bmachinery\b|\bfood\b"),
    ("asset freeze", r"\bassets?\b"),
    ("financial services", r"\bfunds\b|\bfinancial\b"),
)  # fmt: skip
_PATTERNS = [(label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _MATTERS]


def matter_of(words: str, apart: Collection[str] = ()) -> str:
    """The matter that is named first, ``apart`` from some; :data:`~assistant.timeline.regimes.matters.OTHER` where none is."""
    if _IMMUNE.search(words[:_REACH]):
        return IMMUNITY
    whole = _BY_THE_WAY.sub(" ", words)
    for text in (whole[:_REACH], whole[:_FARTHEST]):
        found = [
            (label in _WIDE, m.start(), label)
            for label, pattern in _PATTERNS
            if label not in apart and (m := pattern.search(text))
        ]
        if found:
            return min(found)[2]
    return OTHER
