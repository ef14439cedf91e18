-- The archive: one DuckDB file. Every table and column carries its meaning, from which the
-- codebook, the JSON Schema and DuckDB's own comments are made (schemas.py reads this file).
-- A table marked [internal] serves the search and the finding of copies and is not exported.
-- Offsets are Unicode code points into documents.text, end-exclusive. Dates are ISO prefixes
-- (2022, 2022-02, 2022-02-10). Countries are ISO 3166-1 alpha-3.

-- [internal] The numbered state of this file's layout.
CREATE TABLE schema_versions (
    version INTEGER NOT NULL,         -- number of the layout; the largest one is in force
    program VARCHAR NOT NULL          -- version of the program that brought the file to it
);

-- One row an article: the version of it that was published last.
CREATE TABLE documents (
    no INTEGER NOT NULL,              -- [internal] running number inside this file
    id VARCHAR NOT NULL,              -- the input's own id, else a hash of the content
    url VARCHAR,                      -- where the article stands on the web
    publisher VARCHAR,                -- who published it
    title VARCHAR,                    -- title given beside the text
    published VARCHAR,                -- day, month or year of publication
    language VARCHAR,                 -- ISO 639-1 code of the language
    text VARCHAR NOT NULL,            -- the text that all offsets point into, unchanged
    characters INTEGER NOT NULL,      -- length of the text in code points
    words INTEGER NOT NULL,           -- length of title and text in words
    sha256 VARCHAR NOT NULL           -- hash of all that was given: id, url, publisher, title, published, language, text
);

-- Versions of an article that a version published later, under the same id, took the place of.
CREATE TABLE superseded (
    id VARCHAR NOT NULL,              -- the id that both versions carry
    url VARCHAR,                      -- where the article stands on the web
    publisher VARCHAR,                -- who published it
    title VARCHAR,                    -- title given beside the text
    published VARCHAR,                -- day, month or year of publication
    language VARCHAR,                 -- ISO 639-1 code of the language
    text VARCHAR NOT NULL,            -- the text of this version
    sha256 VARCHAR NOT NULL           -- hash of all that was given
);

-- Near-duplicates and syndicated copies: each is linked to the first seen, and kept.
CREATE TABLE copies (
    document VARCHAR NOT NULL,        -- id of the copy
    first VARCHAR NOT NULL,           -- id of the earliest published article of the same text
    similarity DOUBLE NOT NULL        -- share of five-word shingles in common with it, as MinHash estimates it
);

-- Who is named in an article, as that article's date and words tell.
CREATE TABLE actors (
    document VARCHAR,                 -- id of the article; empty for imported events
    position INTEGER NOT NULL,        -- place in the article's list, from 0
    key VARCHAR NOT NULL,             -- key of the actor, the same in every article where the tables know it
    name VARCHAR NOT NULL,            -- canonical name
    kind VARCHAR NOT NULL,            -- person, country, organization or group
    country VARCHAR,                  -- state that it belongs to
    sector VARCHAR,                   -- PLOVER sector: GOV, MIL, LEG ...
    office VARCHAR,                   -- office held at the article's date
    office_from VARCHAR,              -- first day of that office
    office_to VARCHAR,                -- last day of that office
    wikidata VARCHAR,                 -- Q-id in Wikidata
    why VARCHAR NOT NULL,             -- how it was found, or why it was left open
    article INTEGER NOT NULL          -- [internal] documents.no; 0 for imported events
);

-- Stretches of text that name or stand for someone or something.
CREATE TABLE mentions (
    id VARCHAR NOT NULL,              -- hash of what the mention is
    document VARCHAR NOT NULL,        -- id of the article
    position INTEGER NOT NULL,        -- place in the article's list, from 0
    start INTEGER NOT NULL,           -- first code point
    "end" INTEGER NOT NULL,           -- code point after the last
    exact VARCHAR NOT NULL,           -- the words
    kind VARCHAR NOT NULL,            -- person, organization, country, group, office, place, agreement or pronoun
    actor VARCHAR                     -- key of the actor; empty where it isn't known
);

