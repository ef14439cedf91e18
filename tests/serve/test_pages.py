"""The pages: everything is there, linked and escaped."""

from __future__ import annotations

import json
import re
from functools import partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from communique.follow.archives import Archive as Followed
from communique.record.archive import Archive
from communique.serve import links
from communique.serve.citations import cite
from communique.serve.marks import mark
from communique.types import Record
from tests.serve import newsroom

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

ODD_ARTICLE = next(one.document.id for one in newsroom.records()
                   if isinstance(one, Record) and one.document.id.startswith("x/"))  # fmt: skip
OWN_SCRIPTS = re.compile(r"/static/(vendor/)?[a-z-]+(\.min)?\.js")


class Page(HTMLParser):
    """What a browser would make of a page: its tags, its ids, its links and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.data_blocks = 0
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if not self._in_script:
            self.text += data

    def all(self, tag: str, attribute: str) -> list[str]:
        return [one[attribute] or "" for name, one in self.tags
                if name == tag and attribute in one]  # fmt: skip

    @property
    def ids(self) -> list[str]:
        return [one["id"] or "" for _, one in self.tags if "id" in one]


@pytest.fixture(scope="module")
def paths(news: Path) -> list[str]:
    """The address of every kind of page, the odd article's things among them."""
    with Followed(news) as archive:
        odd = archive.statements(document=ODD_ARTICLE).first()
        deed = archive.events(document=ODD_ARTICLE).first()
        undertaking = archive.ledger()[0].id
    assert odd is not None and deed is not None
    return [
        "/", "/statements?size=500", "/events?size=500", "/articles?size=500", "/actors", "/runs",
        "/failures", "/read", "/dyad", "/dyad?one=HUN&other=SWE", "/dyad?one=front&other=SWE",
        links.article(ODD_ARTICLE), links.statement(odd.id), links.event(deed.id),
        links.actor(newsroom.ODD.key), links.actor("Q901"), links.article("undated"),
        "/ledger", "/ledger?by=HUN&kind=promise", links.undertaking(undertaking), "/agreements",
        "/agreements?name=Minsk", links.compared(odd.id),
        links.with_query("/statements", {"text": newsroom.SCRIPT, "speaker": newsroom.ATTRIBUTE}),
        links.with_query("/statements", {"publisher": newsroom.TEMPLATE}),
        links.with_query("/actors", {"name": newsroom.ATTRIBUTE}),
        links.with_query("/dyad", {"one": newsroom.SCRIPT, "other": newsroom.TEMPLATE}),
        links.with_query("/failures", {"run": newsroom.SCRIPT}),
        links.with_query("/ledger", {"by": newsroom.ATTRIBUTE, "to": newsroom.TEMPLATE}),
        links.with_query("/agreements", {"name": newsroom.SCRIPT}),
        links.with_query("/compare", {"statement": newsroom.SCRIPT}),
        f"/nowhere/{newsroom.SCRIPT}", links.with_query("/statements", {"force": newsroom.SCRIPT}),
    ]


