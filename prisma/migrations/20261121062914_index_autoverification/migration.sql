-- What the system verified by itself: the share of it is read without the rest of the history.
CREATE INDEX test_transitions_autoverify_idx ON test_transitions (lab_id, test_id)
  WHERE action = 'verify' AND actor_kind = 'system';
