import { z } from 'zod';
import type { Permission } from '../access/permissions';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Common = {
  method: Method;
  /** Below `base`, parameters in braces: /specimens/{specimen_id}. */
  path: `/${string}`;
  /** /api/v1 unless named. */
  base?: '/api';
  /** The capability it is listed under. */
  tag: string;
  summary: string;
  description?: string;
  may: Permission;
  /** The form fields of a multipart upload, for the documentation; the handler reads the stream. */
  upload?: z.ZodType;
  /** Types of a body that is text rather than JSON; `body` parses the text. The first is documented. */
  textTypes?: readonly string[];
  /** What a text of the first of those types holds, for the documentation. */
  textHolds?: z.ZodType;
  /** What a streamed answer is, such as text/csv. */
  answerType?: string;
  /** Status of success; 200 unless named. */
  status?: 200 | 201 | 202 | 204;
  /** Bytes of a JSON body at most; 1 MiB unless named. */
  maxBodyBytes?: number;
  /** Members of the body that are forgotten before anything of it is hashed, such as a password. */
  secrets?: readonly string[];
  /** The answer is shown once and kept nowhere, so that an Idempotency-Key is refused. */
  shownOnce?: true;
  /** How a request proves who sends it, where it is not by a role: `may` says nothing then. */
  proof?: string;
};

/**
 * The contract of one route under /api/v1: what the code runs by and what /api/openapi.json says.
 * Contracts stand in lib/<capability>/endpoints.ts, safe in the browser; handlers in app/api.
 */
export type Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> = Common & { params: P; query: Q; body: B; answer: A; takesBody: boolean };

type Described<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> = Common & {
  /** An object of the path's parameters. */
  params?: P;
  /** A strict object, so that an unknown parameter is named and refused. */
  query?: Q;
  /** A JSON body, or the text of one of `textTypes`; absent for none, and for uploads. */
  body?: B;
  /** The JSON answer; absent for streams. */
  answer?: A;
};

const NO_QUERY = z.strictObject({});

/** Completes a contract: no parameters, no query and no body unless described. */
export function defineEndpoint<
  P extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = typeof NO_QUERY,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUnknown,
>(described: Described<P, Q, B, A>): Endpoint<P, Q, B, A>;
export function defineEndpoint(
  described: Described<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
): Endpoint {
  return {
    ...described,
    params: described.params ?? z.unknown(),
    query: described.query ?? NO_QUERY,
    body: described.body ?? z.undefined(),
    answer: described.answer ?? z.unknown(),
    takesBody: described.body !== undefined,
  };
}
