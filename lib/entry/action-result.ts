import type { FieldError } from '@/lib/platform/errors';

/** What a server action answers: the verb's DTO, or what was refused and why. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      code: string;
      message: string;
      fields: FieldError[];
      requestId: string;
    };
