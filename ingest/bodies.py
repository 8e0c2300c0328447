"""Names of what a mandate can belong to: missions, panels, committees, measures, authorizations, and their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.annotations import BodyKind
from ingest.one_of import either, ways
from ingest.places import names_of_place, place_in, place_names, places_in, places_of_each, plain, without_places

__all__ = [
    "Body",
    "acronym_pairs",
    "find_bodies",
    "measures_of",
    "missions_in",
    "names_of_place",
    "place_in",
    "place_names",
    "places_in",
    "places_of_each",
    "plain",
    "without_places",
]


@dataclass(frozen=True, slots=True)
class Body:
    """One body found in a text; ``text[start:end]`` is its name as printed."""

    start: int
    end: int
    kind: BodyKind
    named: str


_HEADS = (
    "Mission|Force|Operation|Office|Authority|Group|Team|Tribunals?|Mechanism|Commission|Directorate|Presence|Center|Centre"
    "|Verification Mission|Observers|Administration|Component|Committee|Programme|Fund|Support Office|Board"
)
_LINK = r"(?:of|the|in|for|and|to|on|against|from|de|d['’]Ivoire|la|du|as|with|support)"
# "United Nations Interim Security Force for Abyei (UNISFA)", "African Union Mission in Somalia"
_NAMED = re.compile(
    either(
        rf"\b(?:[A-Z][\w'’.-]*\s+(?:{_LINK}\s+){{0,2}}){{1,9}}?(?:{_HEADS})\b(?:\s+(?!"
        + ways(r"and\s+(?:of\s+)?the\b to\s+support\s+the\s+(?:Secretary|Government|Council|Security)")
        + rf""")(?:(?:{_LINK}\s+){{1,3}}[A-Z][\w'’-]*|[A-Z][\w'’-]+|d['’][A-Z]\w+|II|III)){{0,9}}(?:\s+\((?:hereinafter\s+)?[“\"']?(?P<acronym>[A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?:\s+I{{1,3}})?)[”\"']?\))?""",
        r"\bOffice\s+of\s+the\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*",
        r"\b[Ii]nternational\s+(?:[Ii]ndependent\s+)?[Cc]ommission\s+of\s+[Ii]nquiry\b",
        r"\bUnited\s+Nations\s+military\s+observers\b",
        r"\bspecial\s+political\s+mission\b(?=\s+set\s+out)",
        r"\b[Mm]ultinational\s+(?:[a-z]+\s+)?force\b(?:\s+\([A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:\s+[A-Z]+)?\))?",
    )
)
_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}[A-Z-]*[A-Z]|[A-Z][a-z]?[A-Z]{2,}[A-Za-z]*)(?:\s+(?:I{1,3}|Althea|ALTHEA)\b)?")
_NO_BODY = frozenset(
    """AND THE FOR UNSC OP UN US USA UK EU AU DRC CAR DPRK FRY GNU USSR EST EDT GMT FGS FMS RUF UNITA UNDP UNHCR UNICEF WFP
    ECOWAS IGAD SADC OAU OSCE NATO IAEA OPCW ICRC CIS GURN TFG TNG LNA FARDC SPLA NGO NGOS DDR DDRR SSR POC HIV AIDS ISIL
    AQIM FDLR LRA ADF SAF RSF PLO IDF LAF SNA TCC TCCS PCC PCCS SOFA SOMA INTERPOL ICAO IMO FIU OHCHR OCHA UNESCO FAO IMF WTO
    CCM FUNCINPEC JMC ICC ICJ IDP IDPS IED IEDS UNDSS UNOPS UNCT II III IV VI VII VIII JCPOA PRST SCC APPR GNUL RES COVID JPA SJP SRSG FARC-EP FRCI FC-G CNRDRE
    SPM CTC FARC ELN""".split()
)
_PANEL = re.compile(
    r"\b(?:"
    + either(
        r"(?:Somalia\s+and\s+Eritrea\s+)?Monitoring\s+(?:Group|Mechanism|Team)",
        r"monitoring\s+mechanism\b",
        r"Analytical\s+Support\s+and\s+(?:Sanctions\s+)?Monitoring\s+Team",
        r"(?:Panel|Group|group|panel)\s+of\s+(?:up\s+to\s+)?(?:\w+\s+){0,5}?[Ee]xperts",
        r"Expert\s+(?:Panel|Group)",
        r"(?:[Gg]roup|[Tt]eam)\s+of\s+(?:up\s+to\s+)?\w+\s+(?:\w+\s+)?experts",
        r"(?:three|four|five|six|seven|eight)[- ]member\s+(?:expert\s+)?(?:panel|group)",
        r"the\s+Panel\b",
        r"the\s+Group\s+of\s+Experts",
    )
    + ")",
)
_COMMITTEE = re.compile(
    r"\b(?:Sanctions\s+)?[Cc]ommittee(?:\s+of\s+the\s+Security\s+Council)?(?:,?\s+established\s+(?:by|under|pursuant\s+to|in\s+pursuance\s+of)"
    r"|\s+concerning)?|\b\d{3,4}(?:/\d{4})*\s+Committee"
)
_MEASURES = re.compile(
    r"\b(?:"
    + ways(
        r"(?<!necessary\s)(?<!appropriate\s)(?<!administrative\s)measures? sanctions embargo(?:es)? prohibitions?",
        "restrictions? bans? freeze provisions? exemptions? exceptions? arrangements? immunity suspension",
        r"decisions\s+in\s+paragraphs? decisions? obligations requirements? procedures",
        r"paragraphs?\s+\d(?:(?!\bthe\s+report\b)[\w\s,()])*(?:of(?!\s+the\s+report)|above) resolutions?\s+\d+",
    )
    + r")\b",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(r"\bauthori[sz]ations?\b|\bpresences?\b", re.IGNORECASE)
_PATTERNS = (
    (BodyKind.PANEL, _PANEL),
    (BodyKind.MISSION, _NAMED),
    (BodyKind.MISSION, _ACRONYM),
    (BodyKind.COMMITTEE, _COMMITTEE),
    (BodyKind.AUTHORIZATION, _AUTHORIZATION),
    (BodyKind.MEASURES, _MEASURES),
)
_NOT_NAMED = re.compile(
    "^(?:"
    + either(
        "Security Council",
        "General Assembly",
        "Secretary-General",
        "Member States",
        "Government",
        "Council",
        "Charter",
        "High Commissioner",
        "Special Representative",
        r"(?:Chair|President|Head)\b.*",
        "Under-Secretary.*",
        "Office of the (?:Special|Spokes|United Nations High).*",
        "Permanent Members?.*",
    )
    + ")"
)


_ARTICLES = re.compile(
    ways(
        r"^(?:The|This|That|Such|Decides|Also|Further|In|Of|To|Requests|Authori[sz]es|Directs|Invites|Recalls|Welcomes|Extends|Approves)\s+(?:to\s+|the\s+)?",
        r"^[A-Z][\w'’-]+\s+of\s+the\s+(?=United\s+Nations\s+Peace)",
    )
)


def find_bodies(text: str) -> list[Body]:
    """Every body named in ``text``, in order; names that overlap are given once, the more telling kind first."""
    found: list[Body] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            named = match.group().strip()
            if kind is BodyKind.MISSION:
                named = _own_name(named)
                if _is_no_body(named):
                    continue
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            found.append(Body(match.start(), match.end(), kind, named))
    return sorted(found, key=lambda one: one.start)


def _own_name(named: str) -> str:
    """Without the words before it: "Secretary-General on the United Nations Force in Azuria" is about the Force."""
    named = _ARTICLES.sub("", named)
    if re.search(rf"\band\s+the\s+(?:{_HEADS})$", named):  # "the Special Adviser and the Team"
        return named.rsplit(" ", 1)[1]
    match = _BEFORE_ORGANIZATION.match(named)
    return named[match.end() :] if match and _HEAD.search(named, match.end()) else named


_BEFORE_ORGANIZATION = re.compile(
    r".*\b(?:of|on|to|for|in|by|from|with|and)\s+(?:the\s+)?(?=(?:United\s+Nations?|African\s+Union)\s+[A-Z])"
)
_HEAD = re.compile(rf"\b(?:{_HEADS})\b")


def missions_in(text: str) -> list[str]:
    """The names of missions in a text, in any order; committees of the Council are none."""
    names = [_own_name(match.group()) for pattern in (_NAMED, _ACRONYM) for match in pattern.finditer(text)]
    return [name for name in names if "Committee" not in name and not _is_no_body(name)]


def _is_no_body(name: str) -> bool:
    return name in _NO_BODY or bool(_NOT_NAMED.match(name)) or bool(re.fullmatch(_HEADS, name))


_PAIR = re.compile(
    r"(?:\s\((?:hereinafter\s+)?[“\"']?(?P<acronym>[A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?:\s+I{1,3})?)[”\"']?\)"
    r"|,\s+which\s+shall\s+be\s+known\s+as\s+(?P<known>[A-Z]{4,})\b)"
)
_LONGEST_NAME = 14  # words


def acronym_pairs(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    """(acronym, full name) as texts introduce them: "United Nations Mission in Azuria (UNMAZ)"."""
    for text in texts:
        if "(" not in text and "known as" not in text:
            continue
        for match in _PAIR.finditer(text):
            words = re.split(r"[;:.(]\s", text[max(0, match.start() - 200) : match.start()])[-1].split()
            acronym = match["acronym"] or match["known"]
            name = _from_first_letter(" ".join(words[-_LONGEST_NAME:]).rstrip('"”’'), acronym)
            if name and acronym not in _NO_BODY:
                yield re.sub(r"\s+", " ", acronym), name


def _from_first_letter(name: str, acronym: str) -> str:
    """The last words of ``name`` that can stand behind the acronym: from an organization, or its first letter, on."""
    other = _AND_ANOTHER.search(name)
    if (
        other and len(name[: other.start()].split()) > 1
    ):  # "United Nations observers and the multinational force (AZFOR)"
        return other[1]
    organization = list(_ORGANIZATION.finditer(name))
    if organization:
        return name[organization[-1].start() :]
    words = name.split()
    small = (i for i in range(len(words) - 1, -1, -1) if not (words[i][:1].isupper() or words[i] in _LINKS))
    words = words[next(small, -1) + 1 :]
    first = acronym[0].lower()
    starts = [i for i, word in enumerate(words) if word[:1].lower() == first and word[:1].isupper()]
    whole = " ".join(words[starts[0] :]) if starts else " ".join(words)
    return whole if len(whole.split()) > 1 else ""


_ORGANIZATION = re.compile(
    r"\b(?:United\s+Nations?|African\s+Union|African-led|European\s+Union|International|Multinational)\b"
)
_AND_ANOTHER = re.compile(
    r"\band\s+the\s+((?:multinational|international|joint|hybrid)\b.*\b(?:force|mission|operation))$"
)
_LINKS = frozenset("of the in for and to on against from as with de la du".split())


_EXEMPTION = "exemption"
_SUBJECTS = (
    ("arms", r"\barms\b|\bweapons?\b|\bammunition\b|\bmilitary\s+(?:equipment|vehicles)|matériel"),
    ("travel", r"\btravel\b|\bentry\s+into\b|\btransit\b"),
    ("assets", r"\bassets?\b|\bfinancial\b|\bfunds\b"),
    ("diamonds", r"\bdiamonds?\b"),
    ("timber", r"\btimber\b|\bround\s+logs\b"),
    ("charcoal", r"\bcharcoal\b"),
    ("petroleum", r"\bpetroleum\b|\bcrude\b|\boil\b"),
    ("flights", r"\baircraft\b.*\btake\s+off|\bflights?\b|\bno-fly\b|\baviation\b"),
    (_EXEMPTION, r"\bexempt\w*|\bcarve|\bshall\s+not\s+apply"),
)
_SUBJECT_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _SUBJECTS]


def measures_of(text: str) -> tuple[str, ...]:
    """What measures are about: ``("arms",)``; empty where the words name only paragraphs."""
    humanitarian = "humanitarian " if "umanitarian" in text else ""
    found = (name for name, pattern in _SUBJECT_PATTERNS if pattern.search(text))
    return tuple(humanitarian + name if name == _EXEMPTION else name for name in found)
