-- The journal, version 1. What is filed never changes: the triggers refuse it even to a program that asks.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One immutable, chained line.
CREATE TABLE entry (
    entry INTEGER PRIMARY KEY,
    device BLOB NOT NULL CHECK (length(device) = 16),
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    id BLOB NOT NULL CHECK (length(id) = 16),
    -- Milliseconds since 1970.
    at INTEGER NOT NULL,
    agent TEXT NOT NULL,
    kind TEXT NOT NULL,
    kind_version INTEGER NOT NULL,
    body_digest BLOB NOT NULL CHECK (length(body_digest) = 32),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    prev BLOB NOT NULL CHECK (length(prev) = 32)
) STRICT;
CREATE UNIQUE INDEX entry_place ON entry (device, epoch, seq);
CREATE UNIQUE INDEX entry_id ON entry (id);

-- What an entry says, apart, so that a lawful erasure leaves the chain verifiable.
CREATE TABLE entry_body (
    entry INTEGER PRIMARY KEY REFERENCES entry (entry),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    body TEXT NOT NULL
) STRICT;

CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
CREATE TRIGGER entry_never_leaves BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
-- INSERT OR REPLACE fires neither of the two above.
CREATE TRIGGER entry_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE entry = NEW.entry)
  OR EXISTS (SELECT 1 FROM entry WHERE device = NEW.device AND epoch = NEW.epoch AND seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an entry is never replaced'); END;

CREATE TRIGGER body_never_changes BEFORE UPDATE ON entry_body
BEGIN SELECT RAISE(ABORT, 'what an entry says never changes'); END;
CREATE TRIGGER body_never_leaves BEFORE DELETE ON entry_body
BEGIN SELECT RAISE(ABORT, 'what an entry says is never deleted'); END;
CREATE TRIGGER body_never_replaced BEFORE INSERT ON entry_body
WHEN EXISTS (SELECT 1 FROM entry_body WHERE entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'what an entry says is never replaced'); END;

-- Each pack an attention was led by, once.
CREATE TABLE protocol (
    hash TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Attentions in progress.
CREATE TABLE draft (
    attention BLOB PRIMARY KEY CHECK (length(attention) = 16),
    opening TEXT NOT NULL,
    step TEXT NOT NULL,
    field TEXT,
    number TEXT,
    front INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE draft_field (
    attention BLOB NOT NULL,
    field TEXT NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    PRIMARY KEY (attention, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft_act (
    attention BLOB NOT NULL,
    place INTEGER NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (attention, place)
) STRICT, WITHOUT ROWID;

-- From here on, projections: all of it can be made again from the entries.

-- Which entries speak of an attention.
CREATE TABLE about (
    attention BLOB NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (attention, entry)
) STRICT, WITHOUT ROWID;

-- Which attention a number was given to.
CREATE TABLE numbered (
    office TEXT NOT NULL,
    station INTEGER NOT NULL,
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    attention BLOB NOT NULL,
    PRIMARY KEY (office, station, year, sequence, attention)
) STRICT, WITHOUT ROWID;

-- An attention as last filed and corrected.
CREATE TABLE attention (
    -- The entry that first filed it.
    entry INTEGER PRIMARY KEY,
    -- Found through `about`, which holds the entry.
    id BLOB NOT NULL,
    -- The entry that last filed it.
    latest INTEGER NOT NULL,
    number TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    filed_at INTEGER NOT NULL,
    agent TEXT NOT NULL,
    channel TEXT NOT NULL,
    protocol TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reopened INTEGER NOT NULL,
    -- Seconds.
    elapsed INTEGER NOT NULL,
    held INTEGER NOT NULL,
    consulted INTEGER NOT NULL,
    document_kind TEXT,
    document TEXT,
    given_names TEXT,
    surnames TEXT,
    phone TEXT,
    reason TEXT,
    matter TEXT,
    kind TEXT,
    district TEXT
) STRICT;
CREATE INDEX attention_document ON attention (document) WHERE document IS NOT NULL;
-- Covers every figure, so that reports never read the rows.
CREATE INDEX attention_figures ON attention
    (opened_at, outcome, channel, reopened, elapsed, held, consulted, kind, matter, protocol, agent, district);

CREATE TABLE promise (
    id BLOB PRIMARY KEY,
    attention BLOB NOT NULL,
    -- The entry that made it.
    entry INTEGER NOT NULL,
    number TEXT NOT NULL,
    -- Milliseconds; a term counts as so many calendar days, the least it can take. NULL where no hour was agreed.
    due INTEGER,
    body TEXT NOT NULL,
    -- The entry that ended it.
    ended INTEGER,
    ending TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_attention ON promise (attention);
CREATE INDEX promise_open ON promise (due) WHERE ended IS NULL;

-- Newest first by rowid, which is the attention's: no ranking, no columns, no positions.
CREATE VIRTUAL TABLE search USING fts5 (
    text, content = '', columnsize = 0, detail = none, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