-- Who said what to whom.
CREATE TABLE statements (
    no INTEGER NOT NULL,              -- [internal] running number inside this file
    id VARCHAR NOT NULL,              -- hash of what the statement is
    document VARCHAR NOT NULL,        -- id of the article
    position INTEGER NOT NULL,        -- place in the article's list, from 0
    kind VARCHAR NOT NULL,            -- said, or thought (reported by the writer, voiced by nobody)
    speaker_start INTEGER,            -- first code point of the words that stand for the speaker
    speaker_end INTEGER,              -- code point after their last
    speaker_exact VARCHAR,            -- the words that stand for the speaker
    speaker VARCHAR,                  -- key of the speaker; empty where it isn't known
    cue_start INTEGER,                -- first code point of the reporting words
    cue_end INTEGER,                  -- code point after their last
    cue_exact VARCHAR,                -- the reporting words ("said", "according to")
    mode VARCHAR NOT NULL,            -- direct, indirect or mixed
    force VARCHAR NOT NULL,           -- what is done by saying it: assert, accuse, deny, demand, offer, promise ...
    parent VARCHAR,                   -- id of the statement inside which this one is reported
    date VARCHAR,                     -- when it was said
    date_precision VARCHAR,           -- year, month or day
    date_basis VARCHAR,               -- written in the text, or inferred
    about VARCHAR[] NOT NULL,         -- keys of agreements and topics
    score DOUBLE NOT NULL,            -- how sure the reader is, 0 to 1
    words INTEGER NOT NULL,           -- length of the content in words
    article INTEGER NOT NULL,         -- [internal] documents.no
    day VARCHAR,                      -- [internal] when it was said, else the day of the article
    country VARCHAR,                  -- [internal] country of the speaker
    wording BIGINT                    -- [internal] hash of the first stretch's words: other reports of it have the same
);
CREATE INDEX statements_by_number ON statements (no);
CREATE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_wording ON statements (wording);

-- The words of a statement: one row a stretch.
CREATE TABLE statement_contents (
    document VARCHAR NOT NULL,        -- id of the article
    statement VARCHAR NOT NULL,       -- id of the statement
    position INTEGER NOT NULL,        -- place in the statement's list, from 0
    start INTEGER NOT NULL,           -- first code point
    "end" INTEGER NOT NULL,           -- code point after the last
    exact VARCHAR NOT NULL,           -- the words, quotation marks included
    item INTEGER NOT NULL             -- [internal] statements.no
);
CREATE INDEX contents_by_statement ON statement_contents (item);

-- To whom a statement is said.
CREATE TABLE statement_addressees (
    document VARCHAR NOT NULL,        -- id of the article
    statement VARCHAR NOT NULL,       -- id of the statement
    position INTEGER NOT NULL,        -- place in the statement's list, from 0
    start INTEGER,                    -- first code point of the words that stand for the addressee
    "end" INTEGER,                    -- code point after their last
    exact VARCHAR,                    -- those words
    actor VARCHAR,                    -- key of the addressee; empty where it isn't known
    item INTEGER NOT NULL,            -- [internal] statements.no
    country VARCHAR                   -- [internal] country of the addressee
);

-- Which events a statement tells of.
CREATE TABLE statement_events (
    document VARCHAR NOT NULL,        -- id of the article
    statement VARCHAR NOT NULL,       -- id of the statement
    position INTEGER NOT NULL,        -- place in the statement's list, from 0
    event VARCHAR NOT NULL,           -- id of the event
    item INTEGER NOT NULL             -- [internal] statements.no
);

