import type { ActionResult } from '@/lib/entry/action-result';
import type { Notification, SettledDead } from '@/lib/alerts/delivery/contract';

/** Replays or dismisses one notification, or many. */
export type SettleOneAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<Notification>>;
export type SettleManyAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<SettledDead>>;
