DELETE FROM about;
DELETE FROM numbered;
DELETE FROM attention;
DELETE FROM promise;
INSERT INTO search (search) VALUES ('delete-all');
