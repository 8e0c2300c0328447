"""What an answer's JSON form is worth: claims, questions as they are typed, questions of researchers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assistant.answer import Answer, CheckedClaim, ClaimVerdict, Status
from assistant.errors import WrongInput
from assistant.evaluation.items import AsTyped, Claim, Item, Researched
from assistant.evaluation.judge import JUDGES, Judgement
from assistant.evaluation.measures import says
from assistant.evaluation.research import row_says, without_places_and_days
from assistant.evaluation.shown import said, verdict_of
from assistant.evaluation.utterances import utterances_of

TODAY = dt.date(2035, 6, 1)


def shown(answer: str = "", *keys: str, **fields: Any) -> dict[str, Any]:
    citations = [{"key": key, "citation": key, "quote": "", "verdict": "retrieved"} for key in keys]
    return {"status": "answered", "answer": answer, "citations": citations, "evidence": [], **fields}


def judged(name: str, item: Item, answer: dict[str, Any], others: tuple[Item, ...] = ()) -> Judgement:
    asked = utterances_of(name, [*others, item], TODAY)
    return JUDGES[name](next(each for each in asked if each.item is item), answer)


def typed(**fields: Any) -> AsTyped:
    return AsTyped.model_validate({"id": "t", "question": "?", "gold": ("7001/op3",)} | fields)


def researched(**fields: Any) -> Researched:
    return Researched.model_validate({"id": "r", "question": "?", "kind": "event"} | fields)


def checked(*verdicts: str) -> list[dict[str, str]]:
    return [{"claim": "x", "resolution": "7001", "verdict": verdict, "key": ""} for verdict in verdicts]


def test_checked_claims_stand_in_the_json_only_where_there_are_any() -> None:
    answer = Answer(question="?", standalone="?", status=Status.ANSWERED, text="It does.")
    assert "checked" not in answer.to_json()
    claim = CheckedClaim(claim="it binds", resolution="7001", verdict=ClaimVerdict.SILENT, key="7001/op3")
    told = answer.model_copy(update={"checked": (claim,)}).to_json()
    assert told["checked"] == [{"claim": "it binds", "resolution": "7001", "verdict": "silent", "key": "7001/op3"}]
    assert verdict_of(told) == "silent"


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        (("holds",), "holds"),
        (("holds", "contradicted"), "contradicted"),
        (("silent", "holds"), "silent"),
        (("holds", "undecided"), ""),
        (("undecided", "silent"), "silent"),
    ],
)
def test_of_several_claims_the_worst_counts(verdicts: tuple[str, ...], verdict: str) -> None:
    assert verdict_of(shown(checked=checked(*verdicts))) == verdict


def test_without_a_checked_claim_the_status_speaks() -> None:
    by_status = {"answered": "holds", "corrected": "contradicted", "refused": "silent", "error": ""}
    assert {status: verdict_of(shown(status=status)) for status in by_status} == by_status


def test_claims() -> None:
    def marks(verdict: str, *found: str) -> Any:
        item = Claim.model_validate({"id": "c", "question": "?", "verdict": verdict})
        return judged("claims", item, shown(checked=checked(*found))).marks

    assert marks("holds", "holds") == {"accuracy": 1, "true kept": 1}
    assert marks("holds", "undecided") == {"accuracy": 0, "true kept": 1}, "undecided is none, and calls nothing false"
    assert marks("holds", "silent") == {"accuracy": 0, "true kept": 0}
    assert marks("silent", "contradicted") == {"accuracy": 0, "silent noticed": 0, "noticed at all": 1}
    assert marks("contradicted", "contradicted") == {"accuracy": 1, "contradicted noticed": 1, "noticed at all": 1}


def test_as_typed_what_is_cited_and_what_leads() -> None:
    item = typed(also_ok=("7002/op1",), superseded=("7000/op1",), must_say=("14 March 2031",))
    right = judged("as_typed", item, shown("Since 2031-03-14.", "7002/op1(a)", "7000/op1")).marks
    assert (right["cited"], right["led"], right["superseded leads"], right["right"]) == (1, 1, 0, 1)
    old = judged("as_typed", item, shown("", "7000/op1", "7001/op3"))
    assert (old.marks["cited"], old.marks["led"], old.marks["superseded leads"], old.marks["must say"]) == (1, 0, 1, 0)
    assert "14 March 2031" in old.wrong
    put_right = judged("as_typed", item, shown("", "7000/op1", status="corrected")).marks
    assert put_right["superseded leads"] == 0, "it is not told as if it held"


def test_as_typed_parts_and_turns() -> None:
    item = typed(history_id="before", parts=(("7001/op3",), ("7002/op1", "7002"), ("7003/op1",)))
    marks = judged("as_typed", item, shown("", "7001/op3", "7002"), (typed(id="before"),)).marks
    assert marks["parts"] == pytest.approx(2 / 3)
    assert marks["later turns cited"] == 1
    assert "first turns cited" not in marks
    assert marks["right"] == 0


def test_as_typed_what_the_texts_do_not_hold() -> None:
    item = typed(gold=(), also_ok=("7001/op3",))
    end = {"corpus_end": "2033-07-07"}
    assert judged("as_typed", item, shown(status="refused")).marks["absence told"]
    assert judged("as_typed", item, shown("The texts end on 7 July 2033.", "7001/op3", **end)).marks["absence told"]
    other = shown("The texts end on 7 July 2033.", "7002/op1", "7001/op3", **end)
    assert not judged("as_typed", item, other).marks["absence told"]
    assert not judged("as_typed", item, shown("It is 900.", "7001/op3", **end)).marks["absence told"]


def test_yes_and_no_are_answers_and_members_have_several_names() -> None:
    assert said(shown("Under it. Yes, paragraph 3 allows it."), "yes")
    assert said(shown("No paragraph of it invokes Chapter VII."), "no")
    assert not said(shown("It binds. No State asked for “no, never”."), "no")
    assert said(shown("It is no longer in force."), "no")
    assert said(shown("Nothing opens with a word.", checked=checked("contradicted")), "no")
    assert said(shown("The Russian Federation abstained."), "Russia")
    assert said(shown("Two abstained.", vote={"abstaining": ["CHN"]}), "China")
    assert not said(shown("Two abstained.", vote={"abstaining": ["CHN"]}), "Norway")
    assert said(shown("It was ended by S/RES/1021 (1995)."), "1021")
    assert not said(shown("It was ended by S/RES/11021."), "1021")
    assert says("within three working days", "3 working days")


def test_researchers_numbers_and_tables() -> None:
    number = researched(expected_number=18, accept_numbers=(11,))
    assert judged("researchers", number, shown("There were eleven.")).marks["right"]
    for other in ("There were 180.", "S/RES/2018 (2011), para. 18, of 18 May 2012."):
        assert not judged("researchers", number, shown(other)).marks["right"]
    table = researched(kind="aggregate", expected_table={"2015": (54.7, 55), "1995": (31.8,), "1996": (0,)})
    for answer in (
        "2015: 35 of 64 (54.69 %)\n1995: 21 of 66 (31.8 %)",
        "54.7 % in 2015 against 31.8 % in 1995.",
        "| 2015 | 55 |\n| 1995 | 31.8 |\n| 1996 | 0 |",
    ):
        assert judged("researchers", table, shown(answer)).marks["right, aggregate"], answer
    swapped = judged("researchers", table, shown("2015: 31.8 %; 1995: 54.7 %"))
    assert not swapped.marks["right"]
    assert "2015, 1995" in swapped.wrong
    assert not row_says("2015 1, 2016 0, 2017 4", "2016", (4,))
    assert "2015" not in without_places_and_days("S/RES/2222 (2015) of 3 May 2015")


def test_researchers_sets_and_other_readings() -> None:
    item = researched(kind="superlative", expected_set=("7001", "7002"), expected_number=9, accept_numbers=(7,), gold=("7001",), also_ok=("7005",))  # fmt: skip
    assert judged("researchers", item, shown("Nine.", resolutions=["7002", "7001"])).marks["right"]
    assert judged("researchers", item, shown("By 7.", "7005/op1")).marks["right"], "another reading, told by its number"
    assert not judged("researchers", item, shown("Nine.", resolutions=["7001"])).marks["right"]
    assert not judged("researchers", item, shown("By 7.", resolutions=["7005", "7004"])).marks["right"]


def test_researchers_timelines_absences_and_what_is_forbidden() -> None:
    line = researched(kind="timeline", gold=("7001/op1", "7002/op1"))
    assert judged("researchers", line, shown("", "7002/op1", "7001/op1")).marks["right"]
    assert "7002/op1" in judged("researchers", line, shown("", "7001/op1")).wrong
    assert judged("researchers", line, shown("", "7000/op1", "7001/op1")).marks["led"] == 0
    whole = researched(gold=("7001",), must_not_say=("Azuria voted against",))
    assert judged("researchers", whole, shown("Azuria abstained.", "7001/op4")).marks["right"]
    assert not judged("researchers", whole, shown("Azuria voted against it.", "7001/op4")).marks["right"]
    assert judged("researchers", researched(), shown(status="refused")).marks["right"]
    assert not judged("researchers", researched(), shown("It said so.", "7001/op1")).marks["right"]


def test_items_are_asked_after_those_before_them() -> None:
    items = [typed(id="c", history_id="b"), typed(id="b", history_id="a"), typed(id="a")]
    asked = utterances_of("as_typed", items, TODAY)
    assert [(each.id, each.turn, [one.id for one in each.before]) for each in asked] == [
        ("a", 1, []), ("b", 2, ["a"]), ("c", 3, ["a", "b"]),
    ]  # fmt: skip
    for wrong in ([typed(id="a", history_id="gone")], [typed(id="a", history_id="b"), typed(id="b", history_id="a")]):
        with pytest.raises(WrongInput, match="history_id"):
            utterances_of("as_typed", wrong, TODAY)
