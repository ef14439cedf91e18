"""Who stands where by a trigger, and which side that speaks for."""

from __future__ import annotations

import pytest

from communique.read.found import FoundStatement
from communique.read.sides import Possible, sides
from communique.read.slots import slots


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return (start, start + len(words))


@pytest.mark.parametrize(
    ("text", "trigger", "words", "slot"),
    [
        ("The army has repeatedly attacked Zenda.", "attacked", "The army", "subject"),
        ("The army has repeatedly attacked Zenda.", "attacked", "Zenda", "object"),
        ("The mayor was later arrested by the guards.", "arrested", "The mayor", "passive"),
        ("The mayor was later arrested by the guards.", "arrested", "the guards", "by"),
        ("Talks between Ruritania and Strelsau failed.", "Talks", "Ruritania", "between"),
        ("Talks between Ruritania and Strelsau failed.", "Talks", "Strelsau", "between"),
        ("Sanctions against the regime stay.", "Sanctions", "the regime", "against"),
        ("Ruritania's new offensive began.", "offensive", "Ruritania", "owner"),
        ("Strelsau urged Ruritania to withdraw.", "withdraw", "Ruritania", "to do"),
        ("Zenda and Hentzau attacked the fort.", "attacked", "Zenda", "subject"),
        ("The chief met rebels and promised aid.", "promised", "The chief", "shared"),
        ("The Ruritanian army marched.", "army marched", "The Ruritanian army", "inside"),
    ],
)
def test_where_somebody_stands(text: str, trigger: str, words: str, slot: str) -> None:
    parties = [
        span(text, name)
        for name in ("Zenda", "Hentzau", "Ruritania", "Strelsau")
        if name in text and name not in words and words not in name
    ]
    spans = sorted({*parties, span(text, words)})
    if slot == "inside":
        spans = [span(text, words)]
    assert slots(text, span(text, trigger), spans)[spans.index(span(text, words))] == slot


def said(text: str, content: str, source: str, cue: str, told: str) -> FoundStatement:
    return FoundStatement(
        content=(span(text, content),), cue=span(text, cue), source=span(text, source),
        addressees=(span(text, told),), mode="indirect", kind="said", force="demand",
        parent=None, score=1.0,
    )  # fmt: skip


def of(text: str, trigger: str, kind: str, names: list[str], *made: FoundStatement) -> object:
    """The sides where the network leans to neither: what the grammar alone says."""
    possible = [Possible(span(text, name), 0.0, 0.0, True) for name in names]
    actors, recipients = sides(text, span(text, trigger), kind, (0, len(text)), possible, made)
    return [text[slice(*a)] for a in actors], [text[slice(*r)] for r in recipients]


def test_the_attacker_and_the_attacked() -> None:
    text = "The army attacked Zenda."
    assert of(text, "attacked", "ASSAULT", ["The army", "Zenda"]) == (["The army"], ["Zenda"])


def test_the_arrested_is_acted_upon() -> None:
    text = "The mayor was arrested by the guards."
    found = of(text, "arrested", "COERCE", ["The mayor", "the guards"])
    assert found == (["the guards"], ["The mayor"])


def test_talks_between_two_are_both_theirs() -> None:
    text = "Talks between Ruritania and Strelsau failed."
    found = of(text, "Talks", "CONSULT", ["Ruritania", "Strelsau"])
    assert found == (["Ruritania", "Strelsau"], [])


def test_whom_a_demand_binds_acts() -> None:
    text = "Strelsau urged Ruritania to withdraw its troops."
    demand = said(text, "to withdraw its troops", "Strelsau", "urged", "Ruritania")
    actors, _ = sides(
        text, span(text, "withdraw"), "RETREAT", (0, len(text)),
        [Possible(span(text, n), 0.0, 0.0, True) for n in ("Strelsau", "Ruritania")], [demand],
    )
    assert actors == (span(text, "Ruritania"),)


def test_the_network_outweighs_the_grammar() -> None:
    text = "The army attacked Zenda."
    possible = [Possible(span(text, "The army"), -9.0, -9.0, True)]
    assert sides(text, span(text, "attacked"), "ASSAULT", (0, len(text)), possible, []) == ((), ())


def test_nobody_near_takes_no_side() -> None:
    assert sides("They attacked.", (5, 13), "ASSAULT", (0, 14), [], []) == ((), ())


def test_a_side_that_its_sentence_fills_takes_nobody_from_another() -> None:
    text = "Ruritania shelled Zenda. Graustark arrested five reporters."
    possible = [Possible(span(text, n), 9.0, -9.0, True) for n in ("Ruritania", "Graustark")]
    at = text.index("Graustark")
    actors, _ = sides(text, span(text, "arrested"), "COERCE", (at, len(text)), possible, [])
    assert actors == (span(text, "Graustark"),)
    actors, _ = sides(text, span(text, "arrested"), "COERCE", (at, len(text)), possible[:1], [])
    assert actors == (span(text, "Ruritania"),)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("As Graustark waited, Ruritania has attacked Zenda.", "attacked"),
        ("Days after Graustark had landed there, Ruritania stepped in, sending advisors.", "sending"),
    ],
)
def test_who_acts_in_the_clause_before_does_not_act_here(text: str, trigger: str) -> None:
    possible = [
        Possible(span(text, name), 9.0, -9.0, True) for name in ("Graustark", "Ruritania")
    ]
    actors, _ = sides(text, span(text, trigger), "MOBILIZE", (0, len(text)), possible, ())
    assert actors == (span(text, "Ruritania"),)


def test_joined_actors_of_a_participle_are_all_kept() -> None:
    text = "Graustark, Ruritania stepped in, sending advisors."
    possible = [
        Possible(span(text, name), 9.0, -9.0, True) for name in ("Graustark", "Ruritania")
    ]
    actors, _ = sides(text, span(text, "sending"), "MOBILIZE", (0, len(text)), possible, ())
    assert len(actors) == 2
