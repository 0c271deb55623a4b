-- The tables of a record file. `log` is the truth: all below "derived" can be rebuilt from it.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One row for each report read, decision taken and report forgotten, in the order in which they came.
CREATE TABLE log (
    position BIGINT PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('report', 'decision', 'forget')),
    id VARCHAR NOT NULL,
    body VARCHAR NOT NULL,       -- a decision; a tombstone; of a report only what identifies it
    first_seen VARCHAR NOT NULL  -- clock time; stays out of the fingerprint
);

-- What a report was received as, and what was read in it. Gone when the report is forgotten.
CREATE TABLE reports (
    id VARCHAR PRIMARY KEY,
    raw BLOB NOT NULL,
    report VARCHAR NOT NULL,
    claims VARCHAR NOT NULL,
    times VARCHAR NOT NULL,
    engine VARCHAR NOT NULL
);

-- derived ------------------------------------------------------------------------------------------------------------
-- Statements in the manner of FollowTheMoney: who says what of what, where, and from which origin.
CREATE TABLE statements (
    claim VARCHAR PRIMARY KEY, report VARCHAR, siglum VARCHAR, kind VARCHAR, property VARCHAR, status VARCHAR,
    actor VARCHAR, recipient VARCHAR, speaker VARCHAR, low DOUBLE, best DOUBLE, high DOUBLE, "from" VARCHAR, "to" VARCHAR,
    place VARCHAR, origin VARCHAR, start_char INTEGER, end_char INTEGER, text VARCHAR
);
-- A row for each row of a view; `body` is its JSON.
CREATE TABLE views (view VARCHAR, position INTEGER, id VARCHAR, body VARCHAR, PRIMARY KEY (view, position));
