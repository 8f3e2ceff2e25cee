INSERT INTO promise (id, attention, entry, number, due, body, kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id) DO NOTHING
