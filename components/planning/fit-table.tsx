import { Pencil } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { howText, KIND_LABELS, needsText, serviceText, weekHoursText } from './fit-words';
import { counted, figureText, shareText } from './number-text';
import type { ShownGroup } from './shown-fit';

/** The machine groups of a period: how each works, how that was found, and what was observed. */
export function FitTable({
  groups,
  onEdit,
}: {
  groups: readonly ShownGroup[];
  /** Without it the groups are only shown. */
  onEdit?: (name: string) => void;
}) {
  return (
    <Table label="Machine groups" tall={groups.length > 12}>
      <TableHead>
        <Tr>
          <Th>Machine group</Th>
          <Th>How it works, and how that was fitted</Th>
          <Th numeric>Machines</Th>
          <Th numeric>Tests a day</Th>
          <Th numeric>Utilisation</Th>
          <Th numeric>Load</Th>
          <Th numeric>Waiting P50</Th>
          <Th numeric>Waiting P90</Th>
          {onEdit ? (
            <Th>
              <span className="sr-only">Edit</span>
            </Th>
          ) : null}
        </Tr>
      </TableHead>
      <TableBody>
        {groups.map((group) => (
          <GroupRow key={group.name} group={group} onEdit={onEdit} />
        ))}
      </TableBody>
    </Table>
  );
}

function GroupRow({
  group,
  onEdit,
}: {
  group: ShownGroup;
  onEdit?: ((name: string) => void) | undefined;
}) {
  const { name, model, machines, machine_names: names, how, expected, observed } = group;
  const { needs_input: needs } = group;
  return (
    <Tr>
      <Th scope="row" className="min-w-40 align-top whitespace-normal">
        <span className="font-medium">{name}</span>
        {names.length > 0 && !(names.length === 1 && names[0] === name) ? (
          <span className="block max-w-56 text-xs text-muted">{names.join(', ')}</span>
        ) : null}
        {group.edited ? <Badge tone="info">Edited</Badge> : null}
      </Th>
      <Td className="min-w-80 align-top whitespace-normal">
        {model ? (
          <>
            <span className="font-medium">{KIND_LABELS[model.service.kind]}</span>:{' '}
            {serviceText(model.service)}
            {model.hours === null ? '' : `; works ${weekHoursText(model.hours)}`}
          </>
        ) : (
          <span className="text-warning">Left out until you say {needsText(needs)}.</span>
        )}
        {how ? <span className="block text-xs text-muted">{howText(how)}</span> : null}
      </Td>
      <Td numeric className="align-top">
        {needs.includes('machines') ? null : machines.toLocaleString('en')}
      </Td>
      <Td numeric className="align-top">
        {expected ? figureText(expected.demand_per_day) : null}
      </Td>
      <Td numeric className="align-top">
        {observed.utilisation === null ? null : shareText(observed.utilisation)}
      </Td>
      <Td numeric className="align-top">
        {needs.length > 0 ? (
          <Badge tone="warning">Needs input</Badge>
        ) : expected?.unstable ? (
          <Badge tone="danger">Unstable</Badge>
        ) : expected ? (
          shareText(expected.load)
        ) : null}
      </Td>
      <Td numeric className="align-top">
        {observed.wait ? `${figureText(observed.wait.median)} min` : null}
      </Td>
      <Td numeric className="align-top">
        {observed.wait ? `${figureText(observed.wait.p90)} min` : null}
      </Td>
      {onEdit ? (
        <Td className="align-top">
          <IconButton label={`Edit ${name}`} size="sm" onClick={() => onEdit(name)}>
            <Pencil aria-hidden="true" />
          </IconButton>
        </Td>
      ) : null}
    </Tr>
  );
}

/** Why a group is unstable, in a sentence. */
export function unstableText({ name, machines, expected }: ShownGroup): string {
  if (!expected) return '';
  const can = expected.capacity_per_day;
  return can === 0
    ? `${name} gets ${counted(Math.round(expected.demand_per_day), 'test')} a day and can do none.`
    : `${name} gets ${figureText(expected.demand_per_day)} tests a day, and its ${counted(machines, 'machine')} can do ${figureText(can)}.`;
}
