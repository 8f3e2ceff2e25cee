SELECT a.entry, a.id, a.number, a.opened_at, a.filed_at, a.agent, a.channel, a.protocol, a.outcome, a.reopened,
       a.elapsed, a.held, a.consulted, a.document_kind, a.document, a.given_names, a.surnames, a.phone, a.reason,
       a.matter, a.kind, a.district, a.received, a.conflict