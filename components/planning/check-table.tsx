import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Check } from '@/lib/planning/contract';
import { figureText, shareText } from './number-text';

type Pair = { observed: number | null; model: number | null };

const minutes = (value: number) => `${figureText(value)} min`;

const MEASURES: readonly {
  label: string;
  of: (check: Check) => Pair;
  text: (value: number) => string;
}[] = [
  { label: 'Utilisation', of: ({ utilisation }) => utilisation, text: shareText },
  { label: 'Received to started, mean', of: ({ wait_mean: wait }) => wait, text: minutes },
  { label: 'Turnaround P50', of: ({ turnaround_p50: p50 }) => p50, text: minutes },
  { label: 'Turnaround P90', of: ({ turnaround_p90: p90 }) => p90, text: minutes },
];

/** What came of the period beside what the fitted model gives, group by group. */
export function CheckTable({ check }: { check: readonly Check[] }) {
  return (
    <Table label="Observed and modelled" tall={check.length > 12}>
      <TableHead>
        <Tr>
          <Th className="max-lg:sticky max-lg:left-0 max-lg:bg-surface">Machine group</Th>
          {MEASURES.map(({ label }) => (
            <Th key={label} numeric>
              {label}
            </Th>
          ))}
        </Tr>
      </TableHead>
      <TableBody>
        {check.map((one) => (
          <Tr key={one.group}>
            <Th
              scope="row"
              className="min-w-28 align-top whitespace-normal max-lg:sticky max-lg:left-0 max-lg:z-1 max-lg:bg-surface md:min-w-36"
            >
              {one.group}
            </Th>
            {MEASURES.map(({ label, of, text }) => {
              const { observed, model } = of(one);
              return (
                <Td key={label} numeric>
                  <span className="block">
                    <span className="sr-only">observed </span>
                    {observed === null ? '–' : text(observed)}
                  </span>
                  <span className="block text-muted">
                    model {model === null ? '–' : text(model)}
                  </span>
                </Td>
              );
            })}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
