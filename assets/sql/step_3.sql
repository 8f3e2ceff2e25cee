-- Version 3: how the search index is merged, and what is owed read without its rows.

-- Eight pieces of a level make one of the next, so that what is large is written anew less often.
INSERT INTO search (search, rank) VALUES ('usermerge', 8);

-- What the home screen counts stands in one index; the rows of promises are read for what is in sight.
ALTER TABLE promise ADD COLUMN kind TEXT;
UPDATE promise SET kind = body ->> '$.kind';
DROP INDEX promise_open;
CREATE INDEX promise_open ON promise (due, kind, ended) WHERE ended IS NULL;
