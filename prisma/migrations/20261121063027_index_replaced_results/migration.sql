-- Earlier values of a test, few beside those in force.
CREATE INDEX results_replaced_idx ON results (lab_id, test_id) WHERE replaced_at IS NOT NULL;
