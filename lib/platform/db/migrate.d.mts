export interface MigrationOutcome {
  /** Names of the migrations applied now. */
  applied: string[];
  /** Earlier ones whose text has changed since they were applied. */
  edited: string[];
}
export function migrate(ownerUrl: string): Promise<MigrationOutcome>;
