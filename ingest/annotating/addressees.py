"""To whom a clause is directed: the Secretary-General, all States, the parties, a named State, a committee, a mission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.annotating.clauses import Clause
from ingest.annotations import Addressee, AddresseeKind, Force
from ingest.countries import country_name
from ingest.one_of import either, ways
from ingest.tables import rows

__all__ = ["find_addressees"]

_K = AddresseeKind
_DIRECTED = frozenset((Force.INSTRUCTION, Force.EXHORTATION, Force.AUTHORIZATION, Force.DECISION))
_DET = (
    "(?:(?:"
    + ways(
        "all both those other these each every any the relevant concerned its his her their such neighbou?ring",
        "interested appropriate remaining regional affected donor individual international bilateral multilateral",
        r"non-signatory warring opposing armed Governments?\s+and\s+all of United\s+Nations UN contributing troop-",
        "police- and",
    )
    + r")\s+){0,6}"
)
_CAP = r"(?:d[’'])?[A-Z][\w’'-]*"
_NAME = rf"{_CAP}(?:\s+(?:(?:of|and|for|in|on|to|de|du)\s+(?:the\s+)?)?{_CAP}){{0,8}}"
# In order: what stands first wins. A label of None is the words themselves.
_ACTORS: tuple[tuple[AddresseeKind, str | None, str], ...] = (
    (_K.SECRETARIAT, "representative", rf"(?:the|his|her|their)\s+(?:Secretary-General['’]s\s+)?(?:Acting\s+)?Special\s+Representatives?(?:\s+of\s+the\s+Secretary-General)?(?:\s+(?:for|on)\s+{_NAME})?"),
    (_K.SECRETARIAT, "representative", rf"(?:the|his|her)\s+(?:Secretary-General['’]s\s+)?(?:Personal|Special)\s+(?:Envoy|Coordinator|Adviser)s?(?:\s+of\s+the\s+Secretary-General)?(?:\s+(?:for|on)\s+(?:the\s+)?{_NAME})?"),
    (_K.SECRETARIAT, "the Secretary-General", r"(?:the\s+)?(?:United\s+Nations\s+)?Secretary\s?-?\s?General\b(?!['’]s)"),
    (_K.SECRETARIAT, None, r"the\s+(?:United\s+Nations\s+)?(?:" + either("Secretariat", rf"High\s+Commissioner(?:\s+for\s+{_NAME})?", rf"Under-Secretary-General(?:\s+for\s+{_NAME})?", r"Emergency\s+Relief\s+Coordinator", rf"Department\s+of\s+{_NAME}", rf"Director-General(?:\s+of\s+the\s+{_NAME})?", r"Executive\s+Director",) + ")"),
    (_K.ORGAN, None, r"the\s+(?:President\s+of\s+the\s+(?:Security\s+Council|General\s+Assembly)|General\s+Assembly|Economic\s+and\s+Social\s+Council|International\s+Court\s+of\s+Justice|Security\s+Council)(?!['’]s)"),
    (_K.SUBSIDIARY, None, r"(?:the|its)\s+(?:[\w-]+\s+){0,4}?Committee(?!s)(?:\s+(?:established|created)\s+(?:" + ways(r"pursuant\s+to by under in\s+accordance\s+with") + r")\s+(?:paragraph\s+\d+\s+of\s+)?resolution\s+\d+(?:\s*\(\d{4}\))?(?:\s+concerning\s+[A-Z]\w+)?)?(?!['’]s)"),
    (_K.SUBSIDIARY, None, either(r"(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:Panels?|Groups?)\s+of\s+(?:\w+\s+)?Experts", r"the\s+(?:[\w-]+\s+){0,5}?(?:" + ways(r"Monitoring\s+(?:Group|Team|Mechanism) Executive\s+Directorate Ombudsperson Focal\s+Point Working\s+Group", r"Expert\s+Group Prosecutors? Tribunals? Mechanism Counter-Terrorism\s+Executive\s+Directorate", r"Peacebuilding\s+Commission Peacebuilding\s+Support\s+Office Commission\s+of\s+Inquiry",) + ")", r"(?:the\s+)?(?:CTED|CTC)\b", r"the\s+(?:Panel|Chair(?:man|person)?(?:\s+of\s+the\s+Committee)?|Group)\b(?!['’]s|\s+of\b)",)),
    (_K.ORGANIZATION, None, r"(?:the\s+)?(?:" + ways(r"African\s+Union AU\b(?!-) European\s+Union League\s+of\s+Arab\s+States", r"Organization\s+of\s+(?:African\s+Unity|American\s+States)", r"Economic\s+Community\s+of\s+(?:West|Central)\s+African\s+States Arab\s+League", r"Organization\s+for\s+Security\s+and\s+Cooperation\s+in\s+Europe North\s+Atlantic\s+Treaty\s+Organization", r"International\s+Atomic\s+Energy\s+Agency World\s+Bank International\s+Monetary\s+Fund", r"United\s+Nations\s+Development\s+Programme World\s+Food\s+Programme", r"International\s+Committee\s+of\s+the\s+Red\s+Cross ECOWAS OSCE NATO IGAD UNHCR UNDP UNICEF UNODC", "INTERPOL IAEA SADC ECCAS OPCW ICAO OHCHR UN-Women FAO WFP IMO OAU OAS CARICOM",) + r")\b(?:\s+Commission\b)?(?!\s+(?:Mission|Transition|Regional))"),
    (_K.MISSION, None, either(rf"(?:the\s+)?(?:{_CAP}\s+){{0,6}}?(?:" + ways(r"Mission Multinational\s+Force Interim\s+Force Observer\s+Force Protection\s+Force", r"Transitional\s+Administration Integrated\s+Office Stabili[sz]ation\s+Force Gang\s+Suppression\s+Force",) + rf")(?:\s+(?:in|of|for)\s+(?:the\s+)?{_NAME})?(?!['’]s)", r"(?:the\s+)?(?:" + ways(r"UN(?!HCR|DP|ICEF|ODC|ESCO|AIDS|FPA|EP\b|CT\b) MIN MON AMIS AMIB ATMIS AUSSOM AFISMA ECOMOG ECOMIL", "ECOMICI KFOR ISAF EUFOR EULEX IFOR SFOR BINU BONU MISCA MIPONUH ONU INTERFET",) + r")[A-Z]*(?:-[A-Z]+)?\b(?!['’]s)", r"the\s+Force\b",)),
    (_K.STATES, "", rf"{_DET}(?:Member\s+States|States\s+(?:Members\s+of\s+the\s+United\s+Nations|[Pp]arties(?:\s+to)?)|Members\s+of\s+the\s+United\s+Nations|States|Governments|countries)\b(?!\s+of\s+(?:America|Micronesia))"),
    (_K.STATE, "government", r"(?:the\s+|all\s+the\s+)?(?:(?:new|legitimate|interim|transitional|central|federal|national|[A-Z][\w-]+)\s+){0,4}(?:" + ways(r"Government authorities Authorities leadership Authority Council\s+of\s+Ministers Presidency") + rf")\b(?:\s+of\s+(?:National\s+\w+(?:\s+of\s+)?)?(?:the\s+)?(?:{_NAME})?)?(?!['’]s)"),
    (_K.PARTIES, "armed groups", rf"{_DET}(?:{_CAP}\s+|non-State\s+|and\s+rebel\s+|illegal\s+){{0,3}}(?:armed\s+)?(?:armed\s+(?:groups|movements|forces|elements)|militias?|rebel\s+groups|groups)\b"),
    (_K.PARTIES, "the parties", rf"{_DET}(?:{_CAP}\s+|political\s+|other\s+|two\s+|three\s+|signatory\s+){{0,3}}(?:parties|sides?|party|factions|belligerents|signatories|leaders|communities|protagonists|movements)\b"),
    (_K.ORGANIZATION, None, either(rf"{_DET}(?:subregional|sub-regional|humanitarian|financial|governmental|non-governmental|intergovernmental|development|specialized|civil\s+society|donors?\s+and|funds\s+and|offices\s+and|\s)*\s*(?:" + ways("organizations programm?es funds agencies organisations institutions bodies entities donors partners", r"community civil\s+society private\s+sector system actors stakeholders mediators? guarantors?", "facilitators?",) + r")\b", r"the\s+United\s+Nations\b(?!\s+[A-Z])",)),
)  # fmt: skip
_ACTOR = re.compile("|".join(f"(?P<a{i}>{pattern})" for i, (_, _, pattern) in enumerate(_ACTORS)))
_OTHER = re.compile(rf"(?:(?:the\s+)?[A-Z][A-Za-z]?[A-Z]+(?:-[A-Z]+)?\b|the\s+{_NAME})(?!['’]s)")
_LINKING = r"(?:\s+(?:also|further|again|once\s+(?:again|more)|in\s+particular|strongly|therefore|accordingly|urgently|upon|on|to|for|that|now))*"
_BEFORE = re.compile(rf"{_LINKING}(?P<aside>\s*,\s[^,;:]{{1,140}},)?(?:\s*,)?{_LINKING}\s+")
_ITS_CALL = re.compile(
    r"\s+(?:once\s+(?:again|more)\s+)?its\s+(?:strong\s+|urgent\s+|previous\s+)?(?:"
    + ways("calls? requests? demands? appeals? invitations? encouragement authori[sz]ation")
    + r")(?=\s+(?:up)?on\b|\s+t(?:o|hat)\b|\s+for\b|\s+all\b)"
)
_NEXT = re.compile(
    r"(?:\s*\((?!\d{4}\))[^)]{1,80}\))?(?:\s+(?!(?:to\s+(?!the\b)|shall|should|that|will|must|may|and|or|as)\b)[^\s,;:.]+){0,9}?(?:"
    + ways(
        r",\s*(?:(?:and|as\s+well\s+as|including|in\s+particular|especially|or|and\s+in\s+particular|notably|inter\s+alia)\s+)?",
        r"\s+(?:and|or|as\s+well\s+as)\s+",
    )
    + r")(?:in\s+particular\s+)?"
)
_OBLIGED = re.compile(
    r"[^;:.]{0,200}?\b(?:shall|should|must|will|(?:is|are)\s+(?:to|not|required|authori[sz]ed)|may)\b"
)
_ALL_STATES = re.compile(r"\ball\s+(?:Member\s+)?States\b(?=[^;:.]{0,160}?\b(?:shall|should|must)\b)")
_MOST = 8
_ABBREVIATED = {
    "DRC": "Democratic Republic of the Congo",
    "CAR": "Central African Republic",
    "DPRK": "Democratic People's Republic of Korea",
}


def find_addressees(words: str, clauses: list[Clause]) -> list[Addressee]:
    """All addressees in order; only clauses that ask, urge, authorize or decide have any."""
    found: list[Addressee] = []
    for clause in clauses:
        found += {(one.start, one.end): one for one in _of_clause(words, clause)}.values()
    return found


def _of_clause(words: str, clause: Clause) -> Iterator[Addressee]:
    at = clause.verb_end
    call = _ITS_CALL.match(words, at, clause.end) if clause.force in {Force.RECALL, Force.EVALUATION} else None
    if call is not None:
        at = call.end()
    elif clause.force not in _DIRECTED:
        return
    inherited = clause.verb_end == clause.start
    before = None if inherited else _BEFORE.match(words, at, clause.end)
    if before is None and not inherited:
        return
    places = [before.end()] if before else [at]
    if before and before["aside"]:  # "Requests, as a matter of urgency, the …" or "Urges, the parties, …"
        places.append(before.start("aside") + 2)
    first = next((one for place in places if (one := _actor(words, place, clause))), None)
    if first is not None and _is_addressed(words, first, clause, inherited=inherited):
        yield first
        last = first
        for _ in range(_MOST):
            following = _NEXT.match(words, last.end, clause.end)
            another = _actor(words, following.end(), clause) if following else None
            if another is None:
                break
            yield another
            last = another
    elif clause.force is Force.DECISION and (states := _ALL_STATES.search(words, clause.start, clause.end)):
        yield Addressee(start=states.start(), end=states.end(), label="all States", kind=_K.STATES, verb=clause.verb)


def _is_addressed(words: str, one: Addressee, clause: Clause, *, inherited: bool) -> bool:
    """ "Decides that the Committee shall" and "(a) The Committee to" address it; "Decides that the measures of Azuria" does not."""
    if clause.verb in {"decides", "determines", "approves", "declares", "resolves", "recommends"} or inherited:
        if inherited and re.match(r"[^,;:.]{0,80}?\bto\s+[a-z]", words[one.end : one.end + 90]):
            return True
        return _OBLIGED.match(words, one.end, clause.end) is not None
    return clause.verb not in {
        "calls for",
        "terminates",
        "lifts",
        "extends",
        "renews",
        "establishes",
        "adopts",
        "addresses",
    }


def _actor(words: str, at: int, clause: Clause) -> Addressee | None:
    match = _ACTOR.match(words, at, clause.end)
    state = _states().match(words, at, clause.end)
    if state is not None and (match is None or match.end() <= state.end()):
        return _made(state, _usual(state["name"]), _K.STATE, clause)
    if match is None:
        # A sub-point opens with a capital whatever it says ("(a) Support to …").
        other = None if at == clause.start else _OTHER.match(words, at, clause.end)
        name = re.sub(r"^the\s+", "", other[0]).strip() if other else ""
        return (
            _made(
                other, _ABBREVIATED.get(name, _plain(other[0])), _K.STATE if name in _ABBREVIATED else _K.OTHER, clause
            )
            if other
            else None
        )
    kind, label, _ = _ACTORS[int(str(match.lastgroup)[1:])]
    text = _plain(match[0])
    if kind is _K.STATES:
        label = (
            "all States"
            if re.match(r"all\b", text, re.IGNORECASE)
            else "Member States"
            if "Member" in text
            else "States"
        )
    elif label == "representative":
        label = re.sub(
            r"^(?:his|her|their)\b",
            "the",
            re.sub(r"Secretary-General['’]s\s+|\s+of\s+the\s+Secretary-General", "", text),
        )
    elif label == "government":
        named = _states().search(match[0])
        if named is not None and re.search(r"\bof\s+$", match[0][: named.start()]):  # "the Government of A and B": two
            return _made(match, _usual(named["name"]), kind, clause, length=named.end())
        short = next((name for name in _ABBREVIATED if re.search(rf"\b{name}\b", text)), "")
        label = _usual(named["name"]) if named else _ABBREVIATED.get(short, text)
    return _made(match, label or _label(text), kind, clause)


def _made(
    match: re.Match[str], label: str, kind: AddresseeKind, clause: Clause, *, length: int | None = None
) -> Addressee:
    end = match.start() + len(match[0][:length].rstrip())
    return Addressee(start=match.start(), end=end, label=label, kind=kind, verb=clause.verb)


def _label(text: str) -> str:
    """Committees by the resolution that set them up; anything else as it is written, "the" included where it stands."""
    named = re.search(r"\bCommittee\b.*?resolution\s+(\d+)", text)
    return f"the {named[1]} Committee" if named else re.sub(r"^its\b", "the", text)


def _plain(text: str) -> str:
    return " ".join(text.split())


@cache
def _names() -> dict[str, str]:
    return {
        row["name"].lower(): row["iso3"]
        for row in rows("countries.csv")
        if row["name"][:1].isupper() and len(row["name"]) > 3
    }


@cache
def _states() -> re.Pattern[str]:
    longest = sorted(
        {row["name"] for row in rows("countries.csv") if row["name"].lower() in _names()}, key=len, reverse=True
    )
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]") for name in longest)
    return re.compile(
        rf"(?:the\s+)?(?:(?:Islamic\s+|Federal\s+|Syrian\s+Arab\s+|Arab\s+)?Republic\s+of\s+|State\s+of\s+|Kingdom\s+of\s+)?(?P<name>{names})\b(?!['’]s|-)"
    )


def _usual(name: str) -> str:
    code = _names().get(" ".join(name.split()).replace("’", "'").lower())
    return country_name(code) if code else name
