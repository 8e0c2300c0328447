"""How people ask, and how the Council writes: words added to a query for the search by words.

A resolution never says that a mandate "expires": it extends one "until" a day. It does not say Pretoria or Seoul. The
question itself stays as it is; only the lexical query gains the words of the texts.
"""

from __future__ import annotations

import re

# a pattern in the question: words of resolutions for it
_WORDING: tuple[tuple[str, str], ...] = (
    (
        r"expir\w*|until when|run(?:s|ning)? (?:out|until)|mandated|still (?:operating|running|in force)|how long|renew\w*",
        "extend mandate until period renew",
    ),
    (r"creat\w+|set(?:s|ting)? up|founded|brought into existence|came into being", "establish"),
    (r"(?:weapons?|arms) (?:ban|embargo)|stop selling (?:weapons|arms)", "arms embargo prevent sale supply weapons"),
    (r"ban(?:s|ned)?|forbid\w*|forbade|barred|not allowed", "prohibit prevent"),
    (r"allow\w*|permi(?:t|ts|tted)|let|lets", "authorize"),
    (r"use force|military force", "all necessary means measures"),
    (r"shut\w*|clos(?:e|ed|es|ing)|end(?:s|ed|ing)?|wound up|dissolv\w+", "terminate"),
    (r"lift\w*|remov\w+|scrap\w*", "terminate lift"),
    (r"blue helmets?|peacekeepers?|UN troops", "peacekeeping personnel force mission"),
    (r"carve-?outs?|exceptions?|exempt\w*", "exemption shall not apply"),
    (r"blacklist\w*|on the list", "sanctions list listed"),
    (
        r"travel (?:ban|limits?|restrictions?)|(?:barred|banned) from travell?ing",
        "prevent entry into or transit through territories",
    ),
    (
        r"(?:frozen?|freez\w+) (?:money|assets?|funds)|asset.freeze\w*",
        "freeze funds financial assets economic resources",
    ),
    (r"war.crimes? (?:court|tribunal)s?", "international tribunal prosecution"),
    (r"head(?:s|ed)? of the UN|UN chief", "Secretary-General"),
    (r"world court", "International Court of Justice"),
    (r"aid (?:groups?|workers?|agencies)|relief", "humanitarian assistance"),
    (r"truce|ceasefire|cease-fire|pause", "cessation of hostilities ceasefire"),
    (r"pull(?:s|ed)? (?:out|back)|leave|withdr[ae]w\w*", "withdraw withdrawal"),
    (r"strength|how many (?:troops|soldiers)|ceiling", "military personnel comprise up to troops"),
    (r"experts?|monitors?", "Panel of Experts Group of Experts"),
    (r"inquiry|investigat\w+|probe", "investigation commission of inquiry"),
    (r"hand(?:s|ed)? over|extradit\w+", "extradite surrender"),
    (r"refer\w*|ICC", "refer situation Prosecutor International Criminal Court"),
)
_RULES = tuple((re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), written) for asked, written in _WORDING)

# seats of government, former names and short names: the name that resolutions use
_PLACES = {
    "Abidjan": "Côte d'Ivoire", "Ivory Coast": "Côte d'Ivoire", "Abuja": "Nigeria", "Addis Ababa": "Ethiopia",
    "Algiers": "Algeria", "Ankara": "Türkiye Turkey", "Asmara": "Eritrea", "Baghdad": "Iraq", "Bamako": "Mali",
    "Bangui": "Central African Republic", "CAR": "Central African Republic", "Beirut": "Lebanon", "Belgrade": "Yugoslavia Serbia",
    "Bissau": "Guinea-Bissau", "Bogotá": "Colombia", "Bogota": "Colombia", "Bujumbura": "Burundi", "Burma": "Myanmar",
    "Cairo": "Egypt", "Congo": "Democratic Republic of the Congo", "DRC": "Democratic Republic of the Congo", "Zaire": "Zaire Congo",
    "Damascus": "Syrian Arab Republic", "Dili": "East Timor Timor-Leste", "DPRK": "Democratic People's Republic of Korea",
    "North Korea": "Democratic People's Republic of Korea", "Pyongyang": "Democratic People's Republic of Korea",
    "Seoul": "Republic of Korea", "South Korea": "Republic of Korea", "Freetown": "Sierra Leone", "Golan": "Israel Syrian Arab Republic",
    "Gaza": "Gaza Palestinian", "Hanoi": "Viet Nam", "Harare": "Zimbabwe", "Salisbury": "Southern Rhodesia",
    "Juba": "South Sudan", "Kabul": "Afghanistan", "Kampala": "Uganda", "Khartoum": "Sudan", "Kigali": "Rwanda",
    "Kinshasa": "Democratic Republic of the Congo", "Kyiv": "Ukraine", "Kiev": "Ukraine", "Lomé": "Togo", "Luanda": "Angola",
    "Lusaka": "Zambia", "Maputo": "Mozambique", "Mogadishu": "Somalia", "Monrovia": "Liberia", "Moscow": "Russian Federation",
    "N'Djamena": "Chad", "Nicosia": "Cyprus", "Phnom Penh": "Cambodia", "Port-au-Prince": "Haiti", "Pretoria": "South Africa",
    "Pristina": "Kosovo", "Rabat": "Morocco", "Riyadh": "Saudi Arabia", "Sana'a": "Yemen", "Sanaa": "Yemen", "Hodeidah": "Hudaydah Yemen",
    "Sarajevo": "Bosnia and Herzegovina", "Skopje": "Macedonia", "Tbilisi": "Georgia", "Tehran": "Iran", "Tripoli": "Libya",
    "Tunis": "Tunisia", "Windhoek": "Namibia", "South West Africa": "Namibia", "Zagreb": "Croatia", "East Pakistan": "Bangladesh",
    "Islamic State": "ISIL Da'esh", "ISIS": "ISIL Da'esh", "Daesh": "ISIL Da'esh", "Al-Qaeda": "Al-Qaida",
}  # fmt: skip
_PLACE = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(_PLACES, key=len, reverse=True))) + r")(?![\w-])")


def in_the_words_of_the_texts(question: str) -> str:
    """``question`` followed by the words that resolutions use for what it says; itself where nothing is known."""
    added = [written for pattern, written in _RULES if pattern.search(question)]
    added += [_PLACES[match.group()] for match in _PLACE.finditer(question)]
    return " ".join([question, *dict.fromkeys(added)])
