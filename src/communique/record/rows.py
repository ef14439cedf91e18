"""One flat row for each statement, event or article that is found.

Gives the typed rows and the SQL that fills them from the numbers of what was found. The columns of
a row are the columns of the tables and data frames that users get; a field and its column have
the same name. Lists (addressees, actors) stay lists.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from communique.record.conditions import What


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Who said what to whom, with its article. `rank` is how well it fits a query, else None."""

    id: str
    document: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
    date: str | None
    kind: str
    speaker: str | None
    speaker_name: str | None
    speaker_country: str | None
    speaker_sector: str | None
    speaker_text: str | None
    addressees: list[str]
    addressee_names: list[str]
    addressee_countries: list[str]
    cue: str | None
    text: str
    mode: str
    force: str
    parent: str | None
    about: list[str]
    events: list[str]
    start: int
    end: int
    score: float
    rank: float | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """Who did what to whom, with its article; `origin` names the series of an imported one."""

    id: str
    origin: str
    document: str | None
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
    date: str | None
    type: str
    mode: str | None
    quad: int
    contexts: list[str]
    status: str
    actors: list[str]
    actor_names: list[str]
    actor_countries: list[str]
    recipients: list[str]
    recipient_names: list[str]
    recipient_countries: list[str]
    trigger: str | None
    sentence: str | None
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    magnitudes: list[str]
    according_to: str | None
    according_to_name: str | None
    intensity: float | None
    code: str | None
    start: int | None
    end: int | None
    score: float
    rank: float | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article, with what was found in it; `copy_of` is the first one of the same text."""

    id: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
    characters: int
    statements: int
    events: int
    copy_of: str | None
    copies: int
    rank: float | None


Row = StatementRow | EventRow | ArticleRow

TYPES: dict[What, type[Row]] = {
    "statements": StatementRow, "events": EventRow, "articles": ArticleRow,
}  # fmt: skip
ALIASES: dict[What, str] = {"statements": "s", "events": "e", "articles": "d"}
FROM: dict[What, str] = {
    "statements": "statements s", "events": "events e", "articles": "documents d",
}  # fmt: skip
WITH_ARTICLES: dict[What, str] = {
    "statements": "statements s JOIN documents d ON d.no = s.article",
    "events": "events e LEFT JOIN documents d ON d.no = e.article",
    "articles": "documents d",
}
"""Where each kind is looked for, alone and with its articles; `conditions` speaks of the same
names."""
SORTED: dict[What, tuple[str, ...]] = {
    "statements": ("s.article AS article", "s.day AS day", "s.document AS document",
                   "s.position AS position"),
    "events": ("e.article AS article", "e.day AS day", "e.document AS document",
               "e.position AS position", "e.id AS id"),
    "articles": ("d.no AS article", "d.published AS day", "d.id AS document"),
}  # fmt: skip
"""What the order of each kind hangs on: numbers differ between archives, these columns don't."""
TIES: dict[What, tuple[str, ...]] = {
    "statements": ("document", "position"), "events": ("document", "position", "id"),
    "articles": ("document",),
}  # fmt: skip

_STATEMENTS = """
contents AS (
    SELECT item, string_agg(exact, ' … ' ORDER BY position) AS text,
        min(start) AS first, max("end") AS last
    FROM statement_contents WHERE item IN (SELECT no FROM hits) GROUP BY item),
named AS (
    SELECT article, key, name, country, sector FROM actors
    WHERE article IN (SELECT article FROM hits)),
addressees AS (
    SELECT p.item, list(a.key ORDER BY p.position) AS keys,
        list(a.name ORDER BY p.position) AS names,
        list(DISTINCT a.country ORDER BY a.country) FILTER (a.country IS NOT NULL) AS countries
    FROM statement_addressees p JOIN hits h ON h.no = p.item
    JOIN named a ON a.article = h.article AND a.key = p.actor GROUP BY p.item),
told AS (
    SELECT item, list(event ORDER BY position) AS events
    FROM statement_events WHERE item IN (SELECT no FROM hits) GROUP BY item)
SELECT s.id, s.document, d.published, d.publisher, d.title, d.url, d.language, s.date, s.kind,
    s.speaker, a.name AS speaker_name, a.country AS speaker_country, a.sector AS speaker_sector,
    s.speaker_exact AS speaker_text, coalesce(t.keys, []) AS addressees,
    coalesce(t.names, []) AS addressee_names, coalesce(t.countries, []) AS addressee_countries,
    s.cue_exact AS cue, coalesce(c.text, '') AS text, s.mode, s.force, s.parent, s.about,
    coalesce(l.events, []) AS events, coalesce(c.first, 0) AS start, coalesce(c.last, 0) AS "end",
    s.score, h.rank
FROM hits h JOIN statements s ON s.no = h.no JOIN documents d ON d.no = h.article
LEFT JOIN named a ON a.article = h.article AND a.key = s.speaker
LEFT JOIN contents c ON c.item = h.no LEFT JOIN addressees t ON t.item = h.no
LEFT JOIN told l ON l.item = h.no"""

