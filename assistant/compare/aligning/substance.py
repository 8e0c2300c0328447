"""What a passage says, without what only carries the text forward: numbers of paragraphs, dates of documents, names of bodies."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from assistant.compare.units import ADOPTED_ON, DATE, HYPHEN, NAME, plain
from assistant.terms import stem
from ingest.one_of import either, ways

_BODY = "Mission|Force|Operation|Office|Tribunals?|Chambers?|Court|Mechanism|Commission|Committee|Panel|Group|Team|Council of the Mission|Directorate"
# A body by its acronym or its name; that of a State or a person is who is spoken to, and stays.
_BODIES = re.compile(
    either(
        r"(?:\b(?:the|a|an|its)\s+)?(?:\b(?:"
        + ways(r"(?!Statute|Rules|Charter|Article)[A-Z][\w'’-]+ of for in on the and")
        + rf")\s+){{0,8}}\b(?:{_BODY})\b(?:\s+(?:of|for|in|on)(?:\s+the)?(?:\s+[A-Z][\w'’-]+)+)?(?:\s*\([A-Z]{{2}}[\w\s-]*\))?",
        r"(?:\bthe\s+)?(?<![A-Z]\s)\b[A-Z]{2,}[A-Za-z]*(?:\s+[IVX]+)?\b(?!\s+[A-Z]{2})",
    )
)
_FEWEST = 6  # words beside the names of bodies: an entry of a list is its name
_STATES = re.compile(r"\b(?:Governments?|States?|Republic|Kingdom)\b")
# Of the resolution itself, or of the chain that it stands in; what another resolution imposes is substance.
_WITHIN = re.compile(r"(?i:\s+(?:of\s+)?(?:above|below|(?:of\s+)?th(?:e\s+present|is)\s+resolution))?")
_PARAGRAPH = re.compile(r"\b(?:sub)?paragraphs?\b", re.IGNORECASE)
_CHAIN = re.compile(
    r",?\s*\b(?:as\s+)?(?:most\s+recently\s+)?(?:extended|renewed|prolonged|continued)\s+(?:most\s+recently\s+)?(?:by|in|under|pursuant to)\s+(?:its\s+)?$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    either(
        rf"(?P<what>\b(?:reports?|letters?|notes?|statements?|communiqu[eé]s?|recommendations?|briefings?|assessments?|conclusions)\b(?:\s+(?!(?:until|by|from|ending)\b)[\w'’()/-]+){{0,8}}?)\s+(?:of|dated)\s+(?:{DATE.pattern})",
        rf"(?:{DATE.pattern})(?=\s+(?:report|letter|note|statement|communiqu[eé]|briefing)s?\b)",
    ),
    re.IGNORECASE,
)
# Who holds an office: "his Special Envoy, Ms. Ada Lamp", "General Ada Lamp as Force Commander".
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+|Ambassador\s+|Sir\s+|(?:(?:Lieutenant|Major|Brigadier)[\s-]+)?General\s+|Judge\s+)"
_PERSON = r"(?:[A-Z]\.\s+)*[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|[A-Z]\.|de|van|von|bin|al|el|ben|la|der)){0,4}"
_OFFICIAL = re.compile(
    either(
        r"(?P<office>\b(?:"
        + ways("Representative Envoy Advis[eo]r Commander Coordinator Mediator Facilitator Prosecutor Ombudsperson")
        + rf")(?:\s+of\s+the\s+Secretary-General)?(?:\s+for\s+(?:the\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*)?)(?:,\s+{_TITLE}?|\s+{_TITLE}?){_PERSON}(?=[\s,;.])",
        rf"\b{_TITLE}{_PERSON}(?=\s+as\s+(?:the\s+|his\s+)?(?:new\s+)?(?:Special|Personal|Head|Force|High)\b)",
    )
)
_NUMBERED = re.compile(rf"\b(?:{NAME})")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|<body>|[^\W\d_]+(?:['’][a-z]+)?")
_FILLERS = frozenset(
    """a an the and of in at as that which this these those such its their his her is are be also further again likewise once
    hereby accordingly therefore thus present above below s""".split()
)
_COMPOUND = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Words of references, of chains and of verbs of one force, which are left out or made alike below.
_JOINING = frozenset(
    """to for on by under or with from dated extended renewed prolonged continued most recently pursuant through resolution paragraph subparagraph article
    rule council security reconfirms reemphasizes stresses underlines underscores emphasizes emphasises reiterates reaffirms affirms recalls repeats renews decision decides demand
    demands request requests call calls upon accordance conformity line consistent subsidiary organs statute terms reference
    annex""".split()
)
# Verbs of one force that open the same words; "reiterates its decision" decides as before.
_ALIKE = (
    (
        re.compile(
            r"^(?:stresses|underlines|underscores|emphasi[sz]es|reiterates|reaffirms|affirms)(?: once)?(?: again)?(?=,? (?:that|the)\b)"
        ),
        "stresses",
    ),
    (
        re.compile(
            r"^(?:recalls|reaffirms|reconfirms|reiterates|repeats|renews) its (?:decision|decisions)(?= that| to)"
        ),
        "decides",
    ),
    (re.compile(r"^(?:reaffirms|reiterates|repeats|renews) its demand(?= that| to)"), "demands"),
    (
        re.compile(r"^(?:reaffirms|reiterates|re-?emphasizes|repeats|renews) its request (?:to|that)(?= the)"),
        "requests",
    ),
    (re.compile(r"^(?:reaffirms|reiterates|re-?emphasizes|repeats|renews) its calls? (?:up)?on\b"), "calls upon"),
    (re.compile(r"^calls on\b"), "calls upon"),
    (re.compile(r"\b(?:in accordance with|in conformity with|in line with|consistent with|pursuant to)\b"), "under"),
    (re.compile(r"\band its (?:subsidiary )?organs\b"), ""),
    (re.compile(r"\b(and|or) to\b"), r"\1"),
    (re.compile(r"\bsecurity council\b"), "council"),
    (re.compile(r"\b(statute|rules|terms of reference)(?: of)?\s+<body>"), r"\1"),
)


def comparable(old: str, new: str) -> bool:
    """Whether two texts can have one substance: asked first, as it takes less time. A word that is no name
    and joins nothing stands in both."""
    (solid, words), (other_solid, other_words) = _solid(old), _solid(new)
    return solid <= other_words and other_solid <= words


@lru_cache(maxsize=4096)
def _solid(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of words that stay whatever is left out of the substance, and those of all words."""
    solid, words = set(), set()
    for token in _COMPOUND.findall(HYPHEN.sub("", text.replace("uthoris", "uthoriz"))):
        stems = [stem(part.lower()) for part in token.split("-") if len(part) > 1 and part.isalpha()]
        words.update(stems)
        if token.islower():
            solid.update(stems)
    return frozenset(solid) - _joining(), frozenset(words)


