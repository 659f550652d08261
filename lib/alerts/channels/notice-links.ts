import type { Notice } from './notice';

/**
 * Where a notice leads: to its one alert, or to those that its notification told of; and to the page
 * that acknowledges them, behind sign-in, where any still fires. A test leads to all alerts.
 */
export function noticeLinks(
  notice: Pick<Notice, 'notificationId' | 'lab' | 'reason' | 'counts' | 'lines'>,
  appUrl: string,
): { view: string; acknowledge: string | null } {
  const lab = `${appUrl}/${encodeURIComponent(notice.lab.slug)}`;
  if (notice.reason === 'test') return { view: `${lab}/alerts`, acknowledge: null };
  const { firing, acknowledged, resolved } = notice.counts;
  const [only] = notice.lines;
  const one = firing + acknowledged + resolved === 1 && only !== undefined;
  const told = `notification=${encodeURIComponent(notice.notificationId)}`;
  return {
    view: one ? `${lab}/alerts/${only.alertId}` : `${lab}/alerts?${told}`,
    acknowledge:
      firing === 0
        ? null
        : one
          ? `${lab}/alerts/${only.alertId}/acknowledge`
          : `${lab}/alerts/acknowledge?${told}`,
  };
}
