import { AppError } from '../errors';

type Unique = {
  field: string;
  message: string;
  /** What is removed frees its name; what is retired keeps it. */
  freed?: true;
};

/** The unique constraints a person can run into, and the field of theirs that each is about. */
const UNIQUE_CONSTRAINTS: Record<string, Unique> = {
  departments_name_key: { field: 'name', message: 'is the name of another department' },
  locations_name_key: { field: 'name', message: 'is the name of another location' },
  assays_code_key: { field: 'code', message: 'is the code of another assay' },
  analytes_code_key: { field: 'code', message: 'is the code of another analyte' },
  rejection_reasons_code_key: {
    field: 'code',
    message: 'is the code of another rejection reason',
  },
  error_codes_code_key: { field: 'code', message: 'is the code of another error code' },
  devices_name_key: { field: 'name', message: 'is the name of another device' },
  channels_name_key: { field: 'name', message: 'is the name of another channel', freed: true },
  alert_rules_name_key: {
    field: 'name',
    message: 'is the name of another alert rule',
    freed: true,
  },
  rule_sets_name_key: { field: 'name', message: 'is the name of another rule set', freed: true },
};

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The name of the violated unique constraint or index, where a Prisma error tells of one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (member(error, 'code') !== 'P2002') return undefined;
  const cause = member(member(member(error, 'meta'), 'driverAdapterError'), 'cause');
  const index = member(member(cause, 'constraint'), 'index');
  return typeof index === 'string' ? index : undefined;
}

/** 409 `already_exists` naming the field, for a broken unique constraint that people know of. */
export function duplicateOf(error: unknown): AppError | undefined {
  const constraint = violatedConstraint(error);
  const known = constraint === undefined ? undefined : UNIQUE_CONSTRAINTS[constraint];
  if (!known) return undefined;
  const { field, message, freed } = known;
  const rest = `capitals make no difference${freed ? '' : ', and retired ones count'}`;
  return new AppError('already_exists', `${field}: ${message}; ${rest}`, {
    fields: [{ field, message: `${message}; ${rest}` }],
    cause: error,
  });
}
