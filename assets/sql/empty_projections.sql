DELETE FROM about;
DELETE FROM numbered;
DELETE FROM attention;
DELETE FROM promise;
DELETE FROM promise_said;
DELETE FROM known;
DELETE FROM station;
INSERT INTO search (search) VALUES ('delete-all');
DELETE FROM setting WHERE key IN ('last_copy', 'numbers_given');