-- Who did what to whom: read in articles, or imported.
CREATE TABLE events (
    no INTEGER NOT NULL,              -- [internal] running number inside this file
    id VARCHAR NOT NULL,              -- hash of what the event is; imported ones are tagged with their series
    origin VARCHAR NOT NULL,          -- read, or the name of the imported series (icews)
    document VARCHAR,                 -- id of the article; empty for imported events
    position INTEGER NOT NULL,        -- place in the article's list, from 0
    type VARCHAR NOT NULL,            -- PLOVER type, one of sixteen
    mode VARCHAR,                     -- PLOVER mode
    quad INTEGER NOT NULL,            -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 unknown
    contexts VARCHAR[] NOT NULL,      -- PLOVER contexts
    trigger_start INTEGER,            -- first code point of the words that name the event; empty for imported events
    trigger_end INTEGER,              -- code point after their last
    trigger_exact VARCHAR,            -- the words that name the event
    sentence_start INTEGER,           -- first code point of the sentence around them
    sentence_end INTEGER,             -- code point after its last
    place_start INTEGER,              -- first code point of the words that name the place
    place_end INTEGER,                -- code point after their last
    place_exact VARCHAR,              -- the words that name the place
    place_name VARCHAR,               -- name of the place
    place_country VARCHAR,            -- country of the place
    latitude DOUBLE,                  -- degrees north
    longitude DOUBLE,                 -- degrees east
    date VARCHAR,                     -- when it happened, or is to happen
    date_precision VARCHAR,           -- year, month or day
    date_basis VARCHAR,               -- written in the text, or inferred
    status VARCHAR NOT NULL,          -- actual, planned, demanded, offered, threatened, possible or denied
    according_to VARCHAR,             -- id of the statement on whose word it stands; empty in the article's own voice
    intensity DOUBLE,                 -- Goldstein weight of the imported code; empty for what was read
    code VARCHAR,                     -- the imported series' own code (CAMEO)
    publisher VARCHAR,                -- publisher that the imported series names
    score DOUBLE NOT NULL,            -- how sure the reader is, 0 to 1
    words INTEGER NOT NULL,           -- length of the sentence in words
    article INTEGER NOT NULL,         -- [internal] documents.no; 0 for imported events
    day VARCHAR,                      -- [internal] when it happened, else the day of the article
    sentence VARCHAR                  -- [internal] the sentence's words: a page's few events need no whole texts
);
CREATE INDEX events_by_number ON events (no);
CREATE INDEX events_by_id ON events (id);

-- Who acts in an event and whom it concerns.
CREATE TABLE event_parties (
    document VARCHAR,                 -- id of the article; empty for imported events
    event VARCHAR NOT NULL,           -- id of the event
    role VARCHAR NOT NULL,            -- actor or recipient
    position INTEGER NOT NULL,        -- place in the event's list, from 0
    start INTEGER,                    -- first code point of the words that stand for the party
    "end" INTEGER,                    -- code point after their last
    exact VARCHAR,                    -- those words
    actor VARCHAR,                    -- key of the party; empty where it isn't known
    item INTEGER NOT NULL,            -- [internal] events.no
    country VARCHAR                   -- [internal] country of the party
);

-- How much: numbers of troops, money, people in an event.
CREATE TABLE event_magnitudes (
    document VARCHAR NOT NULL,        -- id of the article
    event VARCHAR NOT NULL,           -- id of the event
    position INTEGER NOT NULL,        -- place in the event's list, from 0
    value DOUBLE NOT NULL,            -- the number
    unit VARCHAR NOT NULL,            -- of what: troops, USD, km
    bound VARCHAR NOT NULL,           -- exact, at least, at most or about
    start INTEGER NOT NULL,           -- first code point
    "end" INTEGER NOT NULL,           -- code point after the last
    exact VARCHAR NOT NULL,           -- the words
    item INTEGER NOT NULL             -- [internal] events.no
);

-- What the reader of a record should know about how it came to be.
CREATE TABLE warnings (
    document VARCHAR NOT NULL,        -- id of the article
    position INTEGER NOT NULL,        -- place in the article's list, from 0
    code VARCHAR NOT NULL,            -- kind of the warning
    message VARCHAR NOT NULL          -- the warning in words
);

-- Each time something was added.
CREATE TABLE runs (
    run VARCHAR NOT NULL,             -- id of the run
    started VARCHAR NOT NULL,         -- when it began (UTC)
    ended VARCHAR,                    -- when its last batch was written (UTC)
    state VARCHAR NOT NULL,           -- running, finished, or interrupted; a killed run stays "running"
    version VARCHAR NOT NULL,         -- version of the program
    reader VARCHAR NOT NULL,          -- name and checksum of the reader's model
    settings VARCHAR NOT NULL,        -- the settings of the run, as JSON
    sources VARCHAR[] NOT NULL,       -- what was given to add
    added INTEGER NOT NULL,           -- articles added
    known INTEGER NOT NULL,           -- articles that the archive held already
    failed INTEGER NOT NULL           -- pieces of input that could not be read
);

