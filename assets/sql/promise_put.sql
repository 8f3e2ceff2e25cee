INSERT INTO promise (id, attention, entry, number, due, body, kind, ended, ending) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (id) DO UPDATE SET
    attention = excluded.attention, entry = excluded.entry, number = excluded.number, due = excluded.due,
    body = excluded.body, kind = excluded.kind, ended = excluded.ended, ending = excluded.ending
WHERE entry <> excluded.entry OR ended IS NOT excluded.ended
