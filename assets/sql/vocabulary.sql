-- The words of the index, each with the attentions it stands in, for one connection.
CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, instance);
