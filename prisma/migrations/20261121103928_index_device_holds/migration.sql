-- Holds are few among many statements, and each reading of a history asks whether one held.
CREATE INDEX device_state_changes_hold_idx ON device_state_changes (lab_id, device_id, at)
  WHERE held OR clears;
