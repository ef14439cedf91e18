"""The pages in a real browser: Debian's Chromium, driven by Playwright.

Skipped, saying so, where there is no Chromium; where COMMUNIQUE_CHROMIUM says that one is expected
(`.ci/run` sets it), its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.own_server

EXPECTED = os.environ.get("COMMUNIQUE_CHROMIUM")
CHROMIUM = EXPECTED or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-default-apps", "--no-first-run", "--no-pings",
    "--disable-domain-reliability", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
PATIENCE = 120_000  # milliseconds: a machine that does other things as well is slow
WIDTHS = (375, 1440)


@pytest.fixture(scope="module")
def address(news: Path) -> Iterator[str]:
    """A room on a port of its own."""
    import uvicorn

    from communique.serve.rooms import make_room
    from tests.serve import newsroom

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(64)
        server = uvicorn.Server(uvicorn.Config(
            make_room(news, reader=newsroom.Echo), log_level="error", lifespan="off",
            access_log=False,
        ))  # fmt: skip
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    if not Path(CHROMIUM).exists():
        if EXPECTED:
            pytest.fail(f"Chromium is expected at {EXPECTED} and is not there")
        pytest.skip("there is no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        one = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE)
        yield one
        one.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that tells what went wrong in it, and whom it asked."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    one = context.new_page()
    trouble: list[str] = []
    # A page that answers 404 or 422 is an answer, not trouble.
    one.on("console", lambda message: trouble.append(message.text)
           if message.type == "error" and "Failed to load resource" not in message.text else None)
    one.on("pageerror", lambda error: trouble.append(str(error)))
    one.on("dialog", lambda dialog: trouble.append(f"a dialog: {dialog.message}"))
    one.on("request", lambda request: trouble.append(f"asked {request.url}")
           if not request.url.startswith((address, "data:", "blob:")) else None)
    yield one
    context.close()
    assert not trouble


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/statements", "/events", "/articles", "/articles/talks", "/actors",
                 "/actors/Q901", "/dyad?one=HUN&other=SWE", "/runs", "/failures", "/read",
                 "/nowhere", "/articles/x%2F..%2Fy%3F%3Cscript%3Ealert('x')%3C%2Fscript%3E%23.json.html"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_text_and_items_lead_to_each_other(page: Page) -> None:
    page.goto("/articles/talks")
    page.click("#t-s4")
    assert page.evaluate("location.hash") == "#s4"
    page.click("#s1 .ref")
    assert page.evaluate("location.hash") == "#t-s1"
    page.hover("#s1 .quote")
    lit = page.locator(".text .lit").all_inner_texts()
    assert "withdraw" in "".join(lit) and "keep our word" not in "".join(lit)
    page.click(".text [data-items='s5']:not(.ref) >> nth=-1")
    assert page.evaluate("location.hash") == "#s5"


def test_charts_are_drawn_without_compiling_code(page: Page) -> None:
    page.goto("/dyad?one=HUN&other=SWE")
    for chart in ("forth", "back", "words"):
        page.wait_for_selector(f"[data-chart={chart}] svg")
    assert page.locator("[data-chart=forth] svg path[aria-roledescription=bar]").count() > 3
    assert page.locator(".numbers tbody tr").count() > 10


def test_search_narrows_in_place_and_goes_back(page: Page) -> None:
    page.goto("/statements")
    page.evaluate("window.same = true")
    page.select_option("select[name=force]", "threaten")
    page.wait_for_url("**force=threaten*")
    page.wait_for_selector(".chips a")
    page.click(".facets a:has-text('2022')")
    page.wait_for_url("**since=2022*")
    page.wait_for_selector(".chips li:nth-child(3)")
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert page.input_value("[name=since]") == "2022"
    total = int(page.inner_text(".count strong"))
    assert 0 < total < 67
    page.go_back()
    page.wait_for_url(lambda url: "since" not in url)
    page.wait_for_selector(".chips li:nth-child(1)")


def test_keys_alone_are_enough(page: Page) -> None:
    page.goto("/statements")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.type("border unless")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "text=border" in url)  # our policy lets no predicate be evaluated
    page.wait_for_selector(".chips a")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-line].current").count() == 1
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/statements/statement-" in page.url


def test_a_citation_is_copied(page: Page) -> None:
    page.goto("/articles/talks")
    page.click("#s1 >> text=Permalink and citation")
    page.wait_for_selector("#in-words")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-copy=in-words]")
    page.wait_for_selector("[data-copy=in-words]:has-text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.inner_text("#in-words") and "Ilona Varga" in copied


def test_pages_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/statements")
    page.fill("[name=text]", "border")
    page.click("form.search button")
    assert "text=border" in page.url
    assert page.locator("[data-line]").count() == 25
    page.click("a[rel=next]")
    assert "cursor=" in page.url
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(browser: Browser, address: str, scheme: str) -> None:
    """Contrast of at least 4.5 : 1 for all text, in light and in dark."""
    context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    for path in ("/articles/talks", "/statements", "/dyad?one=HUN&other=SWE"):
        page.goto(path)
        assert page.evaluate(CONTRAST) == [], (scheme, path)
    context.close()


CONTRAST = """() => {
  const rgb = (text) => { const n = (text.match(/[\\d.]+/g) || []).map(Number);
    return text.startsWith('color(srgb') ? [n[0]*255, n[1]*255, n[2]*255, n[3] ?? 1]
                                         : [n[0], n[1], n[2], n[3] ?? 1]; };
  const light = ([r, g, b]) => [r, g, b].map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; })
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const paper = (node) => { for (; node; node = node.parentElement) {
    const colour = rgb(getComputedStyle(node).backgroundColor); if (colour[3] === 1) return colour; }
    return [255, 255, 255]; };
  const poor = [];
  for (const node of document.querySelectorAll('main *, header *, footer *')) {
    if (node.closest('svg, .hidden, option')) continue;
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own || !node.getClientRects().length) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(paper(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
}"""
