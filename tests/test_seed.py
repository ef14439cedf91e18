"""The seed article must come out right; skipped where `../shared` is not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from communique.types import Event, Record, Statement

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "lavrov_truss_2022-02-10.txt"
# What the shipped model does not read right yet; each stands in the notes of the figures.
KNOWN = pytest.mark.xfail(reason="the shipped model misses it", strict=False)
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seed is not there")


@pytest.fixture(scope="module")
def record() -> Record:
    return communique.load().read(SEED.read_text(encoding="utf-8"), published="2022-02-10")


def holding(record: Record, words: str) -> list[Statement]:
    return [s for s in record.statements if any(words in part.exact for part in s.content)]


def by(statement: Statement) -> str:
    return statement.speaker.actor.name if statement.speaker.actor else ""


def country(statement: Statement) -> str | None:
    return statement.speaker.actor.country if statement.speaker.actor else None


LAVROVS = (
    "reached their lowest levels", "we will definitely respond in kind", "communication between",
    "Such attitudes immediately lead", "Kiev is reluctant", "openly rejects them",
    "what is written in black and white", "As for the ultimatums and threats",
    "some of our western colleagues", "either not aware",
)  # fmt: skip
TRUSSES = ("the troops and the equipment stationed", "any further invasion would incur")


@pytest.mark.parametrize("words", LAVROVS)
def test_lavrovs_statements_are_his(record: Record, words: str) -> None:
    found = holding(record, words)
    assert found
    assert all(by(s) == "Sergey Lavrov" and country(s) == "RUS" for s in found)


def test_who_lavrov_is(record: Record) -> None:
    (lavrov,) = [a for a in record.actors if a.name == "Sergey Lavrov"]
    assert (lavrov.country, lavrov.sector, lavrov.kind) == ("RUS", "GOV", "person")
    assert lavrov.office and "foreign" in lavrov.office.lower()


@pytest.mark.parametrize("words", TRUSSES)
def test_trusss_statements_are_hers(record: Record, words: str) -> None:
    found = holding(record, words)
    assert found
    assert all(by(s) == "Liz Truss" and country(s) == "GBR" for s in found)


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("we will definitely respond in kind", "promise"),
        ("Kiev is reluctant", "accuse"),
        ("openly rejects them", "accuse"),
        ("some of our western colleagues", "accuse"),
        ("We need to see the troops", "demand"),
        ("any further invasion would incur severe costs", "threaten"),
        ("any intention to invade Ukraine", "deny"),
    ],
)
def test_what_is_done_by_saying_it(record: Record, words: str, force: str) -> None:
    assert force in {s.force for s in holding(record, words)}


def test_disappointed_is_regret(record: Record) -> None:
    assert "regret" in {s.force for s in record.statements if by(s) == "Sergey Lavrov"}


def test_the_dead_end_is_quoted_twice(record: Record) -> None:
    assert len(holding(record, "dead-end and will yield nothing")) == 2


def test_the_denial_is_russias(record: Record) -> None:
    (denial,) = holding(record, "any intention to invade Ukraine")
    assert by(denial) == "Government of Russia"


def test_addressees(record: Record) -> None:
    (respond,) = holding(record, "we will definitely respond in kind")
    assert [p.actor.name for p in respond.addressees if p.actor] == ["Liz Truss"]
    (threat,) = holding(record, "any further invasion would incur")
    assert [p.actor.country for p in threat.addressees if p.actor] == ["RUS"]


def test_lavrovs_denial_is_nested_in_what_truss_reports(record: Record) -> None:
    nested = [s for s in holding(record, "no plans to invade") if s.parent]
    (inner,) = nested
    (outer,) = [s for s in record.statements if s.id == inner.parent]
    assert (by(inner), inner.force) == ("Sergey Lavrov", "deny")
    assert by(outer) == "Liz Truss" and "followed up by actions" in outer.content[-1].exact


def test_scare_quotes_are_nobodys(record: Record) -> None:
    assert not [s for s in record.statements if s.content[0].exact.strip('"') == "assist"]


def test_mismatched_marks_and_sic_stay_whole(record: Record) -> None:
    (whole,) = holding(record, "some of our western colleagues")
    assert '"some of our' in whole.content[0].exact and whole.content[0].exact.endswith("”")
    assert holding(record, "Britains' actual goal")


def sides(event: Event) -> tuple[set[str | None], set[str | None]]:
    actors, recipients = (
        {p.actor.country for p in parties if p.actor}
        for parties in (event.actors, event.recipients)
    )
    return actors, recipients


def events(record: Record, kind: str, status: str | None = None) -> list[Event]:
    return [e for e in record.events if e.type == kind and status in (None, e.status)]


def test_the_ministers_met(record: Record) -> None:
    assert any({"RUS", "GBR"} <= set.union(*sides(e)) for e in events(record, "CONSULT", "actual"))


def test_russia_accuses_ukraine(record: Record) -> None:
    assert any("RUS" in sides(e)[0] and "UKR" in sides(e)[1] for e in events(record, "ACCUSE"))


@KNOWN
def test_britain_demands_a_withdrawal(record: Record) -> None:
    assert any("GBR" in sides(e)[0] and "RUS" in sides(e)[1] for e in events(record, "REQUEST"))
    assert any("RUS" in sides(e)[0] for e in events(record, "RETREAT", "demanded"))


def test_britain_threatens_russia(record: Record) -> None:
    assert any("GBR" in sides(e)[0] and "RUS" in sides(e)[1] for e in events(record, "THREATEN"))


def test_the_invasion_is_denied_twice(record: Record) -> None:
    denied = events(record, "ASSAULT", "denied")
    assert len(denied) == 2 and all("UKR" in sides(e)[1] for e in denied)


def test_american_troops_landed(record: Record) -> None:
    (landed,) = [e for e in events(record, "MOBILIZE") if "USA" in sides(e)[0]]
    assert landed.status == "actual" and 2000 in [m.value for m in landed.magnitude]
    assert landed.date is not None and landed.date.basis == "inferred"


@KNOWN
def test_british_advisors_were_sent(record: Record) -> None:
    (sent,) = [e for e in events(record, "MOBILIZE") if "GBR" in sides(e)[0]]
    assert sent.status == "actual"
    assert (100, "at least") in [(m.value, m.bound) for m in sent.magnitude]
    assert any("GBR" in sides(e)[0] for e in events(record, "AID", "planned"))
