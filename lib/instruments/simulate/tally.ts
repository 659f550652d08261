import { percentile } from '@/lib/metrics/percentiles';

/** What was sent and what came back, in all and since it was last told. */
export function makeTally() {
  const all = new Map<string, number>();
  const perDevice = new Map<string, number>();
  let recent: number[] = [];
  let sinceTold = 0;
  let toldAt = performance.now();
  const began = toldAt;

  const named = () => [...all].map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
  return {
    /** `what` in words, such as accepted; ms until it was answered. */
    count(device: string, what: string, tookMs: number) {
      all.set(what, (all.get(what) ?? 0) + 1);
      perDevice.set(device, (perDevice.get(device) ?? 0) + 1);
      recent.push(tookMs);
      sinceTold += 1;
    },
    /** A line about the last seconds. */
    line(): string {
      const seconds = (performance.now() - toldAt) / 1000;
      const [p50, p95] = [percentile(recent, 0.5), percentile(recent, 0.95)];
      const took =
        p50 === null || p95 === null
          ? ''
          : `, answered in ${p50.toFixed(0)} ms (p95 ${p95.toFixed(0)})`;
      const text = `${(sinceTold / seconds).toFixed(1)} messages/s${took}: ${named().join(', ') || 'nothing yet'}`;
      recent = [];
      sinceTold = 0;
      toldAt = performance.now();
      return text;
    },
    summary(): string[] {
      const seconds = (performance.now() - began) / 1000;
      const sent = [...all.values()].reduce((sum, count) => sum + count, 0);
      return [
        `${sent.toLocaleString('en')} messages in ${seconds.toFixed(0)} s: ${named().join(', ')}`,
        ...[...perDevice].map(([device, count]) => `  ${device}: ${count.toLocaleString('en')}`),
      ];
    },
  };
}
export type Tally = ReturnType<typeof makeTally>;
