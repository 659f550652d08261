import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { PastRun } from '@/lib/quality/runs/run-history';
import { ruleSetHref } from './addresses';
import { VerdictBadge } from './verdict-badge';
import { VerdictStrip } from './verdict-strip';
import { runLook } from './verdict-looks';
import { Badge } from '@/components/ui/badge';

export type ListedSet = {
  /** Its id, or BUILT_IN. */
  ref: string;
  name: string;
  description: string;
  version: number | null;
  runsWhen: string;
  /** The last runs over the lab's own data, the oldest first. */
  runs: readonly PastRun[];
};

function Latest({ run }: { run: PastRun | undefined }) {
  if (!run) return <span className="text-muted">Never run</span>;
  if (run.verdict !== null) return <VerdictBadge verdict={run.verdict} />;
  const { label, tone, Icon } = runLook({ status: 'failed', verdict: null });
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label}
    </Badge>
  );
}

/** Rule sets with what came of them last over the lab's own data, and before. */
export function RuleSetTable({
  sets,
  labSlug,
  timeZone,
}: {
  sets: readonly ListedSet[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <Table label="Rule sets">
      <TableHead>
        <Tr>
          <Th>Rule set</Th>
          <Th>Lab’s data</Th>
          <Th>Its last runs, the newest right</Th>
          <Th>Last run</Th>
          <Th>Runs</Th>
          <Th numeric>Version</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {sets.map((set) => (
          <Tr key={set.ref}>
            <Td className="max-w-72 max-md:max-w-52">
              <RowLink href={ruleSetHref(labSlug, set.ref)} className="block truncate">
                {set.name}
              </RowLink>
              {set.description ? (
                <span className="block truncate text-xs text-muted">{set.description}</span>
              ) : null}
            </Td>
            <Td>
              <Latest run={set.runs.at(-1)} />
            </Td>
            <Td>
              {set.runs.length === 0 ? null : (
                <div className="w-max">
                  <VerdictStrip
                    runs={set.runs}
                    labSlug={labSlug}
                    timeZone={timeZone}
                    label={`Last runs of ${set.name}`}
                  />
                </div>
              )}
            </Td>
            <Td muted>
              <LabTime time={set.runs.at(-1)?.at ?? null} timeZone={timeZone} />
            </Td>
            <Td muted className="first-letter:uppercase">
              {set.runsWhen}
            </Td>
            <Td numeric muted>
              {set.version}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
