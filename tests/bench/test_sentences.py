"""Both sides of a sentence's main event are compared by their countries, unknown ones included."""

from __future__ import annotations

from bench.sentences import _same_sides
from communique.types import Actor, Event, Party, Span


def event(actor: str | None, recipient: str | None) -> Event:
    def side(country: str | None) -> tuple[Party, ...]:
        return (Party(None, Actor("x", "x", "country", country)),) if country else ()

    return Event("e", "CONSULT", None, (), Span(0, 4, "talk"), side(actor), side(recipient))


def label(actor: str | None, recipient: str | None) -> dict[str, object]:
    return {
        side: [{"country": country}] if country else []
        for side, country in (("actors", actor), ("recipients", recipient))
    }


def test_sides_are_the_same_by_country() -> None:
    assert _same_sides(event("RUS", "GBR"), label("RUS", "GBR"))
    assert not _same_sides(event("RUS", "GBR"), label("GBR", "RUS"))


def test_a_side_too_many_or_too_few_is_wrong() -> None:
    assert not _same_sides(event("RUS", "GBR"), label("RUS", None))
    assert not _same_sides(event("RUS", None), label("RUS", "GBR"))
