-- Version 3: how the search index is merged, and what is owed read without its rows.

-- Eight pieces of a level make one of the next: what is large is written anew half as often as with four.
INSERT INTO search (search, rank) VALUES ('usermerge', 8);

-- Covers what the home screen counts; the rows of promises are read for what is in sight.
DROP INDEX promise_open;
CREATE INDEX promise_open ON promise (due, body ->> '$.kind') WHERE ended IS NULL;
