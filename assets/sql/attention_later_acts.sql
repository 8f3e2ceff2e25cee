SELECT b.body FROM about a JOIN entry e ON e.entry = a.entry JOIN entry_body b ON b.entry = a.entry
WHERE a.attention = ?1 AND a.entry > ?2 AND a.entry < ?3 AND e.kind IN ('correction', 'note', 'reopened')
ORDER BY a.entry
