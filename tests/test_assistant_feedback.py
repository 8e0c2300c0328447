"""What readers find of answers: kept, listed, and made into questions that are measured."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.cli import app
from assistant.errors import WrongInput
from assistant.evaluation.feedback import NAME, Feedback, Kept, Remark
from assistant.evaluation.items import AsTyped, read_items
from assistant.evaluation.utterances import utterances_of

ANSWER = Answer(
    question="And the lanterns?",
    standalone="And the lanterns?",
    status=Status.ANSWERED,
    text="They burn.",
    citations=(Citation(key="7001/op3", citation="S/RES/7001 (2031), para. 3", verdict=Verdict.RETRIEVED),),
)
BEFORE = ANSWER.model_copy(update={"question": "Who carries them?"})


def remark(finding: str = "wrong paragraph", right: str = "", words: str = "") -> Remark:
    return Remark.read({"turn": 0, "finding": finding, "right": right, "words": words, "more": "x"})


@pytest.mark.parametrize(
    ("right", "gold"),
    [
        ("S/RES/7001 (2031), para. 2, and S/RES/7002 (2032), para. 4", ("7001/op2", "7002/op4")),
        ("7001/op2, 7001/pp1", ("7001/op2", "7001/pp1")),
        (" ", ()),
    ],
)
def test_the_right_paragraph_is_read_as_a_citation_or_a_key(right: str, gold: tuple[str, ...]) -> None:
    assert remark(right=right).gold == gold


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(WrongInput, match="Write it as"):
        _ = remark(right="the one below").gold
    for sent in (
        None,
        {"turn": 0},
        {"turn": 0, "finding": "bad"},
        {"turn": 0, "finding": "other", "words": "x" * 3000},
    ):
        with pytest.raises(WrongInput, match="choose one"):
            Remark.read(sent)


def test_a_remark_is_kept_with_what_was_asked_and_answered(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path)
    kept = feedback.keep(remark(words=" Not\nthat. "), ANSWER, [BEFORE, None], as_of="2031-01-01", limits=["", "x"])
    assert feedback.all() == [kept]
    assert (kept.words, kept.cited, kept.before[0].question, kept.as_of) == (
        "Not\nthat.",
        ("7001/op3",),
        "Who carries them?",
        "2031-01-01",
    )
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    (tmp_path / NAME).write_text("no json\n" + (tmp_path / NAME).read_text("utf-8") + '{"id": 3}\n', "utf-8")
    assert feedback.all() == [kept]


def test_the_file_has_an_end_and_is_no_link_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.evaluation.feedback._ROOM", 10)
    with pytest.raises(WrongInput, match="no room"):
        Feedback(tmp_path).keep(remark(), ANSWER, [])
    monkeypatch.undo()
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).symlink_to(tmp_path / "other")
    with pytest.raises(WrongInput, match="cannot be kept"):
        Feedback(tmp_path).keep(remark(), ANSWER, [])
    assert not (tmp_path / "other").exists()


def test_the_command_lists_remarks_and_writes_them_as_questions_with_known_answers(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path)
    run = CliRunner().invoke
    assert "Nothing is kept" in run(app, ["feedback", "--data", str(tmp_path)]).output
    feedback.keep(remark("missing", "S/RES/7001 (2031), para. 2"), ANSWER, [BEFORE])
    feedback.keep(remark("other", words="Odd \x1b[31m words"), ANSWER, [])
    shown = run(app, ["feedback", "--data", str(tmp_path)]).output
    assert "missing: And the lanterns?" in shown
    assert "right: 7001/op2" in shown
    assert "\x1b" not in shown
    told = json.loads(run(app, ["feedback", "--data", str(tmp_path), "--json"]).output)
    assert [Kept.model_validate(each).finding for each in told] == ["missing", "other"]
    out = tmp_path / "questions"
    assert run(app, ["feedback", "--data", str(tmp_path), "--export", str(out)]).exit_code == 0
    items = read_items(out / "as_typed.jsonl", AsTyped)
    assert [(item.question, item.gold) for item in items] == [
        ("Who carries them?", ("7001/op3",)),
        ("And the lanterns?", ("7001/op2",)),
    ]
    assert [len(each.before) for each in utterances_of("as_typed", items, dt.date(2031, 1, 1))] == [0, 1]
    (left,) = read_items(out / "to_complete.jsonl", AsTyped)
    assert (left.question, left.gold, left.kind) == ("And the lanterns?", (), "other")
