import type { Judgement } from '../channel-kind';

/** Not now: too early, too many, timed out. RFC 9110, RFC 6585. */
const PASSING: readonly number[] = [408, 425, 429];

/**
 * The common reading of an HTTP status: 2xx is accepted, 5xx and the few that ask for patience pass,
 * all else stays wrong however often it is sent. A redirect is never followed, so it is wrong too.
 */
export function judgeStatus(status: number): Judgement {
  if (status >= 200 && status < 300) return 'ok';
  return status >= 500 || PASSING.includes(status) ? 'passing' : 'permanent';
}
