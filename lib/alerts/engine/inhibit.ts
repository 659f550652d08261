import { isWorse } from '../finding';
import type { KindName } from '../kinds/params';
import { type EngineAlert, fires, type RuleTerms } from './engine-state';

/** What a device that is down explains. */
const ABSORBED: readonly KindName[] = ['sla_breach', 'at_risk'];

/**
 * Which firing alert of a device absorbs which alerts of tests that stand there, by the id of the
 * absorbed: they stay and are counted on the card of the device, and are not told on their own. Only
 * what is told itself absorbs — its rule has a channel that may be used now, no silence holds it — and
 * never what is worse.
 */
export function inhibitions(
  alerts: readonly EngineAlert[],
  rules: ReadonlyMap<string, Pick<RuleTerms, 'channelIds' | 'severity'>>,
  isOpen: (channelId: string) => boolean,
): Map<string, string> {
  const isTold = (ruleId: string) => {
    const { channelIds = [], severity } = rules.get(ruleId) ?? {};
    return channelIds.some((id) => severity === 'critical' || isOpen(id));
  };
  const downBy = new Map<string, EngineAlert>();
  for (const alert of alerts) {
    if (alert.kind !== 'device' || alert.deviceId === null) continue;
    if (!fires(alert) || alert.silencedUntil !== null) continue;
    if (!isTold(alert.ruleId)) continue;
    const other = downBy.get(alert.deviceId);
    if (other === undefined || isWorse(alert.severity, other.severity))
      downBy.set(alert.deviceId, alert);
  }
  const absorbed = new Map<string, string>();
  for (const alert of alerts) {
    if (!fires(alert) || alert.deviceId === null || !ABSORBED.includes(alert.kind)) continue;
    const device = downBy.get(alert.deviceId);
    if (device !== undefined && !isWorse(alert.severity, device.severity))
      absorbed.set(alert.id, device.id);
  }
  return absorbed;
}