-- Which run read which article.
CREATE TABLE run_documents (
    run VARCHAR NOT NULL,             -- id of the run
    document VARCHAR NOT NULL,        -- id of the article
    source VARCHAR                    -- file that it came from
);

-- What could not be read; it never stops a run.
CREATE TABLE failures (
    run VARCHAR NOT NULL,             -- id of the run
    document VARCHAR NOT NULL,        -- id, or file and place in it
    stage VARCHAR NOT NULL,           -- ingest, read or store
    error VARCHAR NOT NULL,           -- class of the error
    message VARCHAR NOT NULL          -- what was wrong
);

-- What people decided; rows are only ever added.
CREATE TABLE judgements (
    id VARCHAR NOT NULL,              -- hash of the judgement
    made VARCHAR NOT NULL,            -- when (UTC)
    person VARCHAR NOT NULL,          -- who decided
    subject VARCHAR NOT NULL,         -- id of what is judged
    object VARCHAR,                   -- id of what it is linked with
    verdict BOOLEAN NOT NULL,         -- true: the link holds; false: it doesn't
    why VARCHAR                       -- reason in words
);

-- [internal] Stems that stand in the texts.
CREATE TABLE terms (
    no INTEGER NOT NULL,              -- running number
    term VARCHAR NOT NULL             -- the stem
);

-- [internal] Where each stem stands in the contents of statements.
CREATE TABLE statement_postings (
    term INTEGER NOT NULL,            -- terms.no
    item INTEGER NOT NULL,            -- statements.no
    position INTEGER NOT NULL         -- place in words, from 0; stretches are a hundred apart
);

-- [internal] Where each stem stands in the sentences of events.
CREATE TABLE event_postings (
    term INTEGER NOT NULL,            -- terms.no
    item INTEGER NOT NULL,            -- events.no
    position INTEGER NOT NULL         -- place in words, from 0
);

-- [internal] Where each stem stands in titles and texts.
CREATE TABLE document_postings (
    term INTEGER NOT NULL,            -- terms.no
    item INTEGER NOT NULL,            -- documents.no
    position INTEGER NOT NULL         -- place in words, from 0; the text begins a hundred after the title
);

-- [internal] MinHash signatures.
CREATE TABLE signatures (
    item INTEGER NOT NULL,            -- documents.no
    hashes BLOB NOT NULL              -- 128 hashes of four bytes each, little-endian
);

-- [internal] Bands of the signatures: articles that share one are compared.
CREATE TABLE bands (
    band UBIGINT NOT NULL,            -- hash of one band
    item INTEGER NOT NULL             -- documents.no
);

-- [internal] What is in order since a run ended: of postings, how many rows lie sorted by stem, from
-- the first on, and the rest lie as they were added; of tallies, how many there are, and no line
-- where articles were written since they were counted.
CREATE TABLE settled (
    postings VARCHAR NOT NULL,        -- name of the table
    rows BIGINT NOT NULL              -- how many
);

-- [internal] How often each value of a facet stands in all that is no copy, counted when a run ends.
CREATE TABLE tallies (
    kind VARCHAR NOT NULL,            -- statements, events or articles
    facet VARCHAR NOT NULL,           -- name of the facet
    value VARCHAR NOT NULL,           -- value as the filter takes it
    many BIGINT NOT NULL,             -- how often
    label VARCHAR NOT NULL            -- what a person reads
);

-- [internal] Everybody who is named, once, put together when a run ends.
CREATE TABLE roster (
    key VARCHAR NOT NULL,             -- key of the actor
    name VARCHAR NOT NULL,            -- canonical name
    kind VARCHAR NOT NULL,            -- person, country, organization or group
    country VARCHAR,                  -- state that it belongs to
    sector VARCHAR,                   -- PLOVER sector
    articles BIGINT NOT NULL          -- in how many articles it is named
);
