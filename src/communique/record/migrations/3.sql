-- Layout 3: what statements have in common to find other reports by, and counts taken ahead.
-- `wording` is the function of terms.py, which schemas.py lends. Indexes are made anew afterwards.

CREATE TABLE new_statements AS
    SELECT s.*, wording(c.exact) AS wording
    FROM statements s
    LEFT JOIN statement_contents c ON c.item = s.no AND c.position = 0 ORDER BY s.no;
DROP TABLE statements;
ALTER TABLE new_statements RENAME TO statements;

CREATE TABLE tallies (
    kind VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    many BIGINT NOT NULL,
    label VARCHAR NOT NULL
);

CREATE TABLE roster (
    key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    sector VARCHAR,
    articles BIGINT NOT NULL
);
