"""The desk walked in a real browser, on the record of the samples: with script and without, narrow and wide, light and dark, by keyboard."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from docs import walking
from dragoman import pipeline
from dragoman.record import Record

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed: the extra `dev` has it")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python isn't installed: the extra `dev` has it"
)

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RELATION = "/relations/PAK-USA"
PAGES = [
    "/",
    "/events",
    RELATION,
    f"{RELATION}?type=CONSULT&since=2025-05",
    f"{RELATION}/issues",
    f"{RELATION}/issues/oil",
    f"{RELATION}/disputes",
    f"{RELATION}/commitments",
    f"{RELATION}/brief",
    "/entities",
    "/entities?q=nobody",
    "/entities/Ishaq Dar",
    "/search",
    "/search?q=critical+minerals",
    "/search?show=quotes&act=deny",
    "/nowhere",
]

Page = Any
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Record]]:
    """The address of a desk that is served over the samples' record, and the record."""
    with Record.open(str(tmp_path_factory.mktemp("desk") / "samples.db")) as record, walking.served(record) as address:
        yield address, record


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, as it is installed on this machine."""
    with walking.browser() as started:
        if started is None:
            pytest.skip(f"no browser on this machine: none of {', '.join(walking.BROWSERS)} is on the path")
        yield started


@pytest.fixture
def visit(desk: tuple[str, Record], browser: Any) -> Iterator[Open]:
    """Opens a page of the desk as a reader with a browser of their own; a page that the browser complains of fails the test."""
    contexts, complaints = [], []

    def visit(address: str, *, viewport: dict[str, int] = WIDE, **look: Any) -> Page:
        context = browser.new_context(base_url=desk[0], viewport=viewport, **look)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" and "404" not in said.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def call(desk: tuple[str, Record]) -> str:
    """The address of the call of April, which both sides and the press tell."""
    events = pipeline.events(desk[1], ("PAK", "USA"))
    return f"/events/{max(events, key=lambda event: len(event.tellings)).id}"


@pytest.fixture(scope="session")
def text(desk: tuple[str, Record]) -> str:
    """The address of a document with claims and quotes that was published somewhere."""
    found = next(d for d, _ in desk[1].search("critical minerals") if d.url and desk[1].extraction(d.id).quotes)
    return f"/documents/{found.id}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_all(visit: Open, call: str, text: str, scheme: str) -> None:
    page, checker = visit("/", color_scheme=scheme, reduced_motion="reduce"), axe.Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    asked = {"runOnly": tags if scheme == "light" else ["color-contrast"]}  # nothing but its colours is other in the dark
    for address in (*PAGES, call, text):
        page.goto(address)
        found = checker.run(page, options=asked)
        faults = [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found.response["violations"]]
        assert faults == [], address


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_fits_its_window(visit: Open, call: str, text: str, viewport: dict[str, int]) -> None:
    page = visit("/", viewport=viewport)
    for address in (*PAGES, call, text):
        page.goto(address)
        reach = page.locator("main *:not(.hidden, .hidden *)").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().right)"
        )
        assert max(reach) <= viewport["width"], address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_four_clicks_from_home_to_what_the_sides_said_differently(visit: Open, script: bool) -> None:
    page = visit("/", viewport=NARROW, java_script_enabled=script)
    assert list(walking.walk(page)) == ["home", "relation", "event", "accounts", "words"]


def test_from_home_to_a_comparison_by_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    for link, title in (("Pakistan – United States", "Pakistan – United States"), ("Phone call, 7 April 2025", "Phone call")):
        for _ in range(80):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.innerText.replace(/\\s+/g, ' ').trim()")
            if focused == link:
                break
        assert focused == link
        page.keyboard.press("Enter")
        page.wait_for_url("**/relations/*" if title != "Phone call" else "**/events/*")
        assert title in page.title()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.hash") != "#beside":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.comparison') !== null")


def test_a_text_says_what_was_made_of_its_words(visit: Open, text: str) -> None:
    page = visit(text)
    panel = page.locator("#panel")
    page.locator("article mark.claim").first.hover()
    sync_api.expect(panel.locator("li").first).to_be_visible()
    page.locator("article mark[tabindex='0']").focus()
    seen = []
    for _ in range(4):
        seen.append((page.evaluate("document.activeElement.innerText"), panel.inner_text()))
        assert page.locator("article mark.lit").count() > 0
        page.keyboard.press("n")
    assert len(dict.fromkeys(seen)) == len(seen)
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.innerText") == seen[-1][0]
    out = panel.page.locator(".aside a[href*=':~:text=']").first.get_attribute("href")
    assert out.startswith("http")

    page.get_by_role("checkbox", name="quotes").uncheck()
    quote = page.locator("article mark.quote:not(.claim)").first
    assert quote.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_text_without_script_has_all_of_it_beside(visit: Open, text: str) -> None:
    page = visit(text, java_script_enabled=False)
    assert not page.locator("#panel").is_visible()
    assert not page.locator("#keys").is_visible()
    page.locator("[aria-labelledby='quotes'] a").first.click()
    sync_api.expect(page.locator("article mark.here").first).to_be_visible()


def test_filters_narrow_and_are_taken_away(visit: Open) -> None:
    page = visit(RELATION, java_script_enabled=False)
    every = page.locator(".event").count()
    page.get_by_text("Narrow the list").click()
    page.get_by_role("combobox", name="What").select_option("CONSULT")
    page.get_by_label("Since").fill("2025-05")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**type=CONSULT**")
    few = page.locator(".event").count()
    assert 0 < few < every
    page.get_by_role("link", name="Take all away").click()
    sync_api.expect(page.locator(".event")).to_have_count(every)


def test_search_finds_words_and_quotes(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("searchbox").fill("critical minerals")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator("mark").first.inner_text() in ("critical", "minerals")
    page.get_by_role("link", name="Quotes").click()
    page.wait_for_url("**show=quotes**")
    assert page.locator(".said").count() > 0
    page.locator(".said a").first.click()
    sync_api.expect(page.locator("article mark.here").first).to_be_visible()


def test_what_is_new_since_the_last_visit(visit: Open, desk: tuple[str, Record]) -> None:
    page = visit("/")
    assert "This is your first visit" in page.locator("main").inner_text()
    page.context.add_cookies([{"name": "seen", "value": "_20200101T000000Z", "url": desk[0], "sameSite": "Strict"}])
    page.reload()
    assert page.locator("[aria-labelledby='new'] li").count() > 0
    assert page.context.cookies()[0]["sameSite"] == "Strict"


def test_print_leaves_the_evidence(visit: Open, call: str) -> None:
    page = visit(call, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    assert not page.locator(".masthead").is_visible()
    assert not page.locator(".jumps").is_visible()
    assert page.locator(".comparison").first.is_visible()