MUCH = """CASE bound WHEN 'exact' THEN '' ELSE bound || ' ' END
        || (CASE WHEN value = trunc(value) AND abs(value) < 1e15
            THEN CAST(CAST(value AS BIGINT) AS VARCHAR) ELSE CAST(value AS VARCHAR) END)
        || ' ' || unit"""
"""A magnitude in words: "about 2000 troops"."""

_EVENTS = f"""
named AS (
    SELECT article, key, name, country FROM actors WHERE article IN (SELECT article FROM hits)),
parties AS (
    SELECT p.item, p.role, list(a.key ORDER BY p.position) AS keys,
        list(a.name ORDER BY p.position) AS names,
        list(DISTINCT a.country ORDER BY a.country) FILTER (a.country IS NOT NULL) AS countries
    FROM event_parties p JOIN hits h ON h.no = p.item
    JOIN named a ON a.article = h.article AND a.key = p.actor GROUP BY p.item, p.role),
much AS (
    SELECT item, list({MUCH} ORDER BY position) AS magnitudes
    FROM event_magnitudes WHERE item IN (SELECT no FROM hits) GROUP BY item),
tellers AS (
    SELECT id, speaker FROM statements
    WHERE article IN (SELECT article FROM hits) AND speaker IS NOT NULL)
SELECT e.id, e.origin, e.document, d.published, coalesce(d.publisher, e.publisher) AS publisher,
    d.title, d.url, d.language, e.date, e.type, e.mode, e.quad, e.contexts, e.status,
    coalesce(p.keys, []) AS actors, coalesce(p.names, []) AS actor_names,
    coalesce(p.countries, []) AS actor_countries, coalesce(r.keys, []) AS recipients,
    coalesce(r.names, []) AS recipient_names, coalesce(r.countries, []) AS recipient_countries,
    e.trigger_exact AS "trigger",
    e.sentence, e.place_name AS place, e.place_country, e.latitude, e.longitude,
    coalesce(m.magnitudes, []) AS magnitudes, e.according_to, a.name AS according_to_name,
    e.intensity, e.code, e.trigger_start AS start, e.trigger_end AS "end", e.score, h.rank
FROM hits h JOIN events e ON e.no = h.no LEFT JOIN documents d ON d.no = h.article
LEFT JOIN parties p ON p.item = h.no AND p.role = 'actor'
LEFT JOIN parties r ON r.item = h.no AND r.role = 'recipient'
LEFT JOIN much m ON m.item = h.no LEFT JOIN tellers s ON s.id = e.according_to
LEFT JOIN named a ON a.article = h.article AND a.key = s.speaker"""

_ARTICLES = """
said AS (
    SELECT article, count(*) AS many FROM statements
    WHERE article IN (SELECT no FROM hits) GROUP BY article),
done AS (
    SELECT article, count(*) AS many FROM events
    WHERE article IN (SELECT no FROM hits) GROUP BY article),
again AS (SELECT first, count(*) AS many FROM copies GROUP BY first)
SELECT d.id, d.published, d.publisher, d.title, d.url, d.language, d.characters,
    coalesce(s.many, 0) AS statements, coalesce(e.many, 0) AS events, c.first AS copy_of,
    coalesce(o.many, 0) AS copies, h.rank
FROM hits h JOIN documents d ON d.no = h.no LEFT JOIN said s ON s.article = h.no
LEFT JOIN done e ON e.article = h.no LEFT JOIN copies c ON c.document = d.id
LEFT JOIN again o ON o.first = d.id"""

DETAILS: dict[What, str] = {"statements": _STATEMENTS, "events": _EVENTS, "articles": _ARTICLES}
"""What follows `WITH hits AS (... no, article, rank ...),`: one row a hit, not yet in order."""


def names(what: What) -> list[str]:
    """The columns of a kind of row."""
    return [one.name for one in fields(TYPES[what])]