@cache
def _joining() -> frozenset[str]:
    return frozenset(map(stem, _FILLERS | _JOINING))


@lru_cache(maxsize=4096)
def substance(words: str) -> tuple[str, ...]:
    """The stems that carry the meaning, in order. Negations, modal verbs, quantities, figures, days and addressees stay."""
    found = (match.group() for match in _WORD.finditer(_reduced(words)))
    return tuple(stem(word) if word.isalpha() else word for word in found if word not in _FILLERS)


def _reduced(words: str) -> str:
    """The text in lower case with bodies as ``<body>``, without references within the chain."""
    kept, position = [], 0
    words = _OFFICIAL.sub(lambda match: match["office"] or "", ADOPTED_ON.sub("", words))
    for match in _NUMBERED.finditer(words):
        before = words[position : match.start()]
        rest = words[match.end() :]
        inside = _PARAGRAPH.match(match.group()) and not re.match(
            r"\s*,?\s*(?:of|in)\s+(?:its\s+)?resolutions?\b", rest
        )
        chain = _CHAIN.search(before)
        kept.append(before[: chain.start()] if chain else before)
        if not inside and chain is None:
            kept.append(match.group())
        within = _WITHIN.match(rest) if inside else None
        position = match.end() + (within.end() if within else 0)
    kept.append(words[position:])
    text = _DOCUMENT.sub(lambda match: match["what"] or "", "".join(kept))
    general = _BODIES.sub(lambda match: match.group() if _STATES.search(match.group()) else " <body>", text)
    text = plain(general if _has_words(general.replace("<body>", "")) else text)
    for pattern, replaced in _ALIKE:
        text = pattern.sub(replaced, text)
    return re.sub(r"(?:<body>[\s,()]*)+", "<body> ", text)


def _has_words(text: str) -> bool:
    """Whether enough is left to tell texts apart."""
    found = (match.group() for match in _WORD.finditer(text))
    return sum(1 for _ in islice((word for word in found if word not in _FILLERS), _FEWEST)) == _FEWEST
