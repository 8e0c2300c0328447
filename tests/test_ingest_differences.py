"""Two stored texts of one resolution held against each other, on invented editions."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.annotations import Extent
from ingest.edition import Edition, Form
from ingest.merging.merge import merge
from ingest.merging.settled import settle_differences
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Reads, Resolution
from tests.factories import resolution

MEASURE = "Decides, under Chapter {} of the Charter, that all States shall implement an arms embargo against Azuria;"


def edition(form: Form, *texts: str, number: int = 913, day: dt.date | None = dt.date(1994, 5, 3)) -> Edition:
    rows = tuple(
        Paragraph(resolution=number, year=1994, kind=Kind.OPERATIVE, number=str(place), text=text)
        for place, text in enumerate(texts, 1)
    )
    return Edition(number=number, year=1994, form=form, source=f"{form.name}.txt", date=day, paragraphs=rows)


def settled(*editions: Edition, beside: tuple[Resolution, ...] = ()) -> Resolution:
    return settle_differences([merge(editions), *beside])[0]


def test_texts_that_agree_or_only_spell_otherwise_do_not_differ() -> None:
    ours = edition(Form.GOLD, "Requests the Keeper to report within sixty days, on 3 July, in English;")
    theirs = edition(Form.PLAIN, "Requests the Keeper to report, within 60 days, on 3 Jul, in English;")
    assert merge([ours, theirs]).differences == ()


def test_a_slip_of_the_chapter_is_kept_in_the_words_and_counted_as_what_it_is() -> None:
    found = settled(edition(Form.GOLD, MEASURE.format("VI")), edition(Form.PLAIN, MEASURE.format("VII")))
    (difference,) = found.differences
    assert (difference.reads, difference.kept, difference.other) == (Reads.CHAPTER, "VI", "VII")
    assert (difference.better, difference.is_slip, difference.source) == ("VII", True, "PLAIN.txt")
    assert "Chapter VI of" in found.paragraphs[0].words
    assert (found.chapter_vii.extent, found.chapter_vii.keys) == (Extent.PARAGRAPHS, ("913/op1",))
    (decision,) = found.mandate_decisions
    ours, theirs = found.paragraphs[0].words, MEASURE.format("VII")
    (right,) = merge([edition(Form.GOLD, theirs)]).mandate_decisions
    assert ours[decision.start : decision.end].replace("VI", "VII") == theirs[right.start : right.end]


def test_two_of_three_texts_are_followed() -> None:
    ours, theirs = (f"Decides to extend the Lamp Watch until {day} May 1995;" for day in ("13", "15"))
    found = settled(edition(Form.GOLD, ours), edition(Form.PLAIN, theirs), edition(Form.OCR, theirs))
    assert [(each.reads, each.better) for each in found.differences] == [(Reads.DAY, "15")]


@pytest.mark.parametrize(
    ("ours", "theirs", "better"),
    [
        ("Recalls its resolution 905 (1994) of 2 March 1994;", "Recalls its resolution 906 (1994) of 2 March 1994;", "906"),
        ("Recalls its resolution 906 (1993) of 2 March 1994;", "Recalls its resolution 906 (1994) of 2 March 1994;", "1994"),
        ("Recalls its resolution [06 (1994);", "Recalls its resolution 906 (1994);", "906"),
    ],
)  # fmt: skip
def test_a_resolution_cited_is_the_one_of_that_day(ours: str, theirs: str, better: str) -> None:
    cited = [
        resolution(n, 1994, ["Urges calm"]).model_copy(update={"date": dt.date(1994, m, 2)})
        for n, m in ((905, 2), (906, 3))
    ]
    found = settled(edition(Form.GOLD, ours), edition(Form.PLAIN, theirs), beside=tuple(cited))
    assert [each.better for each in found.differences] == [better]
    assert found.related == (906,)


@pytest.mark.parametrize(
    ("ours", "theirs", "better"),
    [("3 December 1994", "3 November 1994", "November"), ("3 November 1994", "3 November 1993", "1994")],
)
def test_an_end_fits_the_period_beside_it_and_lies_behind_the_adoption(ours: str, theirs: str, better: str) -> None:
    first, second = (f"Decides to extend the Lamp Watch for six months until {day};" for day in (ours, theirs))
    found = settled(edition(Form.GOLD, first), edition(Form.PLAIN, second))
    assert [each.better for each in found.differences] == [better]


def test_what_no_rule_settles_is_in_doubt_and_stays_as_it_is_read() -> None:
    found = settled(
        edition(Form.GOLD, "Requests the Keeper to mend the lamp by 3 May 1995;"),
        edition(Form.PLAIN, "Demands the Keeper to mend the lamp by 8 May 1995;"),
    )
    assert {each.reads: each.better for each in found.differences} == {Reads.VERB: "", Reads.DAY: ""}
    assert found.paragraphs[0].verb == "requests"
