"""One statement in many outlets: first report, drift, cuts, scare quotes."""

from __future__ import annotations

from pathlib import Path

from communique.follow.archives import Archive
from communique.follow.outlets import compare, same_statement, scare_quotes
from communique.follow.rows import rows_of
from communique.follow.wordings import align
from tests.follow.factories import ENVOY, MINISTER, Article

FULL = "“We shall leave Halden by June. Nobody has asked us to, and nobody will thank us,”"


def report(id: str, day: str, publisher: str, words: str = FULL, speaker=MINISTER) -> Article:  # type: ignore[no-untyped-def]
    article = Article(id, day, f"{words} the minister said.", publisher)
    article.said(speaker, "promise", words, mode="direct")
    return article


def said(article: Article, copy_of: str | None = None):  # type: ignore[no-untyped-def]
    rows = rows_of(article.record(), copy_of)
    assert rows is not None
    return rows.said[0]


def test_first_report_spread_and_cut() -> None:
    wire = said(report("w", "2031-03-01", "Wire"))
    paper = said(report("p", "2031-03-02", "Paper", "“We shall leave Halden by June,”"))
    copy = said(report("c", "2031-03-01", "Copyist"), copy_of="w")
    found = compare(paper, [copy, wire, paper])
    assert found.outlets == ("Wire", "Copyist", "Paper")
    assert [one.copy for one in found.reports] == [False, True, False]
    last = found.reports[-1].alignment
    assert last is not None and last.drift > 0
    assert "nobody will thank us" in " ".join(last.cut_quotes)


def test_another_speaker_or_another_time_is_another_statement() -> None:
    one = said(report("a", "2031-03-01", "Wire"))
    assert not same_statement(one, said(report("b", "2031-03-02", "Lamp", speaker=ENVOY)))
    assert not same_statement(one, said(report("c", "2031-06-02", "Lamp")))
    assert same_statement(one, said(report("d", "2031-02-27", "Lamp")))


def test_alignment_tells_changes() -> None:
    found = align("we will leave Halden by June", "we may leave Halden")
    assert [(p.change, p.ours, p.theirs) for p in found.pieces] == [
        ("equal", "we", "we"), ("changed", "will", "may"), ("equal", "leave Halden", "leave Halden"),
        ("cut", "by June", ""),
    ]  # fmt: skip
    assert align("the same", "the same").drift == 0.0


def test_scare_quotes_are_words_that_nobody_said() -> None:
    article = Article("a", "2031-03-01", "Its so-called “volunteers” left. “We “assist” them,” he said.")
    article.said(MINISTER, "assert", "“We “assist” them,”", mode="direct")
    found = scare_quotes(article.record().document, article.record().statements)
    assert [one.span.exact for one in found] == ["volunteers"]


def test_compare_in_an_archive(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.duckdb") as archive:
        articles = [report("w", "2031-03-01", "Wire"), report("p", "2031-03-03", "Paper"),
                    report("x", "2031-03-02", "Lamp", "“Never again shall we leave a town alone”")]  # fmt: skip
        archive.keep([one.record() for one in articles])
        found = archive.compare("p-s0")
        assert found.outlets == ("Wire", "Paper")
        assert found.to_dict()["first"] == {
            "document": "w", "publisher": "Wire", "published": "2031-03-01",
        }  # fmt: skip