def get(client: TestClient, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code in (200, 404, 422), (path, answer.status_code)
    assert answer.headers["content-type"].startswith("text/html")
    return Page(answer.text)


def test_nothing_of_an_article_becomes_markup(client: TestClient, paths: list[str]) -> None:
    seen = ""
    for path in paths:
        page = get(client, path)
        seen += page.text
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on")], (path, attributes)
            assert "style" not in attributes, path
            if tag == "script":
                source = attributes.get("src")
                inert = attributes.get("type") == "application/json"
                assert inert or (source and OWN_SCRIPTS.fullmatch(source)), (path, attributes)
            for name in ("href", "src", "action"):
                value = (attributes.get(name) or "").strip().lower()
                assert not value.startswith(("javascript:", "data:", "vbscript:")), (path, value)
        assert "img" not in [tag for tag, _ in page.tags], path
        assert "49" not in re.findall(r"\{\{|\}\}|\b49 </textarea>", page.text), path
    # The cruel words are there all the same, as words.
    for words in (newsroom.SCRIPT, newsroom.ATTRIBUTE, newsroom.TEMPLATE):
        assert words in seen


def test_pages_are_whole(client: TestClient, paths: list[str]) -> None:
    for path in paths:
        page = get(client, path)
        assert len(page.ids) == len(set(page.ids)), path
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1 and tags.count("main") == 1, path
        assert ("html", {"lang": "en"}) in page.tags, path
        assert page.all("a", "href")[0] == "#main", path
        for tag, attributes in page.tags:
            if tag == "a" and "href" in attributes:
                target = attributes["href"] or ""
                if target.startswith("#") and len(target) > 1:
                    assert target[1:] in page.ids, (path, target)


def test_links_inside_lead_somewhere(client: TestClient, paths: list[str]) -> None:
    followed = set()
    for path in paths[:23]:
        for target in get(client, path).all("a", "href"):
            kind = re.sub(r"[^/?.]+$", "", target.partition("?")[0])
            if target.startswith("/") and (kind, path) not in followed:
                followed.add((kind, path))
                assert client.get(target).status_code == 200, (path, target)
    assert len(followed) > 20


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient) -> None:
    page = get(client, links.article(ODD_ARTICLE))
    assert not [one for one in page.all("a", "href") if "alert" in one and ":" in one[:12]]
    for url in ("javascript:alert(1)", "data:text/html,x", " JAVASCRIPT:x", "//x.example", "file:///x",
                "https://", "http:///x", None):  # fmt: skip
        assert links.outside(url) is None


def test_the_text_of_an_article_is_all_there(client: TestClient) -> None:
    page = get(client, links.article("talks"))
    for paragraph in newsroom.TALKS.split("\n\n"):
        assert paragraph in page.text
    record = newsroom.talks()
    for number in range(1, len(record.statements) + 1):
        assert f"s{number}" in page.ids and f"t-s{number}" in page.ids
        assert f"#s{number}" in page.all("a", "href") and f"#t-s{number}" in page.all("a", "href")
    for number in range(1, len(record.events) + 1):
        assert f"e{number}" in page.ids and f"t-e{number}" in page.ids


def test_marks_lose_no_character_and_know_their_items() -> None:
    record = newsroom.talks()
    text = record.document.text
    marked = mark(record)
    whole = ["".join(one.text for one in paragraph) for paragraph in marked.paragraphs]
    assert whole == [one for one in text.split("\n") if one]
    said: dict[str, str] = {}
    for paragraph in marked.paragraphs:
        for segment in paragraph:
            for item in segment.items:
                if "said" in segment.classes or "deed" in segment.classes:
                    said[item] = said.get(item, "") + segment.text
    for statement in record.statements:
        key = marked.items[statement.id].key
        assert all(span.exact in said[key] for span in statement.content)
    for event in record.events:
        assert event.trigger.exact in said[marked.items[event.id].key]


def test_marks_over_several_paragraphs() -> None:
    draft = newsroom.Draft("long", "He said one.\n\nTwo.\nThree, he said. Four.", published="2022")
    draft.said((None, None), ["one.\n\nTwo.\nThree"], "assert", cue=None)
    paragraphs = mark(draft.record()).paragraphs
    said = [one.text for paragraph in paragraphs for one in paragraph if one.items]
    assert said == ["one.", "Two.", "Three"]
    assert sum(len(one.refs) for paragraph in paragraphs for one in paragraph) == 1


def test_state_stands_in_the_address(client: TestClient) -> None:
    page = get(client, "/statements?text=border&speaker=SWE&since=2022&order=oldest&size=5")
    fields = {one.get("name"): one.get("value") for tag, one in page.tags if tag == "input"}
    assert fields["text"] == "border" and fields["speaker"] == "SWE" and fields["since"] == "2022"
    more = [one for one in page.all("a", "href") if "cursor=" in one]
    assert len(more) == 1 and all(part in more[0] for part in ("text=border", "speaker=SWE",
                                                             "since=2022", "order=oldest", "size=5"))
    beside = [one for one in page.all("a", "href") if one.startswith("/statements.json")]
    assert client.get(beside[0]).json()["total"] > 5


def test_a_facet_narrows_and_a_chip_widens(client: TestClient) -> None:
    page = get(client, "/statements?speaker=SWE")
    narrower = [one for one in page.all("a", "href") if "force=threaten" in one]
    assert client.get(narrower[0].replace("/statements?", "/statements.json?")).json()["total"] < \
        client.get("/statements.json?speaker=SWE").json()["total"]
    chosen = get(client, narrower[0])
    chips = [one.get("href") for tag, one in chosen.tags
             if tag == "a" and (one.get("aria-label") or "").startswith("remove force")]  # fmt: skip
    assert chips == ["/statements?speaker=SWE"]


