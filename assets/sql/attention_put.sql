INSERT INTO attention (entry, id, latest, number, opened_at, filed_at, agent, channel, protocol, outcome, reopened,
    elapsed, held, consulted, document_kind, document, given_names, surnames, phone, reason, matter, kind, district, received,
    conflict)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)
ON CONFLICT (entry) DO UPDATE SET
    latest = excluded.latest, number = excluded.number, opened_at = excluded.opened_at, filed_at = excluded.filed_at,
    agent = excluded.agent, channel = excluded.channel, protocol = excluded.protocol, outcome = excluded.outcome,
    reopened = excluded.reopened, elapsed = excluded.elapsed, held = excluded.held, consulted = excluded.consulted,
    document_kind = excluded.document_kind, document = excluded.document, given_names = excluded.given_names,
    surnames = excluded.surnames, phone = excluded.phone, reason = excluded.reason, matter = excluded.matter,
    kind = excluded.kind, district = excluded.district, received = excluded.received,
    conflict = excluded.conflict
