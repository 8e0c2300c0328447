"""Questions that are none for the texts of the Council: of one's own affairs, of general knowledge, of other organizations.

Each sign is a class of such questions, known by the way they ask, and by nouns of everyday life (`everyday.csv`). A question
that names a resolution, or says that it asks what the Council did, is never one of them.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.question import Question
from assistant.records.extent import corpus_end
from vectorstore.catalogue import Catalogue

_OF_THE_COUNCIL = re.compile(
    r"\b(?:resolutions?|security council|the council|UNSC|paragraphs?|preamb\w+|S/RES|abst(?:ain|ention)\w*|sanctions (?:committee|list|regime))\b",
    re.IGNORECASE,
)
_OTHER_COUNCILS = re.compile(
    r"\bpeace and security council\b|\bpresident of the (?:[\w-]+ ){0,2}council\b", re.IGNORECASE
)
_QUOTES = re.compile(
    r"\bI (?:mean|meant|was asking|am asking|asked|need to know|want to know|would like to know)\b|\bmay I ask\b",
    re.IGNORECASE,
)
# "How do I …", "can my employer …": what happens to whoever asks stands in no resolution.
_OWN_AFFAIRS = re.compile(
    r"\b(?:can|could|should|may|must|do|did|does|am|was|would|will|have|need|where|how|if|while|when|which|what) I\b(?!['’]?(?:d| would) like to know)|^\W*I['’]?(?:m| am|ve| have|d| need| want| live| work)\b"
    r"|\b(?:my|our) (?!question\b|point\b|previous\b|last\b|first\b|memory\b|understanding\b)\w+|\b(?:for|help|to) me (?:to )?(?:find|book|buy|learn|cook|write|choose|pick)\b",
    re.IGNORECASE,
)
_OF_THE_ASSISTANT = re.compile(
    r"\b(?:system prompt|your (?:instructions|rules|prompt|training data))\b|\bare you (?:a|an|human|real|sure|able|conscious|single|happy)\b|\bwho (?:made|built|trained|created|are) you\b|\bwhat (?:model|language model|kind of (?:model|bot)) are you\b|\bdo you (?:think|like|love|feel|believe|have|recommend|know any)\b"
    r"|\bwhat(?:['’]s| is) your (?:name|opinion|favou?rite|view|take)\b|\byou (?:recommend|suggest)\b|\b(?:can|could|will|would) you (?:please )?(?:book|order|buy|reserve|call|phone|send|translate|write|compose|sing|draw|paint|play|cook|recommend|suggest|hack|guess|pretend)\b",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"^\W*(?:please )?(?:write|compose|draft|sing|draw|paint|play|set|fix|debug|book|order|cook|bake|recommend|suggest|tell|recite|rhyme|name|invent)\b(?: me| us)?"
    r"(?: (?:a|an|some|the|this|my|three|two|five|ten|\d+|something|good|short|funny|nice|little|few|of|about))* ?(?:\w+ ){0,2}?(?:poems?|rhymes?|haikus?|jokes?|songs?|story|stories|novels?|films?|movies|books?|essay|email|e-mail|letter|speech|code|program|"
    r"function|script|alarm|timer|reminder|music|recipe|dinner|menu|limericks?|toast|anecdotes?|funny)\b",
    re.IGNORECASE,
)
_GENERAL_KNOWLEDGE = re.compile(
    r"\bhow (?:old|tall|rich|heavy|deep) (?:is|was|are|were)\b|\b(?:was|is|were) (?-i:[A-Z][\w’'-]+)(?: (?-i:[A-Z][\w’'-]+)){0,2} (?:born|married|divorced|buried)\b|\b(?:birthday|birthplace|hobby|hobbies)\b|\bwho (?:won|wins|played|plays|painted|composed|sings|sang|wrote|invented|discovered|designed|starred|stars|scored)\b"
    r"|\bwho will (?:win|be elected)\b|\bhow many (?:people|inhabitants|citizens) (?:live|are there)\b|\bwhat(?:['’]s| is) the (?:[\w’'-]+ ){0,4}?(?:meaning of life|plot of|recipe for|price of|exchange rate|phone number|telephone number|address of|e-?mail address|website|dress code|time in|boiling point|melting point"
    r"|speed of|height of|distance|GDP|population|currency|national dish|time zone|weather|temperature|rules of|definition of love|square root|difference between a)\b"
    r"|\bwhat time (?:is it|does|do)\b|\bhow far is\b|\bhow (?:do|does|did) (?:you|one|people) (?:say|pronounce|spell|cook|make|get|become)\b|\bis it (?:safe|legal|cheap|worth|possible) to (?:travel|visit|drive|fly|eat|buy|live|marry|go)\b"
    r"|\bhow (?:much|long) does (?:a|an|the|it) (?:\w+ ){0,4}(?:cost|take)\b|\bwhich (?:airlines?|countries) (?:flies|fly|are members of|border|has won|have won)\b|\bwho (?:is|was) (?:the )?(?:\w+ ){0,2}?(?:richest|tallest|oldest|first (?:man|woman|person) (?:on|in|to))\b"
    r"|\bwho (?:is|was) (?:the )?(?:ambassador|president|prime minister|foreign minister|secretary[- ]general|director[- ]general|head|chairman|leader|king|queen) of (?!the (?:committee|panel|mission|force|council\b))",
    re.IGNORECASE,
)
_ORGANIZATION = (
    r"(?:NATO|African\s+Union|AU|ECOWAS|Arab\s+League|League\s+of\s+Arab\s+States|OAS|OSCE|IAEA|OPCW|Peace\s+and\s+Security\s+Council|WHO|UNESCO|UNICEF|ECOSOC|IMF|WTO|FIFA|OPEC|ASEAN|BRICS|FBI|CIA|G7|G20|OECD|IOC|Interpol|Europol|Greenpeace|Amnesty International|Human Rights Watch|Médecins sans frontières|"
    r"World Bank|International Monetary Fund|World Trade Organization|World Health Organization|League of Nations|European (?:Union|Council|Commission|Parliament|Central Bank|Court(?: of (?:Human Rights|Justice))?)|EU|"
    r"Economic and Social Council|Trusteeship Council|Human Rights Council|General Assembly|International Court of Justice|ICJ|World Court|Congress|Bundestag|House of Commons|Kremlin|White House|Pentagon|Pope|Vatican|Supreme Court|Red Cross|Olympic Committee)"
)
_OF_OTHERS = re.compile(
    rf"\b(?:what|when|why|how|which|who|whom|where)\b[^?.;]{{0,40}}?\b(?:did|does|do|has|have|is|was|were|are|will)\s+(?:the\s+)?(?:UN\s+|UN['’]s\s+)?{_ORGANIZATION}(?:['’]s)?\s+(?:Peace\s+and\s+Security\s+Council\s+)?(?:last\s+|first\s+|currently\s+|ever\s+|also\s+)?(?-i:(?!to\b|in\b|and\b|for\b|by\b)[a-z]\w+)"
    rf"|\b(?:president|chair|chairman|secretary[- ]general|director|director[- ]general|members?|judges|headquarters|seat|budget|founder|head)\s+of\s+(?:the\s+)?(?:UN\s+)?{_ORGANIZATION}\b"
    rf"|\bhow\s+(?:do|does|did)\s+the\s+veto\s+work\b",
    re.IGNORECASE,
)
# "What did the Council ask the World Bank to do?" is none of them; "in the NATO-led force" is no act of NATO.
_SIGNS = (
    ("one's own affairs", _OWN_AFFAIRS),
    ("the assistant itself", _OF_THE_ASSISTANT),
    ("something that is written or done for its own sake", _TASKS),
    ("general knowledge", _GENERAL_KNOWLEDGE),
    ("another organization", _OF_OTHERS),
)


def answer_everyday(question: Question, catalogue: Catalogue) -> Draft | None:
    """A refusal that says what the question is about, or ``None`` where it may be one for the texts."""
    text = _QUOTES.sub(" ", question.standalone)
    if question.references or question.unknown or _OF_THE_COUNCIL.search(_OTHER_COUNCILS.sub(" ", text)):
        return None
    about = next((name for name, pattern in _SIGNS if pattern.search(text)), "")
    if not about and (match := _everyday_nouns().search(text)):
        about = f"everyday matters ({match.group().lower()})"
    if not about:
        return None
    end = corpus_end(catalogue).removeprefix("which ")
    return Draft(
        f"This asks about {about}. The corpus holds the resolutions of the Security Council and nothing else; it {end}.",
        status=Status.REFUSED,
    )


@cache
def _everyday_nouns() -> re.Pattern[str]:
    text = files("assistant.reading.zero.data").joinpath("everyday.csv").read_text(encoding="utf-8")
    nouns = [noun.strip() for row in csv.DictReader(text.splitlines()) for noun in row["nouns"].split(";")]
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(noun) for noun in nouns) + r")(?:s|es)?(?![\w-])", re.IGNORECASE
    )
