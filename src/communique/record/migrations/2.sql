-- Layout 2: numbers and countries beside the ids and keys, so that finding needs no joins by text.
-- A table can't be changed and written to in one transaction, so each is made anew.

CREATE TABLE new_actors AS
    SELECT a.*, coalesce(d.no, 0) AS article
    FROM actors a LEFT JOIN documents d ON d.id = a.document ORDER BY d.no NULLS LAST, a.position;
DROP TABLE actors;
ALTER TABLE new_actors RENAME TO actors;

CREATE TEMP TABLE known AS
    SELECT article, key, any_value(country) AS country FROM actors GROUP BY article, key;

CREATE TABLE new_statements AS
    SELECT s.*, d.no AS article, coalesce(s.date, d.published) AS day, a.country AS country
    FROM statements s JOIN documents d ON d.id = s.document
    LEFT JOIN known a ON a.article = d.no AND a.key = s.speaker ORDER BY s.no;
DROP TABLE statements;
ALTER TABLE new_statements RENAME TO statements;

CREATE TABLE new_contents AS
    SELECT c.*, s.no AS item
    FROM statement_contents c JOIN statements s ON s.id = c.statement ORDER BY s.no, c.position;
DROP TABLE statement_contents;
ALTER TABLE new_contents RENAME TO statement_contents;

CREATE TABLE new_addressees AS
    SELECT p.*, s.no AS item, a.country AS country
    FROM statement_addressees p JOIN statements s ON s.id = p.statement
    LEFT JOIN known a ON a.article = s.article AND a.key = p.actor ORDER BY s.no, p.position;
DROP TABLE statement_addressees;
ALTER TABLE new_addressees RENAME TO statement_addressees;

CREATE TABLE new_told AS
    SELECT e.*, s.no AS item
    FROM statement_events e JOIN statements s ON s.id = e.statement ORDER BY s.no, e.position;
DROP TABLE statement_events;
ALTER TABLE new_told RENAME TO statement_events;

CREATE TABLE new_events AS
    SELECT e.*, coalesce(d.no, 0) AS article, coalesce(e.date, d.published) AS day,
        substring(d.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence
    FROM events e LEFT JOIN documents d ON d.id = e.document ORDER BY e.no;
DROP TABLE events;
ALTER TABLE new_events RENAME TO events;

CREATE TABLE new_parties AS
    SELECT p.*, e.no AS item, a.country AS country
    FROM event_parties p JOIN events e ON e.id = p.event
    LEFT JOIN known a ON a.article = e.article AND a.key = p.actor
    ORDER BY e.no, p.role, p.position;
DROP TABLE event_parties;
ALTER TABLE new_parties RENAME TO event_parties;
DROP TABLE known;

CREATE TABLE new_magnitudes AS
    SELECT m.*, e.no AS item
    FROM event_magnitudes m JOIN events e ON e.id = m.event ORDER BY e.no, m.position;
DROP TABLE event_magnitudes;
ALTER TABLE new_magnitudes RENAME TO event_magnitudes;

CREATE TABLE settled (
    postings VARCHAR NOT NULL,
    rows BIGINT NOT NULL
);
