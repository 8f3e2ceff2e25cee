INSERT INTO draft (attention, opening, step, field, number, front, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (attention) DO UPDATE SET
    opening = excluded.opening, step = excluded.step, field = excluded.field, number = excluded.number,
    front = excluded.front, updated_at = excluded.updated_at
