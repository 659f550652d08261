import type { Reader } from './receipt-rows';
import { recomputeAutoverification } from './recompute-autoverification';
import { recomputeCorrections } from './recompute-corrections';
import { recomputeCriticals } from './recompute-criticals';
import { recomputeErrors } from './recompute-errors';
import { recomputeMissing } from './recompute-missing';
import { recomputeOverview } from './recompute-overview';
import { recomputeRejections } from './recompute-rejections';
import { recomputeSla } from './recompute-sla';
import { recomputeTat } from './recompute-tat';
import { recomputeThroughput } from './recompute-throughput';
import { recomputeUptime } from './recompute-uptime';
import { recomputeUrgent } from './recompute-urgent';
import { recomputeWorklist } from './recompute-worklist';

/** Computes an answer again from its receipt: what it should have said, words aside. */
export type Recompute = (
  reader: Reader,
  answer: unknown,
  /** The parameters that it was asked with. */
  asked: URLSearchParams,
) => Promise<unknown>;

/** How each figure is recomputed, by its name in /metrics/{name}. */
export const RECOMPUTATIONS: ReadonlyMap<string, Recompute> = new Map<string, Recompute>([
  ['autoverification', recomputeAutoverification],
  ['corrections', recomputeCorrections],
  ['criticals', recomputeCriticals],
  ['errors', recomputeErrors],
  ['missing', recomputeMissing],
  ['overview', recomputeOverview],
  ['rejections', recomputeRejections],
  ['sla', recomputeSla],
  ['tat', recomputeTat],
  ['throughput', recomputeThroughput],
  ['uptime', recomputeUptime],
  ['urgent', recomputeUrgent],
  ['worklist', recomputeWorklist],
]);
