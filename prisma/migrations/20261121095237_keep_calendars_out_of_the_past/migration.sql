-- A calendar takes effect on the lab's today at the earliest, so that an edit rewrites no figure; where
-- it is still yesterday by UTC, today is a day earlier. Only a lab's first one reaches back.
ALTER TABLE calendars ADD CONSTRAINT calendars_no_past_check CHECK (
  effective_from >= (created_at AT TIME ZONE 'UTC')::date - 1 OR effective_from = '1900-01-01'
);
