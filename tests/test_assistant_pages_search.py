"""The search: what its address holds, what is found and how it is narrowed down, files, and the page itself."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.datastructures import QueryParams

from assistant.assistant import Assistant
from assistant.errors import NotThere, WrongInput
from assistant.pages.search.facets import Facet
from assistant.pages.search.found import found
from assistant.pages.search.place import place_of
from assistant.pages.search.shown import SIZE, Shown, shown
from assistant.pages.search.snippets import snippet
from assistant.pages.search.state import State, lies_in, years_of
from assistant.terms import content_stems
from tests.doors_double import over_digests
from tests.invented import open_assistant, publish
from tests.window_browser import WARNINGS, Tab
from tests.window_client import opened
from tests.window_double import lagoon, shoals

pytestmark = WARNINGS
ATTACK = "<script>document.title='broken'</script>\"><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return over_digests(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def url(desk: Assistant) -> Iterator[str]:
    with opened(desk) as (_, address):
        yield address.rstrip("/")


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30, trust_env=False) as each:
        yield each


def of(address: str) -> State:
    return State.of(QueryParams(urlsplit(address).query))


def facet_of(page: Shown, name: str) -> Facet:
    return next(facet for facet in page.facets if facet.name == name)


def hits(desk: Assistant, state: State) -> set[int]:
    """All that is found: rows of the index, or numbers of resolutions."""
    what = desk.explore(found, state)
    return set((what.numbers if what.rows is None else what.rows).tolist())


# The address.


def test_a_state_reads_back_from_its_address():
    for state in (
        State(),
        State(q='arms & "all means" 100%', year=("2010-2019", "1999"), topic=("a/b", "c, d"), sort="newest", page=7),
        State(
            kind=("operative",),
            verb=("decides",),
            chapter=("no",),
            vote=("unanimously",),
            in_force="2026-01-31",
            agenda=("Ünï",),
        ),
    ):
        assert of(state.address()) == state
    assert State.of(QueryParams({"q": " a\x00b\u202e \ud800 c "})).q == "a b c"
    assert State(q="x", page=9).but(topic=("y",)).page == 1
    assert State(q="x", page=9).address(".csv") == "/search.csv?q=x"


@pytest.mark.parametrize(
    "given",
    [
        {"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"page": "²"}, {"year": "20111"}, {"year": "x-2011"},
        {"year": "2012-2011"}, {"year": "-"}, {"kind": "heading"}, {"sort": "best"}, {"vote": "x"}, {"chapter": "maybe"},
        {"in_force": "yesterday or so"}, {"in_force": "2025-02-31"}, {"q": "x" * 401}, {"topic": "x" * 301},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(client: httpx.Client, given: dict[str, str]):
    with pytest.raises(WrongInput):
        State.of(QueryParams(given))
    answer = client.get("/search", params=given)
    assert answer.status_code == 422
    assert "This cannot be read" in answer.text


def test_years_open_at_one_end():
    assert [years_of(each) for each in ("2011", "2011-", "-1999")] == [(2011, 2011), (2011, None), (None, 1999)]
    assert of("/search?year=2011,+2014-&year=2011").year == ("2011", "2014-")
    assert [lies_in(each, "2010-") for each in ("2011", "2010-2019", "2010-", "-2019", "2009")] == [
        True,
        True,
        True,
        False,
        False,
    ]


# What is found.


def test_every_page_holds_other_results_and_all_of_them(desk: Assistant):
    state = State(q="sanctions")
    first = desk.explore(shown, state)
    assert first.of_paragraphs
    assert first.total > SIZE
    seen: list[str] = []
    page = first
    while True:
        seen += [hit.address for group in page.groups for hit in group.hits]
        if not page.later:
            break
        page = desk.explore(shown, of(page.later))
    assert len(seen) == len(set(seen)) == first.total


def test_the_best_are_those_of_the_command(desk: Assistant):
    page = desk.explore(shown, State(q="arms embargo"))
    addresses = [hit.address for group in page.groups for hit in group.hits]
    wanted = [f"/resolution/{hit.key.replace('/', '#', 1)}" for hit in desk.search("arms embargo", 5)]
    assert addresses[:5] == wanted


def test_a_phrase_stands_in_every_hit(desk: Assistant):
    words = next(row.text for row in desk.catalogue.select(limit=60) if len(row.text.split()) > 8)
    phrase = " ".join(words.split()[2:5]).strip(",;")
    state = State(q=f'"{phrase}"')
    page = desk.explore(shown, state)
    assert page.total
    for group in page.groups:
        for hit in group.hits:
            assert "<mark>" in hit.text
    assert desk.explore(shown, State(q='"lanterns of the outermost quay"')).total == 0


def test_counts_of_facets_are_what_their_links_show(desk: Assistant):
    for state in (State(), State(q="sanctions"), State(kind=("operative",))):
        page = desk.explore(shown, state)
        assert {"year", "topic", "verb"} <= {facet.name for facet in page.facets}
        for facet in page.facets:
            if facet.chosen:
                continue
            value = facet.values[-1]
            narrowed = desk.explore(shown, of(value.address))
            if (facet.name in ("kind", "verb") and not page.of_paragraphs) or not state.q:
                assert narrowed.total == value.count, (facet.name, value)
            else:
                assert narrowed.total > 0, (facet.name, value)


def test_a_decade_is_narrowed_down_to_its_years(desk: Assistant):
    page = desk.explore(shown, State(year=("2010-2019",)))
    years = [value for value in facet_of(page, "year").values if value.inner]
    assert len(years) > 1
    for value in years:
        assert desk.explore(shown, of(value.address)).total == value.count
        assert of(value.address).year == (value.name,)
    decade = next(value for value in facet_of(page, "year").values if value.chosen)
    assert of(decade.address).year == ()
    assert State(year=("2011", "1999")).toggled("year", "2010-2019").year == ("1999", "2010-2019")


@pytest.mark.parametrize(("q", "name"), [("", "topic"), ("", "year"), ("", "verb"), ("sanctions", "topic")])
def test_several_values_of_a_facet_find_what_has_one_of_them(desk: Assistant, q: str, name: str):
    none = facet_of(desk.explore(shown, State(q=q)), name).values
    first, second = (of(value.address) for value in none[:2])
    one = facet_of(desk.explore(shown, first), name).values
    both = of(next(each for each in one if each.key == none[1].key).address)
    assert getattr(both, name) == (*getattr(first, name), *getattr(second, name))
    page = desk.explore(shown, both)
    values = facet_of(page, name).values
    counted = [{(each.key, each.count) for each in those if not each.inner} for those in (none, one, values)]
    assert counted[0] == counted[1] == counted[2], "what is chosen leaves the others to be chosen, counted as before"
    assert [value.key for value in values if value.chosen] == [value.key for value in none[:2]]
    assert [of(chip.without) for chip in page.chips] == [second, first]
    if not q:
        assert hits(desk, first) | hits(desk, second) == hits(desk, both)
        assert hits(desk, first) != hits(desk, both) != hits(desk, second)
    else:
        assert hits(desk, first) <= hits(desk, both)


def test_limits_of_several_facets_are_met_together(desk: Assistant):
    state = State(kind=("operative", "preambular"), verb=("decides", "requests"), year=("2000-2009", "2015"))
    page = desk.explore(shown, state)
    keys = [hit.address.removeprefix("/resolution/").replace("#", "/") for each in page.groups for hit in each.hits]
    assert len(keys) == SIZE
    for row in desk.catalogue.paragraphs(keys).values():
        assert row.verb.lower() in state.verb
        assert 2000 <= row.year <= 2009 or row.year == 2015


def test_no_facet_takes_values_without_end():
    with pytest.raises(WrongInput):
        State.of(QueryParams([("topic", f"t{n}") for n in range(30)]))


def test_order_by_day(desk: Assistant):
    for sort, backward in (("newest", True), ("oldest", False)):
        page = desk.explore(shown, State(q="sanctions", sort=sort))
        days = [desk.catalogue.record(group.number).date for group in page.groups]  # type: ignore[union-attr]
        assert days == sorted(days, reverse=backward)


def test_what_is_superseded_bears_a_mark(desk: Assistant):
    page = desk.explore(shown, State(q="mandate", sort="oldest"))
    marks = [hit.mark for group in page.groups for hit in group.hits if hit.mark]
    assert marks
    assert all(mark.said and mark.style not in ("holds", "not-known") for mark in marks)


def test_a_snippet_shows_where_the_words_stand():
    text = "The pilots " + "keep to the channel and sound the horn " * 40 + "when wrecks block the northern buoy."
    cut = snippet(text, frozenset(content_stems("wrecks and northern buoys")))
    assert "<mark>wrecks</mark>" in cut
    assert "<mark>buoy</mark>" in cut
    assert cut.startswith("…")
    assert len(cut) < 700
    assert "<img" not in snippet("a <img src=x> b", frozenset())


# A place.


def test_a_place_leads_to_its_page(desk: Assistant):
    assert place_of(desk.catalogue, "1373") == "/resolution/1373"
    assert place_of(desk.catalogue, " 1373 op 1(a) ") == "/resolution/1373#op1(a)"
    assert place_of(desk.catalogue, "S/RES/1373 (2001), para. 1") == "/resolution/1373#op1"
    for words in ("civilians", "1373 terrorism", "1373 and 1540", "", "   ", "2(a)"):
        assert place_of(desk.catalogue, words) == ""
    for number in ("99999", "9" * 30):
        with pytest.raises(NotThere):
            place_of(desk.catalogue, number)
    with pytest.raises(NotThere):
        place_of(desk.catalogue, "1373 op 99")


def test_the_field_of_the_head_goes_there(client: httpx.Client):
    answer = client.get("/search", params={"go": "1", "q": "1373 op 1(a)"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/resolution/1373#op1(a)")
    answer = client.get("/search", params={"go": "1", "q": "women", "topic": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=women")
    assert client.get("/search", params={"go": "1", "q": "99999"}).status_code == 404


# Files.


def test_a_table_holds_every_hit(desk: Assistant, client: httpx.Client):
    state = State(q="sanctions", sort="newest")
    answer = client.get(state.address(".csv"))
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == desk.explore(shown, state).total
    assert rows[0]["text"]
    assert dt.date.fromisoformat(rows[0]["adopted"]) >= dt.date.fromisoformat(rows[-1]["adopted"])


def test_a_bibliography_holds_every_resolution(desk: Assistant, client: httpx.Client):
    state = State(q="sanctions")
    told = client.get(state.address(".bib")).text
    assert told.count("@misc{") == desk.explore(shown, state).texts


# The page.


def test_nothing_of_an_address_runs(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    try:
        tab = Tab(context, f"{url}/search", ready="html[data-ready=true]")
        for name in ("q", "topic", "body", "agenda", "verb"):
            tab.page.goto(f"{url}/search?" + httpx.QueryParams({name: ATTACK}).__str__())
            tab.page.locator("html[data-ready=true]").wait_for()
            assert "broken" not in tab.page.title().replace(ATTACK, "")
            assert tab.page.locator("main img, main script").count() == 0
        assert tab.wrong == []
    finally:
        context.close()


def test_a_search_from_its_words_to_a_narrower_one_and_back(chromium: Any, url: str):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    try:
        tab = Tab(context, f"{url}/search", ready="html[data-ready=true]")
        page = tab.page
        page.keyboard.press("/")
        page.keyboard.type("sanctions")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=sanctions")
        total = page.locator(".count strong").inner_text()
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.classList.contains('hit')")
        page.locator(".facet.topic a").first.click()
        page.wait_for_url("**topic=**")
        assert page.locator(".chips a").count() == 1
        assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**topic=**topic=**")
        assert page.locator(".facet.topic [aria-current]").count() == page.locator(".chips a").count() == 2
        page.go_back()
        page.wait_for_url(lambda url: url.count("topic=") == 1)
        page.go_back()
        assert page.locator(".count strong").inner_text() == total
        page.locator(".pager [rel=next]").click()
        page.wait_for_url("**page=2**")
        assert page.locator(".pager [aria-current]").inner_text() == "2"
        assert tab.wrong == []
    finally:
        context.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A window over texts whose words, titles, items and topics try to be more than words."""
    data = tmp_path_factory.mktemp("hostile")
    facts = {"subject": ATTACK, "agenda": ATTACK, "topics": (ATTACK, "Salvage"), "draft": ATTACK, "sponsors": (ATTACK,)}
    publish(data, [lagoon().model_copy(update=facts), shoals()])
    with opened(open_assistant(data)) as (_, address):
        yield address.rstrip("/")


def test_nothing_of_a_text_or_a_title_runs(chromium: Any, hostile: str):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    try:
        tab = Tab(context, f"{hostile}/search", ready="html[data-ready=true]")
        for path in ("/search", "/search?q=wrecks", "/search?q=wrecks&topic=salvage", "/resolution/9001", "/corpus"):
            tab.page.goto(hostile + path)
            tab.page.locator("html[data-ready=true]").wait_for()
            assert "broken" not in tab.page.title(), path
            assert tab.page.locator("main img, main script, main b").count() == 0, path
        assert tab.wrong == []
    finally:
        context.close()
