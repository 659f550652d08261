import { specimenHref } from '@/components/specimens/addresses';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { StateBadge } from '@/components/ui/state-badge';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { HeldSpecimen } from '@/lib/containers/contents/specimens-of-container';

/** The specimens of a container, one a row; by well where it has wells. */
export function ContentsTable({
  labSlug,
  timeZone,
  held,
  stateLabels,
}: {
  labSlug: string;
  timeZone: string;
  held: readonly HeldSpecimen[];
  stateLabels: ReadonlyMap<string, string>;
}) {
  const wells = held.some(({ well }) => well !== null);
  return (
    <Table label="Specimens in it" tall={held.length > 20}>
      <TableHead>
        <Tr>
          {wells ? <Th>Well</Th> : null}
          <Th>Specimen</Th>
          <Th>State</Th>
          <Th>Assays</Th>
          <Th>In it since</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {held.map(({ well, since, specimen }) => (
          <Tr key={`${well ?? ''} ${specimen.specimen_id}`}>
            {wells ? <Td className="font-mono">{well}</Td> : null}
            <Td>
              <RowLink href={specimenHref(labSlug, specimen.specimen_id)} className="font-mono">
                {specimen.specimen_id}
              </RowLink>
            </Td>
            <Td>
              {specimen.voided ? (
                <Badge>Voided</Badge>
              ) : (
                <StateBadge state={specimen.state} label={stateLabels.get(specimen.state)} />
              )}
            </Td>
            <Td>{[...new Set(specimen.tests.map(({ assay }) => assay))].join(', ')}</Td>
            <Td>
              <LabTime time={since} timeZone={timeZone} className="text-muted" />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
