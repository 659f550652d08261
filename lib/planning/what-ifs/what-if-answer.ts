import type { WhatIf } from '@/lib/platform/db/generated/client';
import type { WhatIfAnswer, WhatIfRow } from '../contract';
import { StoredAnswer, StoredQuestion } from './stored';

export function percentOf({ status, progress }: Pick<WhatIf, 'status' | 'progress'>): number {
  return status === 'finished' ? 100 : Math.min(99, Math.floor(progress * 100));
}

type Row = Omit<WhatIf, 'question' | 'answer'>;

export function whatIfRow(
  row: Row,
  { kind, scenarios }: Pick<WhatIfRow, 'kind' | 'scenarios'>,
): WhatIfRow {
  return {
    id: row.id,
    kind,
    name: row.name,
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    status: row.status,
    percent: percentOf(row),
    scenarios,
    by: row.actorName,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    message: row.failure,
  };
}

export function whatIfAnswer(row: WhatIf): WhatIfAnswer {
  const { kind, fit, simulation } = StoredQuestion.parse(row.question);
  const { scenarios: _, ...told } = whatIfRow(row, { kind, scenarios: [] });
  const answer = row.answer === null ? null : StoredAnswer.parse(row.answer);
  const simulated = answer?.simulated.state === 'simulated' ? answer.simulated : null;
  return {
    ...told,
    seed: simulation.seed,
    runs: simulation.runs,
    stat_first: simulation.model.stat_first,
    asked: simulation.scenarios,
    fit,
    left_out: fit.groups.flatMap(({ name, needs_input: needs }) =>
      needs.length > 0 ? [name] : [],
    ),
    weeks: simulated?.weeks ?? null,
    baseline: simulated?.baseline ?? null,
    scenarios: simulated?.scenarios ?? null,
    check: answer?.check ?? null,
    back_test: answer?.back_test ?? null,
  };
}
