"""Which decisions on a place a name of measures means: its kinds, in the line of the newest one, and nothing that others began."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.chain import _is_on, decisions_on
from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.slots.moment import of_its_time
from assistant.reading.subjects import Subjects
from assistant.telling.chains.end import chain_told
from assistant.timeline.regimes.by_roots import regimes_in
from assistant.timeline.regimes.kinds import chain_on
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.decided import corpus_of, decided
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.lineage.reading import Lineage

TEXTS = {  # number: day, paragraphs
    7301: (dt.date(2031, 3, 1), [
        "Decides that all States shall prevent the sale of arms and related materiel to Nepal",
        "Decides that all States shall prevent the import of rough diamonds from Nepal",
    ]),
    7302: (dt.date(2032, 3, 1), ["Decides to renew the measures on diamonds imposed by resolution 7301 (2031)"]),
    7303: (dt.date(2033, 3, 1), ["Decides to lift the measures on diamonds imposed by resolution 7301 (2031)"]),
    7304: (dt.date(2034, 3, 1), ["Decides to renew the measures on arms imposed by resolution 7301 (2031)"]),
    7305: (dt.date(2035, 3, 1), ["Decides that the provisions of its resolution 7290 (2030) shall continue in force"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("measures_chain"), TEXTS) as opened:
        yield opened


def _on(
    number: int, action: Action, kind: str = "", roots: tuple[int, ...] = (7301,), point: int = 1
) -> MandateDecision:
    body = f"{kind} measures (Nepal)".strip()
    return MandateDecision(
        key=f"{number}/op{point}", action=action, body=body, kind=BodyKind.MEASURES, place="Nepal",
        date=TEXTS[number][0], roots=roots, end=len(TEXTS[number][1][point - 1]),
    )  # fmt: skip


DECISIONS = [
    _on(7301, Action.ESTABLISH, "arms"),
    _on(7301, Action.ESTABLISH, "diamonds", point=2),
    _on(7302, Action.EXTEND, "diamonds"),
    _on(7303, Action.END, "diamonds"),
    _on(7304, Action.EXTEND, "arms"),
    _on(7305, Action.EXTEND, roots=(7290,)),
]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Nepal diamonds", ["7301/op2", "7302/op1", "7303/op1"]),
        ("Nepal arms embargo", ["7301/op1", "7304/op1"]),
    ],
)
def test_a_kind_of_measures_has_its_own_chain(catalogue: Catalogue, name: str, keys: list[str]) -> None:
    assert [d.key for d in chain_on(name, "Nepal", DECISIONS, catalogue)] == keys


def test_provisions_that_gave_a_force_its_mandate_are_no_sanctions(catalogue: Catalogue) -> None:
    assert chain_on("Nepal sanctions", "Nepal", DECISIONS, catalogue)[-1].key == "7304/op1"
    assert chain_on("Chad sanctions", "Chad", DECISIONS, catalogue) == []


def test_what_a_later_text_extends_is_not_said_to_have_run_out(tmp_path: Path) -> None:
    ends = _on(7301, Action.ESTABLISH, "arms").model_copy(update={"until": dt.date(2034, 6, 1)})
    extends = _on(7304, Action.EXTEND, "arms").model_copy(update={"open_ended": True})
    texts = []
    for decision in (ends, extends):
        number, (day, ops) = decision.resolution, TEXTS[decision.resolution]
        cites = {"7304/op1": ("7301",)}
        one = resolution(number, day.year, ops, date=day, cites=cites)
        texts.append(one.model_copy(update={"mandate_decisions": (decision,)}))
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, texts)
    catalogue = Catalogue.open(path)
    lineage = Lineage(catalogue)
    told = chain_told([ends], lineage, dt.date(2036, 1, 1))
    assert told is not None
    assert lineage.standings, "how a paragraph stands is remembered for what is told beside it"
    assert told.citations[0].key == "7304/op1"
    assert "no later decision" not in told.text
    before = chain_told([ends], lineage, dt.date(2034, 2, 1))
    assert before is not None
    assert before.citations[0].key == "7301/op1"
    catalogue.close()


def test_on_a_day_before_any_of_them_there_is_no_decision(catalogue: Catalogue) -> None:
    subject = Subject(kind=SubjectKind.MEASURES, name="Nepal arms embargo")
    entry = Entry(
        subject, "Measures on Nepal", "", "Nepal", "", "Nepal", (), frozenset(), frozenset(), decisions=tuple(DECISIONS)
    )
    corpus = SimpleNamespace(catalogue=catalogue)
    assert decisions_on("Nepal arms embargo", entry, corpus, dt.date(2030, 1, 1)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("since", "until", "number", "resolution"),
    [
        (2031, 2031, 0, 7301),  # of the first of two regimes
        (2030, 2039, 0, 0),  # of both
        (2035, 2035, 0, 0),  # of the newest, which is meant without a time
        (0, 0, 7301, 7301),  # "7301 measures"
        (0, 0, 7305, 0),
    ],
)
@pytest.mark.parametrize("outside", [False, True])  # "resolution 7301, the measures"
def test_the_measures_of_a_time_or_a_number_are_those_of_its_regime(
    since: int, until: int, number: int, resolution: int, outside: bool
) -> None:
    subject = Subject(kind=SubjectKind.MEASURES, name="Nepal sanctions")
    entry = SimpleNamespace(subject=subject, decisions=tuple(DECISIONS), roots=frozenset())
    period = (dt.date(since, 1, 1), dt.date(until, 12, 31)) if since else (None, None)
    understood = SimpleNamespace(numbers=(number,) if number else ())
    asked = SimpleNamespace(
        day=dt.date(2036, 1, 1),
        focus=SimpleNamespace(plans=()),
        mentions=SimpleNamespace(
            events=(), named=(), numbers=understood.numbers if outside else (), period=period, understood=understood
        ),
        subjects=SimpleNamespace(entry=lambda *_: entry),
    )
    assert of_its_time(subject, "end", asked) == resolution  # type: ignore[arg-type]


def _going_back(number: int, *roots: int, day: dt.date = dt.date(2031, 5, 1)) -> MandateDecision:
    return MandateDecision(body="measures (Nepal)", action=Action.EXTEND, key=f"{number}/op1", date=day, roots=roots)


@pytest.mark.parametrize(
    ("decided_on", "regimes"),
    [
        ([], []),
        ([(7301,), (7311,)], [[7301], [7311]]),
        ([(7301,), (7311,), (7302, 7301), (7312, 7311), (7303, 7302)], [[7301, 7302, 7303], [7311, 7312]]),
        ([(7301,), (7302, 7301), (7303, 7302), (7304, 7301)], [[7301, 7302, 7303, 7304]]),  # one more by the first root
        ([(7302, 7299), (7311,), (7303, 7299)], [[7302, 7303], [7311]]),  # by a root that is itself no decision here
        ([(7301,), (7311,), (7321,), (7322, 7301, 7321)], [[7301, 7321, 7322], [7311]]),  # a later one joins two
    ],
)
def test_decisions_with_a_common_root_are_of_one_regime(
    decided_on: list[tuple[int, ...]], regimes: list[list[int]]
) -> None:
    decisions = [
        _going_back(number, *roots, day=dt.date(2031, 1, at)) for at, (number, *roots) in enumerate(decided_on, 1)
    ]
    assert [[d.resolution for d in each] for each in regimes_in(decisions)] == regimes


def test_regimes_and_their_decisions_stand_the_oldest_first_in_whatever_order_they_are_given() -> None:
    newest, second = _going_back(7313, 7311, day=dt.date(2033, 1, 1)), _going_back(7303, 7301, day=dt.date(2032, 1, 1))
    first, other = _going_back(7301), _going_back(7311, day=dt.date(2031, 6, 1))
    assert regimes_in([newest, second, other, first]) == [[first, second], [other, newest]]


OF_OTHER_KINDS = {
    7310: (dt.date(2036, 3, 1), [
        "Decides that relief agencies are authorized to use the fords of Zambia for their boats",
        "Decides that the decisions contained in paragraph 1 of this resolution on Zambia shall expire 180 days from its adoption",
    ]),
    7311: (dt.date(2036, 8, 1), [
        "Decides to renew the decisions in paragraph 1 of resolution 7310 (2036) on Zambia for a period of six months, until 1 February 2037",
    ]),
    7312: (dt.date(2036, 9, 1), ["Decides that all Member States shall prohibit the purchase of weapons from Malawi by their nationals"]),
    7313: (dt.date(2036, 10, 1), ["Decides that all States shall prevent the sale of arms and related materiel to Nepal"]),
    7314: (dt.date(2037, 10, 1), ["Decides to renew the measures on arms on Nepal imposed by resolution 7313 (2036) until 1 March 2038"]),
}  # fmt: skip


def test_what_lets_aid_through_and_what_one_text_alone_forbids_are_no_sanctions(tmp_path: Path) -> None:
    with decided(tmp_path, OF_OTHER_KINDS) as opened:
        on_measures = {d.place for d in opened.mandates() if d.kind is BodyKind.MEASURES}
        assert on_measures == {"Zambia", "Malawi", "Nepal"}
        followed = {e.place for e in Subjects(opened).entries if e.subject.kind is SubjectKind.MEASURES}
        assert followed == {"Nepal"}
        assert chain_on("Zambia sanctions", "Zambia", opened.mandates(), opened) == []


def test_measures_are_told_with_those_on_whom_they_are(tmp_path: Path) -> None:
    to_some = "to armed groups in the hills of Nepal"
    texts = {
        7401: (dt.date(2031, 3, 1), [f"Decides that all States shall prevent the sale or supply, {to_some}, by their nationals or using their flag vessels, of arms"]),
        7402: (dt.date(2032, 3, 1), ["Decides to renew until 1 March 2033 the measures on arms imposed by paragraph 1 of resolution 7401 (2031), and reaffirms paragraph 1 of resolution 7401 (2031)"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"7402/op1": ("7401/op1",)}) as opened:
        chain = [d for d in opened.mandates() if d.kind is BodyKind.MEASURES]
        told = chain_told(chain, Lineage(opened), dt.date(2032, 6, 1))
    assert told is not None
    first = told.text.splitlines()[0]
    assert f"Supplies are barred “{to_some}” (S/RES/7401 (2031), para. 1)." in first
    assert not first.endswith("and”.")
    assert [each.key for each in told.citations][:2] == ["7402/op1", "7401/op1"]


def test_a_ban_on_a_whole_place_that_is_newer_tells_on_whom_measures_are(tmp_path: Path) -> None:
    bars = "Decides that all States shall prevent the sale or supply"
    texts = {
        7501: (dt.date(2031, 3, 1), [f"{bars}, to armed groups in the hills of Nepal, by their nationals or using their flag vessels, of arms"]),
        7502: (dt.date(2032, 3, 1), [f"{bars} to Nepal, by their nationals or using their flag vessels, of arms until 1 March 2033"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"7502/op1": ("7501",)}) as opened:
        chain = [d for d in opened.mandates() if d.kind is BodyKind.MEASURES]
        told = chain_told(chain, Lineage(opened), dt.date(2032, 6, 1))
    assert told is not None
    assert told.citations[0].key == "7502/op1"
    assert "Supplies are barred" not in told.text


def test_the_day_of_a_renewal_is_not_told_of_what_it_only_recalls(tmp_path: Path) -> None:
    texts = {
        7511: (dt.date(2031, 3, 1), ["Decides that all States shall, for an initial period of one year, freeze without delay all funds of those listed in the annex on Nepal"]),
        7512: (dt.date(2031, 9, 1), ["Decides that all States shall prevent the sale or supply, to armed groups in the hills of Nepal, by their nationals or using their flag vessels, of arms"]),
        7513: (dt.date(2032, 3, 1), ["Decides to renew until 1 March 2033 the measures on Nepal imposed by paragraph 1 of resolution 7511 (2031), and reaffirms paragraph 1 of resolution 7512 (2031)"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"7513/op1": ("7511/op1", "7512/op1")}) as opened:
        chain = [d for d in opened.mandates() if d.kind is BodyKind.MEASURES]
        told = chain_told(chain, Lineage(opened), dt.date(2032, 6, 1))
    assert [each.key for each in chain] == ["7511/op1", "7512/op1", "7513/op1"]
    assert told is not None
    assert "until 1 March 2033" in told.text
    assert "Supplies are barred" not in told.text


def test_a_panel_ends_with_the_last_text_that_extends_what_set_it_up_by_its_number(tmp_path: Path) -> None:
    texts = {
        7521: (dt.date(2031, 3, 1), ["Decides to establish a monitoring mechanism to count the boats that cross to Nepal"]),
        7522: (dt.date(2032, 3, 1), ["Decides to renew the decision in paragraph 1 of resolution 7521 (2031) until 1 March 2033"]),
        7523: (dt.date(2034, 3, 1), ["Notes the lanterns of Nepal"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"7522/op1": ("7521/op1",)}) as opened:
        chain = [d for d in opened.mandates() if d.kind is BodyKind.PANEL]
        told = chain_told(chain, Lineage(opened), dt.date(2035, 6, 1))
    assert [each.key for each in chain] == ["7521/op1"]
    assert told is not None
    assert told.citations[0].key == "7522/op1"
    assert told.text.startswith("The Monitoring Mechanism (Nepal) ran out on paper on 1 March 2033")


def test_an_end_without_a_day_is_told_with_all_its_terms_and_led_by_the_one_without_an_if(tmp_path: Path) -> None:
    texts = {
        7601: (dt.date(2031, 3, 1), ["Decides that all States shall prevent the sale of arms and related materiel to Nepal"]),
        7602: (dt.date(2032, 3, 1), [
            "Decides that on the date ten years after the day of lanterns, as defined in the plan, the measures on Nepal shall be terminated",
            "Decides that the end in paragraph 1 of this resolution shall not come while the bells are rung",
            "Decides to count the lanterns of Nepal",
            "Decides that, if the Council is not told of the bells, the measures on Nepal shall be terminated",
        ]),
    }  # fmt: skip
    with decided(tmp_path, texts) as opened:
        made = {"body": "measures (Nepal)", "kind": BodyKind.MEASURES, "place": "Nepal", "end": 90}
        ends = [MandateDecision(key=f"7602/op{n}", action=Action.END, date=texts[7602][0], **made) for n in (1, 4)]
        sets_up = MandateDecision(key="7601/op1", action=Action.ESTABLISH, date=texts[7601][0], **made)
        told = chain_told([sets_up, *ends], Lineage(opened), dt.date(2033, 6, 1))
    assert told is not None
    assert [each.key for each in told.citations if each.quote] == ["7602/op1", "7602/op2", "7602/op4"]
    assert "no day can be computed" in told.text.splitlines()[0]


def test_what_ends_a_paragraph_by_its_number_ends_the_measures_of_its_points(tmp_path: Path) -> None:
    texts: dict[int, Any] = {
        7701: (dt.date(2031, 3, 1), [
            ("Decides that all States shall take the following steps:", [
                "to prevent the sale of arms and related materiel to Nepal",
                "to prevent the import of rough diamonds from Nepal"]),
            "Decides that all States shall prevent the import of timber from Nepal",
        ]),
        7702: (dt.date(2033, 3, 1), ["Decides to terminate the steps required by paragraph 1 of resolution 7701 (2031)"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"7702/op1": ("7701/op1",)}) as opened:
        ends = MandateDecision(key="7702/op1", action=Action.END, body="measures (Nepal)", kind=BodyKind.MEASURES)
        corpus = corpus_of(opened, dt.date(2035, 6, 1))
        on = {lane: _is_on(ends, (lane,), corpus) for lane in ("arms embargo", "diamonds", "timber")}
    assert on == {"arms embargo": True, "diamonds": True, "timber": False}
