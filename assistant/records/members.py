"""Names of the States that have sat on the Council, by ISO 3166 alpha-3 code (withdrawn codes for States of the past)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from assistant.retrieval.names.place_names import table
from assistant.wording import joined
from ingest.tables import rows

# code: name, then other names under which people ask for it
_NAMES = """
AGO Angola|ALB Albania|ARE United Arab Emirates;UAE;Emirates|ARG Argentina|ARM Armenia|AUS Australia|AUT Austria|AZE Azerbaijan
BDI Burundi|BEL Belgium|BEN Benin|BFA Burkina Faso|BGD Bangladesh|BGR Bulgaria|BHR Bahrain|BIH Bosnia and Herzegovina;Bosnia
BLR Belarus;Byelorussia;Byelorussian SSR|BOL Bolivia|BRA Brazil|BWA Botswana|CAN Canada|CHE Switzerland|CHL Chile
CHN China;Beijing;the Chinese|CIV Côte d'Ivoire;Ivory Coast|CMR Cameroon|COD Democratic Republic of the Congo;DRC;Zaire|COG Congo|COL Colombia
CPV Cabo Verde;Cape Verde|CRI Costa Rica|CSK Czechoslovakia|CUB Cuba|CZE Czechia;Czech Republic|DDR German Democratic Republic;East Germany
DEU Germany;West Germany|DJI Djibouti|DNK Denmark|DOM Dominican Republic|DZA Algeria|ECU Ecuador|EGY Egypt;United Arab Republic
ESP Spain|EST Estonia|ETH Ethiopia|FIN Finland|FRA France;Paris;the French|GAB Gabon|GBR United Kingdom;UK;Britain;Great Britain;London;the British;the UK|GHA Ghana
GIN Guinea|GMB Gambia|GNB Guinea-Bissau|GNQ Equatorial Guinea|GRC Greece|GTM Guatemala|GUY Guyana|HND Honduras|HRV Croatia
HUN Hungary|IDN Indonesia|IND India|IRL Ireland|IRN Iran|IRQ Iraq|ISL Iceland|ITA Italy|JAM Jamaica|JOR Jordan|JPN Japan
KAZ Kazakhstan|KEN Kenya|KGZ Kyrgyzstan|KOR Republic of Korea;South Korea|KWT Kuwait|LBN Lebanon|LBR Liberia|LBY Libya|LKA Sri Lanka;Ceylon
LTU Lithuania|LUX Luxembourg|LVA Latvia|MAR Morocco|MDG Madagascar|MEX Mexico|MLI Mali|MLT Malta|MOZ Mozambique|MRT Mauritania
MUS Mauritius|MYS Malaysia|NAM Namibia|NER Niger|NGA Nigeria|NIC Nicaragua|NLD Netherlands|NOR Norway|NPL Nepal|NZL New Zealand
OMN Oman|PAK Pakistan|PAN Panama|PER Peru|PHL Philippines|POL Poland|PRT Portugal|PRY Paraguay|QAT Qatar|ROU Romania
RUS Russian Federation;Russia;Russians;Moscow|RWA Rwanda|SDN Sudan|SEN Senegal|SGP Singapore|SLE Sierra Leone|SOM Somalia
SUN Soviet Union;USSR;Soviets;Union of Soviet Socialist Republics|SVK Slovakia|SVN Slovenia|SWE Sweden|SYR Syria|TCD Chad|TGO Togo|THA Thailand
TTO Trinidad and Tobago|TUN Tunisia|TUR Türkiye;Turkey|TWN Republic of China|TZA Tanzania|UGA Uganda|UKR Ukraine;Ukrainian SSR
URY Uruguay|USA United States;US;U.S.;USA;America;Americans;Washington|VCT Saint Vincent and the Grenadines|VEN Venezuela|VNM Viet Nam;Vietnam
YEM Yemen|YUG Yugoslavia|ZAF South Africa|ZMB Zambia|ZWE Zimbabwe
"""

_BY_CODE: dict[str, list[str]] = {
    entry[:3]: entry[4:].split(";") for line in _NAMES.strip().splitlines() for entry in line.split("|")
}
_BY_NAME = {name.casefold(): code for code, names in _BY_CODE.items() for name in names}


def member_names() -> dict[str, list[str]]:
    """The names of each State that has sat on the Council, the usual one first, by code."""
    return dict(_BY_CODE)


def name_of(code: str) -> str:
    """``FRA`` → ``France``, also of a State that never sat on the Council; an unknown code stays as it is."""
    return _BY_CODE[code][0] if code in _BY_CODE else _others().get(code, code)


@cache
def _others() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in rows("countries.csv")}


@cache
def regional_groups() -> dict[str, frozenset[str]]:
    """The regional groups of the United Nations with the codes of those of their States that have sat on the Council, as they are today."""
    return {row["group"]: frozenset(row["members"].split()) for row in table("reading/regional_groups.csv")}


def of_groups(composition: Sequence[str], groups: Iterable[str]) -> tuple[str, ...]:
    """The members of regional groups among those of a Council, in its order."""
    there = frozenset[str]().union(*(regional_groups()[each] for each in groups))
    return tuple(code for code in composition if code in there)


def names_of(codes: Sequence[str]) -> str:
    """``("BRA", "CHN")`` → ``Brazil and China``."""
    return joined([name_of(code) for code in codes])


def members_in(text: str) -> list[tuple[str, int]]:
    """The States named in ``text`` that have sat on the Council: code and where the name starts. South Sudan is not Sudan."""
    found = ((_BY_NAME.get(match.group().casefold()), match.start()) for match in _any_name().finditer(text))
    return [(code, start) for code, start in found if code is not None]


@cache
def _any_name() -> re.Pattern[str]:
    """The names of members, and those of other States that hold one: the longest is meant."""
    members = [name for names in _BY_CODE.values() for name in names]
    longer = [name for name in _others().values() if any(f" {member}" in name for member in members)]
    by_length = sorted({*members, *longer}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, by_length))})(?![\w-])")
