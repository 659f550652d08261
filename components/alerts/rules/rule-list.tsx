import type { ReactNode } from 'react';
import { CompactList } from '@/components/specimens/compact-list';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import type { AlertRule } from '@/lib/alerts/rules/contract';
import { alertsHref, ruleHref } from '../addresses';
import { OnOffSwitch } from '../on-off-switch';
import { SeverityBadge } from '../severity-badge';
import type { RuleActions } from './rule-actions';
import { conditionText, filtersText } from './rule-words';

type Look = {
  labSlug: string;
  timeZone: string;
  /** When each fired last, by its id. */
  fired: ReadonlyMap<string, Date>;
  /** Absent for whoever may only read. */
  change: RuleActions['change'] | null;
};

/** The lab's rules, a row each: a table, on phones a list. */
export function RuleList({ rules, ...look }: Look & { rules: readonly AlertRule[] }) {
  return (
    <>
      <div className="hidden md:block">
        <Table label="Alert rules">
          <TableHead>
            <Tr>
              <Th>On</Th>
              <Th>Rule</Th>
              <Th>Fires at</Th>
              <Th>Of</Th>
              <Th>Severity</Th>
              <Th>Told in</Th>
              <Th numeric>Open</Th>
              <Th>Last fired</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {rules.map((rule) => (
              <Row key={rule.id} rule={rule} {...look} />
            ))}
          </TableBody>
        </Table>
      </div>
      <CompactList label="Alert rules">
        {rules.map((rule) => (
          <Compact key={rule.id} rule={rule} {...look} />
        ))}
      </CompactList>
    </>
  );
}

function OnOff({ rule, labSlug, change }: Pick<Look, 'labSlug' | 'change'> & { rule: AlertRule }) {
  if (change !== null) return <OnOffSwitch labSlug={labSlug} of={rule} change={change} />;
  return rule.enabled ? <Badge tone="positive">On</Badge> : <Badge>Off</Badge>;
}

function Open({ rule, labSlug }: { rule: AlertRule; labSlug: string }): ReactNode {
  if (rule.open === 0) return '0';
  return (
    <TextLink
      href={alertsHref(labSlug, { rule: rule.id })}
      className="relative z-1"
      aria-label={`${rule.open} open of ${rule.name}`}
    >
      {rule.open.toLocaleString('en')}
    </TextLink>
  );
}

/** Where a rule is told; nobody hears of one without a channel, and of one whose channels are off. */
function toldIn({ channels }: AlertRule): ReactNode {
  if (channels.length === 0) return <span className="text-muted">the portal alone</span>;
  return channels.map(({ name, enabled }) => (enabled ? name : `${name} (off)`)).join(', ');
}

function Row({ rule, fired, ...look }: Look & { rule: AlertRule }) {
  const { labSlug, timeZone } = look;
  const of = filtersText(rule.filters);
  const condition = conditionText(rule);
  return (
    <Tr className={rule.enabled ? undefined : 'text-muted'}>
      <Td className="w-14">
        <OnOff rule={rule} {...look} />
      </Td>
      <Td className="max-w-64 min-w-44 truncate" title={rule.name}>
        <RowLink href={ruleHref(labSlug, rule.id)}>{rule.name}</RowLink>
        <span className="block truncate text-xs text-muted">{KIND_FACTS[rule.kind].label}</span>
      </Td>
      <Td className="w-1/2 min-w-52 whitespace-normal">{condition}</Td>
      <Td className="max-w-44 truncate" title={of ?? undefined} muted={of === null}>
        {of ?? 'everything'}
      </Td>
      <Td>
        <SeverityBadge severity={rule.severity} />
      </Td>
      <Td className="max-w-44 truncate">{toldIn(rule)}</Td>
      <Td numeric>
        <Open rule={rule} labSlug={labSlug} />
      </Td>
      <Td muted>
        <LabTime time={fired.get(rule.id)?.toISOString() ?? null} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

function Compact({ rule, fired, ...look }: Look & { rule: AlertRule }) {
  const { labSlug, timeZone } = look;
  const of = filtersText(rule.filters);
  const at = fired.get(rule.id)?.toISOString() ?? null;
  return (
    <li className="group relative space-y-1 px-3 py-2.5">
      <div className="flex items-start justify-between gap-3">
        <RowLink href={ruleHref(labSlug, rule.id)} className="text-sm wrap-anywhere">
          {rule.name}
        </RowLink>
        <OnOff rule={rule} {...look} />
      </div>
      <p className="text-dense text-ink-soft">
        {KIND_FACTS[rule.kind].label}: {conditionText(rule)}
        {of === null ? null : ` · ${of}`}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        <SeverityBadge severity={rule.severity} />
        <span className="wrap-anywhere">{toldIn(rule)}</span>
        {rule.open === 0 ? null : (
          <span>
            <Open rule={rule} labSlug={labSlug} /> open
          </span>
        )}
        {at === null ? null : (
          <span>
            last fired <LabTime time={at} timeZone={timeZone} />
          </span>
        )}
      </p>
    </li>
  );
}
