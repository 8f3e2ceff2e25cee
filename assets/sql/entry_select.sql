SELECT e.entry, e.device, e.epoch, e.seq, e.id, e.at, e.agent, e.kind, e.kind_version, e.body_digest, e.digest, e.prev,
       b.salt, b.body
FROM entry e LEFT JOIN entry_body b ON b.entry = e.entry
