import { AppError } from '@/lib/platform/errors';
import { limitFaults, type Limits } from './limits';

/** 422 naming each limit that is out of order. */
export function refuseLimitsOutOfOrder(limits: Limits): void {
  const fields = limitFaults(limits);
  const first = fields[0];
  if (first) throw new AppError('invalid', `${first.field}: ${first.message}`, { fields });
}
