-- Whether somebody gave a session its title: the first message gives one to the others. Of those that are
-- there nobody knows, and what an earlier release makes stays as it made it.
ALTER TABLE ask.sessions ADD COLUMN titled boolean NOT NULL DEFAULT true;
