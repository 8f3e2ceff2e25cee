SELECT id, kind, due FROM promise INDEXED BY promise_open WHERE ended IS NULL
ORDER BY due IS NULL, due, id
