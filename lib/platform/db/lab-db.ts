import { unboundDb } from './client';
import { Prisma } from './generated/client';

/** Tables that belong to no lab; a database bound to one refuses them. */
const UNBOUND_MODELS = new Set<string>([
  'User',
  'Session',
  'SignInAttempt',
  'AuditSeal',
  'AuditUnsealed',
]);

type Row = Record<string, unknown>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withLab(value: unknown, column: string, labId: string): Row {
  const row = isRow(value) ? value : {};
  const given = row[column];
  if (given !== undefined && given !== labId) {
    throw new Error(`A query bound to one lab named another in ${column}`);
  }
  return { ...row, [column]: labId };
}

/** The arguments of one Prisma operation, narrowed to the lab. */
function bindArguments(model: string, operation: string, args: unknown, labId: string): Row {
  if (UNBOUND_MODELS.has(model)) throw new Error(`${model} belongs to no lab`);
  const bound: Row = isRow(args) ? { ...args } : {};
  const column = model === 'Lab' ? 'id' : 'labId';
  switch (operation) {
    case 'create':
      bound.data = withLab(bound.data, column, labId);
      return bound;
    case 'createMany':
    case 'createManyAndReturn':
      bound.data = Array.isArray(bound.data)
        ? bound.data.map((row: unknown) => withLab(row, column, labId))
        : withLab(bound.data, column, labId);
      return bound;
    case 'upsert':
      bound.where = withLab(bound.where, column, labId);
      bound.create = withLab(bound.create, column, labId);
      return bound;
    default:
      bound.where = withLab(bound.where, column, labId);
      return bound;
  }
}

/**
 * Prisma bound to one lab: every model operation reads and writes rows of that lab only, whatever
 * its arguments say. Raw SQL is not rewritten and must name `lab_id` itself.
 */
export function labDb(labId: string) {
  return unboundDb().$extends(
    Prisma.defineExtension({
      name: 'lab',
      query: {
        $allModels: {
          $allOperations({ model, operation, args, query }) {
            return query(Object.assign({}, args, bindArguments(model, operation, args, labId)));
          },
        },
      },
    }),
  );
}

export type LabDb = ReturnType<typeof labDb>;
/** The same within a transaction. */
export type LabTx = Parameters<Parameters<LabDb['$transaction']>[0]>[0];
