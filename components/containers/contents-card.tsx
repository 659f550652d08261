import './plate.css';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { EarlierContent } from '@/lib/containers/contents/earlier-contents';
import type { HeldSpecimen } from '@/lib/containers/contents/specimens-of-container';
import { plateShape } from '@/lib/containers/contents/wells';
import { ContentsTable } from './contents-table';
import { EarlierContents } from './earlier-contents';
import { PlateGrid, type WellSpecimen } from './plate-grid';

/** What is in a container, as a sentence. */
function summary(held: readonly HeldSpecimen[]): string {
  const specimens = new Set(held.map(({ specimen }) => specimen.specimen_id)).size;
  const wells = new Set(held.flatMap(({ well }) => well ?? []));
  const text = `${specimens.toLocaleString('en')} specimen${specimens === 1 ? '' : 's'}`;
  if (wells.size === 0) return specimens > 1 ? `A pool of ${text}` : text;
  const pools = [...wells].filter(
    (well) => held.filter((row) => row.well === well).length > 1,
  ).length;
  return [
    `${text} in ${wells.size} well${wells.size === 1 ? '' : 's'}`,
    ...(pools > 0 ? [`${pools} of them ${pools === 1 ? 'a pool' : 'pools'}`] : []),
  ].join(', ');
}

/** The contents of a container: a plate as it looks from above, a tube as a row. */
export function ContentsCard({
  labSlug,
  timeZone,
  held,
  earlier,
  stateLabels,
  filled,
  removed,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  held: readonly HeldSpecimen[];
  earlier: { rows: readonly EarlierContent[]; more: boolean };
  stateLabels: ReadonlyMap<string, string>;
  filled: boolean;
  removed: boolean;
  /** What may be done to all of them. */
  actions: ReactNode;
}) {
  const wells: Record<string, WellSpecimen[]> = {};
  for (const { well, specimen } of held) {
    if (well === null) continue;
    const { specimen_id: number, state, voided } = specimen;
    (wells[well] ??= []).push({ number, state, voided });
  }
  const isPlate = Object.keys(wells).length > 0;
  const table = (
    <ContentsTable labSlug={labSlug} timeZone={timeZone} held={held} stateLabels={stateLabels} />
  );
  return (
    <Card
      title={removed ? 'What was in it when it left' : 'What is in it'}
      description={held.length === 0 ? undefined : summary(held)}
      flush
    >
      {actions ? <div className="border-b p-4">{actions}</div> : null}
      {held.length === 0 ? (
        <EmptyState title="No specimens in it">
          {filled
            ? 'It is filled, but nobody has said that a specimen is in it.'
            : 'It is not filled.'}
        </EmptyState>
      ) : isPlate ? (
        <>
          <div className="p-4">
            <PlateGrid
              labSlug={labSlug}
              shape={plateShape(Object.keys(wells))}
              wells={wells}
              stateLabels={Object.fromEntries(stateLabels)}
            />
          </div>
          <details className="border-t">
            <summary className="mx-4 my-2.5 w-fit rounded-sm text-dense text-accent underline decoration-1 underline-offset-3 max-md:py-2">
              List of all {held.length.toLocaleString('en')}
            </summary>
            <div className="border-t">{table}</div>
          </details>
        </>
      ) : (
        table
      )}
      <EarlierContents labSlug={labSlug} timeZone={timeZone} {...earlier} />
    </Card>
  );
}
