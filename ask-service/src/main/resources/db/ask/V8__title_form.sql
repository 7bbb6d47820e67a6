-- What a title is found by is made by the service, which knows what the same word is: until now it was
-- the title in lower case. Its values and its index stay. Of sessions that are there it becomes the
-- nearest that SQL can do: without accents and what nobody sees, in the usual width; acronyms and
-- numbers as they are written. The rest comes when they are renamed.
ALTER TABLE ask.sessions ALTER COLUMN title_lower DROP EXPRESSION;
ALTER TABLE ask.sessions RENAME COLUMN title_lower TO title_form;

UPDATE ask.sessions SET title_form = near.form
FROM (
  SELECT id, normalize(
    replace(
      translate(
        regexp_replace(normalize(lower(title), NFKD),
          '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g'),
        'ςı’‘ʼ`', 'σi'''''''''),
      'ß', 'ss'),
    NFKC) AS form
  FROM ask.sessions) near
WHERE near.id = sessions.id AND near.form <> sessions.title_form;

ALTER TABLE ask.sessions ALTER COLUMN title_form SET DEFAULT '';
ALTER TABLE ask.sessions ALTER COLUMN title_form SET NOT NULL;
