INSERT INTO entry (entry, device, epoch, seq, id, at, agent, kind, kind_version, body_digest, digest, prev)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
