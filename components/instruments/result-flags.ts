/** HL7 table 0078 where it means that somebody has to be told. */
const CRITICAL = new Set(['HH', 'LL', 'AA']);
const NORMAL = new Set(['N', '']);

/** Whether a flag alone says that a value is critical. */
export function isCriticalFlag(flag: string): boolean {
  return CRITICAL.has(flag);
}

/** Flags that say more than that all is well. */
export function tellingFlags(flags: readonly string[]): string[] {
  return flags.filter((flag) => !NORMAL.has(flag));
}
