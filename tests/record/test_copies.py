"""What counts as a copy: a wire report of our own, as other outlets would print it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np

from communique.record import copies, schemas
from communique.record.terms import stems

Lines = Callable[..., Path]

PARAGRAPHS = (
    "The government of the island said on Tuesday that it would reopen talks on fishing rights "
    "with its larger neighbour, three weeks after the last round ended without a result and with "
    "both delegations leaving through different doors.",
    "Foreign Minister Ilona Varga told reporters in the capital that her side was ready to discuss "
    "quotas, patrols and the fate of eleven crew members who have been held since April, but would "
    "not discuss the border drawn by the treaty of 1951.",
    "“We have said from the beginning that the sea is large enough for everybody,” she said. “What "
    "we can't accept is that a coast guard from elsewhere decides who may cast a net in our own "
    "waters and who may not.”",
    "Her counterpart, Sven Lindholm, answered within the hour. He called the offer a step forward, "
    "and said that the crew would be brought before a court in any case, since nine of them had "
    "admitted to cutting the cables of a research vessel.",
    "Fishermen in the eastern harbour greeted the news with caution. Prices for cod have doubled "
    "since the spring, and two of the four processing plants have sent their workers home until "
    "the boats can go out again.",
    "The talks are to begin in a hotel on neutral ground next Monday. Diplomats from two other "
    "states will sit in the room, though neither side has asked them to mediate, and no date has "
    "been set for their end.",
)
OTHER_HAND = (
    "Negotiations about the disputed fishing grounds are back on. Ilona Varga, who leads the "
    "island's diplomacy, announced on Tuesday that her delegation will travel on Monday to meet "
    "Lindholm's team in a hotel abroad. She ruled out any debate about the old border. Lindholm "
    "welcomed the announcement but insisted on a trial for the eleven seamen. In the harbours, "
    "people who live from cod wait and see: boats have been idle for weeks, and half of the "
    "factories that depend on them are closed.",
)


def signature(*paragraphs: str) -> copies.Hashes:
    return copies.signature(stems("\n\n".join(paragraphs)))


def alike(*paragraphs: str) -> float:
    return float(copies.similarity(signature(*PARAGRAPHS), signature(*paragraphs)[None])[0])


def test_copies_as_outlets_print_them() -> None:
    by_line = ("By our own correspondent in the capital, with additional reporting",)
    for printed in (
        PARAGRAPHS, (*by_line, *PARAGRAPHS), PARAGRAPHS[:-1],
        (PARAGRAPHS[0].replace("on Tuesday", "late on Tuesday night"), *PARAGRAPHS[1:]),
        (*PARAGRAPHS[:4], PARAGRAPHS[4].replace("Prices for cod", "Cod prices"), PARAGRAPHS[5]),
    ):  # fmt: skip
        assert alike(*printed) >= copies.ALIKE


def test_another_report_of_the_same_is_no_copy() -> None:
    assert alike(*OTHER_HAND) < 0.15
    # Half of the words carried over, the other half new: not the same article any more.
    assert alike(*PARAGRAPHS[:3], *OTHER_HAND) < copies.ALIKE


def test_alike_texts_meet_in_a_band() -> None:
    one, other = signature(*PARAGRAPHS), signature(*PARAGRAPHS[:-1])
    found = copies.bands(np.stack([one, other, signature(*OTHER_HAND)]))
    assert (found[0] == found[1]).any()
    assert not (found[0] == found[2]).any()


def test_short_and_empty_texts_have_signatures() -> None:
    assert copies.signature([]).shape == copies.signature(["a", "b"]).shape == (128,)


def groups(order: list[int], removed: list[int]) -> set[tuple[str, str]]:
    """The links among thirty made signatures, added in an order, some removed again."""
    chance = np.random.default_rng(3)
    families = chance.integers(0, 2**32, (6, 128), dtype=np.uint32)
    made = np.repeat(families, 5, axis=0)
    for row in range(30):  # each differs from its family in a few hashes, more and more
        made[row, : row % 5 * 9] = chance.integers(0, 2**32, row % 5 * 9, dtype=np.uint32)
    con = duckdb.connect()
    schemas.create(con, "test")
    for item in order:
        con.execute(
            "INSERT INTO documents VALUES (?, ?, NULL, NULL, NULL, ?, NULL, '', 0, 0, '')",
            [item, f"d{item:02}", f"2022-01-{28 - item % 25:02}"],
        )
        copies.add(con, [item], made[[item]])
    for item in removed:
        copies.remove(con, item, f"d{item:02}")
        con.execute("DELETE FROM documents WHERE no = ?", [item])
    rows = con.execute("SELECT document, first FROM copies").fetchall()
    con.close()
    return set(rows)


def test_links_do_not_hang_on_the_order() -> None:
    chance = random.Random(5)
    order = list(range(30))
    first = groups(order, [])
    assert len(first) == 24
    for _ in range(2):
        chance.shuffle(order)
        assert groups(order, []) == first


def test_an_article_taken_out_leaves_its_group_as_if_it_had_never_been() -> None:
    gone = [4, 7, 20]
    order = list(range(30))
    assert groups(order, gone) == groups([one for one in order if one not in gone], [])
