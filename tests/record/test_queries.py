"""Filters, search, facets, pages and tables: one set of them for everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.record.archive import Archive
from communique.record.filters import Filters, names
from communique.record.queries import surveys
from communique.record.terms import COMMON, parse, stems
from tests.record.fakes import article

Lines = Callable[..., Path]


def ids(archive: Archive, **filters: str) -> set[str]:
    return {row.document for row in archive.statements(**filters)}


def test_filters_of_statements(filled: Archive) -> None:
    rows = list(filled.statements())
    assert len(rows) == 60
    for row in filled.statements(speaker="HUN"):
        assert row.speaker_country == "HUN"
    assert len(filled.statements(speaker="varga")) == len(filled.statements(speaker="Q1"))
    both = len(filled.statements(speaker=["HUN", "SWE"]))
    assert both == len(filled.statements(speaker="HUN")) + len(filled.statements(speaker="SWE"))
    for row in filled.statements(to="NGA", force="promise"):
        assert "NGA" in row.addressee_countries
        assert row.force == "promise"
    assert {row.force for row in filled.statements(force="deny,demand")} == {"deny", "demand"}
    assert ids(filled, document="a3") == {"a3"}
    assert ids(filled, type="RETREAT") == {f"a{at}" for at in range(60)}
    assert not ids(filled, type="SANCTION")
    assert len(filled.statements(publisher="wire")) == 20
    assert len(filled.statements(about="agreement:minsk")) == 60


def test_dates_are_prefixes(filled: Archive) -> None:
    for row in filled.statements(since="2021", until="2021"):
        assert row.published and row.published.startswith("2021")
    many = len(filled.statements(since="2021-05-10", until="2022-03"))
    days = [one.published or "" for one in filled.articles()]
    expected = [day for day in days if "2021-05-10" <= day < "2022-04"]
    assert many == len(expected) > 0


def test_filters_of_events_and_articles(filled: Archive) -> None:
    for row in filled.events(actor="SWE", type="ASSAULT"):
        assert "SWE" in row.actor_countries
    assert {row.status for row in filled.events(status="planned")} == {"planned"}
    for row in filled.events(quad="4"):
        assert row.type == "ASSAULT"
    told = list(filled.events(speaker="Q1"))
    assert told
    assert {row.according_to_name for row in told} == {"Ilona Varga"}
    said = {row.document for row in filled.statements(speaker="Q1")}
    assert {row.id for row in filled.articles(speaker="Q1")} == said
    assert {row.document for row in filled.events(country="HUN")} >= {
        row.document for row in filled.events(recipient="HUN")}


def test_search_finds_stems_phrases_and_leaves_out(filled: Archive) -> None:
    assert len(filled.find("withdrawing armies")) == 60
    assert len(filled.find('"army will withdraw"')) == 60
    assert not filled.find('"withdraw army"')
    assert len(filled.find('"withdraw from Lund" -promised')) == 12
    assert len(filled.find("withdraw Lund", force="threaten")) == 0
    assert [row.document for row in filled.find("week 17", document="a17")] == ["a17"]
    assert not filled.find("zebra")
    assert not filled.find("-withdraw")


def test_the_best_comes_first(empty: Archive, lines: Lines) -> None:
    empty.add(lines(
        {"id": "long", "text": "Varga said that " + "the river is wide and " * 20 + "troops stay."},
        {"id": "short", "text": "Varga said that troops stay."},
        {"id": "other", "text": "Varga said that bread is dear."},
    ))
    found = [row.document for row in empty.find("troops")]
    assert found == ["short", "long"]
    ranks = [row.rank for row in empty.find("troops", what="articles")]
    assert ranks == sorted(ranks, key=lambda rank: -(rank or 0))


def test_search_of_events_and_articles(filled: Archive) -> None:
    found = filled.find("attacked", what="events")
    assert all("attacked" in (row.sentence or "") for row in found)
    assert len(filled.find("attacked", what="events", type="ASSAULT")) == 60
    assert [row.id for row in filled.find('"note 31"', what="articles")] == ["a31"]
    # The title is searched, and no phrase reaches from it into the text.
    assert len(filled.find('"from Gothenburg"', what="articles")) == 12
    assert not filled.find('"Gothenburg Varga"', what="articles")


def test_a_code_is_a_country_and_a_key_says_so(filled: Archive) -> None:
    everyone = filled.statements(speaker="HUN")
    assert {row.speaker for row in everyone} == {"HUN", "Q1"}
    state = filled.statements(speaker="key:HUN")
    assert {row.speaker for row in state} == {"HUN"} and 0 < len(state) < len(everyone)
    assert len(filled.actor("HUN").said) == len(state)
    assert len(filled.statements(to="key:HUN")) < len(filled.statements(to="HUN"))
    assert len(filled.events(actor="key:HUN")) < len(filled.events(actor="HUN"))
    # Three letters that are no country are a key, or part of a name.
    assert not filled.statements(speaker="QQQ")
    assert {row.speaker for row in filled.statements(speaker="okafor")} == {"Q3"}
    for facets, name in ((filled.statements().facets("speaker"), "speaker"),
                         (filled.events().facets("actor"), "actor")):  # fmt: skip
        for one in facets[name]:
            found = filled.statements if name == "speaker" else filled.events
            assert len(found(**{name: one.value})) == one.count


def test_a_comma_within_a_value_is_kept(empty: Archive, lines: Lines) -> None:
    empty.add(lines(article(1, id="a,1", publisher="Wire, Inc."), article(2, publisher="Inc.")))
    asked = Filters.of(publisher="Wire\\, Inc.")
    assert asked.publisher == ("Wire, Inc.",)
    assert Filters.of_query(asked.to_query()) == asked
    assert [row.id for row in empty.query("articles", asked)] == ["a,1"]


def test_nothing_a_user_gives_is_sql(filled: Archive) -> None:
    for bad in ("'; DROP TABLE documents; --", "%", "_", '"', "\\", "' OR 1=1 --", "\x00"):
        assert not filled.statements(speaker=bad)
        len(filled.find(bad))
    assert filled.counts()["articles"] == 60


def test_facets_count_what_was_found(filled: Archive) -> None:
    facets = filled.statements(speaker="HUN").facets()
    assert sum(one.count for one in facets["force"]) == len(filled.statements(speaker="HUN"))
    assert {one.value for one in facets["speaker_country"]} == {"HUN"}
    labels = {one.value: one.label for one in filled.statements().facets("speaker")["speaker"]}
    assert labels["key:Q1"] == "Ilona Varga"
    (year,) = filled.events(since="2021", until="2021").facets("year")["year"]
    assert year.value == "2021"
    with pytest.raises(InputError, match="colour"):
        filled.statements().facets("colour")


def test_pages_cover_everything_once(filled: Archive) -> None:
    found = filled.statements(force="promise")
    seen, cursor = [], None
    while True:
        page = found.page(cursor, size=5)
        assert page.total == len(found)
        seen += [row.id for row in page.rows]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [row.id for row in found]
    assert found.page(page.previous, size=5).rows
    for bad in ("x", "eyJmcm9tIjogLTF9", "eyJmcm9tIjogIngifQ", "☃"):
        with pytest.raises(InputError, match="cursor"):
            found.page(bad)


def test_tables_for_other_tools(filled: Archive) -> None:
    found = filled.statements(speaker="SWE")
    frame = found.to_polars()
    assert frame.columns == [one.name for one in fields(type(found.first()))]
    assert frame["id"].to_list() == [row.id for row in found]
    assert found.to_pandas()["force"].tolist() == [row.force for row in found]
    assert found.to_arrow().num_rows == len(found)
    assert found.to_dicts()[0]["speaker_country"] == "SWE"


def test_a_notebook_shows_a_table_and_no_markup_of_others(empty: Archive, lines: Lines) -> None:
    empty.add(lines({"id": "x", "title": "<script>alert(1)</script>",
                     "text": "Varga said that <b>it</b> is over."}))
    shown = empty.statements()._repr_html_()
    assert "<script>" not in shown and "<b>it" not in shown
    assert "1 of 1 statements" in shown


def test_mistakes_in_filters_are_told() -> None:
    for given, word in (
        ({"force": "promis"}, "promise"), ({"type": "ATTACK"}, "one of"),
        ({"since": "soon"}, "not a date"), ({"since": "2021-13"}, "not a date"),
        ({"country": "Russia"}, "alpha-3"), ({"speeker": "RUS"}, "speaker"),
    ):  # fmt: skip
        with pytest.raises(InputError) as error:
            Filters.of(**given)  # type: ignore[arg-type]
        assert word in f"{error.value} {error.value.hint}"


def test_filters_survive_a_url() -> None:
    given = Filters.of(text='"a b" -c', speaker="RUS,UKR", since="2021-11", copies=True, quad=4)
    assert Filters.of_query(given.to_query()) == given
    assert Filters.of_query({"speaker": "", "page": "3"}) == Filters()


def test_every_filter_says_what_it_is() -> None:
    assert list(names()) == [one.name for one in fields(Filters)]
    assert all(names().values())


def test_stems() -> None:
    assert stems("Zürich’s 2,000 U.S. troops") == ["zurich", "2000", "u", "s", "troop"]
    assert parse("“withdraw troops” -week").phrases == (("withdraw", "troop"),)


def test_a_page_shows_the_rows_that_iteration_gives(filled: Archive, tmp_path: Path) -> None:
    for found in (
        filled.statements(), filled.events(), filled.articles(), filled.find("withdraw army"),
        filled.find("attacked", what="events"), filled.find("note", what="articles"),
        filled.statements(order="newest", to="SWE"), filled.events(recipient="Q1"),
    ):  # fmt: skip
        page = found.page(size=1000)
        assert page.rows == list(found) != []
        assert page.total == len(found) == len(page.rows)
        assert found.page(size=3).rows == page.rows[:3] and found.first() == page.rows[0]
    assert any(row.magnitudes and row.according_to_name for row in filled.events())


def test_words_of_every_text_ask_for_nothing_beside_others() -> None:
    assert parse("the talks with the envoy").phrases == (("talk",), ("envoy",))
    assert parse('"the talks" of envoys').phrases == (("the", "talk"), ("envoy",))
    assert parse("to be").phrases == (("to",), ("be",))
    assert parse("talks -the").without == (("the",),)
    assert all(stems(one) == [one] for one in COMMON)


def test_surveys_of_several_lists_are_what_each_would_give(filled: Archive) -> None:
    several = [filled.statements(speaker=one, order="newest") for one in ("HUN", "NOBODY", "SWE")]
    for found, some in zip(several, surveys(several, 5, "force", "year", top=3), strict=True):
        assert some.page == found.page(size=5)
        assert some.facets == found.facets("force", "year", top=3)


def test_a_survey_is_a_page_and_its_facets(filled: Archive) -> None:
    for found in (
        filled.statements(), filled.events(), filled.articles(), filled.statements(speaker="HUN"),
        filled.events(actor="SWE", order="newest"), filled.articles(publisher="wire"),
        filled.find("withdraw army"), filled.find("attacked", what="events", order="oldest"),
        filled.find("note 31", what="articles"), filled.find("zebra"), filled.events(status="denied"),
        filled.statements(copies=True),
    ):  # fmt: skip
        for size in (4, 1000):
            names = ("publisher", "year")
            first = found.survey(*names, size=size, top=2)
            assert first.page == found.page(size=size)
            assert first.facets == found.facets(*names, top=2)
            if first.page.next:
                second = found.survey(cursor=first.page.next, size=size)
                assert second.page == found.page(first.page.next, size=size)
                assert second.facets == {}
