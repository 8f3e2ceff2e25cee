INSERT INTO promise (id, attention, entry, number, due, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO NOTHING
