-- Whether the request was a turn that was answered: the answer is not kept here, ask-service tells it again to
-- who comes with the same ids.
ALTER TABLE idempotency ADD COLUMN told boolean NOT NULL DEFAULT false;

-- What was kept so far holds words of transcripts, or failures that may have passed by now. Such requests are
-- done again, with the same ids: a release that does not know the column does the same with them.
UPDATE idempotency
SET status = NULL, headers = NULL, body = NULL, told = (status = 200 AND session_id IS NOT NULL)
WHERE status IN (200, 404, 409, 413);
