import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { BackTest, BackTestMeasure, Measure } from '@/lib/planning/contract';
import { intervalText } from './estimates';
import { figureText } from './number-text';
import { SpanText } from './span-text';

const LABELS: Record<Measure, { label: string; unit: string; scale: number }> = {
  p50: { label: 'Turnaround P50', unit: 'min', scale: 1 },
  p90: { label: 'Turnaround P90', unit: 'min', scale: 1 },
  breach_rate: { label: 'Breaches', unit: '%', scale: 100 },
  per_day: { label: 'Released a day', unit: 'tests', scale: 1 },
};

/** The name of a row stays in sight where a narrow screen scrolls its figures sideways. */
const STAYS = 'align-top max-lg:sticky max-lg:left-0 max-lg:z-1 max-lg:bg-surface';

const WON: Record<NonNullable<BackTest['won']>, string> = {
  model: 'The model won',
  last_week: '“The same as last week” won',
  tie: 'It is a tie',
};

/** A forecast of a period that has passed beside what came of it: which came nearer, per measure. */
export function BackTestView({ test, timeZone }: { test: BackTest; timeZone: string }) {
  const { won, said, whole, groups } = test;
  const tone = won === 'model' ? 'positive' : won === 'last_week' ? 'warning' : 'info';
  return (
    <>
      <Alert tone={tone} title={won === null ? 'Nobody won' : WON[won]}>
        {said}
      </Alert>
      <Card
        title="Forecast and what came"
        description={
          <>
            Fitted on <SpanText {...test.fitted} timeZone={timeZone} />, as it was known then;
            forecast of <SpanText {...test.forecast} timeZone={timeZone} />, beside the week before
            it, <SpanText {...test.last_week} timeZone={timeZone} />.
          </>
        }
        flush
      >
        <Table label="Forecast and what came, whole lab">
          <Head first="Measure" />
          <TableBody>
            {whole.map((one) => (
              <Tr key={one.measure}>
                <Th scope="row" className={STAYS}>
                  {LABELS[one.measure].label}
                </Th>
                <Cells of={one} unstable={false} />
              </Tr>
            ))}
          </TableBody>
        </Table>
      </Card>
      {groups.length === 0 ? null : (
        <Card title="By machine group" description="The 90th percentile of turnaround." flush>
          <Table label="Forecast and what came, by machine group" tall={groups.length > 12}>
            <Head first="Machine group" />
            <TableBody>
              {groups.map(({ name, unstable, measures }) => {
                const p90 = measures.find(({ measure }) => measure === 'p90');
                return p90 ? (
                  <Tr key={name}>
                    <Th scope="row" className={cn(STAYS, 'min-w-28 whitespace-normal md:min-w-36')}>
                      {name}
                    </Th>
                    <Cells of={p90} unstable={unstable} />
                  </Tr>
                ) : null;
              })}
            </TableBody>
          </Table>
        </Card>
      )}
    </>
  );
}

function Head({ first }: { first: string }) {
  return (
    <TableHead>
      <Tr>
        <Th className={STAYS}>{first}</Th>
        <Th numeric>What came</Th>
        <Th numeric>The model</Th>
        <Th numeric>Same as last week</Th>
        <Th>Nearer</Th>
      </Tr>
    </TableHead>
  );
}

function Cells({ of, unstable }: { of: BackTestMeasure; unstable: boolean }) {
  const { unit, scale } = LABELS[of.measure];
  const text = (value: number | null) =>
    value === null ? null : `${figureText(value * scale)} ${unit}`;
  const scaled = (value: number | null) => (value === null ? null : value * scale);
  const off = (value: number | null) =>
    value === null ? null : (
      <span className="block text-xs text-muted">
        off by {figureText(value * scale)} {unit === '%' ? 'points' : unit}
      </span>
    );
  return (
    <>
      <Td numeric className="align-top font-medium">
        {text(of.actual)}
      </Td>
      <Td numeric className="align-top">
        {of.model ? (
          <>
            <span className="block">
              {text(of.model.value)}{' '}
              <span className="text-xs text-muted">
                (
                {intervalText({
                  mean: of.model.value * scale,
                  low: scaled(of.model.low),
                  high: scaled(of.model.high),
                })}
                )
              </span>
            </span>
            {off(of.model_error)}
          </>
        ) : unstable ? (
          <Badge tone="danger">Unstable</Badge>
        ) : null}
      </Td>
      <Td numeric className="align-top">
        {of.last_week === null ? null : (
          <>
            <span className="block">{text(of.last_week)}</span>
            {off(of.last_week_error)}
          </>
        )}
      </Td>
      <Td className="align-top">
        {of.won === null ? null : of.won === 'tie' ? (
          <span className="text-muted">alike</span>
        ) : (
          <>
            <span className="font-medium">{of.won === 'model' ? 'Model' : 'Last week'}</span>
            {of.by === null ? null : (
              <span className="block text-xs text-muted">
                by {figureText(of.by * scale)} {unit === '%' ? 'points' : unit}
              </span>
            )}
          </>
        )}
      </Td>
    </>
  );
}
