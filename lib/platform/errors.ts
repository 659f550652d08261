/** Every way a request can be refused, and the HTTP status it has. Codes are part of the interface. */
export const ERROR_STATUS = {
  malformed: 400,
  lab_required: 400,
  two_identities: 400,
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  signature_needs_person: 403,
  wrong_password: 403,
  four_eyes: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_exists: 409,
  version_conflict: 409,
  transition_not_allowed: 409,
  idempotency_conflict: 409,
  idempotency_in_progress: 409,
  webhook_id_conflict: 409,
  too_large: 413,
  unsupported_type: 415,
  invalid: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One field that was refused, and why, in words for whoever sent it. */
export type FieldError = { field: string; message: string };

type Details = {
  /** The fields at fault, named as the sender named them. */
  fields?: FieldError[];
  /** Seconds to wait, for 429 and 503. */
  retryAfterSeconds?: number;
  /** Members added to the problem document, such as allowed_actions. */
  extra?: Record<string, unknown>;
  cause?: unknown;
};

/**
 * The one error that capabilities throw. `message` is shown to people and must name what is wrong
 * and the remedy, never SQL, a stack or another lab.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly extra: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.extra = details.extra;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** 422 for one field. */
export function invalidField(field: string, message: string): AppError {
  return new AppError('invalid', `${field}: ${message}`, { fields: [{ field, message }] });
}

/** A request has at most so many of its faults named. */
const FIELDS_AT_MOST = 50;

/** Refuses a request for its fields at fault, the first of them in the message; nothing for none. */
export function refuseFields(
  fields: readonly FieldError[],
  { code = 'invalid', extra }: { code?: ErrorCode; extra?: Record<string, unknown> } = {},
): void {
  const first = fields[0];
  if (!first) return;
  throw new AppError(code, `${first.field}: ${first.message}`, {
    fields: fields.slice(0, FIELDS_AT_MOST),
    ...(extra === undefined ? {} : { extra }),
  });
}

/** 404 that says nothing of other labs. */
export function notFound(what: string): AppError {
  return new AppError('not_found', `No such ${what} in this lab.`);
}

/** What is named was changed since it was read: nothing is done, and its present version is told. */
export function changedMeanwhile(what: string, version: number): AppError {
  return new AppError(
    'version_conflict',
    `${what} was changed meanwhile: read it again (version ${version}), then change it.`,
    { extra: { version } },
  );
}
