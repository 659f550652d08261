import { DEVICE_ROWS } from '@/lib/devices/device-row';
import { ERROR_CODE_ROWS } from '@/lib/labs/error-codes/error-code-row';
import { REJECTION_REASON_ROWS } from '@/lib/labs/rejection-reasons/rejection-reason-row';
import { confirmPassword } from '@/lib/people/confirm-password';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { AppError, invalidField } from '@/lib/platform/errors';
import { type DueRules, readDueRules } from '../due-rules';
import { findActive } from '../find-named';
import { type LabRules, readLabRules } from '../lab-rules';
import { refuseUnknownAction } from './plan-transition';
import type { Signer } from './sign-tests';
import { refuseFuture } from '../refuse-future';
import type { TransitionRequest } from './transition-contract';

/** A rejection reason is known by its code or by its name. */
const REJECTION_REASONS_BY_NAME = { ...REJECTION_REASON_ROWS, key: Prisma.sql`name` };

/** A request whose names were looked up and whose password was checked, and is gone. */
export type Prepared = {
  action: string;
  assays: readonly string[] | undefined;
  occurredAt: Date;
  said: {
    deviceId: string | null;
    operator: string | null;
    errorCodeId: string | null;
    rejectionReasonId: string | null;
    reason: string | null;
    informed: string | null;
    comment: string | null;
  };
  /** Whoever signs; null where nobody did. */
  signer: Signer | null;
  rules: LabRules;
  dueRules: DueRules;
};

/** Actions by which whoever takes them becomes the test's operator. */
const WORK = new Set(['start', 'submit', 'fail', 'retry']);

async function rejectionReasonId(ctx: Ctx, given: string): Promise<string> {
  const field = () => 'rejection_reason';
  try {
    const [id = ''] = await findActive(ctx, REJECTION_REASON_ROWS, [given], field);
    return id;
  } catch (error) {
    if (!(error instanceof AppError) || error.message.includes('retired')) throw error;
    const [id = ''] = await findActive(ctx, REJECTION_REASONS_BY_NAME, [given], field);
    return id;
  }
}

/** An instrument speaks for its own device only. */
function deviceOf(ctx: Ctx, given: string | null): string | null {
  const { actor } = ctx;
  if (actor.kind !== 'key' || actor.role !== 'instrument') return given;
  if (given !== null && given !== actor.deviceId) {
    throw new AppError('forbidden', 'This key speaks for its own device only.');
  }
  return actor.deviceId;
}

async function signerOf(
  ctx: Ctx,
  rules: LabRules,
  request: Omit<TransitionRequest, 'version'>,
): Promise<Signer | null> {
  const signs = rules.transitions.some(
    (rule) => rule.action === request.action && rule.needsSignature,
  );
  const { actor } = ctx;
  if (!signs || actor.kind !== 'person') return null;
  await confirmPassword(actor.userId, request.password, ctx.now);
  return { userId: actor.userId, name: actor.name };
}

/**
 * Reads what an action rests on, once for one specimen or for hundreds. 422 names a field that this
 * lab cannot understand; a wrong password is 403 `wrong_password`.
 */
export async function prepareTransition(
  ctx: Ctx,
  request: Omit<TransitionRequest, 'version'>,
): Promise<Prepared> {
  const rules = await readLabRules(ctx);
  refuseUnknownAction(request.action, rules);
  refuseFuture([['occurred_at', request.occurred_at]], ctx.now);
  const one = (name: string | undefined) => (name === undefined ? [] : [name]);
  const [[device = null], [errorCodeId = null], reasonId, dueRules] = await Promise.all([
    findActive(ctx, DEVICE_ROWS, one(request.device), () => 'device'),
    findActive(ctx, ERROR_CODE_ROWS, one(request.error_code), () => 'error_code'),
    request.rejection_reason === undefined
      ? null
      : rejectionReasonId(ctx, request.rejection_reason),
    readDueRules(ctx, rules.headline),
  ]);
  if (request.error_code !== undefined && request.action !== 'fail') {
    throw invalidField('error_code', 'goes with fail only');
  }
  if (request.rejection_reason !== undefined && request.action !== 'reject') {
    throw invalidField('rejection_reason', 'goes with reject only');
  }
  const { actor } = ctx;
  const worker = WORK.has(request.action) && actor.kind === 'person' ? actor.name : null;
  return {
    action: request.action,
    assays: request.assays,
    occurredAt: request.occurred_at ?? ctx.now,
    said: {
      deviceId: deviceOf(ctx, device),
      operator: request.operator ?? worker,
      errorCodeId,
      rejectionReasonId: reasonId,
      reason: request.reason ?? null,
      informed: request.informed ?? null,
      comment: request.comment ?? null,
    },
    signer: await signerOf(ctx, rules, request),
    rules,
    dueRules,
  };
}
