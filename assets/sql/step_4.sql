-- Version 4: entries of other stations beside our own.

-- Lines of a file that could not be taken in, kept to be looked at. Each once.
CREATE TABLE quarantine (
    place INTEGER PRIMARY KEY,
    -- SHA-256 of the whole line.
    line BLOB NOT NULL UNIQUE CHECK (length(line) = 32),
    -- Its beginning.
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- Whose file it came in.
    source TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Entries whose instant lay well ahead of our clock when they came in.
CREATE TABLE doubtful (
    entry INTEGER PRIMARY KEY REFERENCES entry (entry),
    received_at INTEGER NOT NULL
) STRICT;

-- From here on, projections.

-- What each device is: as it said when its journal began.
CREATE TABLE station (
    device BLOB PRIMARY KEY CHECK (length(device) = 16),
    office TEXT NOT NULL,
    station INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything that was said of a promise, from whatever attention: how it stands follows from all of it.
CREATE TABLE promise_said (
    promise BLOB NOT NULL,
    entry INTEGER NOT NULL,
    -- 0 made, 1 ended.
    ends INTEGER NOT NULL,
    number TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (promise, entry, ends)
) STRICT, WITHOUT ROWID;

-- Whether it was changed at two stations in ways that do not go together.
ALTER TABLE attention ADD COLUMN conflict INTEGER NOT NULL DEFAULT 0;
