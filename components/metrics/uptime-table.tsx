import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { StateNow } from '@/lib/devices/states/states-now';
import type { DeviceUptime, UptimeRowSet } from '@/lib/metrics/uptime/contract';
import { LEAST_COVERAGE } from '@/lib/metrics/uptime/measure';
import { durationText } from '@/lib/specimens/duration-text';
import { minutesCell, minutesText, percentText, uptimeText } from './minutes-text';
import { UptimeFigureLink } from './uptime-figure-link';
import { KINDS } from './uptime-words';

const duration = (minutes: number | null) => (minutes === null ? null : durationText(minutes));

function State({ state, timeZone }: { state: StateNow | undefined; timeZone: string }) {
  if (!state) return <span className="text-muted">Retired</span>;
  const { label, tone } = KINDS[state.limited ? 'limited' : state.kind];
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Badge tone={tone}>
        {label}
        {state.code ? <span className="font-mono">{state.code}</span> : null}
      </Badge>
      <span className="text-xs text-muted">
        {state.since === null ? (
          'nothing reported'
        ) : (
          <>
            since <LabTime time={new Date(state.since).toISOString()} timeZone={timeZone} />
          </>
        )}
      </span>
    </span>
  );
}

/** Each device with its state now and its figures over the period, which lead to their rows. */
export function UptimeTable({
  devices,
  states,
  timeZone,
  deviceHref,
  pageHref,
  rowsHref,
}: {
  devices: readonly DeviceUptime[];
  states: ReadonlyMap<string, StateNow>;
  timeZone: string;
  deviceHref: (device: string) => string;
  /** Where the device's own page is. */
  pageHref: (device: string) => string;
  rowsHref: (device: string, which: UptimeRowSet) => string;
}) {
  return (
    <Table label="Uptime by device">
      <TableHead>
        <tr>
          <Th>Device</Th>
          <Th>State now</Th>
          <Th numeric>Uptime %</Th>
          <Th numeric>Coverage %</Th>
          <Th numeric>Stops</Th>
          <Th numeric>MTBF</Th>
          <Th numeric>MTTR</Th>
          <Th numeric>Tests in stops</Th>
          <Th numeric>Excess min</Th>
        </tr>
      </TableHead>
      <TableBody>
        {devices.map((device) => {
          const { device: name, excess } = device;
          const figure = (
            which: UptimeRowSet,
            label: string,
            text: string | null,
            none?: string,
          ) => (
            <UptimeFigureLink
              text={text}
              href={rowsHref(name, which)}
              label={`${name}: ${label}`}
              none={none}
            />
          );
          const thin = (device.coverage_percent ?? 0) < LEAST_COVERAGE;
          const waiting = excess?.affected_unfinished ?? 0;
          return (
            <Tr key={name}>
              <Th scope="row" title={device.type}>
                <Link
                  href={deviceHref(name)}
                  className="inline-block min-h-6 leading-6 font-medium hover:text-accent hover:underline"
                >
                  {name}
                </Link>
                <span className="block text-xs text-muted">
                  {device.type} ·{' '}
                  <Link
                    href={pageHref(name)}
                    aria-label={`${name}: its page`}
                    className="underline decoration-line-strong underline-offset-2 hover:text-accent"
                  >
                    details
                  </Link>
                </span>
              </Th>
              <Td>
                <State state={states.get(name)} timeZone={timeZone} />
              </Td>
              <Td numeric>
                {figure(
                  'stretches',
                  'uptime',
                  uptimeText(device.uptime_percent),
                  thin ? `under ${LEAST_COVERAGE} % coverage` : 'nothing but planned time',
                )}
              </Td>
              <Td numeric className={thin ? 'text-warning' : undefined}>
                {figure('stretches', 'coverage', percentText(device.coverage_percent))}
              </Td>
              <Td numeric>
                {figure('stops', 'stops', device.stops.toLocaleString('en'))}
                {device.open_stops > 0 ? (
                  <span className="block text-xs text-danger">
                    {figure('open_stops', 'open stops', 'open')}
                  </span>
                ) : null}
              </Td>
              <Td numeric>
                {figure('stops', 'MTBF', duration(device.mtbf_minutes), 'no stop began')}
              </Td>
              <Td numeric>
                {figure('repairs', 'MTTR', duration(device.mttr_minutes), 'no stop ended')}
              </Td>
              <Td numeric>
                {figure(
                  'affected',
                  'tests in stops',
                  excess && excess.affected.toLocaleString('en'),
                  'no stop',
                )}
                {waiting > 0 ? (
                  <span className="block text-xs text-muted">
                    {figure('affected_unfinished', 'not released', `${waiting} not released`)}
                  </span>
                ) : null}
              </Td>
              <Td numeric>
                {figure(
                  'affected',
                  'excess minutes',
                  minutesCell(excess && excess.excess_minutes),
                  'nothing to compare',
                )}
                {excess &&
                excess.affected_p50_minutes !== null &&
                excess.others_p50_minutes !== null ? (
                  <span className="block text-xs text-muted">
                    median {minutesText(excess.affected_p50_minutes)}, else{' '}
                    {minutesText(excess.others_p50_minutes)}
                  </span>
                ) : null}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
