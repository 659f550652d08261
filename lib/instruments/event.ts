/**
 * What a message says, whatever format it came in: the one model that HL7, ASTM and JSON are read
 * into, and that effects are made from. Times are instants; `null` is what the message does not say.
 */

/** A specimen as a message names it: the number that counts first, then what else it may be. */
export type SpecimenName = { number: string; alternatives: readonly string[] };

/** An assay or analyte as a message names it: its code first, then what else it may be. */
export type CodeName = { code: string; alternatives: readonly string[] };

export type ReportedResult = {
  analyte: CodeName;
  value: string;
  unit: string | null;
  referenceRange: string | null;
  /** HL7 table 0078, in the order given. */
  flags: readonly string[];
  status: 'preliminary' | 'final' | 'corrected' | 'cancelled';
  observedAt: Date | null;
  comment: string | null;
  /** JSON may say that it is critical, or is not, whatever its value and flags. */
  critical?: boolean;
  /** … and name the device, where it is not the one that reports. */
  device?: string;
};

/** What a report says of one test. */
export type TestReport = {
  /** null where it names none: the only test of the specimen that it fits. */
  assay: CodeName | null;
  results: readonly ReportedResult[];
  /** Whether every result that will come is final or corrected: then the test is submitted. */
  complete: boolean;
  /** When its results became known. */
  at: Date;
};

/** What a message says of the tube itself. */
export type SpecimenFacts = {
  type: string | null;
  collectedAt: Date | null;
  receivedAt: Date | null;
  /** Code of HL7 table 0490: a person decides. */
  rejection: string | null;
  /** Of a pool or an aliquot, the numbers it was made from. */
  parents: readonly string[];
};

export type InstrumentEvent =
  | { kind: 'specimen.facts'; specimen: SpecimenName; facts: SpecimenFacts; at: Date }
  | { kind: 'specimen.started'; specimen: SpecimenName; assay: CodeName | null; at: Date }
  | { kind: 'specimen.resulted'; specimen: SpecimenName; tests: readonly TestReport[]; at: Date }
  | {
      kind: 'specimen.failed';
      specimen: SpecimenName;
      assay: CodeName | null;
      errorCode: string;
      message: string | null;
      at: Date;
    }
  | {
      kind: 'order.placed';
      specimen: SpecimenName;
      assays: readonly CodeName[];
      priority: 'STAT' | 'URGENT' | 'ROUTINE' | null;
      location: string | null;
      orderedAt: Date | null;
      at: Date;
    }
  | {
      kind: 'order.cancelled';
      specimen: SpecimenName;
      /** None named: every test of it that may be cancelled. */
      assays: readonly CodeName[];
      reason: string | null;
      at: Date;
    }
  | { kind: 'device.state'; code: string; reason: string | null; at: Date }
  | { kind: 'device.heartbeat'; at: Date }
  | {
      kind: 'device.event';
      event:
        | 'quality_control'
        | 'alarm'
        | 'specimen_seen'
        | 'specimen_left'
        | 'specimen_archived'
        | 'specimen_missing';
      severity: 'C' | 'S' | 'W' | 'N' | null;
      /** The number it is about, of a specimen or a control. */
      specimen: string | null;
      text: string;
      data: Readonly<Record<string, unknown>>;
      at: Date;
    }
  /** `data` as `POST /moves` takes it; `POST /steps`; `PATCH /steps/{id}`. */
  | { kind: 'container.moved'; data: unknown; at: Date }
  | { kind: 'step.started'; data: unknown; at: Date }
  | { kind: 'step.finished'; data: unknown; at: Date };

/** What reading a message gave. */
export type ReadMessage = {
  events: readonly InstrumentEvent[];
  /** For people to look at: `ORU^R01`, `specimen.resulted`, the sender of ASTM. */
  kind: string | null;
  /** MSH-10. */
  controlId: string | null;
  /** What was in it and is not acted on, in words: an attachment, an observation of no specimen. */
  remarks: readonly string[];
};

/**
 * A message that cannot be read as what it says it is. `code` is a word for machines, `message` says
 * where it is wrong; `hl7` is the acknowledgement that says so (AE: wrong content, AR: refused).
 */
export class UnreadableMessage extends Error {
  constructor(
    readonly code: 'malformed' | 'unsupported' | 'bad_checksum' | 'incomplete',
    message: string,
    readonly hl7: 'AE' | 'AR' = 'AE',
  ) {
    super(message);
    this.name = 'UnreadableMessage';
  }
}

/** What a reader needs besides the bytes. */
export type ReadingContext = {
  /** Of times without an offset: the device's, else the lab's. IANA name. */
  timeZone: string;
  /** When it came: the time of what says none. */
  receivedAt: Date;
};
