-- The list of what was deleted over the API, the newest first.
CREATE INDEX erasures_listed ON erasures (project_id, mode, id COLLATE "C" DESC)
    WHERE key_id IS NOT NULL;
