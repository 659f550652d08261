import type { PoolClient } from 'pg';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { StateRule } from '@/lib/specimens/specimen-state';
import { hadAHandSql } from '@/lib/worklist/own-hand-sql';
import type { SpecimenModel } from './specimen-model';

/**
 * Of these specimens' open tests those that one of `hands` submitted here, or entered results of. What
 * they brought by earlier files is history of elsewhere and counts for nothing.
 */
export async function testsOfHands(
  client: PoolClient,
  labId: string,
  specimens: ReadonlyMap<string, SpecimenModel>,
  states: ReadonlyMap<string, StateRule>,
  hands: readonly string[],
): Promise<Set<string>> {
  const ids = [...specimens.values()].flatMap(({ tests }) =>
    tests.flatMap(({ id, state, isNew }) =>
      isNew || states.get(state)?.kind !== 'open' ? [] : [id],
    ),
  );
  if (ids.length === 0 || hands.length === 0) return new Set();
  const { text, values } = Prisma.sql`
    SELECT t.id::text AS id FROM ordered_tests t
    WHERE t.lab_id = ${labId}::uuid AND t.id = ANY(${ids}::uuid[])
      AND ${hadAHandSql(hands, { imported: false })}`;
  const { rows } = await client.query<{ id: string }>(text, values);
  return new Set(rows.map(({ id }) => id));
}
