-- Blocks say of each test whether the system verified it: all are built anew.
INSERT INTO figure_stale_days (lab_id, day) SELECT lab_id, day FROM figure_blocks;
