'use client';

import type { ReactNode } from 'react';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { DeckThing } from '@/lib/containers/deck/deck';
import { durationText } from '@/lib/specimens/duration-text';
import { useNow } from '@/components/bench/use-now';
import { placeText } from '@/components/containers/place-text';
import { cameText } from './deck-words';

/** What is known of what stands on a position. `links` off for a hint that cannot be pressed. */
export function PlaceFacts({
  labSlug,
  timeZone,
  thing,
  links = true,
}: {
  labSlug: string;
  timeZone: string;
  thing: DeckThing;
  links?: boolean;
}) {
  const now = useNow();
  const { experiment, specimens, first_specimen: first } = thing;
  const minutes = Math.max(0, (now.getTime() - Date.parse(thing.since)) / 60_000);
  const experimentName = experiment ? (
    links ? (
      <TextLink href={`/${labSlug}/experiments/${experiment.id}`}>{experiment.process}</TextLink>
    ) : (
      experiment.process
    )
  ) : (
    <span className="text-muted">none</span>
  );
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-dense">
      {thing.barcode === null ? <Fact label="Barcode">not read yet</Fact> : null}
      {thing.barcode === null || thing.barcode === thing.name ? null : (
        <Fact label="Name">{thing.name}</Fact>
      )}
      <Fact label="Experiment">{experimentName}</Fact>
      <Fact label="Since">
        <LabTime time={thing.since} timeZone={timeZone} />
        <span className="text-muted">, {durationText(minutes)}</span>
      </Fact>
      <Fact label="How">{cameText(thing)}</Fact>
      {thing.thing === 'lid' ? (
        <Fact label="Its container">
          {thing.other_place ? `at ${placeText(thing.other_place)}` : 'unknown'}
        </Fact>
      ) : (
        <>
          <Fact label="Lid">{lidText(thing)}</Fact>
          <Fact label="Contents">
            {specimens === 0 ? (
              thing.filled ? (
                'filled'
              ) : (
                'empty'
              )
            ) : (
              <>
                {links && first !== null ? (
                  <TextLink href={`/${labSlug}/specimens/${encodeURIComponent(first)}`}>
                    <span className="font-mono">{first}</span>
                  </TextLink>
                ) : (
                  <span className="font-mono">{first}</span>
                )}
                {specimens > 1 ? ` and ${(specimens - 1).toLocaleString('en')} more` : ''}
              </>
            )}
          </Fact>
        </>
      )}
    </dl>
  );
}

function lidText({ lidded, other_place: lid }: DeckThing): string {
  if (lidded) return 'on it';
  return lid ? `lies at ${placeText(lid)}` : 'none';
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
