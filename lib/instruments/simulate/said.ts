/** What a simulated device has to say, before it is written in a format. */

export type SaidResult = {
  analyte: string;
  /** A number, a bound such as <0.01, or a word. */
  value: string;
  unit: string | null;
  /** `3.5-5.1`. */
  referenceRange: string | null;
  /** HL7 table 0078. */
  flags: readonly string[];
  status: 'preliminary' | 'final' | 'corrected';
  at: Date;
};

export type SaidReport = {
  specimen: string;
  /** What the tube is and when it was drawn, where the device knows. */
  specimenType: string | null;
  collectedAt: Date | null;
  tests: readonly { assay: string; results: readonly SaidResult[] }[];
  at: Date;
};

export type SaidOrder = {
  specimen: string;
  assays: readonly string[];
  action: 'place' | 'cancel';
  priority: 'STAT' | 'URGENT' | 'ROUTINE';
  at: Date;
};

/** Who says it. */
export type Sender = {
  /** MSH-3, H-5. */
  application: string;
  /** MSH-4. */
  facility: string;
};

/** A time as HL7 and ASTM write it, in UTC with its offset. */
export function stampOf(at: Date): string {
  return `${at.toISOString().replace(/\D/g, '').slice(0, 14)}+0000`;
}
