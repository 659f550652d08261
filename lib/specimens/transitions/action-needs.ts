/** What of a transition row decides what has to be said with its action. */
export type NeedsRow = { needsReason: boolean; needsSignature: boolean };

export type ActionNeeds = {
  /** Of each test that has none yet. */
  device: boolean;
  errorCode: boolean;
  rejectionReason: boolean;
  reason: boolean;
  signature: boolean;
};

/**
 * What has to be said with an action, by its rows of the workflow: all of them, or those of the
 * states at hand. What one row needs the action needs. Device, error code and rejection reason
 * belong to the meaning of start, fail and reject, and are no lab's to switch off.
 */
export function actionNeeds(action: string, rows: readonly NeedsRow[]): ActionNeeds {
  return {
    device: action === 'start',
    errorCode: action === 'fail',
    rejectionReason: action === 'reject',
    reason: rows.some((row) => row.needsReason),
    signature: rows.some((row) => row.needsSignature),
  };
}
