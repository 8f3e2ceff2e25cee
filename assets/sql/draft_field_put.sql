INSERT INTO draft_field (attention, field, answer, at, cursor) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (attention, field) DO UPDATE SET answer = excluded.answer, at = excluded.at, cursor = excluded.cursor
