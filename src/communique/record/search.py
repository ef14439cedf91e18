"""Full-text search: BM25 in plain SQL over postings.

Takes a query and the kind of thing to find, gives a SQL query of (item, rank): the running
numbers of the rows where every word and phrase stands, and how well they fit. Rare words count
more, long texts less (k1 = 1.2, b = 0.75, the usual values). A phrase counts as one rare word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record.conditions import Condition, What
from communique.record.terms import parse

if TYPE_CHECKING:
    import duckdb

K1, B = 1.2, 0.75
_PLACES = {
    "statements": ("statement_postings", "statements"),
    "events": ("event_postings", "events"),
    "articles": ("document_postings", "documents"),
}
NOTHING = Condition("SELECT 0 AS item, 0.0 AS rank WHERE false")


def ranked(con: duckdb.DuckDBPyConnection, what: What, query: str) -> Condition:
    """The query that gives `item` and `rank` of everything that `query` finds."""
    wanted = parse(query)
    postings, table = _PLACES[what]
    numbers = _numbers(con, [word for phrase in (*wanted.phrases, *wanted.without)
                             for word in phrase])  # fmt: skip
    if not wanted.phrases or any(word not in numbers for one in wanted.phrases for word in one):
        return NOTHING
    parts = [_places(postings, [numbers[word] for word in one]) for one in wanted.phrases]
    without = [
        _places(postings, [numbers[word] for word in one])
        for one in wanted.without
        if all(word in numbers for word in one)
    ]
    named = [f"t{at} AS MATERIALIZED ({sql})" for at, sql in enumerate(parts)]
    weights = [f"w{at} AS (SELECT ln(1 + (n - df + 0.5) / (df + 0.5)) AS idf FROM sizes,"
               f" (SELECT count(*) AS df FROM t{at}))" for at in range(len(parts))]  # fmt: skip
    score = " + ".join(
        f"w{at}.idf * t{at}.tf * {K1 + 1} / (t{at}.tf + {K1} * ({1 - B} + {B} * x.words / mean))"
        for at in range(len(parts))
    )
    joins = " ".join(f"JOIN t{at} ON t{at}.item = t0.item" for at in range(1, len(parts)))
    weighed = ", ".join(f"w{at}" for at in range(len(parts)))
    no = "".join(f" AND t0.item NOT IN (SELECT item FROM ({sql}))" for sql in without)
    return Condition(
        f"WITH sizes AS (SELECT count(*) AS n, greatest(avg(words), 1) AS mean FROM {table}),"
        f" {', '.join(named + weights)}"
        f" SELECT t0.item, round({score}, 6) AS rank FROM t0 {joins}"
        f" JOIN {table} x ON x.no = t0.item, {weighed}, sizes WHERE true{no}"
    )


def _numbers(con: duckdb.DuckDBPyConnection, words: list[str]) -> dict[str, int]:
    if not words:
        return {}
    marks = ", ".join("?" for _ in words)
    rows = con.execute(f"SELECT term, no FROM terms WHERE term IN ({marks})", words).fetchall()
    return {str(term): int(number) for term, number in rows}


def _places(postings: str, terms: list[int]) -> str:
    """How often the words stand one after the other, by item; numbers alone enter the SQL."""
    joins = "".join(
        f" JOIN {postings} p{at} ON p{at}.item = p0.item"
        f" AND p{at}.position = p0.position + {at} AND p{at}.term = {terms[at]}"
        for at in range(1, len(terms))
    )
    return (
        f"SELECT p0.item, count(*) AS tf FROM {postings} p0{joins}"
        f" WHERE p0.term = {terms[0]} GROUP BY p0.item"
    )
