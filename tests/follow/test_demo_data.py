"""The demo series and its key hang together: wordings, ids, dates, states, split, actors.

Nothing here judges whether the key is true; that was checked by reading it against the articles.
What can be checked by machine is: every wording stands where it is said to stand, every state has
its evidence, and nothing is told before it happened.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from calendar import day_name, month_name
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any, get_args

import pytest

from communique import plover
from communique.types import EventType

DATES = ("2023-07-31", "2023-12-31", "2024-04-30", "2024-08-31")
COMMON = {"open", "met", "partly met", "contradicted", "withdrawn", "lapsed"}
STATES = {
    "promise": COMMON,
    "threaten": COMMON,
    "demand": COMMON | {"refused"},
    "offer": COMMON | {"refused"},
    "refuse": {"open", "met", "partly met", "contradicted", "withdrawn"},
    "deny": {"open", "met", "partly met", "contradicted", "withdrawn"},
}
AGAINST = {"contradicted", "refused", "withdrawn"}
ROLES = {"said", "restated", "copied", "reported"}
FIELDS = {
    "id", "split", "maker", "to", "kind", "kind_also", "what", "condition", "deadline", "said_on",
    "statements", "evidence", "either", "states", "also", "traps", "note",
}  # fmt: skip

Row = dict[str, Any]
DEMO = files("communique") / "data" / "demo"


def lines_of(name: str) -> list[Row]:
    return [json.loads(line) for line in (DEMO / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> dict[str, Row]:
    return {one["id"]: one for one in lines_of("articles.jsonl")}


@pytest.fixture(scope="module")
def key() -> list[Row]:
    return lines_of("key.jsonl")


@pytest.fixture(scope="module")
def actors() -> list[dict[str, str]]:
    return list(csv.DictReader((DEMO / "actors.csv").read_text("utf-8").splitlines()))


def wordings(undertaking: Row) -> Iterator[Row]:
    for field in ("statements", "evidence", "either", "traps"):
        yield from undertaking[field]


def known_by(undertaking: Row, day: str, articles: dict[str, Row]) -> list[Row]:
    """The evidence that an article had told by that day."""
    return [e for e in undertaking["evidence"] if articles[e["document"]]["published"] <= day]


# -- articles


def test_the_series_is_long_enough(articles: dict[str, Row], key: list[Row]) -> None:
    words = [len(one["text"].split()) for one in articles.values()]
    assert len(articles) >= 80
    assert 12_000 <= sum(words) <= 16_000
    assert min(words) >= 90 and max(words) <= 260
    assert len(key) >= 60


def test_article_ids_are_unique_and_stand_in_order_of_time() -> None:
    rows = lines_of("articles.jsonl")
    assert len({one["id"] for one in rows}) == len(rows)
    assert len({one["url"] for one in rows}) == len(rows)
    published = [date.fromisoformat(one["published"]) for one in rows]
    assert published == sorted(published)
    assert 520 <= (published[-1] - published[0]).days <= 560  # eighteen months


def test_articles_have_every_field_and_an_invented_address(articles: dict[str, Row]) -> None:
    for one in articles.values():
        assert set(one) == {"id", "publisher", "title", "published", "url", "text"}
        assert all(isinstance(value, str) and value.strip() for value in one.values())
        year, month, day = one["published"].split("-")
        assert re.fullmatch(rf"https://[a-z]+\.example/{year}/{month}/{day}/[a-z0-9-]+", one["url"])
        assert one["text"] == one["text"].strip()


def test_five_outlets_tell_it_and_each_more_than_once(articles: dict[str, Row]) -> None:
    told = Counter(one["publisher"] for one in articles.values())
    assert len(told) == 5
    assert min(told.values()) >= 5


def test_datelines_agree_with_the_day_of_publication(articles: dict[str, Row]) -> None:
    seen = 0
    for one in articles.values():
        if found := re.match(r"[^\n]*?, ([A-Z][a-z]+) (\d+) \(Meridian Wire\)", one["text"]):
            _, month, day = one["published"].split("-")
            assert month_name[int(month)].startswith(found[1]), one["id"]
            assert int(found[2]) == int(day), one["id"]
            seen += 1
    assert seen == sum(one["publisher"] == "Meridian Wire" for one in articles.values())


def test_weekdays_are_those_of_the_days_before(articles: dict[str, Row]) -> None:
    """An "on Monday" in an agency's first line is its day or one of the three before."""
    names = list(day_name)
    for one in articles.values():
        if one["publisher"] != "Meridian Wire":
            continue
        first = one["text"].split("\n")[0]
        today = date.fromisoformat(one["published"]).weekday()
        near = {names[(today - back) % 7] for back in range(4)}
        told = re.findall(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", first)
        assert set(told) <= near, one["id"]


# -- the key


def test_undertakings_have_every_field_and_ids_of_their_own(key: list[Row]) -> None:
    assert len({one["id"] for one in key}) == len(key)
    for one in key:
        assert set(one) == FIELDS, one["id"]
        what = {"type", "type_also", "actors", "recipients", "place", "text", "refrain"}
        assert set(one["what"]) == what
        assert isinstance(one["what"]["refrain"], bool)


def test_every_wording_stands_once_in_its_document(
    key: list[Row], articles: dict[str, Row]
) -> None:
    wrong = [
        (one["id"], said["document"], said["exact"])
        for one in key
        for said in wordings(one)
        if articles[said["document"]]["text"].count(said["exact"]) != 1
    ]
    assert not wrong


def test_kinds_types_and_states_are_those_of_the_contract(key: list[Row]) -> None:
    for one in key:
        for kind in (one["kind"], *one["kind_also"]):
            assert kind in STATES
        for code in (one["what"]["type"], *one["what"]["type_also"]):
            assert code in get_args(EventType)
        right = [state for state in one["states"].values() if state]
        right += [state for states in one["also"].values() for state in states]
        assert set(right) <= STATES[one["kind"]], one["id"]
        if one["kind"] in {"refuse", "deny"}:
            assert one["what"]["refrain"], f"{one['id']}: it is not to be done, or was not"


def test_states_are_given_on_four_dates_and_only_once_it_is_said(key: list[Row]) -> None:
    for one in key:
        assert tuple(one["states"]) == DATES
        for day, state in one["states"].items():
            assert (state is None) == (day < one["said_on"]), (one["id"], day)
        for day, states in one["also"].items():
            assert day in DATES
            assert one["states"][day] is not None and one["states"][day] not in states, one["id"]


def test_every_state_has_evidence_that_was_out_by_then(
    key: list[Row], articles: dict[str, Row]
) -> None:
    for one in key:
        for day, state in one["states"].items():
            told = known_by(one, day, articles)
            speaks_for = any(e["for"] for e in told)
            speaks_against = any(not e["for"] for e in told)
            if state in {"met", "partly met"}:
                assert speaks_for, (one["id"], day)
            if state in AGAINST:
                assert speaks_against, (one["id"], day)
            if state == "lapsed":
                assert not told and one["deadline"] < day, (one["id"], day)
            if state == "open" and told:  # postponed to a day, on the very day that it was due
                assert "contradicted" in one["also"][day], (one["id"], day)


def test_nothing_is_told_before_it_happened(key: list[Row], articles: dict[str, Row]) -> None:
    for one in key:
        assert one["statements"], one["id"]
        first = min(articles[said["document"]]["published"] for said in one["statements"])
        assert first >= one["said_on"], one["id"]
        for deed in one["evidence"]:
            published = articles[deed["document"]]["published"]
            assert deed["date"] <= published, (one["id"], deed["exact"])
            assert published >= one["said_on"], (one["id"], deed["exact"])
        if one["deadline"]:
            date.fromisoformat(one["deadline"])
            assert one["deadline"] > one["said_on"], one["id"]


def test_a_wording_has_one_part_in_an_undertaking(key: list[Row]) -> None:
    """A line can't be evidence and trap at once, nor count and not count."""
    for one in key:
        fields = ("evidence", "either", "traps")
        lines = [(said["document"], said["exact"]) for f in fields for said in one[f]]
        assert len(lines) == len(set(lines)), one["id"]


def test_the_split_is_by_hash_and_keeps_about_a_third_aside(key: list[Row]) -> None:
    for one in key:
        aside = int(hashlib.sha256(one["id"].encode()).hexdigest(), 16) % 3 == 0
        assert one["split"] == ("aside" if aside else "tune")
    share = sum(one["split"] == "aside" for one in key) / len(key)
    assert 0.25 <= share <= 0.42


def test_every_kind_and_state_and_the_traps_are_there(key: list[Row]) -> None:
    assert {one["kind"] for one in key} == set(STATES)
    last = {one["states"][DATES[-1]] for one in key}
    assert last == COMMON | {"refused"}
    assert sum(len(one["traps"]) for one in key) >= 30
    assert all(trap["why"] for one in key for trap in one["traps"])
    roles = {said["role"] for one in key for said in one["statements"]}
    assert roles == ROLES


def test_the_story_tells_every_undertaking_of_the_key(key: list[Row]) -> None:
    story = (DEMO / "story.md").read_text("utf-8")
    assert set(re.findall(r"\bu\d\d\b", story)) == {one["id"] for one in key}


# -- the actors


def test_whoever_undertakes_stands_in_the_table(
    key: list[Row], actors: list[dict[str, str]]
) -> None:
    names = {one["name"]: one["country"] or None for one in actors}
    for row in actors:
        if row["kind"] == "country":
            names[f"Government of {row['name']}"] = row["country"]
    for one in key:
        what = one["what"]
        for actor in (one["maker"], *one["to"], *what["actors"], *what["recipients"]):
            assert actor["name"] in names, (one["id"], actor)
            assert names[actor["name"]] == actor["country"], (one["id"], actor)


def test_states_have_codes_that_no_real_state_has(actors: list[dict[str, str]]) -> None:
    """ISO 3166-1 leaves XAA to XZZ to its users."""
    codes = {one["country"] for one in actors if one["kind"] == "country"}
    assert len(codes) >= 3
    assert all("XAA" <= code <= "XZZ" for code in codes)
    assert {one["country"] for one in actors} - {""} == codes


def test_offices_of_a_person_follow_each_other(actors: list[dict[str, str]]) -> None:
    held: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in actors:
        if one["office"]:
            held.setdefault((one["country"], one["office"]), []).append((one["from"], one["to"]))
    for office, terms in held.items():
        for (start, end), following in zip(terms, [*terms[1:], None], strict=True):
            assert not end or start < end, office
            assert following is None or end <= following[0], office
    assert all(one["sector"] in plover.sectors() for one in actors)
