-- What an attempt is was said more exactly; every block is built again. Until then its days are read
-- from the rows.
INSERT INTO figure_stale_days (lab_id, day) SELECT lab_id, day FROM figure_blocks;
