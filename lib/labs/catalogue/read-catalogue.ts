import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { NamedRule } from '@/lib/results/analyte-rules';

const text = z.string().nullable();
const limit = z.number().nullable();

const Assays = z.array(
  z.object({
    id: z.string(),
    code: z.string(),
    loinc: text,
    active: z.boolean(),
    autoverify: z.boolean(),
    analyteIds: z.array(z.string()),
  }),
);
export type CatalogueAssay = z.output<typeof Assays>[number];

const Analytes = z.array(
  z.object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    loinc: text,
    unit: text,
    referenceLow: limit,
    referenceHigh: limit,
    criticalLow: limit,
    criticalHigh: limit,
    criticalCodes: z.array(z.string()),
  }),
);

const ErrorCodes = z.array(z.object({ id: z.string(), code: z.string() }));

/** What is looked for: by what it is called, and by id. */
export type Wanted = {
  assays: readonly string[];
  assayIds: readonly string[];
  analytes: readonly string[];
  analyteIds: readonly string[];
  errorCodes: readonly string[];
};

/** What a lab measures, as machines name it: by the lab's own code, else by LOINC. */
export class Catalogue {
  private readonly assays: Named<CatalogueAssay>;
  private readonly analytes: Named<NamedRule & { loinc: string | null }>;
  private readonly errorCodes: ReadonlyMap<string, string>;

  constructor(
    assays: readonly CatalogueAssay[],
    analytes: readonly (NamedRule & { loinc: string | null })[],
    errorCodes: readonly { id: string; code: string }[],
  ) {
    this.assays = new Named(assays);
    this.analytes = new Named(analytes);
    this.errorCodes = new Map(errorCodes.map(({ id, code }) => [code.toLowerCase(), id]));
  }

  /** Every assay that one of these names may mean, the likeliest first. */
  assaysNamed(names: readonly string[]): CatalogueAssay[] {
    return this.assays.all(names);
  }

  assay(id: string): CatalogueAssay | undefined {
    return this.assays.byId.get(id);
  }

  analyteNamed(names: readonly string[]): NamedRule | undefined {
    return this.analytes.all(names)[0];
  }

  /** What values are judged by, by analyte. */
  get rules(): ReadonlyMap<string, NamedRule> {
    return this.analytes.byId;
  }

  /** The id of an error code that is in use. */
  errorCode(code: string): string | undefined {
    return this.errorCodes.get(code.toLowerCase());
  }
}

/** Rows found by code, capitals aside, and by LOINC. */
class Named<T extends { id: string; code: string; loinc: string | null }> {
  readonly byId: ReadonlyMap<string, T>;
  private readonly byCode: ReadonlyMap<string, T>;
  private readonly byLoinc = new Map<string, T[]>();

  constructor(rows: readonly T[]) {
    this.byId = new Map(rows.map((row) => [row.id, row]));
    this.byCode = new Map(rows.map((row) => [row.code.toLowerCase(), row]));
    for (const row of rows) {
      if (row.loinc === null) continue;
      const known = this.byLoinc.get(row.loinc);
      if (known) known.push(row);
      else this.byLoinc.set(row.loinc, [row]);
    }
  }

  all(names: readonly string[]): T[] {
    const found = new Set([
      ...names.flatMap((name) => this.byCode.get(name.toLowerCase()) ?? []),
      ...names.flatMap((name) => this.byLoinc.get(name) ?? []),
    ]);
    return [...found];
  }
}

/** Reads what is wanted of a lab's assays, analytes and error codes; retired ones too, but for codes. */
export async function readCatalogue(
  tx: Pick<LabTx, '$queryRaw'>,
  { lab }: Pick<Ctx, 'lab'>,
  wanted: Wanted,
): Promise<Catalogue> {
  const lower = (names: readonly string[]) => [...new Set(names.map((name) => name.toLowerCase()))];
  const assays = Assays.parse(
    await tx.$queryRaw`
      SELECT a.id::text AS id, a.code, a.loinc, a.active, a.autoverify,
        ARRAY(SELECT p.analyte_id::text FROM assay_analytes p
          WHERE p.lab_id = a.lab_id AND p.assay_id = a.id ORDER BY p.place) AS "analyteIds"
      FROM assays a
      WHERE a.lab_id = ${lab.id}::uuid AND (a.id = ANY(${[...wanted.assayIds]}::uuid[])
        OR lower(a.code) = ANY(${lower(wanted.assays)}::text[])
        OR a.loinc = ANY(${[...wanted.assays]}::text[]))
      ORDER BY a.active DESC, a.code`,
  );
  const analyteIds = [...wanted.analyteIds, ...assays.flatMap((assay) => assay.analyteIds)];
  const analytes = Analytes.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, code, name, loinc, unit, reference_low::float8 AS "referenceLow",
        reference_high::float8 AS "referenceHigh", critical_low::float8 AS "criticalLow",
        critical_high::float8 AS "criticalHigh", critical_codes AS "criticalCodes"
      FROM analytes
      WHERE lab_id = ${lab.id}::uuid AND (id = ANY(${[...new Set(analyteIds)]}::uuid[])
        OR lower(code) = ANY(${lower(wanted.analytes)}::text[])
        OR loinc = ANY(${[...wanted.analytes]}::text[]))
      ORDER BY active DESC, code`,
  );
  const errorCodes =
    wanted.errorCodes.length === 0
      ? []
      : ErrorCodes.parse(
          await tx.$queryRaw`
            SELECT id::text AS id, code FROM error_codes
            WHERE lab_id = ${lab.id}::uuid AND active
              AND lower(code) = ANY(${lower(wanted.errorCodes)}::text[])`,
        );
  return new Catalogue(assays, analytes, errorCodes);
}
