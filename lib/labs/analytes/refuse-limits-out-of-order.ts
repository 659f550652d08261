import { refuseFields } from '@/lib/platform/errors';
import { limitFaults, type Limits } from './limits';

/** 422 naming each limit that is out of order. */
export function refuseLimitsOutOfOrder(limits: Limits): void {
  refuseFields(limitFaults(limits));
}
