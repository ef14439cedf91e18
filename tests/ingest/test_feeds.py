"""RSS and Atom: what a feed carries in full, and feeds that mean no good."""

from __future__ import annotations

from pathlib import Path

from communique.ingest import Ingested, ingest
from communique.ingest.feeds import plain
from communique.types import Failure

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Gazette</title><language>en-gb</language>
<item><title>Talks &amp; tea</title><link>https://news.example/1</link><guid>g1</guid>
<pubDate>Thu, 10 Feb 2022 09:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The minister <b>met</b> her colleague.</p><script>x()</script>
<p>Nobody smiled &mdash; not once.</p>]]></content:encoded></item>
<item><title>Only a summary</title><link>https://news.example/2</link>
<description>The ships left the harbour at dawn.</description></item>
<item><title>Empty</title><link>https://news.example/3</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire One</title>
<entry><title>On the border</title><id>tag:news.example,2022:7</id>
<link href="https://news.example/7"/><updated>2022-03-01T10:00:00Z</updated>
<content type="html">&lt;p&gt;Troops crossed the bridge.&lt;/p&gt;</content></entry></feed>"""

BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title><item><description>&c;</description></item>
</channel></rss>"""


def read(path: Path) -> list[Ingested | Failure]:
    return list(ingest([path]))


def test_rss_with_full_content(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, "utf-8")
    full, short, empty = read(path)
    assert isinstance(full, Ingested) and isinstance(short, Ingested)
    one = full.document
    assert one.text == "The minister met her colleague.\nNobody smiled — not once."
    assert (one.id, one.url, one.title) == ("g1", "https://news.example/1", "Talks & tea")
    assert (one.publisher, one.published, one.language) == ("Harbour Gazette", "2022-02-10", "en")
    assert short.document.text == "The ships left the harbour at dawn."
    assert "summary_only" in [notice.code for notice in short.warnings]
    assert isinstance(empty, Failure)
    assert empty.document.endswith("feed.xml, entry 3")


def test_atom_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "download"
    path.write_text(ATOM, "utf-8")
    (found,) = read(path)
    assert isinstance(found, Ingested)
    assert found.document.text == "Troops crossed the bridge."
    assert found.document.id == "tag:news.example,2022:7"
    assert found.document.published == "2022-03-01"


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(BOMB, "utf-8")
    (found,) = read(path)
    assert isinstance(found, Failure)
    assert "entities" in found.message and "bomb.xml" in found.document


def test_xml_that_is_a_page_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_text(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><article><p>'
        "The envoys of both sides sat down in the old town hall on Monday morning.</p>"
        "<p>They left again before the soup was served to anybody at all.</p></article>"
        "</body></html>", "utf-8",
    )  # fmt: skip
    (found,) = read(path)
    assert isinstance(found, Ingested)
    assert "old town hall" in found.document.text


def test_a_feed_without_entries_and_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "none.xml"
    path.write_text("<rss version='2.0'><channel></channel></rss>", "utf-8")
    (found,) = read(path)
    assert isinstance(found, Failure) and "no entry" in found.message
    path = tmp_path / "cut.xml"
    path.write_text(RSS[: RSS.index("Only a summary")], "utf-8")
    first, *failed = read(path)
    assert isinstance(first, Ingested) and first.document.id == "g1"
    assert isinstance(failed[-1], Failure)
    assert "broken at line" in failed[-1].message


def test_entities_that_pages_use_are_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "nbsp.xml"
    path.write_text(RSS.replace("Short.", "Short&nbsp;one."), "utf-8")
    assert [type(one) for one in read(path)] == [Ingested, Ingested, Failure]  # the empty entry


def test_plain_text_of_markup() -> None:
    assert plain("a<br>b<style>p{}</style><ul><li>c\nd</li></ul>") == "a\nb\nc d"
    assert plain("5 < 6 &amp; 7") == "5 < 6 & 7"
