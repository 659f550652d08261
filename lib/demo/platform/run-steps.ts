import type { Run } from './generate-runs';
import type { TakenStep } from './schedule-run';

/** A step by the words of the orchestrator. */
export type StepWords = {
  kind: 'PROCESS' | 'MOVE';
  name: string;
  device: string;
  data: Record<string, unknown>;
  /** Of a move: from and to which device. */
  ends: { from: string; to: string } | null;
};

/** What the orchestrator calls a step. */
export function wordsOf({ process }: Run, arm: string, { step, plate, at }: TakenStep): StepWords {
  const container = `${process.plates.name} ${plate + 1}`;
  switch (step.kind) {
    case 'process': {
      const { fct, parameters, device } = step;
      const name = `${step.name}, ${container}`;
      return { kind: 'PROCESS', name, device, data: { fct, ...parameters }, ends: null };
    }
    case 'move': {
      const { device: to } = step.to;
      const name = `Move ${container} to ${to}`;
      const ends = { from: at.device, to };
      return { kind: 'MOVE', name, device: arm, data: { fct: 'move' }, ends };
    }
    case 'unlid':
    case 'lid': {
      const name = step.kind === 'lid' ? `Put lid on ${container}` : `Take lid off ${container}`;
      return { kind: 'PROCESS', name, device: arm, data: { fct: step.kind }, ends: null };
    }
  }
}

/** The steps a run was going to take, as it was told when it began: lib/processes/planned-step. */
export function planOf(run: Run, arm: string) {
  const lastOf = new Map<number, number>();
  return run.steps
    .filter(({ failed }) => !failed)
    .map((taken, index) => {
      const before = lastOf.get(taken.plate);
      lastOf.set(taken.plate, index);
      const { ends, ...words } = wordsOf(run, arm, taken);
      return {
        ...words,
        after: before === undefined ? [] : [before],
        origin_device: ends?.from ?? null,
        target_device: ends?.to ?? null,
      };
    });
}
