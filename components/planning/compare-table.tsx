import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { WhatIfAnswer } from '@/lib/planning/contract';
import type { Difference, Estimate, GroupForecast, WholeForecast } from '@/lib/planning/forecast';
import {
  COMPARED,
  differenceText,
  figuresOf,
  intervalText,
  shownEstimate,
  verdictOf,
  type Compared,
} from './estimates';
import { figureText } from './number-text';
import { VerdictWord } from './verdict-word';

/** The name of a row stays in sight where a narrow screen scrolls its figures sideways. */
const STAYS = 'max-lg:sticky max-lg:left-0 max-lg:z-1 max-lg:bg-surface';

type Simulated = NonNullable<WhatIfAnswer['baseline']>;
type Scenario = NonNullable<WhatIfAnswer['scenarios']>[number];
type Forecast = WholeForecast | GroupForecast;

function estimateOf(of: Compared, forecast: Forecast | undefined): Estimate | null {
  const found = figuresOf(forecast)?.[of.key] ?? null;
  return found === null ? null : shownEstimate(of, found);
}

/** A figure with its interval; “unstable” where there is none because of too much work. */
function Figure({ of, forecast }: { of: Compared; forecast: Forecast | undefined }): ReactNode {
  if (forecast?.state === 'unstable') return <Badge tone="danger">Unstable</Badge>;
  const found = estimateOf(of, forecast);
  if (found === null) return <span className="text-muted">–</span>;
  const interval = intervalText(found);
  return (
    <>
      <span className="block font-medium">
        {figureText(found.mean)} {of.unit}
      </span>
      {interval === '' ? null : <span className="block text-xs text-muted">{interval}</span>}
    </>
  );
}

function Change({ of, difference }: { of: Compared; difference: Difference | null }): ReactNode {
  const found = difference?.[of.key] ?? null;
  if (found === null) return null;
  const shown = shownEstimate(of, found);
  return (
    <span className="mt-1 block text-xs">
      <VerdictWord verdict={verdictOf(of, shown)} mean={shown.mean} />
      <span className="block text-muted">{differenceText(of, shown)}</span>
    </span>
  );
}

/** The lab as it stands beside its scenarios, measure by measure. */
export function CompareTable({
  baseline,
  scenarios,
}: {
  baseline: Simulated;
  scenarios: readonly Scenario[];
}) {
  return (
    <Table label="Scenarios compared">
      <TableHead>
        <Tr>
          <Th className={STAYS}>Whole lab</Th>
          <Th numeric>As it stands</Th>
          {scenarios.map(({ name }) => (
            <Th key={name} numeric className="max-w-64 min-w-32 whitespace-normal">
              {name}
            </Th>
          ))}
        </Tr>
      </TableHead>
      <TableBody>
        {COMPARED.map((of) => (
          <Tr key={of.key}>
            <Th scope="row" className={cn(STAYS, 'align-top')}>
              {of.label}
            </Th>
            <Td numeric className="align-top">
              <Figure of={of} forecast={baseline.whole} />
            </Td>
            {scenarios.map(({ name, whole, difference }) => (
              <Td key={name} numeric className="align-top">
                <Figure of={of} forecast={whole} />
                <Change of={of} difference={difference.whole} />
              </Td>
            ))}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** One measure of every machine group; the groups that change most come first. */
export function GroupCompareTable({
  of,
  baseline,
  scenarios,
}: {
  of: Compared;
  baseline: Simulated;
  scenarios: readonly Scenario[];
}) {
  const places = new Map(baseline.groups.map(({ name }, index) => [name, index]));
  const rows = baseline.groups.toSorted((a, b) => pressOf(b) - pressOf(a));
  return (
    <Table label={`${of.label} by machine group`} tall={rows.length > 12}>
      <TableHead>
        <Tr>
          <Th className={STAYS}>Machine group</Th>
          <Th numeric>As it stands</Th>
          {scenarios.map(({ name }) => (
            <Th key={name} numeric className="max-w-64 min-w-32 whitespace-normal">
              {name}
            </Th>
          ))}
        </Tr>
      </TableHead>
      <TableBody>
        {rows.map((group) => {
          const place = places.get(group.name) ?? 0;
          return (
            <Tr key={group.name}>
              <Th
                scope="row"
                className={cn(STAYS, 'min-w-28 align-top whitespace-normal md:min-w-36')}
              >
                {group.name}
              </Th>
              <Td numeric className="align-top">
                <Figure of={of} forecast={group} />
              </Td>
              {scenarios.map(({ name, groups, difference }) => (
                <Td key={name} numeric className="align-top">
                  <Figure of={of} forecast={groups[place]} />
                  <Change of={of} difference={difference.groups[place]?.figures ?? null} />
                </Td>
              ))}
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** How hard pressed a group is: the unstable first. */
function pressOf(group: GroupForecast): number {
  if (group.state === 'unstable') return Infinity;
  return group.state === 'stable' ? group.load : -1;
}
