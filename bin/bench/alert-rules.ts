import { createChannel } from '@/lib/alerts/channels/create-channel';
import { createRule } from '@/lib/alerts/rules/create-rule';
import type { RuleFilters } from '@/lib/alerts/rules/contract';
import { NewAlertRule } from '@/lib/alerts/rules/contract';
import { NewChannel } from '@/lib/alerts/channels/contract';
import { KIND_NAMES, type KindName } from '@/lib/alerts/kinds/params';
import { KIND_FACTS, type FilterName } from '@/lib/alerts/kinds/kind-facts';
import type { Ctx } from '@/lib/platform/context';

const CHANNELS = ['Floor', 'Supervisors', 'Wards', 'On call'];

/** Five of each kind that looks at work, the first of which looks at everything. */
const THRESHOLDS: Record<KindName, readonly Record<string, unknown>[]> = {
  sla_breach: [0, 0, 15, 30, 60].map((over_minutes) => ({ over_minutes })),
  at_risk: [null, null, 15, 30, 60].map((left_minutes) => ({ left_minutes })),
  missing_specimen: [null, null, 120, 240, 300].map((after_minutes) => ({ after_minutes })),
  critical_unhandled: [30, 10, 20, 60, 120].map((after_minutes) => ({ after_minutes })),
  error_rate: [60, 120, 240, 720, 1_440].map((window_minutes, nth) => ({
    window_minutes,
    by: nth % 2 === 0 ? 'device' : 'assay',
    percent: 4 + nth,
  })),
  rejection_rate: [1_440, 1_440, 2_880, 4_320, 10_080].map((window_minutes, nth) => ({
    window_minutes,
    by: nth % 2 === 0 ? 'lab' : 'location',
    percent: 2,
  })),
  throughput: [60, 60, 120, 240, 1_440].map((window_minutes, nth) => ({
    window_minutes,
    below_percent: 90 - 10 * nth,
  })),
  device: [['down', 'silent'], ['down'], ['silent'], ['down'], ['silent']].map((states) => ({
    states,
  })),
  import_failed: [null, 5, 10, 20, 50].map((rejected_percent) => ({ rejected_percent })),
  quarantined_messages: [1, 2, 3, 5, 10].map((at_least) => ({ at_least })),
  // Of a few runs a lab: nothing to measure.
  data_quality: [],
};

/** What the second to the fifth are narrowed by, where their kind knows it. */
const NARROWED: readonly RuleFilters[] = [
  {},
  { priorities: ['STAT', 'URGENT'] },
  { departments: ['Chemistry', 'Haematology'] },
  { locations: ['Ward 1', 'Ward 2', 'Ward 3'], priorities: ['ROUTINE'] },
  { devices: ['M01', 'M02', 'M03'], assays: ['A01', 'A02', 'A03', 'A04'] },
];

function known(kind: KindName, filters: RuleFilters): RuleFilters {
  const names: readonly FilterName[] = KIND_FACTS[kind].filters;
  return Object.fromEntries(
    Object.entries(filters).filter(([name]) => names.some((one) => one === name)),
  );
}

/** Fifty enabled rules over all ten kinds and four channels; those of a new lab are switched off. */
export async function makeRules(ctx: Ctx): Promise<void> {
  await ctx.db.alertRule.updateMany({ data: { enabled: false } });
  for (const [nth, name] of CHANNELS.entries()) {
    const kind = nth === 3 ? 'webhook' : 'teams';
    const url = `https://example.com/hooks/${nth}/of-the-bench`;
    const card = { detail: nth % 2 === 0 ? 'specimens' : 'counts' };
    await createChannel(ctx, NewChannel.parse({ name, kind, url, card }));
  }
  for (const kind of KIND_NAMES) {
    for (const [nth, params] of THRESHOLDS[kind].entries()) {
      const rule = {
        name: `${KIND_FACTS[kind].label} ${nth + 1}`,
        kind,
        params,
        filters: known(kind, NARROWED[nth] ?? {}),
        for_seconds: nth === 2 ? 60 : 0,
        group_by: nth === 3 ? ['location'] : nth === 4 ? ['device'] : [],
        // The first of a kind tells two channels, the last nobody.
        channels: nth === 4 ? [] : CHANNELS.slice(nth, nth === 0 ? 2 : nth + 1),
      };
      await createRule(ctx, NewAlertRule.parse(rule));
    }
  }
}
