"""Presidential statements are recognised in every form, counted, and nothing is read out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsing.identity import of_statement
from ingest.pipeline import read_sources
from ingest.read import NotAResolution, read_file
from tests.test_assistant_cli import MASTHEAD

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<{element} name="{name}"><meta/>
<coverPage><p><span>United Nations</span></p><p><docNumber>{symbol}</docNumber></p></coverPage>
<preface><p><docTitle>Statement by the President of the Security Council</docTitle></p></preface>
<mainBody><paragraph><content><p>“The Security Council recalls its resolution 9005 (2031) and welcomes the new ferry.”</p>
</content></paragraph></mainBody></{element}></akomaNtoso>
"""
PRINTED = """United Nations S/PRST/2031/12

Security Council Distr.: General

3 May 2031

Statement by the President of the Security Council

At the 9999th meeting of the Security Council, held on 3 May 2031, in connection with the item entitled “Ferries”, the
President made the following statement on behalf of the Council:

“The Security Council recalls resolution 9005 (2031).

“The Security Council welcomes the new ferry.”
"""
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("S_PRST_2031_12.xml", AKN.format(element="statement", name="resolution", symbol="S/PRST/2031/12")),
        ("S_PRST_2031_12-3100001E.xml", AKN.format(element="statement", name="statement", symbol="S/PRST/2031/12")),
        ("N3100001.xml", AKN.format(element="statement", name="presidentialStatement", symbol="S/PRST/2031/12")),
        ("N3100001.xml", AKN.format(element="doc", name="statement", symbol="S/PRST/2031/12")),
        ("S_PRST_2031_12.xml", AKN.format(element="doc", name="statement", symbol="")),
        ("statement.txt", PRINTED),
        ("S_PRST_2031_12_EN.txt", PRINTED.replace("S/PRST/2031/12", "")),
        ("statement.txt", PRINTED.replace("S/PRST/2031/12", "S /PRST/ 2031/12")),
    ],
)
def test_recognised_by_masthead_or_name(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(NotAResolution) as told:
        read_file(tmp_path / name)
    assert str(told.value) == "a presidential statement (S/PRST/2031/12)"
    report = read_sources([tmp_path], processes=1)
    assert report.others == {"presidential statement": 1}
    assert not report.broken
    assert not report.resolutions


@pytest.mark.parametrize(
    ("masthead", "name"),
    [
        ("United Nations S/RES/9005 (2031) ... recalling S/PRST/2031/12", "N1.txt"),
        ("Resolution 9005 (2031) ... recalling the statement of its President (S/PRST/2031/12)", "N1.txt"),
        ("recalling the statement of its President (S/PRST/2031/12)", "S_RES_9005_2031_EN.txt"),
        ("S/2031/12", "S_2031_12.xml"),
    ],
)
def test_a_resolution_that_recalls_a_statement_is_none(masthead: str, name: str) -> None:
    assert of_statement(masthead, name) == ""


def test_a_resolution_that_recalls_a_statement_is_read(tmp_path: Path) -> None:
    text = MASTHEAD.format(number=9005, year=2031).replace(
        "Recalling the long winter of the lighthouse keepers",
        "Recalling the statement of its President (S/PRST/2031/12)",
    )
    (tmp_path / "N3100002.txt").write_text(text, encoding="utf-8")
    (tmp_path / "S_PRST_2031_12.xml").write_text(
        AKN.format(element="statement", name="resolution", symbol="S/PRST/2031/12"), encoding="utf-8"
    )
    report = read_sources([tmp_path], processes=1)
    assert [one.number for one in report.resolutions] == [9005]
    assert report.others == {"presidential statement": 1}
    assert [(s.kind, s.broken) for s in report.skipped] == [("presidential statement", False)]


def test_statements_of_the_archive() -> None:
    folder = CORPUS / "akn"
    if not folder.is_dir():
        pytest.skip("../shared/corpus is missing")
    found = [path for path in folder.rglob("*.xml") if "PRST" in path.name.upper()]
    assert found
    assert read_sources(found, processes=1).others == {"presidential statement": len(found)}
