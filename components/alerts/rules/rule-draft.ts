import type { SelectOption } from '@/components/ui/input';
import { KIND_FACTS, type FilterName } from '@/lib/alerts/kinds/kind-facts';
import type { KindName } from '@/lib/alerts/kinds/params';
import { NewAlertRule, type AlertRule } from '@/lib/alerts/rules/contract';

/** A rule as the editor begins with it. */
export type RuleDraft = Pick<
  AlertRule,
  | 'kind'
  | 'name'
  | 'severity'
  | 'filters'
  | 'params'
  | 'for_seconds'
  | 'group_by'
  | 'group_wait_seconds'
  | 'group_interval_seconds'
  | 'repeat_seconds'
  | 'send_resolved'
  | 'enabled'
> & {
  /** Of a rule that is changed; null of a new one. */
  saved: { id: string; version: number } | null;
  /** Ids of channels. */
  channels: string[];
};

/** A new rule of a kind, with what holds where nothing is said. */
export function newDraft(kind: KindName): RuleDraft {
  // A name is not given yet, and none holds.
  const { name: _, severity, ...rule } = NewAlertRule.parse({ kind, name: 'new' });
  return {
    ...rule,
    name: '',
    severity: severity ?? KIND_FACTS[kind].severity,
    saved: null,
  };
}

/** A rule that stands, to be changed. */
export function draftOf({ id, version, channels, ...rule }: AlertRule): RuleDraft {
  return { ...rule, saved: { id, version }, channels: channels.map((channel) => channel.id) };
}

/** What a rule can be narrowed to in this lab. */
export type FilterChoices = Record<Exclude<FilterName, 'priorities'>, readonly SelectOption[]>;

/** A channel as a rule is offered it. */
export type ChannelChoice = { id: string; name: string; text: string };
