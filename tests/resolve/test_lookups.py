"""The look-ups under `who`: spellings, states, titles, offices, persons, bodies, nouns, tables."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.resolve.countries import (
    city_named,
    countries_in,
    country_in,
    country_named,
    country_of,
    government_of,
)
from communique.resolve.groups import as_recorded, group_of, owner_of
from communique.resolve.offices import holder_of, office_in
from communique.resolve.organisations import body_of, organisation_in, organisation_named
from communique.resolve.persons import actor_of, former_on, holds_on, persons_named, tenure_on
from communique.resolve.sectors import sector_of
from communique.resolve.spellings import key_of, sound_of, words_of
from communique.resolve.tables import Lines, Tables, Tenure, builtin
from communique.resolve.titles import roles_of
from communique.types import Actor

DATA = Path(__file__).parents[2] / "src" / "communique" / "data"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
        ("Viktor Yanukovych", "Viktor Yanukovich"),
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Mohammed bin Salman", "Muhammad bin Salman"),
        ("Hassan Rouhani", "Hasan Ruhani"),
        ("Arseniy Yatsenyuk", "Arsenii Iatseniuk"),
    ],
)
def test_spellings_of_a_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("Lavrov", "Lavrin"), ("Bush", "Busch Jr"), ("Xi", "Li")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_words_are_slices_of_the_phrase(phrase: str) -> None:
    for word in words_of(phrase):
        assert 0 <= word.start < word.end <= len(phrase)
        assert word.key and " " not in word.key
    assert key_of(key_of(phrase)) == key_of(phrase)


@pytest.mark.parametrize(
    ("phrase", "iso3", "how"),
    [
        ("the Kremlin", "RUS", "seat"),
        ("Kyiv's", "UKR", "capital"),
        ("Russian", "RUS", "adjective"),
        ("Kenyans", "KEN", "people"),
        ("the United States of America", "USA", "name"),
        ("U.S.", "USA", "name"),
        ("Aleppo", "SYR", "city"),
        ("the Soviet Union", "RUS", "former"),
        ("Crimea", "UKR", "region"),
        ("Türkiye", "TUR", "name"),
    ],
)
def test_a_state_is_named(phrase: str, iso3: str, how: str) -> None:
    named = country_named(phrase)
    assert named is not None
    assert (named.iso3, named.how) == (iso3, how)


@pytest.mark.parametrize("phrase", ["us", "they told us", "car", "a nice reading", "Xanadubad", ""])
def test_no_state_is_named(phrase: str) -> None:
    assert countries_in(phrase) == []


def test_states_stand_where_the_words_do() -> None:
    phrase = "the Russian ambassador to South Sudan in New York"
    found = countries_in(phrase)
    assert [(one.iso3, phrase[one.start : one.end]) for one in found] == [
        ("RUS", "Russian"), ("SSD", "South Sudan"), ("USA", "New York"),
    ]  # fmt: skip
    first = country_in("Mombasa police asked Uganda")
    assert first is not None and first.iso3 == "UGA", "a state comes before a town"


def test_a_town_needs_to_outdo_its_namesakes() -> None:
    city = city_named("Hyderabad")
    assert city is not None and city.country == "IND"
    assert abs(city.latitude - 17.4) < 0.2
    assert city_named("San José") is None or city_named("San José").country  # type: ignore[union-attr]


def test_a_government_is_an_actor() -> None:
    actor = government_of("RUS")
    assert (actor.key, actor.name, actor.kind, actor.sector) == (
        "gov:RUS", "Government of Russia", "country", "GOV",
    )  # fmt: skip
    country = country_of("RUS")
    assert country is not None and country.capital == "Moscow" and country.latitude is not None
    assert country_of("QQQ") is None


@pytest.mark.parametrize(
    ("title", "country", "roles"),
    [
        ("Minister of Europe and Foreign Affairs", "FRA", ("minister:foreign", "minister:europe")),
        ("Secretary of State", "USA", ("minister:foreign",)),
        ("Secretary of State for the Home Department", "GBR", ("minister:interior",)),
        ("Secretary of State for Tourism", "FRA", ("deputy minister:tourism",)),
        ("Federal Chancellor", "DEU", ("prime minister",)),
        ("President of the Senate", "USA", ("speaker",)),
        ("President of the Sakha Republic", "RUS", ("governor",)),
        ("Premier of Queensland", "AUS", ("governor",)),
        ("Foreign Ministry Spokesperson", "RUS", ("spokesman",)),
        ("Minister of Foreign Trade", None, ("minister:trade",)),
        ("Inspector General of the Department of State", "USA", ()),
        ("First Deputy Minister of Defence", "RUS", ("deputy minister:defence",)),
        ("Lord of the Treasury", "GBR", ()),
    ],
)
def test_a_title_means_roles(title: str, country: str | None, roles: tuple[str, ...]) -> None:
    assert roles_of(title, country) == roles


@pytest.mark.parametrize(
    ("phrase", "roles", "country"),
    [
        ("the British Foreign Secretary", ("minister:foreign",), "GBR"),
        ("US ambassador to Russia", ("ambassador:RUS",), "USA"),
        ("Ukraine's ambassador to Britain", ("ambassador:GBR",), "UKR"),
        ("the top Russian diplomat", ("minister:foreign",), "RUS"),
        ("Minister of Defence of Ukraine", ("minister:defence",), "UKR"),
        ("the German chancellor", ("prime minister",), "DEU"),
    ],
)
def test_an_office_is_named(phrase: str, roles: tuple[str, ...], country: str) -> None:
    office = office_in(phrase)
    assert office is not None
    assert (office.roles, office.country) == (roles, country)


def test_an_office_may_be_a_former_one_or_somebody_under_it() -> None:
    former = office_in("the former Russian prime minister")
    assert former is not None and former.former
    under = office_in("an adviser to the Turkish president")
    assert under is not None and under.deputy == "adviser"
    elect = office_in("the president-elect of Ghana")
    assert elect is not None and elect.elect
    body = office_in("the NATO chief")
    assert body is not None and body.body == "igo:NATO"
    assert office_in("a heap of stones") is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2016-07-12", "David Cameron"),
        ("2016-07-14", "Theresa May"),
        ("2019-07-25", "Boris Johnson"),
        ("2022-09", "Liz Truss"),
        ("2023", "Rishi Sunak"),
    ],
)
def test_the_holder_changes_with_the_day(day: str, name: str) -> None:
    holding = holder_of("prime minister", "GBR", day)
    assert holding.person is not None, holding.why
    assert holding.person.name == name
    assert name in holding.why


def test_who_holds_an_office_may_be_unknown() -> None:
    assert holder_of("prime minister", "GBR", "1801-01-01").person is None
    assert holder_of("prime minister", None).person is None
    assert holder_of("minister:weather", "GBR").person is None


def test_a_month_covers_its_days() -> None:
    tenure = Tenure("President", ("president",), "UKR", "2014-06", "2019-05-20")
    assert holds_on(tenure, "2014-06-07")
    assert holds_on(tenure, "2019-05")
    assert not holds_on(tenure, "2019-05-21")
    assert not holds_on(tenure, "2014-05-31")
    assert not holds_on(tenure, None)


def test_a_person_has_offices_and_is_former_after_them() -> None:
    truss = persons_named("Liz Truss")[0]
    held = tenure_on(truss, "2022-02-10")
    assert held is not None and held.roles[0] == "minister:foreign"
    assert tenure_on(truss, "2023-06-01") is None
    last = former_on(truss, "2023-06-01")
    assert last is not None and last.roles == ("prime minister",)
    assert actor_of(truss, "2022-02-10").sector == "GOV"
    assert actor_of(truss, "2023-06-01").sector == "ELI"


def test_who_works_for_an_organisation_has_no_country() -> None:
    ban = persons_named("Ban Ki-moon")[0]
    assert actor_of(ban, "2010-01-01").country is None
    assert actor_of(ban, "2005-01-01").country == "KOR"


def test_surnames_bring_the_prominent_first() -> None:
    assert persons_named("Putin")[0].name == "Vladimir Putin"
    assert persons_named("Mr Xi")[0].name == "Xi Jinping"
    assert len(persons_named("Johnson")) > 3
    assert persons_named("Xqzzt") == []


def test_abbreviations_count_in_capitals_only() -> None:
    assert organisation_named("WHO") is not None
    assert organisation_named("who") is None
    assert organisation_named("Who") is None
    assert organisation_named("Nato") is not None
    found = organisation_in("a spokesman of the World Health Organization in Geneva")
    assert found is not None and found[0].key == "igo:WHO"


def test_armed_groups_have_a_home_and_no_country() -> None:
    taliban = organisation_named("the Taliban")
    assert taliban is not None
    assert body_of(taliban).country is None
    assert body_of(taliban, home=True).country == "AFG"
    assert as_recorded(body_of(taliban, home=True)).country is None
    army = Actor("group:RUS:troops", "Russian troops", "group", "RUS", "MIL")
    assert as_recorded(army) == army


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("Nairobi police officers", "COP"),
        ("members of parliament", "LEG"),
        ("sources in the Foreign Ministry", "GOV"),
        ("the Turkish Coast Guard", "MIL"),
        ("women", "CVL"),
        ("policewomen", "COP"),
        ("lawmakers of the opposition", "LEG"),
    ],
)
def test_a_head_tells_the_sector(phrase: str, sector: str) -> None:
    found = sector_of(phrase)
    assert found is not None and found.sector == sector


def test_a_head_belongs_to_the_state_before_it() -> None:
    tables = builtin()
    phrase = "US troops in Afghanistan"
    owner = owner_of(phrase, sector_of(phrase), tables)
    assert owner is not None and owner.iso3 == "USA"
    phrase = "pro-Russian rebels"
    assert owner_of(phrase, sector_of(phrase), tables) is None
    phrase = "Russian and Mongolian entrepreneurs"
    assert owner_of(phrase, sector_of(phrase), tables) is None
    found = group_of("Trump supporters", tables)
    assert found is not None and found[0].country == "USA"


def test_lines_are_found_by_their_first_field() -> None:
    lines = Lines.of([("b", "2"), ("a", "1"), ("b", "3"), ("ba", "4")])
    assert lines.find("b") == [["2"], ["3"]]
    assert lines.find("ba") == [["4"]]
    assert lines.find("c") == lines.find("") == []
    assert Lines(b"").find("a") == []


@given(st.dictionaries(st.text("abcé ", min_size=1, max_size=4).map(str.strip).filter(bool), st.integers(0, 9), max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_line_is_found_again(rows: dict[str, int]) -> None:
    lines = Lines.of((key, str(value)) for key, value in rows.items())
    for key, value in rows.items():
        assert [str(value)] in lines.find(" ".join(key.split()))


def test_the_tables_are_small_and_load_fast() -> None:
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    assert size <= 8_000_000
    builtin.cache_clear()
    start = time.process_time()
    tables = builtin()
    assert time.process_time() - start < 0.5
    assert isinstance(tables, Tables)


def test_every_table_is_told_in_the_datasheet() -> None:
    sheet = (DATA / "DATASHEET.md").read_text(encoding="utf-8")
    for path in DATA.glob("*.tsv.gz"):
        assert f"`{path.name.removesuffix('.tsv.gz')}`" in sheet


def test_every_holder_and_every_name_leads_to_a_person() -> None:
    tables = builtin()
    persons = {row[0] for row in tables.persons.layers[0].rows()}
    assert {row[3] for row in tables.offices.layers[0].rows()} <= persons
    bodies = {row[0] for row in tables.organisations.layers[0].rows()}
    assert {row[1] for row in tables.organisation_names.layers[0].rows()} <= bodies
    states = {row[0] for row in tables.countries.layers[0].rows()}
    assert {row[1] for row in tables.country_names.layers[0].rows()} <= states
