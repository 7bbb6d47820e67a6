-- A deletion that came by an event and is done: nobody asked here, and of a recording nobody said whose it
-- was. Its id is that of the event.
ALTER TABLE erasures
    ALTER COLUMN end_user_id DROP NOT NULL,
    ALTER COLUMN key_id DROP NOT NULL,
    ALTER COLUMN request_id DROP NOT NULL;
