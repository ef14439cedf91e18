"""The linker: the cases of `tests/cases/actors.yaml`, what it promises of its shape, odd input."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.found import FoundMention, FoundStatement
from communique.read.mentions import find_mentions
from communique.resolve.linker import Links, kinds_of, link
from communique.types import Document

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors.yaml").read_text("utf-8"))
SEED = Path(__file__).parents[3] / "shared" / "seed" / "lavrov_truss_2022-02-10.txt"


def find(text: str, words: str, occurrence: int = 1) -> tuple[int, int]:
    """The offsets of the words' n-th occurrence, as whole words."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
        while text[at + len(words) : at + len(words) + 1].isalnum() or text[max(0, at - 1) : at].isalnum():
            at = text.index(words, at + 1)
    return at, at + len(words)


def said(text: str, content: str, source: str) -> FoundStatement:
    return FoundStatement(
        (find(text, content),), None, find(text, source), (), "direct", "said", "assert", None, 1.0
    )


def read(
    text: str, parties: list[tuple[int, int]], date: str | None = None,
    statements: list[FoundStatement] | None = None,
) -> Links:  # fmt: skip
    document = Document(id="test", text=text, published=date)
    return link(document, find_mentions(text, kinds_of()), parties, statements=statements or ())


def shown(links: Links, span: tuple[int, int]) -> list[str]:
    return [f"{one.name} / {one.country or 'null'}" for one in links.actors_of[span]]


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    parties = [find(text, one["words"], one.get("occurrence", 1)) for one in case["parties"]]
    statements = [said(text, one["content"], one["source"]) for one in case.get("statements", ())]
    links = read(text, parties, str(case["date"]), statements)
    assert [shown(links, span) for span in parties] == [one["actors"] for one in case["parties"]]


def test_mentions_stand_in_text_order_with_stable_ids() -> None:
    text = "Kenya's president met the UN envoy. He left."
    links, again = read(text, [(0, 5)]), read(text, [(0, 5)])
    assert [one.span.start for one in links.mentions] == sorted(
        one.span.start for one in links.mentions
    )
    assert all(text[one.span.start : one.span.end] == one.span.exact for one in links.mentions)
    assert links == again
    assert len({one.id for one in links.mentions}) == len(links.mentions)


def test_each_actor_is_there_once_in_order_of_first_mention() -> None:
    text = "Moscow spoke. Kyiv answered. The Kremlin spoke again."
    links = read(text, [find(text, "Moscow"), find(text, "Kyiv"), find(text, "The Kremlin")])
    assert [one.key for one in links.actors] == ["gov:RUS", "gov:UKR"]
    mentioned = [one.actor for one in links.mentions if one.actor]
    assert all(any(one is actor for actor in links.actors) for one in mentioned)


def test_a_former_holder_is_eli() -> None:
    text = "Former US president Barack Obama spoke. Angela Merkel listened."
    links = read(text, [find(text, "Former US president Barack Obama")], "2019-05-01")
    (actor,) = links.actors_of[find(text, "Former US president Barack Obama")]
    assert (actor.name, actor.sector) == ("Barack Obama", "ELI")


def test_the_article_has_the_last_word_on_an_office_after_the_tables() -> None:
    text = "The newly appointed Kenyan Foreign Minister Amina Testerova spoke."
    span = find(text, "The newly appointed Kenyan Foreign Minister Amina Testerova")
    (actor,) = read(text, [span], "2031-01-01").actors_of[span]
    assert actor.office == "Kenyan Foreign Minister"
    assert actor.key == "person:amina-testerova"
    assert actor.why


def test_the_networks_mentions_are_heeded() -> None:
    text = "In Zog the rain fell."
    document = Document(id="a", text=text)
    links = link(document, [FoundMention(3, 6, "person")], [])
    assert links.mentions[0].kind == "person"
    assert links.mentions[0].actor is not None and links.mentions[0].actor.kind == "person"


def test_parties_that_nobody_found_are_answered() -> None:
    text = "Nothing here."
    assert read(text, [(0, 7), (8, 12)]).actors_of.keys() == {(0, 7), (8, 12)}


def test_undated_documents_get_the_latest_holder() -> None:
    text = "The Russian president spoke."
    links = read(text, [(0, 21)])
    assert shown(links, (0, 21)) == ["Vladimir Putin / RUS"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 199), st.integers(1, 40)), max_size=4))
def test_any_text_and_spans_are_read(text: str, spans: list[tuple[int, int]]) -> None:
    parties = [(a, min(len(text), a + n)) for a, n in spans if a < len(text)]
    links = read(text, parties)
    assert set(links.actors_of) == set(parties)
    assert all(text[one.span.start : one.span.end] == one.span.exact for one in links.mentions)


def test_time_is_linear() -> None:
    line = "Russian Foreign Minister Sergey Lavrov told Liz Truss that he would not leave. She left.\n"
    seconds = []
    for times in (300, 1200):
        begun = time.process_time()
        read(line * times, [])
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 4 * 2.5 * seconds[0]


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here (../shared)")
def test_every_reference_to_lavrov_and_truss_in_the_seed_article() -> None:
    text = SEED.read_text("utf-8")
    lavrov = [
        ("Lavrov", 1), ("Lavrov", 2), ("Lavrov", 3), ("Lavrov", 4), ("Lavrov", 5), ("Lavrov", 6),
        ("Russia's Foreign Minister", 1), ("Russian Foreign Minister Sergey Lavrov", 1),
        ("the Russian Minister", 1), ("The top Russian diplomat", 1), ("The Russian FM", 1),
        ("he", 1), ("he", 2), ("he", 3), ("he", 4), ("The minister", 1),
    ]  # fmt: skip
    truss = [
        ("Truss", 1), ("Truss", 2), ("Truss", 3), ("his British counterpart Liz Truss", 1),
        ("British FM", 1), ("The British secretary", 1), ("British Foreign Secretary Liz Truss", 1),
        ("her", 1),
    ]  # fmt: skip
    lavrov_at = [find(text, *one) for one in lavrov]
    truss_at = [find(text, *one) for one in truss]
    links = read(text, [*lavrov_at, *truss_at], "2022-02-10")
    for spans, name, country in ((lavrov_at, "Sergey Lavrov", "RUS"), (truss_at, "Liz Truss", "GBR")):
        for span in spans:
            (actor,) = links.actors_of[span]
            assert (actor.name, actor.country, actor.sector) == (name, country, "GOV"), span
    (actor,) = links.actors_of[lavrov_at[0]]
    assert actor.office == "Minister of Foreign Affairs"


def test_police_are_of_the_state_in_which_they_act_though_another_is_named_oftener() -> None:
    text = (
        "The United States published its report. Washington said that it was late. The United "
        "States then read Namibia's answer. In Namibia, the police fired at protesters."
    )
    span = find(text, "the police")
    assert shown(read(text, [span]), span) == ["police of Namibia / NAM"]


def test_a_word_that_looks_like_a_clause_may_be_the_head() -> None:
    text = "Kenya spoke. The court of Kenya freed the accused. The paper said so."
    accused, paper = find(text, "the accused"), find(text, "The paper")
    links = read(text, [accused, paper])
    assert shown(links, accused)[0].startswith("accused")
    assert not shown(links, paper) or not shown(links, paper)[0].startswith("The ")
