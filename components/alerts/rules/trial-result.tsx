'use client';

import { ChartFigure } from '@/components/charts/chart-figure';
import { Card } from '@/components/ui/card';
import { LabTime, labTimeText } from '@/components/ui/lab-time';
import { Stat, StatRow } from '@/components/ui/stat';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { RuleTrial } from '@/lib/alerts/history/contract';
import { REASON_LABELS } from '../deliveries/delivery-words';
import { trialChart, warnedText } from './trial-chart';

const CARDS_SHOWN = 50;
const DAY_MS = 86_400_000;

/** What a rule would have sent over a time that has passed: how much, when, and whether in time. */
export function TrialResult({ trial, timeZone }: { trial: RuleTrial; timeZone: string }) {
  const { cards, alerts, breaches, by_channel: byChannel, told } = trial;
  const { data, table } = trialChart(trial.by_day);
  const day = (time: string) => labTimeText(time, timeZone, 'day');
  const days = trial.by_day.length;
  const lasted = (Date.parse(trial.to) - Date.parse(trial.from)) / DAY_MS;
  return (
    <>
      <StatRow>
        <Stat
          label="Cards"
          value={cards.toLocaleString('en')}
          sub={
            byChannel.length > 1
              ? byChannel.map((one) => `${one.channel} ${one.cards}`).join(', ')
              : byChannel.length === 0
                ? 'that a channel would have got'
                : `about ${(cards / Math.max(1, lasted)).toFixed(1)} a day`
          }
        />
        <Stat label="Alerts" value={alerts.toLocaleString('en')} sub="fired in that time" />
        {breaches === null ? null : (
          <Stat
            label="Told in time"
            value={breaches.percent === null ? null : Math.floor(breaches.percent)}
            unit="%"
            none="no test was late"
            sub={
              breaches.total === 0
                ? undefined
                : `${breaches.warned.toLocaleString('en')} of ${breaches.total.toLocaleString('en')} breaches`
            }
          />
        )}
      </StatRow>
      <ChartFigure
        title="What it would have sent"
        description={`From ${day(trial.from)} to ${day(trial.to)}: ${cards === 1 ? '1 card' : `${cards.toLocaleString('en')} cards`} on ${data.series[0]?.values.filter((value) => value !== 0).length ?? 0} of ${days} days.`}
        chart={{ kind: 'bar', data }}
        table={table}
        height={220}
        caption={
          <>
            {breaches === null ? null : `${warnedText(breaches)} `}
            {trial.incomplete === null ? null : `${trial.incomplete} `}
            As if nobody had acknowledged or silenced anything, and no device that was down had
            absorbed any.
          </>
        }
      />
      {told.length === 0 ? null : (
        <Card
          flush
          title="The cards"
          description={
            cards > Math.min(told.length, CARDS_SHOWN)
              ? `The latest ${Math.min(told.length, CARDS_SHOWN)} of ${cards.toLocaleString('en')}.`
              : 'The latest first.'
          }
        >
          <Table label="Cards that would have been sent" tall>
            <TableHead>
              <Tr>
                <Th>When</Th>
                <Th>Why</Th>
                <Th numeric>Alerts</Th>
                <Th>One of them</Th>
                {byChannel.length > 1 ? <Th>Channel</Th> : null}
              </Tr>
            </TableHead>
            <TableBody>
              {told.slice(0, CARDS_SHOWN).map((card, index) => (
                <Tr key={index}>
                  <Td muted>
                    <LabTime time={card.at} timeZone={timeZone} />
                  </Td>
                  <Td>{REASON_LABELS[card.reason]}</Td>
                  <Td numeric>{card.alerts.toLocaleString('en')}</Td>
                  <Td className="min-w-48 whitespace-normal">{card.worst}</Td>
                  {byChannel.length > 1 ? <Td>{card.channel}</Td> : null}
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
    </>
  );
}
