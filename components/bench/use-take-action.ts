'use client';

import { useState } from 'react';
import { useToast } from '@/components/ui/toast';
import type { Specimen } from '@/lib/specimens/contract';
import type { OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import type { ActionInput } from './action-input';
import type { Refusal } from './action-dialog';
import type { Bench, TakeAction } from './bench-context';
import { fetchSpecimen } from './fetch-specimen';

export type Notice = { tone: 'danger' | 'warning'; title: string; text: string };

type Target = { number: string; version: number; assays?: readonly string[] };

/** A state by the lab's own word. */
export function stateLabel(bench: Bench, state: string): string {
  return bench.options.states.find(({ key }) => key === state)?.label ?? state;
}

/**
 * Takes an action on a specimen as it was seen: when somebody was faster nothing is done, and the
 * specimen as it stands now is handed to `onSpecimen` with a notice that says so.
 */
export function useTakeAction(
  bench: Bench,
  act: TakeAction,
  onSpecimen: (specimen: Specimen, how: 'done' | 'faster') => void,
) {
  const toast = useToast();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [working, setWorking] = useState<string | null>(null);

  const faster = async (number: string): Promise<void> => {
    const found = await fetchSpecimen(bench.labSlug, number);
    const title = 'Somebody was faster';
    if (!found.ok) {
      setNotice({ tone: 'warning', title, text: found.message });
      return;
    }
    const state = stateLabel(bench, found.specimen.state);
    setNotice({
      tone: 'warning',
      title,
      text: `It is now ${state}. Nothing of yours was done; look again before you go on.`,
    });
    onSpecimen(found.specimen, 'faster');
  };

  const take = async (
    { action, label }: OfferedAction,
    { number, version, assays }: Target,
    input: ActionInput,
  ): Promise<Refusal | null> => {
    setNotice(null);
    setWorking(action);
    try {
      const answer = await act(bench.labSlug, {
        specimen_id: number,
        action,
        version,
        ...(assays && { assays }),
        ...input,
      });
      if (answer.ok) {
        toast({
          title: `${label}: ${number}`,
          description: `It is now ${stateLabel(bench, answer.data.state)}.`,
          tone: 'positive',
        });
        onSpecimen(answer.data, 'done');
        return null;
      }
      if (answer.code === 'version_conflict') {
        await faster(number);
        return null;
      }
      const wrong = answer.code === 'wrong_password';
      return {
        message: answer.message,
        fields: wrong ? [{ field: 'password', message: answer.message }] : answer.fields,
      };
    } catch {
      return {
        message: 'The server could not be reached. Look whether it was done before you try again.',
        fields: [],
      };
    } finally {
      setWorking(null);
    }
  };

  return { take, notice, setNotice, working };
}
