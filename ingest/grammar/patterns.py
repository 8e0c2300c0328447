"""The words of the grammar: how each small piece of a reference is written, with examples.

``ingest.citation`` never matches a whole reference with one expression. A text is first cut into tokens by the
pieces below, and the grammar is then read over the tokens, from left to right and without going back, so that the
time grows with the length of the text and with nothing else. Every repetition in a piece is bounded for the same
reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class T(Enum):
    """Kinds of token."""

    KEY = auto()  # 1373/op1(a)
    SYMBOL = auto()  # S/RES/2395
    FOREIGN = auto()  # A/RES/60/288, S/2017/375, Article 41: has a number that is no reference of ours
    RESOLUTION = auto()  # the word in front of a number: resolution, UNSCR, SC Res.
    ORGAN = auto()  # another organ that adopts resolutions: General Assembly
    COUNCIL = auto()  # Security Council
    THIS = auto()  # the present resolution
    THAT = auto()  # that resolution, ibid., thereof
    PARAGRAPH = auto()  # paragraphs, op. para., OP, PP, ¶
    SUBPARAGRAPH = auto()  # subparagraph
    PREAMBLE = auto()  # preamble, pmbl., preambular
    OPERATIVE = auto()  # operative, operational
    ANNEX = auto()
    SECTION = auto()
    PART = auto()
    HEADING = auto()
    PASSAGE = auto()
    DATE = auto()  # 31 October 2000, October 2000, 31 October
    QUANTITY = auto()  # 1,540  $500  20%  1990s
    SLASHED = auto()  # 2231/2015, 1267/1989/2253, 60/288
    DECIMAL = auto()  # 3.2
    YEAR = auto()  # (2017)
    STEP = auto()  # (a) (iii) (1)
    SESSION = auto()  # (XXV): a session of the General Assembly
    OCCURRENCE = auto()  # [2]
    ORDINAL = auto()  # third, 3rd
    NUMBER = auto()
    POSSESSIVE = auto()  # 's
    DOCUMENT = auto()  # UN Doc.
    ABOVE = auto()  # above, below, herein
    CONNECTOR = auto()  # of, in, to …
    AND = auto()  # and, or, &
    COMMA = auto()  # , ;
    TO = auto()  # to, through, and dashes: a range
    WORD = auto()
    PLAIN = auto()  # a word, recognised early; becomes WORD
    MARK = auto()  # any other sign
    END = auto()

    __hash__ = object.__hash__  # in C; a token is looked up in sets of kinds some ten times


class Token(NamedTuple):
    """``text`` is lower case for words; ``value`` a number, year, ordinal or the year of a date, else 0."""

    kind: T
    text: str
    start: int
    end: int
    value: int = 0


_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
ORDINALS = {word: n for n, word in enumerate(_UNITS + _TEENS, start=1)} | {"twentieth": 20, "thirtieth": 30}

_MONTH = r"""(?:(?i:january|february|april|june|july|august|september|october|november|december)|March|May
    |(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"""
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d/])"

# "no.", "nos", "#", "number", a hyphen or a colon between the word "resolution" and its number.
_BEFORE_NUMBER = r"""(?i:(?:\s?\((?:UN)?SC(?:R|\s?Res\.?)?s?\)(?=\s?[\dS]))?
    (?:\s?(?:nos?\b\.?|n[r°º]\.?|numbers?\b|numbered\b|№|[#]))?(?:\s?[-–:/](?=\s?\d))?)"""

# With what the pieces below begin. A word that begins otherwise is only a word, and need not be tried against all of
# them: reading takes half the time.
_BEGINNINGS = """abo act afo afr age apr ara art ass aug au bil boa cha cir cla com con cou dec dip dir dis doc eco eur
    feb fig fli foo for fy ga gen gov hou hrc hum ibi ica ima iae int isl ite jan jul jun lat law lea let mar may mee nat nov oau
    oct op ope ord org pag par pea per pmb poi pp pre pro rec reg res reso ris rul sai sam sc scr sec sen sep sta sub tab tha the thi
    tre tru twe un uni wha wor ver""".split()
PLAIN = r"(?<!\w)(?!(?i:{}))[A-Za-z]?[a-z]{{2,}}(?![\w/’'-])".format(
    "|".join(f"{first}(?:{'|'.join(b[1:] for b in _BEGINNINGS if b[0] == first)})"
             for first in sorted({b[0] for b in _BEGINNINGS}))
)  # fmt: skip

_PIECES: dict[T, str] = {
    # 2395/op2  1373/op1(a)(i)  161/A/op4  2231/annexB/5  1973/heading3  2231/annexA/p12~2  161/A
    T.KEY: r"""(?<![\w/.-])[1-9]\d{0,3}(?:/[A-Z](?=/|(?![\w/-])))?
        (?:/(?i:op\d{1,4}|pp\d{1,4}|heading\d{1,4}|annex(?:[A-Za-z]{1,5}|\d{1,3})?(?:/p?\d{1,4}(?:\.\d{1,4}){0,4})?)
           |(?<=/[A-Z]))
        (?:\([a-z0-9]{1,6}\)){0,6}(?:~\d{1,3})?(?![\w/])""",
    # S/RES/2395  s/res/4  SC/RES/1325  S_RES_0004_1946  S-RES-242  S/RES/2395/2017  SRES2719  S/RES2719
    T.SYMBOL: r"""(?<![\w/])(?i:(?:UN)?SC?\s?[/_-]\s?RES\s?[/_\s-]\s?|S[/_-]?RES[/_-]?(?=\d{3}))(?P<symbol>\d{1,6})(?![\d/]\d\b)
        (?:\s?[/_-]\s?(?P<symbol_year>(?:19|20)\d\d)(?![\d/]))?""",
    # H.R. 1540, S.Con.Res. 83, H.J. Res. 114: bills of a parliament
    T.ORGAN: r"""(?<![\w.])(?:[HS]\.\s?(?:J\.\s?|Con\.\s?)?(?=Res\b)|(?:U\.?\s?N\.?\s?)?G\.\s?A\.(?!\w)|(?i:(?:
        (?:united\s+nations\s+|u\.?n\.?\s+)?general\s+assembly|unga|ga|gar|ungar
        |economic\s+and\s+social\s+council|ecosoc|human\s+rights\s+(?:council|commission)|unhrc|hrc|uncsw
        |commission\s+on\s+[a-z]{1,12}(?:\s+[a-z]{1,12})?
        |african\s+union|(?:au\s+)?peace\s+and\s+security\s+council|au\s+psc|organi[sz]ation\s+of\s+african\s+unity
        |oau|arab\s+league|(?:council\s+of\s+)?(?:the\s+)?league\s+of\s+(?:arab\s+states|nations)|ecowas
        |iaea|board\s+of\s+governors|governing\s+council|european\s+(?:parliament|union|council)|nato|unesco|unep
        |world\s+health\s+assembly|wha|assembly|imo|icao|trusteeship\s+council|general\s+conference|house|senate|congress|parliament
        |uniting\s+for\s+peace|diplomatic\s+conference|(?:islamic|international)\s+conference)\b)(?:['’]s)?)""",
    T.COUNCIL: r"(?<![\w.])(?i:(?:united\s+nations\s+|u\.?n\.?\s+)?security\s+council(?:['’]s)?)(?!\w)",
    # resolution(s)  Resolution no.  UNSCR  UNSCRs  SCR-  S.C. Res.  UNSC Res  res.  résolution  RES/
    T.RESOLUTION: rf"""(?<!\w)(?i:
        (?:(?:u\.?\s?n\.?\s?)?s\.?\s?c\.?[\s-]?)?(?:r[eé]so-?\s?lu-?\s?tions?(?:\(s\))?|resoluci[oó]n(?:es)?|risoluzion[ei]|resolu[cç](?:[aã]o|[oõ]es))(?![a-z])
        |(?:u\.?\s?n\.?\s?)?s\.?\s?c\.?[\s-]?res(?:ol|n)?s?(?![a-z])\.?
        |(?:un)?scr(?:es)?(?:['’]?s)?(?![a-z])
        |res(?:ol|n|o)?s?(?=[\s./#:-]|\d)\.?(?=[\s/#:-]{{0,2}}(?:nos?\.?\s?)?\(?[\dS]))
        {_BEFORE_NUMBER}
        |(?<![\w.])(?:UNSC|U\.N\.S\.C\.|S\.C\.|SC)[\s-]?(?=\d{{3,4}}(?![\d,/]))|R\.?-?(?=\d{{3,4}}(?!\w))""",
    # the present resolution, this resolution
    T.THIS: r"(?<!\w)(?i:(?:this|(?:the\s+)?present|the\s+current)\s+resolution)(?!\w)(?!\s?[\d(])",
    T.THAT: r"""(?<!\w)(?i:(?:that|(?:the\s+)?(?:very\s+)?(?:same|said|aforementioned|aforesaid|above-?mentioned|latter
        |former)|the)\s+resolution(?!\w)(?!\s?[\d(])|ibid\.?(?!\w)|thereof(?!\w))""",
    # Article 41, rule 3, decision 2005/12, Regulation (EU) No 267/2012, flight 103
    T.FOREIGN: r"""(?<![\w/])(?:
        (?i:articles?|arts?\.?|rules?|tables?|figures?|protocol|decisions?(?!\s\d{3,4}\s\((?:19|20))|decrees?|laws?|acts?|regulations?
           |directives?|communiqu[eé]s?|statements?|press\s+release|proclamation|ordinance|treaty|convention|bill|flight
           |chapters?|meetings?|pages?|pp?\.|footnotes?|agenda\s+items?|recommendations?|circular)
        (?:\s?\([A-Z]{1,4}\))?\s?(?:(?i:nos?\.?|number)\s?)?[A-Z]{0,3}\d[\d/]{0,12}(?:\s?\(\d{1,4}\))?
        (?:\s?(?:,|and|,\sand|to|-|–)\s?\d{1,3}(?![\d(/]|\s\((?:19|20))){0,8}
        |[A-Z]{1,6}(?:-\d{1,3})?(?:/[\w.-]{1,30}(?:\(\w{1,10}\))?){1,6}
        |[A-Z]{1,3}-\d{1,3}/\d{1,4})""",
    # sub-paragraph, and words that stand for it in front of a bracket: points (a) and (b)
    T.SUBPARAGRAPH: r"""(?<!\w)(?i:sub-?\s?(?:paragraphs?|paras?\.?|clauses?|items?|points?)(?![a-z])
        |(?:points?|items?|clauses?|letters?)(?=\s?\([a-z]{1,4}\)))""",
    # op. para  operative paragraph  preambular paragraphs  pmbl. para.  clause  ¶¶  OP  OPs  PP
    T.PARAGRAPH: r"""(?<!\w)(?:(?P<kind>(?i:operative|operational|oper?\.?|dispositive
           |preambular|preambulatory|perambular|preamble|pre?amb\.?|pmbl\.?))[\s,]\s?)?
        (?:(?i:(?:paragraphe?s?|paras?|pars(?=\.)|par(?=\.)|parags?|p[aá]rrafos?|clauses?|points?)(?![a-z])\.?)
           |¶{1,2}|§{1,2})
        |(?<!\w)(?P<short>OPs?|PPs?|Ops?|Pps?|ops?|pps|pp(?!\.)|O\.\s?P\.|P\.\s?P\.)\.?(?=\s?[-–]?\s?\d|\s(?:of|in)\s)""",
    T.PREAMBLE: r"(?<!\w)(?i:preambular|preambulatory|preamble|preamb\.?|pmbl\.?|pr[eé]ambule)(?!\w)",
    T.DATE: rf"""(?<![\w/.])(?:{_DAY}\s+(?:of\s+)?)?{_MONTH},?\s+(?:{_DAY},?\s+)?(?P<date_year>1[89]\d\d|20\d\d)(?!\d)
        |(?<![\w/.]){_DAY}\s+{_MONTH}(?![a-z]) | {_MONTH}\s+{_DAY}
        |(?<![\w/.-])\d{{4}}-\d\d-\d\d(?!\d) | (?<![\w/.-])\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}""",
    T.QUANTITY: r"""[$€£]\s?\d[\d,.]{0,15}|(?<![\w,])\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,9}(?:\.\d{1,9})?\s?%
        |(?<!\w)\d{3,4}['’]?s(?!\w)(?<!['’]s)|(?<!\w)(?:fy|mid-?|early-|late-)\s?(?:19|20)\d\d""",
    T.SLASHED: r"(?<![\w/.])\d{1,4}(?:/\d{1,4}){1,5}(?![\w/])",
    T.DECIMAL: r"(?<![\w.])\d{1,4}(?:\.\d{1,4}){1,4}(?![\w])",
    T.YEAR: rf"[(\[]\s?(?P<year>{_YEAR})(?:\s?[)\]]|(?=[,;]\s))",
    T.SESSION: r"\(\s?(?:E?S-)?[IVXLC]{1,7}\s?\)",
    T.STEP: r"\(\s?(?:[a-z]{1,5}|[A-Z]|\d{1,2})\s?\)",
    T.OCCURRENCE: r"\[(?P<occurrence>\d{1,3})\]",
    T.ORDINAL: rf"(?<!\w)(?:\d{{1,2}}(?i:st|nd|rd|th)|(?i:(?:twenty|thirty)[-\s](?:{'|'.join(_UNITS)})))(?!\w)",
    T.NUMBER: r"\d+",
    T.POSSESSIVE: r"['’]s(?!\w)",
    T.DOCUMENT: r"(?<!\w)(?i:(?:u\.?\s?n\.?\s)?doc(?:ument|s)?(?![a-z])\.?)",
    T.WORD: r"[^\W\d_]+",
    T.COMMA: r"[,;]",
    T.TO: r"[-–—‒−]",
    T.MARK: r"[^\s\w]|_",
}

# With what the words and signs begin that name a paragraph or an annex: of T.PARAGRAPH, T.SUBPARAGRAPH, T.PREAMBLE, T.ANNEX,
# T.HEADING, T.PASSAGE and T.KEY, and no others.
PLACE_WORDS = re.compile(
    r"""[¶§]|(?<![^\W\d_])(?:sub-?\s?)?(?:p[aá]r|annex|append|oper|op|o\.\s?p|pre?amb|pré?amb|pmbl|pp|p\.\s?p|disposit|peramb|clause|point|item
    |letter|heading|passage)""",
    re.VERBOSE | re.IGNORECASE,
)
_ANY = "|".join(f"(?P<{kind.name}>{piece})" for kind, piece in _PIECES.items())
LEXER = re.compile(rf"\s{{0,4}}+(?:(?P<PLAIN>{PLAIN})|{_ANY})", re.VERBOSE)

_CARDINALS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}

_KIND: dict[str, T] = {
    **dict.fromkeys(ORDINALS, T.ORDINAL),
    **dict.fromkeys(["and", "or", "et", "y", "und", "plus"], T.AND),
    **dict.fromkeys(["to", "through", "thru"], T.TO),
    **dict.fromkeys(["of", "in", "from", "under", "de", "du", "des", "del", "within"], T.CONNECTOR),
    **dict.fromkeys(["above", "below", "herein", "hereof", "supra", "infra"], T.ABOVE),
    **dict.fromkeys(["annex", "annexes", "appendix", "appendices", "annexe"], T.ANNEX),
    **dict.fromkeys(["section", "sections", "sect"], T.SECTION),
    **dict.fromkeys(["part", "parts"], T.PART),
    "operative": T.OPERATIVE,
    "heading": T.HEADING,
    "passage": T.PASSAGE,
}
_OTHER = (T.WORD, 0)
# Kind and value of the words that have one.
_WORDS = {
    word: (_KIND.get(word, T.WORD), _CARDINALS.get(word, 0) or ORDINALS.get(word, 0)) for word in (*_KIND, *_CARDINALS)
}

_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})|[clm]")
_STEP_NAME = re.compile(r"[a-z]|([a-z])\1|\d{1,2}")


def is_letter(text: str) -> bool:
    """One letter from a to z; a superscript two and an É are letters to the pattern of words."""
    return len(text) == 1 and text.isascii() and text.isalpha()


def is_roman(step: str) -> bool:
    """Whether ``iv`` can count: small Roman numerals up to 39, and the single letters c, l and m."""
    return bool(step) and _ROMAN.fullmatch(step) is not None


_KINDS = T.__members__


def _token(match: re.Match[str]) -> Token:
    name = match.lastgroup or "MARK"
    kind, text, start, end, value = _KINDS[name], match[name], match.start(name), match.end(), 0
    match kind:
        case T.WORD:
            text = text.lower()
            kind, value = _WORDS.get(text, _OTHER)
        case T.NUMBER:
            value = int(text) if len(text) < 6 and text.isascii() else 0
        case T.STEP:
            text = text.strip("() \n").lower()
            if not text.isascii() or not (_STEP_NAME.fullmatch(text) or is_roman(text)):
                kind = T.MARK
        case T.FOREIGN:
            if not any(char.isdigit() for char in text):
                kind, text = T.WORD, text.lower()
        case T.SYMBOL:
            text, value = match["symbol_year"] or "", int(match["symbol"])
        case T.YEAR:
            value = int(match["year"])
        case T.DATE:
            value = int(match["date_year"] or 0)
        case T.ORDINAL:
            tens, _, ones = text.lower().replace(" ", "-").partition("-")
            value = {"twenty": 20, "thirty": 30}[tens] + ORDINALS[ones] if ones else int(text[:-2])
        case T.MARK if text == "&":
            kind = T.AND
        case T.OCCURRENCE:
            value = int(match["occurrence"])
        case T.PARAGRAPH:
            text = (match["kind"] or match["short"] or "").lower()
    return Token(kind, text, start, end, value)


def tokens(text: str) -> Iterator[Token]:
    """Cut a text into tokens; white space and signs of no meaning are between them."""
    for match in LEXER.finditer(text):
        if match.lastgroup != "PLAIN":
            yield _token(match)
            continue
        word, end = match["PLAIN"].lower(), match.end()  # nine of ten
        kind, value = _WORDS.get(word, _OTHER)
        yield Token(kind, word, end - len(word), end, value)
