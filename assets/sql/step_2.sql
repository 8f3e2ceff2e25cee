-- Version 2: when what came in writing or on paper came in, and which values the filters can take.

-- Milliseconds since 1970 of the office's own clock, where the attention says when it came in.
ALTER TABLE attention ADD COLUMN received INTEGER;

CREATE TABLE known (
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;
