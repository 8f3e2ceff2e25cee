SELECT e.entry, e.device, e.epoch, e.seq, e.id, e.at, e.agent, e.kind, e.kind_version, b.body
FROM about a JOIN entry e ON e.entry = a.entry JOIN entry_body b ON b.entry = a.entry
WHERE a.attention = ?1 AND e.kind IN ('attention', 'correction', 'note', 'reopened', 'resolution')
