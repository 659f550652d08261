import type { Metadata } from 'next';
import { RulesHeader } from '@/components/labs/rules-tabs';
import { TargetMatrixTable } from '@/components/labs/targets/target-matrix';
import { segmentText } from '@/components/labs/targets/target-words';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Input, Select } from '@/components/ui/input';
import { labTimeText } from '@/components/ui/lab-time';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/entry/page';
import { MatrixQuery, type TargetMatrix } from '@/lib/labs/targets/contract';
import { readMatrix } from '@/lib/labs/targets/read-matrix';
import { targetChoices } from '@/lib/labs/targets/target-choices';
import { SEGMENTS } from '@/lib/metrics/segment';
import { AppError } from '@/lib/platform/errors';
import { changedQuery, givenParams, type GivenParams } from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';

export const metadata: Metadata = { title: 'Resolved targets' };

const SEGMENT_OPTIONS = SEGMENTS.map(({ name, label }) => ({ value: name, label }));

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

function WarnedLocations({
  matrix,
  hrefFor,
}: {
  matrix: TargetMatrix;
  hrefFor: (location: string | null) => string;
}) {
  const here = matrix.data.filter(({ warnings }) => warnings.length > 0).length;
  const elsewhere = matrix.warned_locations.filter(({ location }) => location !== matrix.location);
  if (here === 0 && elsewhere.length === 0) return null;
  return (
    <Alert
      tone="warning"
      title={
        here === 0
          ? 'Some priorities are no tighter than they should be at other locations'
          : `STAT or urgent is no tighter than it should be at ${here} of ${matrix.data.length} assays`
      }
    >
      {elsewhere.length === 0 ? (
        'A target that names an assay comes before one that names a priority: give such an assay a STAT target of its own.'
      ) : (
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {elsewhere.map(({ location, assays }) => (
            <li key={location ?? ''}>
              <TextLink href={hrefFor(location)}>
                {location ?? 'No location'}: {assays} {assays === 1 ? 'assay' : 'assays'}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

export default async function MatrixPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/targets/matrix`;
  const given = givenParams(await searchParams);
  const { at: local, show, ...asked } = given;
  const localText = typeof local === 'string' ? local : undefined;
  const at = localText === undefined ? undefined : instantOfLocal(localText, timeZone);
  const choices = await targetChoices(ctx);
  let matrix: TargetMatrix | null = null;
  let refused = at === null ? `${localText ?? ''} is no time on the clock of the lab.` : '';
  try {
    if (refused === '') {
      matrix = await readMatrix(ctx, parseInput(MatrixQuery, { ...asked, at: at?.toISOString() }));
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refused = error.message;
  }
  const warnedOnly = show === 'warned';
  const rows = matrix?.data.filter(({ warnings }) => !warnedOnly || warnings.length > 0) ?? [];
  const moment = labTimeText((at ?? ctx.now).toISOString(), timeZone);
  return (
    <div className="space-y-5">
      <RulesHeader labSlug={slug} current="matrix" />
      <FilterBar
        action={path}
        submitLabel="Show"
        resetHref={path}
        active={[
          ...(matrix?.location
            ? [
                {
                  label: matrix.location,
                  removeHref: `${path}${changedQuery(given, { location: null })}`,
                },
              ]
            : []),
          ...(localText
            ? [{ label: `At ${moment}`, removeHref: `${path}${changedQuery(given, { at: null })}` }]
            : []),
          ...(warnedOnly
            ? [
                {
                  label: 'With a warning',
                  removeHref: `${path}${changedQuery(given, { show: null })}`,
                },
              ]
            : []),
        ]}
      >
        <Field label="Segment" name="segment" className="md:w-52">
          <Select
            options={SEGMENT_OPTIONS}
            defaultValue={matrix?.segment ?? 'receive_to_release'}
          />
        </Field>
        <Field label="Location" name="location" className="md:w-44">
          <Select
            placeholder="No location"
            options={choices.locations}
            defaultValue={matrix?.location ?? ''}
          />
        </Field>
        <Field label="At" name="at">
          <Input type="datetime-local" defaultValue={localText ?? ''} />
        </Field>
        <Field label="Assays" name="show">
          <Select
            placeholder="All"
            options={[{ value: 'warned', label: 'With a warning' }]}
            defaultValue={warnedOnly ? 'warned' : ''}
          />
        </Field>
      </FilterBar>
      {matrix === null ? (
        <Alert
          tone="warning"
          title="This matrix cannot be shown"
          live
          actions={<LinkButton href={path}>Clear filters</LinkButton>}
        >
          {refused}
        </Alert>
      ) : (
        <>
          <WarnedLocations
            matrix={matrix}
            hrefFor={(location) => `${path}${changedQuery(given, { location })}`}
          />
          <Card flush>
            {rows.length === 0 ? (
              <EmptyState title={warnedOnly ? 'Nothing is amiss here' : 'No active assays'}>
                {warnedOnly
                  ? 'STAT and urgent are tighter than routine at every assay.'
                  : 'Targets show here once the lab has assays.'}
              </EmptyState>
            ) : (
              <TargetMatrixTable
                rows={rows}
                caption={`${segmentText(matrix.segment)}, ${matrix.location ?? 'work of no location'}, by the targets in force at ${moment}.`}
              />
            )}
          </Card>
        </>
      )}
    </div>
  );
}
