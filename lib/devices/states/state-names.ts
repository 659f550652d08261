/** What HL7 table 0365 calls its states. */
export const STATE_NAMES: Readonly<Record<string, string>> = {
  OP: 'Normal operation',
  LT: 'Limited operation',
  ID: 'Idle',
  RS: 'Ready to start',
  ES: 'E-stopped',
  FL: 'Failed',
  PU: 'Powered up',
  IN: 'Initializing',
  CO: 'Configuring',
  CL: 'Clearing',
  SD: 'Shutting down',
  DI: 'Diagnostics',
  MA: 'Maintenance',
  PA: 'Pausing',
  PD: 'Paused',
  SS: 'Sampling stopped',
  TS: 'Transport stopped',
  UNK: 'Unknown',
  '...': 'No change',
};

/** A code with its name: “Maintenance (MA)”; one that HL7 does not know stands alone. */
export function stateText(code: string): string {
  const name = Object.hasOwn(STATE_NAMES, code) ? STATE_NAMES[code] : undefined;
  return name === undefined ? code : `${name} (${code})`;
}
