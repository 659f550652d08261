import { createHash } from 'node:crypto';

/** What a person put their name to: all that stood on the page when they signed. */
export type SignedContent = {
  lab: string;
  specimen_id: string;
  assay: string;
  run: number;
  action: string;
  from: string;
  to: string;
  occurred_at: string;
  reason: string | null;
  results: {
    analyte: string;
    value: string;
    unit: string | null;
    flags: string[];
    status: string;
  }[];
  meaning: string;
  signer: { id: string; name: string };
  signed_at: string;
};

/**
 * The text a signature is bound to and its SHA-256. Members stand in a fixed order and times in UTC,
 * so that the same content always gives the same text.
 */
export function signedText(content: SignedContent): { text: string; hash: Buffer } {
  const { signer, results, ...rest } = content;
  const ordered = {
    lab: rest.lab,
    specimen_id: rest.specimen_id,
    assay: rest.assay,
    run: rest.run,
    action: rest.action,
    from: rest.from,
    to: rest.to,
    occurred_at: rest.occurred_at,
    reason: rest.reason,
    results: results
      .toSorted((a, b) => (a.analyte < b.analyte ? -1 : 1))
      .map(({ analyte, value, unit, flags, status }) => ({ analyte, value, unit, flags, status })),
    meaning: rest.meaning,
    signer: { id: signer.id, name: signer.name },
    signed_at: rest.signed_at,
  };
  const text = JSON.stringify(ordered);
  return { text, hash: createHash('sha256').update(text, 'utf8').digest() };
}
