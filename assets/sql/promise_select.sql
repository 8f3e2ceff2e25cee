SELECT p.entry, p.number, p.body, p.ending,
       coalesce(a.given_names, (SELECT answer ->> '$.text' FROM draft_field WHERE attention = p.attention AND field = ?1)),
       coalesce(a.surnames, (SELECT answer ->> '$.text' FROM draft_field WHERE attention = p.attention AND field = ?2)),
       coalesce(a.phone, (SELECT answer ->> '$.text' FROM draft_field WHERE attention = p.attention AND field = ?3))
FROM promise p LEFT JOIN attention a ON a.entry IN (SELECT entry FROM about WHERE attention = p.attention)
