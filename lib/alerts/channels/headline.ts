import type { KindName } from '../kinds/params';
import type { Notice } from './notice';

/** What is the matter, of one and of several, by kind of rule. */
const WORDS: Record<KindName, readonly [one: string, several: string]> = {
  sla_breach: ['test is past due', 'tests are past due'],
  at_risk: ['test is at risk of being late', 'tests are at risk of being late'],
  missing_specimen: ['specimen has not arrived', 'specimens have not arrived'],
  critical_unhandled: ['critical result is not handled', 'critical results are not handled'],
  error_rate: ['error rate is above its limit', 'error rates are above their limit'],
  rejection_rate: ['rejection rate is above its limit', 'rejection rates are above their limit'],
  throughput: ['throughput is below its usual', 'throughputs are below their usual'],
  device: ['device is down or silent', 'devices are down or silent'],
  import_failed: ['import failed', 'imports failed'],
  quarantined_messages: [
    'device has messages in quarantine',
    'devices have messages in quarantine',
  ],
  data_quality: ['rule set does not hold', 'rule sets do not hold'],
};

/**
 * What has ended, of one and of several: nothing that the end does not say, for a device may be in a
 * planned downtime, a critical result withdrawn, the lab closed.
 */
const OVER: Record<KindName, readonly [one: string, several: string]> = {
  sla_breach: ['late test is no longer open', 'late tests are no longer open'],
  at_risk: ['test is no longer at risk', 'tests are no longer at risk'],
  missing_specimen: ['specimen is no longer missing', 'specimens are no longer missing'],
  critical_unhandled: ['critical result is no longer open', 'critical results are no longer open'],
  error_rate: ['error rate is no longer above its limit', 'error rates are no longer above theirs'],
  rejection_rate: [
    'rejection rate is no longer above its limit',
    'rejection rates are no longer above theirs',
  ],
  throughput: [
    'throughput is no longer below its usual',
    'throughputs are no longer below their usual',
  ],
  device: ['device is no longer down or silent', 'devices are no longer down or silent'],
  import_failed: ['failed import is no longer watched', 'failed imports are no longer watched'],
  quarantined_messages: [
    'device is below its limit of messages in quarantine',
    'devices are below their limit of messages in quarantine',
  ],
  data_quality: ['rule set holds again', 'rule sets hold again'],
};

function counted(count: number, [one, several]: readonly [string, string]): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}

/**
 * A notice in one line, which never names a specimen: "12 tests are past due". Where nothing of it
 * stands any more, what has ended: "1 device is no longer down or silent".
 */
export function headline({ rule, counts }: Pick<Notice, 'rule' | 'counts'>): string {
  if (rule === null) return 'A test message: this channel works';
  const standing = counts.firing + counts.acknowledged;
  return standing > 0
    ? counted(standing, WORDS[rule.kind])
    : counted(counts.resolved, OVER[rule.kind]);
}
