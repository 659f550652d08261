'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { StateTableAnswer } from '@/lib/devices/states/contract';
import { STATE_NAMES } from '@/lib/devices/states/state-names';
import { STATE_MEANINGS, type StateMeaning } from '@/lib/devices/states/state-table';
import type { ActionResult } from '@/lib/entry/action-result';

const MEANINGS: Record<StateMeaning, string> = {
  up: 'Up',
  limited: 'Up, limited',
  idle: 'Idle',
  unplanned: 'Stopped',
  planned: 'Planned',
  continues_else_idle: 'Goes on with a stop, else idle',
  continues_else_planned: 'Goes on with a stop, else planned',
  transient: 'A pause: up for a while, longer a stop',
  unknown: 'Unknown',
  unchanged: 'No change',
};

type Change = (labSlug: string, input: unknown) => Promise<ActionResult<StateTableAnswer>>;

const nothing: Change = () => Promise.reject(new Error('Nothing to change with'));

/** The lab's table of states: read by everybody, changed where `change` is given. */
export function StateTableForm({
  labSlug,
  table,
  change,
}: {
  labSlug: string;
  table: StateTableAnswer;
  change?: Change;
}) {
  const { run, pending, result } = useAction(change ?? nothing, labSlug);
  const router = useRouter();
  const toast = useToast();
  const refused = result?.ok === false ? result : null;
  const place = (code: string) => STATE_MEANINGS.indexOf(table.meanings[code] ?? 'unknown');
  const codes = Object.keys(table.meanings).toSorted(
    (a, b) => place(a) - place(b) || a.localeCompare(b, 'en'),
  );
  const options = STATE_MEANINGS.map((value) => ({ value, label: MEANINGS[value] }));

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const meanings: Record<string, unknown> = {};
    for (const code of codes) meanings[code] = data.get(`meaning ${code}`);
    const added = data.get('code');
    if (typeof added === 'string' && added.trim() !== '') {
      meanings[added.trim().toUpperCase()] = data.get('added_meaning');
    }
    const minutes = data.get('transient_minutes');
    const answer = await run({
      meanings,
      transient_minutes: minutes === '' ? null : Number(minutes),
    });
    if (!answer.ok) return;
    toast({ title: 'States saved' });
    router.refresh();
  };

  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <FormErrors errors={refused?.fields}>
        <div className="grid gap-5">
          {refused && refused.fields.length === 0 ? (
            <Alert tone="danger" live>
              {refused.message}
            </Alert>
          ) : null}
          <Table label="What states mean">
            <TableHead>
              <tr>
                <Th>State</Th>
                <Th>Means</Th>
              </tr>
            </TableHead>
            <TableBody>
              {codes.map((code) => (
                <Tr key={code}>
                  <Th scope="row">
                    <span className="font-mono">{code}</span>
                    {STATE_NAMES[code] ? (
                      <span className="block text-xs text-muted">{STATE_NAMES[code]}</span>
                    ) : null}
                  </Th>
                  <Td className="whitespace-normal">
                    {change ? (
                      <Field label={`${code} means`} name={`meaning ${code}`} hideLabel>
                        <Select options={options} defaultValue={table.meanings[code]} />
                      </Field>
                    ) : (
                      MEANINGS[table.meanings[code] ?? 'unknown']
                    )}
                  </Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
          {change ? (
            <>
              <div className="grid gap-3 sm:grid-cols-2">
                <Field label="Another state" name="code" hint="As the device reports it." optional>
                  <Input code maxLength={20} autoComplete="off" />
                </Field>
                <Field label="It means" name="added_meaning">
                  <Select options={options} defaultValue="unknown" />
                </Field>
              </div>
              <Field
                label="A pause is up for"
                name="transient_minutes"
                hint="Minutes, 0 to 1440. A longer pause is a stop from its beginning on."
                required
              >
                <Input
                  numeric
                  className="max-w-32"
                  inputMode="numeric"
                  defaultValue={table.transient_minutes}
                  autoComplete="off"
                />
              </Field>
              <p className="text-dense text-muted">
                What devices said stays as it is. All figures of uptime, of the past too, are read
                by the new table from then on.
              </p>
              <div>
                <Button type="submit" variant="primary" pending={pending}>
                  Save states
                </Button>
              </div>
            </>
          ) : (
            <p className="text-dense text-muted">
              A pause is up for {table.transient_minutes} minutes; longer, it is a stop from its
              beginning on. An admin changes the table.
            </p>
          )}
        </div>
      </FormErrors>
    </form>
  );
}
