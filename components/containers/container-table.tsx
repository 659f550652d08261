import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ContainerFacts } from '@/lib/containers/container-facts';
import type { Container } from '@/lib/containers/contract';
import { containerHref } from './addresses';

/** What is in a container in a few words: “S-100”, “96 specimens”, “filled” or nothing. */
export function contentsText({
  specimens,
  first,
  filled,
}: Pick<ContainerFacts, 'specimens' | 'first'> & { filled: boolean }): string | null {
  if (specimens === 1 && first !== null) return first;
  if (specimens > 0) return `${specimens.toLocaleString('en')} specimens`;
  return filled ? 'Filled' : null;
}

function lidText({ lidded, lid_site: site }: Container): string | null {
  if (lidded) return 'On';
  return site ? `${site.device}, ${site.position}` : null;
}

/** Containers, one a row; on phones the place stands under the name. */
export function ContainerTable({
  labSlug,
  timeZone,
  containers,
  facts,
}: {
  labSlug: string;
  timeZone: string;
  containers: readonly Container[];
  facts: ReadonlyMap<string, ContainerFacts>;
}) {
  return (
    <Table label="Containers">
      <TableHead>
        <Tr>
          <Th>Container</Th>
          <Th className="max-md:hidden">Barcode</Th>
          <Th className="max-md:hidden">Place</Th>
          <Th className="max-md:hidden">Since</Th>
          <Th>In it</Th>
          <Th className="max-md:hidden">Lid</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {containers.map((container) => {
          const { id, name, barcode, device, position, filled, removed } = container;
          const known = facts.get(id);
          const place = device === null ? null : `${device}, position ${position}`;
          return (
            <Tr key={id}>
              <Td className="max-w-72 whitespace-normal md:min-w-44">
                <RowLink href={containerHref(labSlug, id)} className="break-words">
                  {name}
                </RowLink>
                <span className="block text-xs text-muted md:hidden">
                  {barcode === null || barcode === name ? null : (
                    <span className="font-mono break-all">{barcode} · </span>
                  )}
                  {removed ? 'Removed' : place}
                </span>
              </Td>
              <Td className="max-w-64 font-mono wrap-anywhere whitespace-normal max-md:hidden">
                {barcode}
              </Td>
              <Td className="max-w-64 wrap-anywhere whitespace-normal max-md:hidden">
                {removed ? <Badge>Removed</Badge> : place}
              </Td>
              <Td className="max-md:hidden">
                <LabTime
                  time={known?.since ?? known?.removed_at ?? null}
                  timeZone={timeZone}
                  className="text-muted"
                />
              </Td>
              <Td className="max-w-40 overflow-hidden text-ellipsis">
                {known ? contentsText({ ...known, filled }) : null}
              </Td>
              <Td className="max-w-48 wrap-anywhere whitespace-normal max-md:hidden">
                {lidText(container)}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
