SELECT opened_at, outcome, channel, reopened, elapsed, held, consulted, kind, matter, protocol, agent, district
FROM attention INDEXED BY attention_figures WHERE opened_at >= ?1 AND opened_at < ?2 ORDER BY opened_at
