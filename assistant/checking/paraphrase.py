"""Which words of a sentence may stand for which words of the text it cites, and which words claim nothing.

The lists are short on purpose: what is not in them, and not in the text, is a claim of the writer's own.
"""

from __future__ import annotations

from functools import cache

from assistant.retrieval.names.place_names import table
from assistant.terms import FUNCTION_WORDS, stem

# Words that say where something stands or that it is said, never what is said.
REPORTING = frozenset(
    """resolution resolutions paragraph paragraphs para paras subparagraph preambular preamble operative annex security council text texts passage
    passages clause clauses say says said saying state stated read reads set sets setting out forth provides provided note
    noted mention mentions mentioned specify specifies specified specifically indicate indicates indicated describe describes described
    refer refers referred reference according accordance pursuant follow follows following contain contains contained also further
    furthermore moreover additionally addition particular particularly relevant respect regard regarding relate relates related
    relating concerning context thereby therefore thus hence however namely meaning accordingly respectively likewise similarly finally
    lastly overall summary short brief briefly answer question adopt adopts adopted adoption make makes made making take takes
    taken took taking give gives given gave giving put carry carries carried done called known titled entitled term terms item items
    point points part parts list lists listed way respective said above below thereof therein herein see cf eg ie etc
    operativ within upon among amongst towards toward via whose whether although though while whereas shall""".split()
)

# All that a sentence without any citation may consist of; with these words nothing can be asserted of a resolution.
CONNECTING = frozenset(
    """the a an this that these those here there is are as in of on to by from it its them they and or also further furthermore moreover
    addition additionally in short brief briefly summary overall answer answers question questions following follow follows below above relevant text texts passage
    passages evidence source sources paragraph paragraphs point points detail details say says said read reads provide provides provided provision provisions
    quote quotes quotation quotations according with for what how about regarding concerning asked found given were was be
    main key list listed full first then finally lastly next now more both each all key takeaways note notes citation citations""".split()
)
# "The passages do not answer the question": what a sentence may hold besides when it says that nothing was found.
ABSENCE = frozenset(
    "do does not nothing cannot can answer answers contain contains information enough specify address mention tell any been".split()
)
ABOUT_THE_EVIDENCE = frozenset("passage passages evidence text texts source sources".split())
OF_THE_END = frozenset("end ends ended known corpus last day up until go goes later after".split())

NEGATIONS = frozenset(
    "not no never neither nor none nothing cannot without non nobody nowhere hardly scarcely barely nope nay".split()
)
# Words that are a whole answer: what they affirm or deny stands in the question.
PRO_SENTENCES = frozenset(
    """yes yeah yep so indeed true untrue false correct incorrect right wrong certainly surely definitely absolutely exactly
    precisely obviously naturally apparently presumably agreed affirmative negative positive contrary opposite otherwise likewise
    still yet already longer ever anymore rather quite really actually""".split()
)
PRO_VERBS = frozenset("do does did done doing will would".split())  # that stand for the verb of the question
QUANTITIES = frozenset("all any every each some most many several few".split())
# Verbs that say that something is not to be. Where a text has one, a sentence may not drop it.
DENYING = frozenset("refrain prevent prohibit deny refuse exclud suppress avoid ceas forbid".split()) | {"denied"}
# Words with which a sentence can say the same.
DENIALS = DENYING | frozenset(
    """ban bar exempt except fail failur lack lift termin stop halt embargo restrict elimin eradic combat counter fight against
    end withhold deni prohibit prevent""".split()
)
LIMITS = frozenset("only except unless solely exclusively".split())
# Small words that change what is meant: of time, amount, choice.
RELATIONS = frozenset(
    """before after until since prior during least most more less fewer all any every each some both either or up exceed over below above
    against between and from""".split()
)
# Each of them, where a sentence has it, needs one of its group in the text.
ALIKE = {
    word: frozenset(group.split())
    for words, group in {
        "all every each": "all every each any no whole entire both",
        "any": "any all every each no",
        "some": "some certain several",
        "most": "most majority",
        "many several": "many several numerous",
        "few fewer": "few fewer",
        "least": "least minimum less fewer",
        "more": "more further additional than increase increased",
        "less": "less fewer reduce reduced",
        "before": "before prior by until ahead advance",
        "after": "after following once from since upon subsequent",
        "during": "during for in throughout over",
        "since": "since from after",
    }.items()
    for word in words.split()
}
STRONG = frozenset("shall must".split())
WEAK = frozenset("may can could might".split())
ADVISED = frozenset("should ought".split())
MODALS = STRONG | WEAK | ADVISED

# Verbs by which the Council acts. A sentence may attribute one to a text only where the text uses it.
ACTS = {
    form: base
    for base, forms in {
        "decide": "decides decided decide deciding",
        "demand": "demands demanded demanding",
        "insist": "insists insisted",
        "order": "orders ordered",
        "require": "requires required",
        "authorize": "authorizes authorized authorize authorises authorised authorise authorizing authorising",
        "direct": "directs directed directing",
        "instruct": "instructs instructed",
        "impose": "imposes imposed imposing",
        "request": "requests requested requesting",
        "call": "calls called calling",
        "urge": "urges urged urge urging",
        "appeal": "appeals appealed appealing",
        "encourage": "encourages encouraged encourage encouraging",
        "invite": "invites invited invite inviting",
        "recommend": "recommends recommended recommend recommending",
        "condemn": "condemns condemned condemn condemning",
        "endorse": "endorses endorsed endorsing",
        "approve": "approves approved approving",
        "welcome": "welcomes welcomed welcoming",
        "reaffirm": "reaffirms reaffirmed reaffirm reaffirming",
        "affirm": "affirms affirmed affirming",
        "stress": "stresses stressed stressing",
        "recall": "recalls recalled recalling",
        "reiterate": "reiterates reiterated reiterating",
        "ask": "asks asked asking",
    }.items()
    for form in forms.split()
}
# What a weaker or plainer verb may report; everything else is reported by its own verb.
REPORTED_BY = {
    "ask": {"request", "call", "urge", "invite", "encourage", "appeal", "ask"},
    "require": {"decide", "demand", "require", "oblige"},
    "reaffirm": {"affirm", "reaffirm", "reiterate"},
}
# What a modal verb may report, besides a modal of its own kind.
MUST_REPORTS = {"decide", "demand", "require", "order", "insist", "impose"}
MAY_REPORTS = {"authorize"}
SHOULD_REPORTS = {"call", "urge", "encourage", "invite", "recommend", "appeal", "request", "stress", "ask"}


@cache
def standing_for() -> dict[str, frozenset[str]]:
    """Stem → stems that may stand for it."""
    out: dict[str, frozenset[str]] = {}
    for row in table("paraphrases.csv"):
        group = frozenset(stem(word) for word in row["words"].split(";"))
        for each in group:
            out[each] = out.get(each, frozenset()) | group
    return out


def claims_nothing(word: str) -> bool:
    """Whether a word in lower case carries no content of its own."""
    return word in FUNCTION_WORDS or word in REPORTING or len(word) == 1


def same(one: str, other: str) -> bool:
    """Whether the stem ``one`` may stand for the stem ``other``."""
    return one == other or other in standing_for().get(one, frozenset())
