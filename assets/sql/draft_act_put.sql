INSERT INTO draft_act (attention, place, act) VALUES (?1, ?2, ?3)
ON CONFLICT (attention, place) DO UPDATE SET act = excluded.act
