/** An assay as rows need it. `analytes` are the ids of its analytes. */
export type KnownAssay = { id: string; analytes: string[]; unit: string | null };

/** What a lab calls its things, by lower-case code or name. */
export type LabNames = {
  assays: Map<string, KnownAssay>;
  devices: Map<string, string>;
  locations: Map<string, string>;
  errorCodes: Map<string, string>;
  /** By code and by name. */
  rejectionReasons: Map<string, string>;
};

export const NAME_KINDS = [
  'assays',
  'devices',
  'locations',
  'errorCodes',
  'rejectionReasons',
] as const;
export type NameKind = (typeof NAME_KINDS)[number];
