import { meaningOf, stateKey, type StateTable } from './state-table';

/** A row of a device's history; times in ms since 1970. */
export type StateChange = {
  at: number;
  /** HL7 table 0365; null where the row ends a hold. */
  code: string | null;
  /** Set by a person over what the device says, until a row clears it. */
  held: boolean;
  clears: boolean;
  reason: string | null;
};

/** What holds from a moment to the next one's; code null where nothing was ever said. */
export type Stated = { from: number; code: string | null; reason: string | null };

type Said = { code: string; reason: string | null };

/**
 * What was stated of a device from each change on: its own word, or a person's while that holds.
 * When a hold is cleared the device's last word counts again, also one of meanwhile. What is said
 * again changes nothing but may add a reason. Changes come in their order.
 */
export function statedStates(changes: readonly StateChange[], table: StateTable): Stated[] {
  let own: Said | null = null;
  let hold: Said | null = null;
  const stated: Stated[] = [];
  for (const { at, code, held, clears, reason } of changes) {
    if (clears) hold = null;
    else if (code === null || meaningOf(table, code) === 'unchanged') continue;
    else if (held) hold = { code: stateKey(code), reason };
    else own = { code: stateKey(code), reason };
    const said: Said | null = hold ?? own;
    const last = stated.at(-1);
    if (last && last.code === (said?.code ?? null)) last.reason = said?.reason ?? last.reason;
    else stated.push({ from: at, code: said?.code ?? null, reason: said?.reason ?? null });
  }
  return stated;
}
