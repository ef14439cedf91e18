"""HTML: the article out of the page, or a reason why there is none."""

from __future__ import annotations

import io
import time

import pytest

from communique.ingest import Ingested, ingest
from communique.types import Failure

ARTICLE = """<!doctype html><html><head><title>Envoys meet in Oslo</title>
<meta property="og:site_name" content="The Fjord Post">
<link rel="canonical" href="https://fjordpost.example/envoys">
<meta property="article:published_time" content="2021-06-16T08:00:00+02:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Envoys meet in Oslo</h1>
<p>The two envoys met for six hours on Wednesday, and neither of them smiled on the steps.</p>
<p>“We will not discuss the border before the prisoners are home,” the Norwegian host quoted
one of them as saying. The other told reporters that his side had heard nothing new.</p>
<p>Talks will go on in Geneva next month, the hosts said, if both delegations get instructions
from their capitals to stay at the table, which nobody in Oslo was ready to promise.</p></article>
<footer>© 2021 The Fjord Post. All rights reserved.</footer></body></html>"""


def page(raw: bytes | str, **options) -> Ingested | Failure:
    data = raw.encode() if isinstance(raw, str) else raw
    found = list(ingest([io.BytesIO(data)], **options))
    assert len(found) == 1
    return found[0]


def test_article_title_date_and_address_are_found() -> None:
    found = page(ARTICLE)
    assert isinstance(found, Ingested)
    document = found.document
    assert "neither of them smiled" in document.text
    assert "All rights reserved" not in document.text and "Home" not in document.text
    assert document.title == "Envoys meet in Oslo"
    assert document.published == "2021-06-16"
    assert document.publisher == "The Fjord Post"
    assert document.url == "https://fjordpost.example/envoys"
    assert found.warnings == ()


def test_what_the_user_says_of_a_page_holds_over_what_is_found_in_it() -> None:
    found = page(ARTICLE, published="17 June 2021", title="Oslo")
    assert isinstance(found, Ingested) and found.document.published == "2021-06-17"
    assert found.document.title == "Oslo"


def test_a_page_without_a_date_is_undated() -> None:
    found = page(ARTICLE.replace("2021", ""))
    assert isinstance(found, Ingested) and found.document.published is None
    assert [notice.code for notice in found.warnings] == ["undated"]


@pytest.mark.parametrize(
    "raw",
    [
        "<html><body></body></html>",
        "<html><body><ul>" + "<li><a href='/x'>World news</a></li>" * 50 + "</ul></body></html>",
        "<html><head><title>404</title></head><body><h1>Not found</h1></body></html>",
        "<",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_an_article_is_a_failure(raw: str) -> None:
    found = page(raw)
    assert isinstance(found, Failure) and found.message == "there is no article in the page"


def test_an_empty_page_is_a_failure() -> None:
    found = page(b"  ", form="html")
    assert isinstance(found, Failure) and "empty" in found.message


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "custom-tag"])
def test_a_page_nested_without_end_ends_soon(tag: str) -> None:
    begun = time.monotonic()
    page(f"<{tag}>" * 200_000 + "The envoy said that he would come back to Oslo in a week.")
    assert time.monotonic() - begun < 20


def test_a_page_over_the_limit_is_refused() -> None:
    found = page("<html>" + "<p>The envoy said no.</p>" * 10_000, max_size=100_000)
    assert isinstance(found, Failure) and "100,000" in found.message


def test_real_pages_are_read(shared) -> None:  # type: ignore[no-untyped-def]
    pages = sorted((shared / "data/text/html").glob("*.html.gz"))[:25]
    found = list(ingest(pages))
    assert all(isinstance(one, Ingested) and len(one.document.text) > 300 for one in found)