def test_a_statement_shows_all_reports_and_its_citation(client: TestClient) -> None:
    record = newsroom.talks()
    page = get(client, links.statement(record.statements[0].id))
    assert "Wire One" in page.text and "this one" in page.text
    assert f"http://127.0.0.1:8642{links.statement(record.statements[0].id)}" in page.text
    assert "@misc{" in page.text
    assert [one for one in page.all("a", "href") if one.startswith("https://news.example/talks#:~:text=")]


def test_citations_quote_word_for_word(news: Path) -> None:
    with Archive(news) as archive:
        row = archive.statements(document="talks", mode="direct").first()
        odd = archive.statements(document=ODD_ARTICLE).first()
    assert row is not None and odd is not None
    found = cite(row, "http://127.0.0.1/x")
    assert found.text == (
        "Ilona Varga, quoted: “We keep our word,” In: “Hungary to leave the island”, Morning Post, "
        f"10 February 2022, https://news.example/talks [characters {row.start}–{row.end} of talks, "
        f"{row.id}]."
    )
    assert "author = {{Ilona Varga}}" in found.bibtex
    cruel = cite(odd, "http://127.0.0.1/x")
    assert "javascript:" not in cruel.bibtex + cruel.markdown + cruel.text
    assert cruel.bibtex.count("{") == cruel.bibtex.count("}")
    assert "<script>" not in cruel.markdown.replace("\\<script\\>", "")


def test_links_at_words() -> None:
    found = links.at_words("https://a.example/x", "“well-kept, words”")
    assert found == "https://a.example/x#:~:text=well%2Dkept%2C%20words"
    long = links.at_words("https://a.example/x", " ".join(f"w{n}" for n in range(200)))
    assert long == ("https://a.example/x#:~:text=w0%20w1%20w2%20w3%20w4%20w5,"
                    "w194%20w195%20w196%20w197%20w198%20w199")
    assert links.at_words("javascript:x", "words") is None


def test_an_article_read_just_now(client: TestClient) -> None:
    answer = client.post("/read/page", content="text=He+left+%3Cscript%3E&published=2022-02-10",
                         headers={"Content-Type": "application/x-www-form-urlencoded"})
    page = Page(answer.text)
    assert answer.status_code == 200 and "left <script>" in page.text
    assert "not kept" in page.text
    empty = client.post("/read/page", content="text=+", headers={
        "Content-Type": "application/x-www-form-urlencoded"})
    assert empty.status_code == 422 and "the text is empty" in empty.text


def test_an_empty_archive_has_pages_too(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    from communique.serve.rooms import make_room

    path = tmp_path / "empty.duckdb"
    with Archive(path) as archive:
        archive.keep([])
    with TestClient(make_room(path), base_url="http://127.0.0.1") as client:
        for page in ("/", "/statements", "/events", "/articles", "/actors", "/dyad", "/runs",
                     "/failures", "/statements.csv", "/statements.json?facets=true", "/ledger",
                     "/ledger.json", "/ledger.csv", "/agreements", "/dyad?one=HUN&other=SWE"):
            assert client.get(page).status_code == 200, page


def test_what_a_room_keeps_is_found_anew_when_something_is_added(tmp_path: Path) -> None:
    from communique.serve.desks import Desk
    from tests.record.fakes import article, make_reader

    path = tmp_path / "kept.duckdb"
    desk = Desk(path)

    def add(number: int) -> None:
        desk.close()
        source = tmp_path / f"{number}.jsonl"
        source.write_text(json.dumps(article(number)) + "\n", "utf-8")
        with Archive(path, reader=make_reader) as archive:
            archive.add(source)

    made: list[int] = []

    def count(archive: Archive) -> int:
        made.append(len(archive.statements()))
        return made[-1]

    for number in (1, 2):
        add(number)
        for _ in range(2):
            with desk.archive() as archive:
                assert desk.kept(archive, ("many",), partial(count, archive)) == made[-1] == number
    desk.close()
    assert made == [1, 2]
