-- Parts that every title has which holds this: those that do not overlap, and those from one word to
-- the next. Without the latter, titles with the same words in another order would all be looked at.
CREATE OR REPLACE FUNCTION ask.parts_of_query(project_id text, mode text, q text) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT array_agg(
      DISTINCT concat(project_id, ' ', mode, ' ',
        substr(lower(q), least(i, greatest(1, length(q) - 2)), 3)))
    FROM generate_series(1, length(q)) i
    WHERE i % 3 = 1 OR substr(q, i + 1, 1) = ' ');
