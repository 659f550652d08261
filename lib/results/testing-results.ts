import type { TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeBench, putSpecimens, type GivenSpecimen } from '@/lib/specimens/testing-specimens';

type GivenAnalyte = {
  unit?: string;
  reference?: [number, number];
  critical?: [number, number];
  codes?: string[];
};

/** What a test's lab measures: assays with their analytes, devices, and specimens to be put there. */
export async function makeChemistry({ lab }: TestLab) {
  const db = unboundDb();
  const labId = lab.id;
  const bench = await makeBench(lab, {
    assays: ['BMP', 'K', 'CULT', 'FREE'],
    locations: ['Ward 1'],
    devices: ['Analyser', 'Other'],
  });
  const analytes: Record<string, GivenAnalyte> = {
    NA: { unit: 'mmol/L', reference: [136, 145], critical: [120, 160] },
    K: { unit: 'mmol/L', reference: [3.5, 5.1], critical: [2.8, 6.2] },
    GRAM: { codes: ['POSITIVE'] },
    CRP: { unit: 'mg/L', reference: [0, 5] },
  };
  const ids = new Map(Object.keys(analytes).map((code) => [code, newId()]));
  await db.analyte.createMany({
    data: Object.entries(analytes).map(([code, { unit, reference, critical, codes }]) => ({
      id: ids.get(code) ?? '',
      labId,
      code,
      name: `Analyte ${code}`,
      unit,
      referenceLow: reference?.[0],
      referenceHigh: reference?.[1],
      criticalLow: critical?.[0],
      criticalHigh: critical?.[1],
      criticalCodes: codes ?? [],
    })),
  });
  const measured: [string, string][] = [
    ['BMP', 'NA'],
    ['BMP', 'K'],
    ['K', 'K'],
    ['CULT', 'GRAM'],
  ];
  await db.assayAnalyte.createMany({
    data: measured.map(([assay, analyte], place) => ({
      labId,
      assayId: bench.assays.get(assay) ?? '',
      analyteId: ids.get(analyte) ?? '',
      place,
    })),
  });
  return {
    bench,
    put: (specimens: GivenSpecimen[]) => putSpecimens(lab, bench, specimens),
    criticals: (number: string) =>
      db.critical.findMany({
        where: { labId, test: { specimen: { number } } },
        orderBy: { id: 'asc' },
        include: { notifications: true, results: true, analyte: true },
      }),
    results: (number: string) =>
      db.result.findMany({
        where: { labId, test: { specimen: { number } } },
        orderBy: { id: 'asc' },
        include: { analyte: true },
      }),
    audit: (action: string) =>
      db.auditEvent.findMany({ where: { labId, action }, orderBy: { id: 'asc' } }),
  };
}
