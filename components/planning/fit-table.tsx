import { Pencil } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { howText, KIND_LABELS, needsText, serviceText, shortHours } from './fit-words';
import { counted, figureText, listed, shareText } from './number-text';
import type { ShownGroup } from './shown-fit';

/** More of them scroll by themselves. */
const MANY = 12;

type Edit = ((name: string) => void) | undefined;

/**
 * The machine groups of a period: how each works, how that was found, and what was observed. On a
 * phone one below the other.
 */
export function FitTable({
  groups,
  onEdit,
}: {
  groups: readonly ShownGroup[];
  /** Without it the groups are only shown. */
  onEdit?: (name: string) => void;
}) {
  return (
    <>
      <Table label="Machine groups" tall={groups.length > MANY} className="max-md:hidden">
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
      <div
        role="region"
        aria-label="Machine groups"
        // Many scroll, so the keyboard has to reach them.
        tabIndex={0}
        className={cn(
          'contain-inline-size md:hidden',
          groups.length > MANY && 'max-h-[75dvh] overflow-y-auto',
        )}
      >
        <ul className="divide-y">
          {groups.map((group) => (
            <GroupItem key={group.name} group={group} onEdit={onEdit} />
          ))}
        </ul>
      </div>
    </>
  );
}

/** What is told of a group in figures; null where nothing is known. */
function figuresOf({ machines, expected, observed, needs_input: needs }: ShownGroup) {
  return {
    machines: needs.includes('machines') ? null : machines.toLocaleString('en'),
    perDay: expected ? figureText(expected.demand_per_day) : null,
    utilisation: observed.utilisation === null ? null : shareText(observed.utilisation),
    load:
      needs.length > 0 ? (
        <Badge tone="warning">Needs input</Badge>
      ) : expected?.unstable ? (
        <Badge tone="danger">Unstable</Badge>
      ) : expected ? (
        shareText(expected.load)
      ) : null,
    waitMedian: observed.wait ? `${figureText(observed.wait.median)} min` : null,
    waitP90: observed.wait ? `${figureText(observed.wait.p90)} min` : null,
  };
}

function EditButton({ name, onEdit }: { name: string; onEdit: NonNullable<Edit> }) {
  return (
    <IconButton label={`Edit ${name}`} size="sm" onClick={() => onEdit(name)}>
      <Pencil aria-hidden="true" />
    </IconButton>
  );
}

const NAMES_SHOWN = 4;

/** The machines of a group by name; of very many the first, and the others on demand. */
function Machines({ group: { name, machine_names: names } }: { group: ShownGroup }) {
  if (names.length === 0 || (names.length === 1 && names[0] === name)) return null;
  const all = names.join(', ');
  return (
    <div className="text-xs font-normal text-muted md:max-w-56">
      {names.length <= NAMES_SHOWN ? (
        all
      ) : (
        <details>
          <summary className="cursor-pointer">{listed(names, 2)}</summary>
          {all}
        </details>
      )}
    </div>
  );
}

/** How a group works, and from what that was fitted. */
function Working({ group: { model, how, needs_input: needs } }: { group: ShownGroup }) {
  const hours = model === null ? null : shortHours(model.hours);
  return (
    <>
      {model ? (
        <p>
          <span className="font-medium">{KIND_LABELS[model.service.kind]}</span>:{' '}
          {serviceText(model.service)}
          {model.hours === null || hours === null ? '' : `; works ${hours.text}`}
        </p>
      ) : (
        <p className="text-warning">Left out until you say {needsText(needs)}.</p>
      )}
      {hours !== null && hours.all !== null ? (
        <details className="text-xs text-muted">
          <summary className="w-fit cursor-pointer">Its hours day by day</summary>
          {hours.all}
        </details>
      ) : null}
      {how ? <p className="text-xs text-muted">{howText(how)}</p> : null}
    </>
  );
}

function GroupRow({ group, onEdit }: { group: ShownGroup; onEdit?: Edit }) {
  const { name } = group;
  const figures = figuresOf(group);
  return (
    <Tr>
      <Th scope="row" className="min-w-40 align-top whitespace-normal">
        <span className="font-medium">{name}</span>
        <Machines group={group} />
        {group.edited ? <Badge tone="info">Edited</Badge> : null}
      </Th>
      <Td className="min-w-80 align-top whitespace-normal">
        <Working group={group} />
      </Td>
      <Td numeric className="align-top">
        {figures.machines}
      </Td>
      <Td numeric className="align-top">
        {figures.perDay}
      </Td>
      <Td numeric className="align-top">
        {figures.utilisation}
      </Td>
      <Td numeric className="align-top">
        {figures.load}
      </Td>
      <Td numeric className="align-top">
        {figures.waitMedian}
      </Td>
      <Td numeric className="align-top">
        {figures.waitP90}
      </Td>
      {onEdit ? (
        <Td className="align-top">
          <EditButton name={name} onEdit={onEdit} />
        </Td>
      ) : null}
    </Tr>
  );
}

function GroupItem({ group, onEdit }: { group: ShownGroup; onEdit?: Edit }) {
  const { name } = group;
  const { machines, perDay, utilisation, load, waitMedian, waitP90 } = figuresOf(group);
  const shown = [
    ['Machines', machines],
    ['Tests a day', perDay],
    ['Load', load],
    ['Utilisation', utilisation],
    ['Waiting P50', waitMedian],
    ['Waiting P90', waitP90],
  ] as const;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3 text-dense">
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <h3 className="font-medium break-words">
            {name} {group.edited ? <Badge tone="info">Edited</Badge> : null}
          </h3>
          <Machines group={group} />
        </div>
        {onEdit ? <EditButton name={name} onEdit={onEdit} /> : null}
      </div>
      <div>
        <Working group={group} />
      </div>
      <dl className="grid grid-cols-3 gap-x-3 gap-y-1.5">
        {shown.map(([label, value]) => (
          <div key={label}>
            <dt className="text-xs text-muted">{label}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </li>
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
