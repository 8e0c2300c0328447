"""The kind of a question. Each rule is one named pattern; the order in :func:`intent_of` is that in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

from assistant.terms import content_words, stem, words
from assistant.understanding.references import names_a_body
from ingest.citation import Found


class Intent(StrEnum):
    """The kinds of question that are answered in different ways."""

    LOOKUP = "lookup"  # the words of a named paragraph
    OVERVIEW = "overview"  # what a named resolution decides, as a whole
    VOTE = "vote"  # how the members voted
    CITING = "citing"  # which resolutions cite a named one
    CITED = "cited"  # which resolutions a named one cites
    BY_VERB = "by verb"  # every paragraph of a named resolution with a certain operative verb
    CHAPTER_VII = "chapter vii"  # whether and where a named resolution acts under Chapter VII, or binds
    COUNT = "count"  # how many resolutions were adopted in some years
    LIST = "list"  # which resolutions there are on a matter
    EXPIRY = "expiry"  # until when something lasts, whether it is in force, when it ended
    SEARCH = "search"  # anything else, in a named resolution or in all


class Order(StrEnum):
    """Whether the question asks for a certain end of a chain of decisions."""

    ANY = "any"
    NEWEST = "newest"
    EARLIEST = "earliest"


_VOTE = re.compile(
    r"\babst(?:ain|ention)\w*|\bunanim\w+|\bveto\w*"  # "who abstained", "unanimously"
    r"|\b(?:who|which (?:\w+ ){1,3}|how (?:did|many) [\w ]{2,40}?|did [\w ]{2,40}?)\s*(?:vote[sd]?|voting)\b"
    r"|\b(?:what|how) (?:was|were|is) the (?:vote|voting)\b|\bvot(?:e|es|ing) (?:result|record|count|on|by)\b"
    r"|\b(?:who|countr\w+|states?|members?|delegations?|governments?)\b[^?.]{0,40}\b(?:opposed|rejected|dissented|objected)\b"
    r"|\b(?:who|(?:which|what) (?:\w+ ){1,3}|countr\w+|members?|states?)\s*(?:did(?: not|n['’]t)|refused to|declined to|failed to|held back)\b[^?.]{0,20}\b(?:support|back|vote|approve|endorse|agree)\b"
    r"|\b(?:who|countr\w+|members?|states?|delegations?)\b[^?.]{0,30}\b(?:sat out|stayed out of|stayed away from|skipped|missed|boycotted)\b[^?.]{0,12}\bvote\b"
    r"|\b(?:all (?:(?:the )?(?:fifteen|15|eleven|11|permanent|council) )?members|every(?:body|one| member)|nobody|no one|no member)\b[^?.]{0,30}\b(?:back|support|vote|agree|oppos|object|abstain)\w*(?= (?:(?:to|for|against|on|with) )?(?:resolution|S/RES|the text|it|\d)|[?,. ]*$)"
    r"|\b(?:was|were|is) [\w ]{2,40}? (?:in favou?r of|against) (?:the )?(?:resolution|text|draft|S/RES)"
    r"|\bvoted\b|\bby how many votes\b|\badopted (?:by|with) (?:\d+|\w+) votes\b",
    re.IGNORECASE,
)
_NOT_THE_VOTE = re.compile(r"\bvote to (?:fill|elect|appoint)\b", re.IGNORECASE)  # an election that a text speaks of
_RESOLUTIONS = re.compile(r"\b(?:resolutions|texts)\b", re.IGNORECASE)
_CITE = r"(?:cit\w+|quot\w+|refer(?:s|red|ring)?(?: back)? to|refer(?:red|enced)|recall\w*|mention\w*|invok\w+|reaffirm\w*|rely|relies)"
_CITING = re.compile(
    rf"\b(?:in|by) (?:which|what|how many) (?:\w+ ){{0,2}}?resolutions\b.* {_CITE}\b|\bresolutions?\b(?: \w+){{0,5}}? {_CITE}\b|\b{_CITE} (?:by|in) (?:which|what|later|other)\b",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\bresolutions?\b (?:are|is|were|was) {_CITE}\b(?: to)? (?:by|in)\b|\bresolutions? (?:do|does|did)\b[\w /().]{{0,60}}? {_CITE}\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bhow many (?:[\w-]+ ){0,4}resolutions\b|\bnumber of (?:[\w-]+ ){0,3}resolutions\b|\bhow (?:many times|often) (?:did|has|have)\b.{0,40}\b(?:abstain\w*|vote[ds]? against)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:which|what|all|list|every|name|enumerate|find)\b(?: [\w,'’-]+){0,8} resolutions\b|\b(?:every|each) (?:[\w’-]+ ){0,4}resolution\b(?= (?:that|which|to|on|about|adopted|extending|concerning))"
    r"|^\W*(?:(?:all|the|un|unsc|sc|security council)\s+)*resolutions\s+(?:on|about|of|from|in|since|that|which|concerning|regarding|"
    r"relating|dealing|adopted|passed|extending|renewing|establishing|condemning|referring)\b",
    re.IGNORECASE,
)
# resolutions are asked for by their vote, and not the members by a resolution
_ASKS_FOR_RESOLUTIONS = re.compile(
    r"^\W*(?:and\s+|please\s+)?(?:(?:on|in|for|against)\s+)?(?:which|what|list|show|give|name|enumerate|find|all|how (?:many|often))\b"
    r"(?!\s+(?:[\w-]+\s+){0,3}?(?:members?|states?|countr\w+|delegations?|governments?|votes|vetoes|abstentions?|drafts?)\b)"
    r"(?:(?!\b(?:who|which members?|which states?|which countr\w+)\b).)*?\b(?:resolutions?|times|often)\b",
    re.IGNORECASE,
)
_BY_VOTE = re.compile(
    r"\babst(?:ain|ention)\w*|\bunanim\w+|\bconsensus\b|\bwithout (?:a )?vote\b|\bby acclamation\b|\bvot(?:e|ed|es|ing)\s+(?:against|for|in favou?r|no|yes)\b"
    r"|\b(?:negative|dissenting|no) votes?\b|\bvotes? against\b|\bopposed\b|\bnot participat\w+|\bby \d+ votes\b|\bwith \d+ votes\b",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    """impose imposes imposed require requires order orders do does action actions measures measure adopt read full entire whole
    complete brief briefly short please contain contains set sets establish purpose describe description subject topic
    deal deals dealing concern concerns information know happen happened outcome result explain cover covers order
    summarise summarize understand want like interested discuss""".split()
)


_CHAPTER_VII = re.compile(r"\bchapter (?:VII|7|seven)\b|\barticles? 4[0-2]\b", re.IGNORECASE)
_BINDING = re.compile(
    r"\b(?:(?:is|are|was|were|be) (?:\w+ ){0,4}?(?:legally |non-?)?binding|(?:legally|non-?)[ -]?binding|binding (?:on|upon|or|under|force)|"
    r"(?:does|do|did) (?:\w+ ){0,4}?bind)\b|^\W*binding\b|\b(?:bound by|legal (?:force|effect)|(?:legally )?obligatory)\b|\b(?:must|have to|obliged to|required to|obligation to)(?: \w+){0,3}? (?:comply|obey)\b",
    re.IGNORECASE,
)
# Words of a question on the Chapter itself; one that holds others asks what was decided under it.
_OF_THE_CHAPTER = frozenset(
    """chapter vii seven charter article articles act acts acting acted invoke invokes invoked invoking refer refers mention mentions mentioned use uses
    used cite cites cited whole entire only applies apply cover covers covered scope basis based explicitly expressly
    formula adopted legal legally binding bind binds nonbinding non force law international member states obligatory mandatory
    really actually right correct true confirm preamble purposes quote wording words place stand stands fall falls pass passed
    mandate measures mission any bound comply obey obliged obligation effect force under""".split()
)


_EVERY = re.compile(
    r"\b(?:every|each|all|list|enumerate|how many)\b(?: \w+){0,3}? ?[\"“”'‘’«]?(?P<verb>[A-Za-z]+s)\b[\"“”'’»]?(?P<after> *$|"
    r"[ ,?.]+(?:(?:operative )?(?:paragraph|clause|provision|point|place|in|of|by)))",
)


def listed_verbs_of(topic: str) -> tuple[str, ...]:
    """The operative verb in "list every 'Decides' in …", as it is written; empty for other questions."""
    known = {*_OPERATIVE_VERBS, stem("decides"), stem("requires"), stem("establishes")}
    match = _EVERY.search(topic)
    if match is None or stem(match["verb"].lower().replace("authoris", "authoriz")) not in known:
        return ()
    return (match["verb"],)


def _asks_for_the_chapter(text: str, topic: str) -> bool:
    if not (_CHAPTER_VII.search(text) or _BINDING.search(topic)):
        return False
    return len([word for word in content_words(topic) if word not in _OF_THE_CHAPTER]) <= 1


def intent_of(text: str, topic: str, references: Collection[Found]) -> Intent:
    """The first rule that fits. ``topic`` is ``text`` without its references."""
    if not references and _ASKS_FOR_RESOLUTIONS.search(text) and _BY_VOTE.search(text):
        return Intent.COUNT if _COUNT.search(text) else Intent.LIST
    if _VOTE.search(text) and not _NOT_THE_VOTE.search(text):
        return Intent.VOTE
    if references and listed_verbs_of(topic) and not any(f.pinpoint.kind is not None for f in references):
        return Intent.BY_VERB
    if references and _asks_for_the_chapter(text, topic):
        return Intent.CHAPTER_VII
    if references and _CITED.search(text):
        return Intent.CITED
    if (
        references
        and _CITING.search(text)
        and re.match(
            r"\W*(?:and )?(?:which|what|list|how many|all|show|name|give|(?:in|by) (?:which|what|how many))", text, re.I
        )
    ):
        return Intent.CITING
    if not references and _COUNT.search(text):
        return Intent.COUNT
    if not references and _LIST.search(text):
        return Intent.LIST
    if any(f.pinpoint.kind is not None or f.section or f.pinpoint.part for f in references):
        return Intent.LOOKUP
    resolutions = [found for found in references if not names_a_body(text, found)]
    if asks_for_expiry(text) and not _EARLIEST.search(topic) and not (resolutions and _AT_ITS_TIME.search(text)):
        return Intent.EXPIRY
    if references and not [word for word in content_words(topic) if word not in _GENERIC]:
        return Intent.OVERVIEW
    return Intent.SEARCH


_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|last (?:extend|extension|renew)\w*|currently?|now|at present|today|still|"
    r"in force|until when|expir\w+|(?:man)?date(?:d)? (?:due|end|run)s?|run until|due)\b",
    re.IGNORECASE,
)
_EARLIEST = re.compile(r"\b(?:first|earliest|originally|initially|for the first time)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|currently?|now|at present|today|still|in force|as of|expir(?:e|es|y|ation)|"
    r"until when|so far|to date)\b|\bwhen (?:does|do|is|will)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:decid|demand|authori|allow|permit|let|ban|bar|prohibit|forbid|impos|embargo|sanction|set up|sets up|creat|establish|"
    r"found|deploy|send|sent|end|terminat|clos|shut|lift|extend|renew|expir|mandate|order|oblig|require|must|may|told|tell|ask|"
    r"call|urge|request|condemn|react|how long|until|by which|by when|deadline|which paragraph|under which|freez|exempt|refer)",
    re.IGNORECASE,
)
_RECITAL = re.compile(
    r"\b(?:preamb\w+|recital\w*|recogni[sz]\w*|recall\w*|acknowledg\w*|noting|background)\b", re.IGNORECASE
)


_TERM = re.compile(
    r"\b(?:until when|until wh?ich|expir\w*|how long|how many (?:days|weeks|months|years)|by (?:when|(?:which|what) (?:day|date|year))|deadline|time limit|"
    r"within (?:what|which|how)|how soon|how (?:much|many) longer|how far into|(?:to|on|from) (?:what|which) (?:day|date)|"
    r"run(?:s|ning)? (?:out|until)|mandated|(?:initial|planned) (?:length|duration|period)|when (?:does|do|did|is|was|will) .* (?:end|due|run|renewed))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:how (?:many|much|big|large|far|high|strong)|what (?:share|percentage|number|size|strength|ceiling|amount|sum)|"
    r"(?:troop|police|force) (?:ceiling|strength|level)s?|per ?cent\w*|percentage)\b(?! (?:days|weeks|months|years|longer))",
    re.IGNORECASE,
)
_OPERATIVE_VERBS = {
    stem(verb): verb
    for verb in """demands authorizes requests directs urges encourages invites welcomes condemns reaffirms recalls reiterates
    stresses endorses approves recommends declares affirms notes calls""".split()
}


# "Is UNMAZ still operating?", "until when do the measures run", "was the embargo lifted", "status of the mission"
_EXPIRY = re.compile(
    r"\bexpir\w+|\b(?:until|till) (?:when|what|which)\b|\b(?:renewal|extension)s? (?:\w+ ){0,2}?due\b|\b(?:due|up) for (?:renewal|extension)\b|\b(?:final|last|end|closing) (?:date|day)\b|\b(?:latest|last|newest|most recent|current) (?:renewal|extension)\b|\b(?:is|are|does|do|has|have)\b.*\bstill\b|\bhow long (?:does|do|will|is|are)\b|\bin force\b|\blaps\w+|\bsunset\b|\bend date\b|\bmandate(?:'s)? (?:end|expiry)s?\b|\bstatus of\b"
    r"|\b(?:was|were|has|have|is|are|did|been|when)\b.{0,80}\b(?:terminat\w+|lift(?:ed|s)?|dissolved?|abolish\w*|wound up|discontinu\w+|closed?)\b"
    r"|\bwhen (?:does|do|will|did|is|was)\b.{0,90}\b(?:end|ends|ended|run out|over)\b"
    r"|\b(?:was|were|did)\b.{0,60}\bstill\b|\b(?:ceas|laps|finish)\w*\s*(?:\?|$|to (?:apply|exist|operate))|\bwhen\b.{0,90}\b(?:cease[sd]?|lapse[sd]?)\b"
    r"|\b(?:lose|loses|lost) (?:its|their|the) (?:mandate|authori\w+)|\b(?:until|till|up to|to) (?:what|which) (?:date|day|month|year)\b|\bhow (?:much )?long(?:er)? (?:can|may|could|should|must|would|did|was|were|has|have|had)\b"
    r"|\bwound up\b|\bwind(?:s|ing)? up\b|\bwhen\b.{0,60}\bshut down\b|\bend of (?:the )?mandate\b|\bclosing (?:date|day)\b|\b(?:valid|good) (?:until|till)\b|\bin being\b|\bhow far (?:does|do|did)\b.{0,60}\b(?:extension|renewal|mandate)\b|\bstop(?:s|ped)?\s+(?:applying|to\s+apply)|\bopen-ended\b|\btime-limited\b"
    r"|\b(?:run|runs|running|mandated|authori[sz]ed) (?:until|till)\b|\bhow long\b.*\b(?:mandate|authori[sz]|sanction|embargo|measure)",
    re.IGNORECASE,
)
# "for how long did resolution 9103 extend …": what the named text says, not what holds now
_AT_ITS_TIME = re.compile(
    r"\bdid\b(?!.*\b(?:lift|terminat|end|ceas|laps|finish|run out|stop|expir|clos)\w*)|\bin(?:itial|itially)\b|\boriginal\w*|\bhow long (?:did|was|were)\b|\bextended by\b",
    re.IGNORECASE,
)


def asks_for_expiry(text: str) -> bool:
    """Whether it is asked until when something lasts, whether it is in force, or when it ended."""
    return bool(_EXPIRY.search(text))


def verbs_of(topic: str) -> tuple[str, ...]:
    """The stems of operative verbs that the question uses of the Council ("which paragraph *authorizes* …")."""
    found = [stem(word.replace("authoris", "authoriz")) for word in words(topic)]
    return tuple(dict.fromkeys(each for each in found if each in _OPERATIVE_VERBS))


def order_of(topic: str) -> Order:
    if _EARLIEST.search(topic):
        return Order.EARLIEST
    return Order.NEWEST if _NEWEST.search(topic) else Order.ANY


def wants_decision(topic: str) -> bool:
    """Whether the question asks for what was decided, and not for a recital."""
    return bool(_DECISION.search(topic)) and not _RECITAL.search(topic)


def asks_for_resolutions(text: str) -> bool:
    """Whether the answer is a list of resolutions, or their number."""
    return bool(_LIST.search(text) or _COUNT.search(text))


def without_the_vote(text: str) -> str:
    """``text`` without the words that only ask for the vote."""
    return _VOTE.sub(" ", text)


def asks_of_the_present(topic: str) -> bool:
    return bool(_PRESENT.search(topic))


def wants_term(topic: str) -> bool:
    """Whether it is asked how long or until when."""
    return bool(_TERM.search(topic))


def wants_number(topic: str) -> bool:
    """Whether it is asked how many or how much."""
    return bool(_NUMBER.search(topic))


def wants_binding(topic: str) -> bool:
    """Whether it is asked if something binds."""
    return bool(_BINDING.search(topic))
