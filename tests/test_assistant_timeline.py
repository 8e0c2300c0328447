"""Timelines from an invented corpus: a mission with a time without cover, a regime of two measures, a committee, a panel."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.draft import Draft
from assistant.errors import NotThere
from assistant.export import export
from assistant.operations.chain import Chain
from assistant.plan import Subject, SubjectKind
from assistant.timeline import Timeline, UnknownBody, timeline
from assistant.timeline.ceilings import ceilings_in
from assistant.timeline.drawing.ceiling_plot import scale_of
from assistant.timeline.drawing.chart import svg
from assistant.timeline.drawing.marks import Axis, Rows, escaped
from assistant.timeline.matrix import State, matrix
from assistant.timeline.model import Deed, Sort
from assistant.timeline.tasks import tasks
from ingest.annotating.annotate import annotate
from ingest.annotating.chapter_vii import chapter_vii
from ingest.annotations import Action
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.decided import corpus_of, told
from tests.factories import Item, resolution
from tests.invented import publish, vote
from tests.window_browser import BROWSERS, FLAGS
from vectorstore.catalogue import Catalogue, write_catalogue

SVG = "{http://www.w3.org/2000/svg}"
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
TASKS = [
    "To protect civilians under threat of physical violence, with mobile patrols;",
    "To support the holding of elections;",
    "To monitor and report on violations of human rights;",
    "To exercise good offices between the parties;",
    "To carry out mine clearance along the shore road;",
    "To assist in the training of the police;",
]
FEWER = [
    "To protect civilians under threat of physical violence, with mobile patrols by day and by night, in all districts of the shore and in the camps beside them;",
    "To monitor and report on violations of human rights;",
    "To exercise good offices between the parties;",
    "To carry out mine clearance along the shore road;",
    "To assist in the training of the police;",
    "To support the return of refugees;",
]
ACTING = ["Acting under Chapter VII of the Charter of the United Nations,"]
# number: day, preamble, paragraphs, what they cite; the corpus ends on 2 February 2035
TEXTS: dict[int, tuple[dt.date, list[str], list[Item], dict[str, tuple[str, ...]]]] = {
    7401: (dt.date(2031, 3, 14), ACTING, [
        "Decides to establish the United Nations Mission in Azuria (UNMAZ) until 31 March 2032, and further decides that UNMAZ shall consist of up to 4,000 "
        "military personnel, including 120 staff officers, and up to 300 police personnel;",
        ("Decides that the mandate of UNMAZ shall be the following:", TASKS),
    ], {}),
    7402: (dt.date(2032, 3, 20), [], [
        "Decides to extend the mandate of UNMAZ, as set out in paragraph 2 of resolution 7401 (2031), until 31 March 2033;",
    ], {"7402/op1": ("7401/op2",)}),
    7403: (dt.date(2033, 4, 15), ACTING, [
        "Decides to extend the mandate of UNMAZ until 15 April 2034;",
        "Decides to increase the troop ceiling of UNMAZ to 6,500 troops, and to keep the police ceiling at 300 police personnel;",
        ("Decides that UNMAZ shall have the following mandate:", FEWER),
    ], {}),
    7404: (dt.date(2034, 4, 10), [], [
        "Decides to terminate the mandate of UNMAZ with effect from 30 June 2034;",
        "Decides that, as of 1 May 2034, the authorized troop ceiling of UNMAZ shall be reduced to 2,000 troops;",
    ], {}),
    7405: (dt.date(2031, 5, 1), ACTING, [
        "Decides that all Member States shall, for a period of one year, take measures to prevent the travel through their ports of "
        "smugglers who threaten the calm of Angola;",
        "Decides that all Member States shall, for a period of one year, freeze the funds and assets of smugglers who threaten the calm "
        "of Angola;",
        "Decides to establish a Committee of the Security Council, to watch over these measures on Angola;",
        "Authorizes Member States, notwithstanding paragraph 1 above, to guard the shore of Angola;",
    ], {}),
    7406: (dt.date(2032, 4, 20), ACTING, [
        "Decides to renew until 1 May 2033 the measures imposed on Angola by paragraphs 1 and 2 of resolution 7405 (2031);",
    ], {"7406/op1": ("7405/op1", "7405/op2")}),
    7407: (dt.date(2032, 12, 1), ACTING, [
        "Decides to lift the measures imposed on Angola by paragraph 2 of resolution 7405 (2031);",
        "Decides that the measures imposed by paragraph 1 of resolution 7405 (2031) shall not apply to physicians who travel to Angola;",
        "Decides that the provisions of paragraph 4 of resolution 7405 (2031) on Angola shall be terminated from 1 January 2033;",
    ], {"7407/op1": ("7405/op2",), "7407/op2": ("7405/op1",), "7407/op3": ("7405/op4",)}),
    7408: (dt.date(2035, 2, 2), [], ["Decides to remain seized of the matter."], {}),
}  # fmt: skip


def corpus() -> list[Any]:
    made = []
    for number, (day, preamble, texts, cites) in TEXTS.items():
        one = resolution(number, day.year, texts, preamble, date=day, vote=vote(14, abstain=1))
        rows = tuple(row.model_copy(update={"cites": cites.get(row.key, ())}) for row in annotate(one.paragraphs))
        decided = mandate_decisions(rows, day)
        made.append(
            one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided, "chapter_vii": chapter_vii(rows)})
        )
    return link_mandates(sorted(made, key=lambda each: each.number))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("timelines") / "catalogue.sqlite"
    write_catalogue(path, corpus())
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def unmaz(catalogue: Catalogue) -> Timeline:
    return timeline("UNMAZ", catalogue)


def deeds(made: Timeline, lane: str = "") -> list[tuple[str, str, str]]:
    return [(e.key, e.deed.value, str(e.until or "")) for e in made.entries if lane in ("", e.lane)]


def test_entries_in_order_with_what_each_does(unmaz: Timeline) -> None:
    assert unmaz.sort is Sort.MISSION
    assert deeds(unmaz) == [
        ("7401/op1", "established", "2032-03-31"),
        ("7402/op1", "extended", "2033-03-31"),
        ("7403/op1", "extended", "2034-04-15"),
        ("7403/op2", "strengthened", ""),
        ("7404/op1", "ended", "2034-06-30"),
        ("7404/op2", "cut", ""),
    ]


def test_an_entry_carries_vote_chapter_vii_and_its_own_words(unmaz: Timeline, catalogue: Catalogue) -> None:
    first, second = unmaz.entries[:2]
    assert (first.vote, first.chapter_vii, second.chapter_vii) == ("14-0-1", True, False)
    assert first.symbol == "S/RES/7401 (2031)"
    for entry in unmaz.entries:
        row = catalogue.paragraph(entry.key)
        assert row is not None
        assert row.words[entry.start : entry.end] == entry.words != ""


def test_a_time_without_cover_is_told_to_the_day(unmaz: Timeline) -> None:
    (gap,) = unmaz.gaps
    assert (gap.start, gap.end, gap.days) == (dt.date(2033, 4, 1), dt.date(2033, 4, 14), 14)
    assert (gap.after, gap.before) == ("S/RES/7402 (2032), para. 1", "S/RES/7403 (2033), para. 1")


def test_terms_end_where_the_next_begins_and_at_the_end_that_was_decided(unmaz: Timeline) -> None:
    assert [(str(term.start), str(term.end)) for term in unmaz.terms] == [
        ("2031-03-14", "2032-03-31"),
        ("2032-04-01", "2033-03-31"),
        ("2033-04-15", "2034-04-15"),
        ("2034-04-16", "2034-06-30"),
    ]


def test_standing_as_of_a_day_knows_nothing_of_later_texts(catalogue: Catalogue) -> None:
    then = timeline("UNMAZ", catalogue, dt.date(2033, 4, 2))
    assert then.standing.covered is False
    assert "ran out on 31 March 2033" in then.standing.text
    assert [entry.key for entry in then.entries] == ["7401/op1", "7402/op1"]
    now = timeline("UNMAZ", catalogue)
    assert "ended on 30 June 2034" in now.standing.text
    assert "The corpus ends on 2 February 2035; a renewal after that day is unknown." in now.standing.text


def test_an_end_after_the_corpus_is_on_paper_only(tmp_path: Path) -> None:
    day = dt.date(2035, 2, 2)
    one = resolution(7409, 2035, ["Decides to extend the mandate of UNTEB until 1 April 2035;"], date=day)
    rows = annotate(one.paragraphs)
    decided = mandate_decisions(rows, day)
    write_catalogue(
        tmp_path / "catalogue.sqlite", [one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided})]
    )
    standing = timeline("UNTEB", Catalogue.open(tmp_path / "catalogue.sqlite"), dt.date(2035, 5, 1)).standing
    assert standing.covered is None
    assert "on paper until 1 April 2035" in standing.text
    assert "a renewal after that day is unknown" in standing.text


def test_ceilings_as_a_series(unmaz: Timeline) -> None:
    assert [(c.unit, c.figure, str(c.since), c.key) for c in unmaz.ceilings] == [
        ("troops", 4000, "2031-03-14", "7401/op1"),
        ("police", 300, "2031-03-14", "7401/op1"),
        ("troops", 6500, "2033-04-15", "7403/op2"),
        ("police", 300, "2033-04-15", "7403/op2"),
        ("troops", 2000, "2034-05-01", "7404/op2"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said", "keys"),
    [
        ('unit="troops"', "2,000 troops (before: 6,500), from 1 May 2034", ("7404/op2",)),
        ('day="2033-06-30", unit="troops"', "6,500 troops (before: 4,000), from 15 April 2033", ("7403/op2",)),
        ('unit="police"', "300 police, from 15 April 2033", ("7403/op2",)),
    ],
)
def test_the_strength_is_the_newest_of_its_time(
    arguments: str, said: str, keys: tuple[str, ...], catalogue: Catalogue
) -> None:
    draft = told(
        f'chain(subject=mission("UNMAZ"), view="ceiling", {arguments})', corpus_of(catalogue, dt.date(2034, 6, 1))
    )
    assert said in draft.text.partition("Authorized strength")[0]
    assert draft.evidence[: len(keys)] == keys


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Decides that UNMAZ shall consist of up to 4,000 troops, including 500 for the shore guard;", [("troops", 4000)]),
        ("Notes that UNMAZ has 4,000 troops;", []),
        ("Recalls the ceiling of 4,000 troops and decides to stay seized;", []),
        ("Decides that UNTEB shall consist of up to 4,000 troops, beside UNMAZ;", []),
        ("Decides to increase the strength of UNMAZ by 900 troops;", [("troops", None)]),
        ("Authorizes an increase in the military strength of UNMAZ to a maximum of 5,000 troops, as resolution 425 (1978) had it;", [("troops", 5000)]),
        ("Decides that UNMAZ will comprise 3,500 military personnel, 60 military observers, and 240 police personnel;",
         [("troops", 3500), ("military observers", 60), ("police", 240)]),
        ("Decides that UNMAZ shall have a police component of up to 1,240, and asks for a report within 90 days;", [("police", 1240)]),
        ("Decides that UNMAZ shall include 12 formed police units of up to 140 personnel each;", []),
    ],
)  # fmt: skip
def test_what_counts_as_a_ceiling(text: str, found: list[tuple[str, int | None]]) -> None:
    (row,) = annotate(resolution(7411, 2033, [text]).paragraphs)
    ceilings = ceilings_in(row, dt.date(2033, 1, 1), "UNMAZ", {"UNMAZ", "UNTEB"}, alone=True)
    assert [(each.unit, each.figure) for each in ceilings] == found


def test_a_figure_under_a_condition_of_extension_does_not_hold() -> None:
    text = "Decides that, as of 1 May 2033, the troop ceiling of UNMAZ shall decrease to 900, unless it decides to extend the patrols of the shore;"
    (row,) = annotate(resolution(7411, 2033, [text]).paragraphs)
    (ceiling,) = ceilings_in(row, dt.date(2033, 1, 1), "UNMAZ", {"UNMAZ"}, alone=True)
    assert (ceiling.since, ceiling.figure, ceiling.holds) == (dt.date(2033, 5, 1), 900, False)
    assert ceiling.condition.startswith("unless it decides to extend")


def test_each_measure_of_a_regime_has_a_line_of_its_own(catalogue: Catalogue) -> None:
    made = timeline("Angola sanctions", catalogue)
    assert made.sort is Sort.REGIME
    assert made.lanes == ("travel ban", "asset freeze", "Committee")
    assert deeds(made, "travel ban") == [
        ("7405/op1", "established", "2032-05-01"),
        ("7405/op4", "exempted", ""),
        ("7406/op1", "extended", "2033-05-01"),
        ("7407/op2", "exempted", ""),
    ]
    assert deeds(made, "asset freeze")[-1] == ("7407/op1", "ended", "2032-12-01")
    assert "no text has a measure in force on 2 February 2035" in made.standing.text


def test_the_end_of_what_is_no_measure_ends_no_measure(catalogue: Catalogue) -> None:
    assert any(d.key == "7407/op3" and d.action is Action.END for d in catalogue.mandates())
    made = timeline("Angola sanctions", catalogue)
    assert "7407/op3" not in {entry.key for entry in made.entries}


def test_lifting_one_measure_leaves_the_other_in_force(catalogue: Catalogue) -> None:
    made = timeline("the sanctions on Angola", catalogue, dt.date(2033, 1, 1))
    assert made.standing.covered
    assert "travel ban until 1 May 2033" in made.standing.text
    assert "asset freeze" not in made.standing.text


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("unmaz", "UNMAZ"),
        ("the United Nations Mission in Azuria", "UNMAZ"),
        ("7405 Committee", "7405 Committee"),
        ("the committee on Angola", "7405 Committee"),
        ("7405 sanctions", "Angola sanctions"),
        ("Angola travel ban", "Angola sanctions"),
    ],
)
def test_any_of_its_names(name: str, meant: str, catalogue: Catalogue) -> None:
    made = timeline(name, catalogue)
    assert meant in (made.acronym, made.name)


@pytest.mark.parametrize("name", ["UNMAX", "Angola", ""])
def test_an_unknown_name_is_no_timeline(name: str, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownBody, match="No mandate is followed"):
        timeline(name, catalogue)


@pytest.mark.parametrize("name", ["", "  ", "?!", "x" * 5000, "<script>"])
def test_hostile_names(name: str, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownBody):
        timeline(name, catalogue)


# The chart.


def test_every_mark_has_a_title_with_its_citation(unmaz: Timeline) -> None:
    root = ElementTree.fromstring(svg(unmaz))
    marks = [g for g in root.iter(f"{SVG}g") if g.get("role") in ("graphics-symbol", "link")]
    titles = [str(g.findtext(f"{SVG}title")) for g in marks]
    assert len(marks) >= len(unmaz.terms) + len(unmaz.gaps) + len(unmaz.ceilings)
    assert all(re.search(r"S/RES/\d+ \(\d{4}\)", title) for title in titles)
    assert [g.get("aria-label") for g in marks] == titles
    described = root.findtext(f"{SVG}desc") or ""
    assert "1 April 2033 to 14 April 2033" in described


def test_the_chart_needs_nothing_from_elsewhere(unmaz: Timeline) -> None:
    drawn = svg(unmaz).replace('xmlns="http://www.w3.org/2000/svg"', "")
    without_names = re.sub(r"<title>.*?</title>|<text.*?</text>|<desc.*?</desc>|aria-label=\"[^\"]*\"", "", drawn)
    assert not re.search(r"https?:|<script|<image|@import|\bhref\b", without_names)
    assert set(re.findall(r"url\(#([\w-]+)\)", drawn)) <= set(re.findall(r'id="([\w-]+)"', drawn))


def test_words_of_a_text_cannot_become_markup() -> None:
    assert escaped("<b onload='x'>\"&\x00\x0b") == "&lt;b onload=&#x27;x&#x27;&gt;&quot;&amp;"


def test_a_label_is_left_out_where_it_would_meet_another() -> None:
    rows = Rows(1)
    assert [rows.place(x, 10) for x in (20, 25, 40, 48)] == [0, None, 0, None]


def test_the_axis_names_few_years_however_long_the_time() -> None:
    for years in (1, 9, 40, 200):
        axis = Axis(dt.date(1946, 5, 1), dt.date(1946 + years, 5, 1))
        labelled = [year for year, label in axis.years() if label]
        assert len(labelled) <= 7
        assert axis.at(axis.first) < axis.at(axis.last) <= 100


@pytest.mark.parametrize(("most", "top"), [(1, 3), (888, 900), (17000, 18000), (19815, 24000), (26000, 30000)])
def test_the_scale_is_round_in_thirds(most: int, top: int) -> None:
    assert scale_of(most) == top


@pytest.mark.skipif(BROWSER is None, reason="no Chromium")
@pytest.mark.parametrize("width", [390, 1000])
def test_in_a_browser_no_label_meets_another_and_nothing_runs_out(unmaz: Timeline, width: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": 700})
        page.set_content(f'<body style="margin:0">{svg(unmaz)}</body>')
        boxes = page.eval_on_selector_all(
            ".unsc-timeline text",
            "all => all.map(t => {const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, t.textContent]})",
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert wide <= width
    assert all(left >= 0 and right <= width for left, _, right, _, _ in boxes)
    for number, (left, top, right, bottom, said) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom - 3 <= other[1] or other[3] - 3 <= top
            assert apart, (said, other[4])


# Tables and commands.


def test_tables(unmaz: Timeline, catalogue: Catalogue) -> None:
    text = export(unmaz, "md", catalogue).decode()
    assert "| 15 April 2033 |" in text
    assert "## Times without cover" in text
    rows = list(csv.DictReader(io.StringIO(export(unmaz, "csv", catalogue).decode())))
    assert [row["key"] for row in rows] == [entry.key for entry in unmaz.entries]
    assert rows[0]["chapter VII"] == "yes"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, corpus())
    return folder


def run(*words: str | Path) -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def test_unsc_timeline_in_each_form(data: Path, tmp_path: Path) -> None:
    shown = run("timeline", "UNMAZ", "--data", data)
    assert shown.exit_code == 0
    assert "2033-04-15" in shown.stdout
    assert "Without cover, UNMAZ: 1 April 2033 to 14 April 2033 (14 days)" in shown.stdout
    read = json.loads(run("timeline", "UNMAZ", "--as-of", "2033-04-02", "--json", "--data", data).stdout)
    assert read["standing"]["covered"] is False
    assert read["entries"][0]["until"] == "2032-03-31"
    drawing = tmp_path / "unmaz.svg"
    assert run("timeline", "UNMAZ", "-o", drawing, "--data", data).exit_code == 0
    assert ElementTree.parse(drawing).getroot().tag == f"{SVG}svg"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("timeline", "UNMAX"), "Near it: UNMAZ"),
        (("timeline", "UNMAZ", "--format", "pdf"), "There is no form 'pdf'"),
        (("timeline", "UNMAZ", "--json", "--format", "md"), "exclude each other"),
        (("matrix", "Angola sanctions"), "tasks are told of missions"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(words: tuple[str, ...], said: str, data: Path) -> None:
    done = run(*words, "--data", data)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


# Tasks.


def test_the_list_of_tasks_is_sound() -> None:
    names = [task.name for task in tasks()]
    assert len(names) == len(set(names)) >= 41
    codes = [task.unpmm for task in tasks() if task.unpmm]
    assert len(codes) == len(set(codes))


def test_tasks_present_carried_over_strengthened_and_dropped(catalogue: Catalogue) -> None:
    made = matrix("UNMAZ", catalogue)
    assert [(column.number, column.carries) for column in made.columns] == [(7401, False), (7402, True), (7403, False)]

    def states(task: str) -> list[str]:
        found = (made.cells.get((task, column.number)) for column in made.columns)
        return [cell.state.value if cell else "" for cell in found]

    assert states("protection of civilians") == ["present", "carried over", "strengthened"]
    assert states("electoral assistance") == ["present", "carried over", "dropped"]
    assert states("demining") == ["present", "carried over", "present"]
    assert states("return of refugees and displaced persons") == ["", "", "present"]
    cell = made.cells["electoral assistance", 7401]
    assert cell.keys == ("7401/op2(b)",)
    assert made.cells["electoral assistance", 7403].state is State.DROPPED
    assert "▲ op3(a)" in export(made, "md", catalogue).decode()
    cells = list(csv.DictReader(io.StringIO(export(made, "csv", catalogue).decode())))
    told = [(row["resolution"], row["state"], row["keys"]) for row in cells if row["task"] == "electoral assistance"]
    assert told == [
        ("7401", "present", "7401/op2(b)"),
        ("7402", "carried over", "7401/op2(b)"),
        ("7403", "dropped", "7401/op2(b)"),
    ]


# What is told of it.


def of(catalogue: Catalogue, arguments: str) -> Draft:
    return told(f"chain({arguments})", corpus_of(catalogue, dt.date(2035, 6, 1)))


def test_asked_for_a_timeline(catalogue: Catalogue) -> None:
    draft = of(catalogue, 'subject=mission("UNMAZ"), view="history"')
    assert draft.timeline == "UNMAZ"
    for key in ("7401/op1", "7404/op1"):
        assert key in draft.evidence
    assert "Without cover: UNMAZ: 1 April 2033 to 14 April 2033 (14 days)" in draft.text
    for citation in draft.citations:
        row = catalogue.paragraph(citation.key)
        assert row is not None
        assert not citation.quote or row.words[citation.start : citation.end] == citation.quote


def test_asked_how_a_ceiling_changed(catalogue: Catalogue) -> None:
    draft = of(catalogue, 'subject=mission("UNMAZ"), view="ceiling", unit="troops"')
    assert "- 15 April 2033: 4,000 → 6,500 troops (S/RES/7403 (2033), para. 2)" in draft.text
    assert "police" not in draft.text


@pytest.mark.parametrize(
    ("subject", "opens"),
    [
        ('mission("UNMAZ")', "On paper, yes: 1 time without cover on UNMAZ"),
        ('committee("7405 Committee")', "No: the decisions on 7405 Committee"),
    ],
)
def test_asked_for_times_without_a_mandate(subject: str, opens: str, catalogue: Catalogue) -> None:
    draft = of(catalogue, f'subject={subject}, view="gaps"')
    assert draft.text.startswith(opens)


def test_the_history_of_one_measure_tells_only_of_it(catalogue: Catalogue) -> None:
    draft = of(catalogue, 'subject=measures("Angola asset freeze"), view="history"')
    assert "asset freeze: ended on 1 December 2032" in draft.text
    assert "travel ban: extended" not in draft.text


def test_a_timeline_of_nothing_known_is_refused_with_suggestions(catalogue: Catalogue) -> None:
    with pytest.raises(NotThere, match="Near it: UNMAZ"):
        of(catalogue, 'subject="UNMAX", view="history"')


def test_deeds_are_those_that_the_legend_knows(unmaz: Timeline) -> None:
    assert {entry.deed for entry in unmaz.entries} <= set(Deed)


def test_people_of_others_whom_a_mission_supports_are_not_its_strength() -> None:
    words = (
        "Decides to continue the support to up to 900 personnel from the AGF on joint operations with UNMAZ, and authorizes UNMAZ to "
        "deploy up to 400 uniformed personnel"
    )
    (row,) = (each for each in resolution(9001, 2033, ops=[words]).paragraphs)
    found = ceilings_in(row, dt.date(2033, 1, 1), "UNMAZ", {"UNMAZ"}, alone=True)
    assert [ceiling.figure for ceiling in found] == [400]


def test_a_plan_on_one_kind_of_measures_follows_the_decisions_on_it(catalogue: Catalogue) -> None:
    corpus = corpus_of(catalogue, dt.date(2035, 6, 1))

    def decided(name: str) -> list[str]:
        result = Chain(subject=Subject(kind=SubjectKind.MEASURES, name=name)).run(corpus)
        return [d.key for d in result.decisions]

    assert decided("Angola asset freeze")[-1] == "7407/op1"  # lifted
    assert (
        decided("Angola travel ban")[-1] == "7406/op1"
    )  # renewed; an exception for physicians says nothing of its end


def test_an_older_figure_of_another_kind_is_told_apart(catalogue: Catalogue) -> None:
    draft = told('chain(subject="UNMAZ", view="ceiling")', corpus_of(catalogue, dt.date(2034, 6, 1)))
    newest, older = draft.text.partition("“")[0].split("Of other kinds, in older texts:")
    assert "2,000 troops (before: 6,500), from 1 May 2034" in newest
    assert "300 police, from 15 April 2033" in older
