-- What a title is found by is made by the service, which knows what the same word is: until now it was
-- the title in lower case. Its values and its index stay; V10, in Java, gives the titles that are there
-- their form.
ALTER TABLE ask.sessions ALTER COLUMN title_lower DROP EXPRESSION;
ALTER TABLE ask.sessions RENAME COLUMN title_lower TO title_form;
ALTER TABLE ask.sessions ALTER COLUMN title_form SET DEFAULT '';
ALTER TABLE ask.sessions ALTER COLUMN title_form SET NOT NULL;
