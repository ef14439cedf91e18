"""Days of publication, as the world's sources write them."""

from __future__ import annotations

import datetime

import pytest

from communique.ingest.dates import published_of


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("2022", "2022"),
        ("2022-02", "2022-02"),
        ("2022-02-10", "2022-02-10"),
        ("2022-2-3", "2022-02-03"),
        ("2022-02-10T23:30:00-05:00", "2022-02-10"),
        ("2022-02-10 14:05:11", "2022-02-10"),
        ("2022/02/10", "2022-02-10"),
        ("20220210", "2022-02-10"),
        ("10.02.2022", "2022-02-10"),
        ("25/12/2021", "2021-12-25"),
        ("12/25/2021", "2021-12-25"),
        ("Thu, 10 Feb 2022 12:00:00 GMT", "2022-02-10"),
        ("10 February 2022", "2022-02-10"),
        ("February 10, 2022", "2022-02-10"),
        ("Feb. 10, 2022", "2022-02-10"),
        ("Wednesday, 10 February 2022, 14:05 CET", "2022-02-10"),
        ("10 février 2022", "2022-02-10"),
        ("Feb 2022", "2022-02"),
        ("Sept. 2021", "2021-09"),
        (2022, "2022"),
        (20220210, "2022-02-10"),
        (1644451200, "2022-02-10"),
        (1644451200000, "2022-02-10"),
        ("1644451200", "2022-02-10"),
        (datetime.date(2022, 2, 10), "2022-02-10"),
        (datetime.datetime(2022, 2, 10, 23, 59), "2022-02-10"),
    ],
)
def test_understood(given: object, understood: str) -> None:
    assert published_of(given) == understood


@pytest.mark.parametrize(
    "given",
    [
        "", "soon", "n.d.", "yesterday", "two days ago", "Wednesday", "March 4", "12:30",
        "2022-02-30", "2022-13", "2022-00", "0000-00-00", "10/02/2022",  # whose February?
        "February 2022 was cold", "x" * 1000, True, None, [], float("nan"), float("inf"), -5,
        10**30,
    ],
)  # fmt: skip
def test_not_understood(given: object) -> None:
    assert published_of(given) is None
