/** What a setting is called and what it does, wherever it can be changed. */
export const FOUR_EYES = {
  label: 'Four eyes',
  hint: 'Whoever submitted a test or entered its results does not verify it: somebody else does. Off, one person may do both.',
};

export const PUBLISH_FOLLOWS_VERIFY = {
  label: 'Publish as soon as verified',
  hint: 'Verifying releases the result at once, in one step. Off, publishing is a step of its own.',
};

/** What autoverification asks of a test; lib/results/autoverifiable.ts is the rule. */
export const AUTOVERIFICATION_RULE =
  'Complete, all final, every flag N and the analyte’s own limits agree, none critical, nothing taken back, no device error: the system verifies and publishes. Everything else waits for a person.';
