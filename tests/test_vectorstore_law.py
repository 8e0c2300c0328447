"""What paragraphs say that they do to earlier ones, and how these stand by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.annotating.annotate import annotate
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.lineage import Change
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_DAY = dt.date(2036, 1, 1)
_TEXTS: dict[int, tuple[int, list[str]]] = {
    8001: (
        2031,
        [
            "Decides that all States shall prevent the sale of rowing boats to the harbours of Haiti",
            "Decides that all States shall prevent the entry of tuba players into their territories",
            "Authorizes the coast guards of all States to count, for a period of one year, the gulls on every ship near Haiti",
            "Requests the Secretary-General to report every month on the gulls, until 1 March 2032",
        ],
    ),
    8002: (
        2032,
        [
            "Extends the reporting request in paragraph 4 of resolution 8001 (2031) until 1 March 2033",
            "Decides to renew, until 1 March 2033, the authorization set out in paragraph 3 of resolution 8001 (2031)",
        ],
    ),
    8003: (
        2033,
        [
            "Extends the reporting request in paragraph 4 of resolution 8001 (2031) until 1 March 2038",
            "Decides to renew, until 1 March 2034, the authorization set out in paragraph 3 of resolution 8001 (2031)",
            "Decides to suspend the measures imposed by paragraph 2 of resolution 8001 (2031)",
        ],
    ),
    8004: (
        2034,
        [
            "Decides to lift the embargo on boats and the other measures imposed by resolution 8001 (2031)",
            "Decides that paragraph 1 of resolution 8003 (2033) is recalled",
        ],
    ),
}


@pytest.fixture(scope="module")
def lineage(tmp_path_factory: pytest.TempPathFactory) -> Lineage:
    made = []
    for number, (year, texts) in _TEXTS.items():
        day = dt.date(year, 1, 1)
        one = resolution(number, year, texts, date=day)
        rows = annotate(one.paragraphs, _TEXTS.__contains__)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    path: Path = tmp_path_factory.mktemp("law") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    return Lineage(Catalogue.open(path))


def _later(lineage: Lineage, key: str) -> list[tuple[str, Change]]:
    row = lineage.catalogue.paragraph(key)
    assert row is not None
    return [(each.row.key, each.change) for each in lineage.later(row)]


def test_an_end_of_all_measures_of_a_resolution_ends_each_that_it_imposes(lineage: Lineage) -> None:
    assert _later(lineage, "8001/op1") == [("8004/op1", Change.ENDED)]
    assert ("8004/op1", Change.ENDED) not in _later(lineage, "8001/op4")


def test_a_suspension_is_no_end(lineage: Lineage) -> None:
    assert _later(lineage, "8001/op2") == [("8003/op3", Change.SUSPENDED), ("8004/op1", Change.ENDED)]


def test_a_link_says_the_words_that_show_it(lineage: Lineage) -> None:
    catalogue = lineage.catalogue
    [link] = [each for each in catalogue.lineage("8001/op2") if each.change is Change.SUSPENDED]
    row = catalogue.paragraph(link.later)
    assert row is not None
    assert not link.computed
    assert row.words[link.start : link.end] == "paragraph 2 of resolution 8001 (2031)"


def test_a_renewal_takes_the_place_of_the_one_before(lineage: Lineage) -> None:
    assert [each.later for each in lineage.next("8002/op1")] == ["8003/op1"]


@pytest.mark.parametrize(
    ("key", "state", "by", "until"),
    [
        ("8001/op3", State.LAPSED, "8003/op2", dt.date(2034, 3, 1)),
        ("8002/op2", State.LAPSED, "8003/op2", dt.date(2034, 3, 1)),
        ("8001/op4", State.EXTENDED, "8003/op1", dt.date(2038, 3, 1)),
        ("8001/op1", State.ENDED, "8004/op1", None),
    ],
)
def test_what_is_renewed_by_its_number_runs_until_the_last_renewal(
    lineage: Lineage, key: str, state: State, by: str, until: dt.date | None
) -> None:
    row = lineage.catalogue.paragraph(key)
    assert row is not None
    found = standing(row, lineage, _DAY)
    assert (found.state, found.by, found.until) == (state, by, until)


def test_before_the_end_a_measure_was_suspended(lineage: Lineage) -> None:
    row = lineage.catalogue.paragraph("8001/op2")
    assert row is not None
    assert standing(row, lineage, dt.date(2033, 6, 1)).state is State.SUSPENDED


def test_an_extension_that_names_other_paragraphs_of_the_text_is_none_of_this_one(tmp_path: Path) -> None:
    texts = {
        8101: ["Decides that all States shall prevent the sale of oars to Haiti", "Decides that all States shall deny entry to rowers"],
        8102: ["Decides to renew until 1 May 2033 the measures in paragraphs 1 and 2 of resolution 8101 (2031)"],
        8103: ["Decides to renew until 1 May 2034 the measures in paragraph 2 of resolution 8101 (2031) as extended by paragraph 1 of resolution 8102 (2032)"],
    }  # fmt: skip
    made = []
    for number, ops in texts.items():
        one = resolution(number, number - 6070, ops, date=dt.date(number - 6070, 1, 1))
        made.append(one.model_copy(update={"paragraphs": annotate(one.paragraphs, texts.__contains__)}))
    write_catalogue(tmp_path / "c.sqlite", made)
    lineage = Lineage(Catalogue.open(tmp_path / "c.sqlite"))
    assert [key for key, _ in _later(lineage, "8101/op1")] == ["8102/op1"]
    assert [key for key, _ in _later(lineage, "8101/op2")] == ["8102/op1", "8103/op1"]


def test_of_two_authorizations_in_one_text_each_runs_for_itself(tmp_path: Path) -> None:
    day = dt.date(2031, 1, 1)
    ops = ["Authorizes States to board ferries", "Authorizes States to inspect barges", "Urges States to report"]
    ends = {1: dt.date(2032, 1, 1), 2: dt.date(2034, 1, 1)}
    decided = tuple(
        MandateDecision(
            body="authorizations (Haiti)", kind=BodyKind.AUTHORIZATION, action=Action.ESTABLISH, place="Haiti",
            key=f"7601/op{n}", date=day, until=until, roots=(7601,), end=len(ops[n - 1]),
        )
        for n, until in ends.items()
    )  # fmt: skip
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [resolution(7601, 2031, ops, date=day).model_copy(update={"mandate_decisions": decided})])
    catalogue = Catalogue.open(path)
    lineage = Lineage(catalogue)
    rows = [row for n in ends if (row := catalogue.paragraph(f"7601/op{n}")) is not None]
    early = [standing(row, lineage, dt.date(2031, 6, 1)).state for row in rows]
    late = [standing(row, lineage, dt.date(2033, 1, 1)).state for row in rows]
    catalogue.close()
    assert State.LAPSED not in early
    assert late[0] is State.LAPSED
    assert late[1] is not State.LAPSED


def test_measures_go_on_after_the_panel_of_their_text(tmp_path: Path) -> None:
    day = dt.date(2031, 1, 1)
    ops = [
        "Demands that Haiti keep no more kites",
        "Sets up a Panel of Kite Experts until 2032",
        "Urges all to help the Panel",
    ]
    panel = MandateDecision(
        body="Panel of Kite Experts (Haiti)", kind=BodyKind.PANEL, action=Action.ESTABLISH, place="Haiti", named="the Panel",
        key="7701/op2", date=day, until=dt.date(2032, 1, 1), roots=(7701,), end=len(ops[1]),
    )  # fmt: skip
    imposed = MandateDecision(
        body="measures (Haiti)", kind=BodyKind.MEASURES, action=Action.ESTABLISH, place="Haiti",
        key="7700/op1", date=dt.date(2030, 1, 1), roots=(7700,), open_ended=True, end=20,
    )  # fmt: skip
    lifted = imposed.model_copy(update={"key": "7702/op1", "action": Action.END, "date": dt.date(2033, 1, 1)})
    texts = {
        7700: (["Decides that States shall sell no kites"], imposed),
        7701: (ops, panel),
        7702: (["Decides to end the measures on Haiti"], lifted),
    }
    made = [
        resolution(number, number - 5670, own, date=decision.date).model_copy(update={"mandate_decisions": (decision,)})
        for number, (own, decision) in texts.items()
    ]
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, made)
    catalogue = Catalogue.open(path)
    lineage = Lineage(catalogue)

    def lapsed(number: int, day: dt.date) -> bool:
        row = catalogue.paragraph(f"7701/op{number}")
        return row is not None and standing(row, lineage, day).state is State.LAPSED

    assert [lapsed(number, dt.date(2032, 6, 1)) for number in (1, 2, 3)] == [False, True, True]
    assert lapsed(1, dt.date(2033, 6, 1))
    catalogue.close()
