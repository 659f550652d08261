import { foldWord } from '@/lib/imports/status-words';
import { HashTable } from '../judge/hash-table';
import type { RowReader } from '../judge/row-reader';
import { FAILED, PASSED, SKIPPED, UNJUDGED, type Outcome } from '../judge/tally';
import type { RuleOf } from '../rule';
import {
  neededColumns,
  NOTHING,
  type FoundColumn,
  type KindJudge,
  type Setting,
} from './kind-judge';

const BETWEEN = '\u001f';

type Workflow = {
  states: string[];
  /** State as a file writes it, folded → index among the states. */
  indexOf: Map<string, number>;
  follows: ReadonlySet<number>[];
};

function workflowOf(allowed: Readonly<Record<string, readonly string[]>>): Workflow {
  const states: string[] = [];
  const indexOf = new Map<string, number>();
  const follows: Set<number>[] = [];
  // A rule may write one state in two ways: “In process” here and IN_PROCESS there.
  const placeOf = (state: string): number => {
    const word = foldWord(state);
    const known = indexOf.get(word);
    if (known !== undefined) return known;
    indexOf.set(word, states.length);
    follows.push(new Set());
    return states.push(state) - 1;
  };
  for (const [from, next] of Object.entries(allowed)) {
    const place = placeOf(from);
    for (const to of next) follows[place]?.add(placeOf(to));
  }
  // Files say completed where the lab says published; whichever is written stands for both.
  const [completed, published] = [indexOf.get('completed'), indexOf.get('published')];
  if (completed === undefined && published !== undefined) indexOf.set('completed', published);
  if (published === undefined && completed !== undefined) indexOf.set('published', completed);
  return { states, indexOf, follows };
}

/** One change, where both states are known. What stays as it is changes nothing. */
function judgeChange(
  setting: Setting,
  workflow: Workflow,
  row: RowReader,
  column: string,
  from: number,
  to: number,
): Outcome {
  if (from === to || workflow.follows[from]?.has(to)) return PASSED;
  const next = [...(workflow.follows[from] ?? [])].map((state) => workflow.states[state] ?? '');
  const before = workflow.states[from] ?? '';
  setting.tally.violate(
    row,
    column,
    `${before} → ${workflow.states[to] ?? ''}`,
    next.length === 0 ? `nothing after ${before}` : `after ${before}: ${next.join(', ')}`,
  );
  return FAILED;
}

/**
 * Counts rows: one fails whose change of state the workflow does not have. With `state` and `key`
 * each row of a key is compared with the one before it in the table, of which a hash is kept. A state
 * that is none of the workflow cannot be judged.
 */
export function judgeTransition(rule: RuleOf<'transition'>, setting: Setting): KindJudge {
  const { tally, context } = setting;
  const allowed = rule.allowed ?? context.transitions;
  if (allowed === null) {
    tally.impossible('There is no lab here whose workflow is known; give “allowed”.');
    return NOTHING;
  }
  const workflow = workflowOf(allowed);
  const stateOf = (row: RowReader, { name, at }: FoundColumn): number | null => {
    const text = row.text(at);
    const state = workflow.indexOf.get(foldWord(text));
    if (state === undefined) tally.unread(row, name, text, 'is no state of the workflow');
    return state ?? null;
  };

  if (rule.state === undefined) {
    const [from, to] =
      neededColumns(setting, [rule.from ?? 'from_state', rule.to ?? 'to_state']) ?? [];
    if (!from || !to) return NOTHING;
    return {
      row(row) {
        if (row.text(from.at) === '' || row.text(to.at) === '') return SKIPPED;
        const [before, after] = [stateOf(row, from), stateOf(row, to)];
        if (before === null || after === null) return UNJUDGED;
        return judgeChange(setting, workflow, row, to.name, before, after);
      },
    };
  }

  const [state, ...key] = neededColumns(setting, [rule.state, ...(rule.key ?? [])]) ?? [];
  if (!state) return NOTHING;
  const last = new HashTable();
  const UNKNOWN = workflow.states.length + 1;
  return {
    row(row) {
      if (row.text(state.at) === '') return SKIPPED;
      const after = stateOf(row, state);
      const name = key.map(({ at }) => row.text(at)).join(BETWEEN);
      const before = last.replace(name, after === null ? UNKNOWN : after + 1);
      if (after === null || before === UNKNOWN) return UNJUDGED;
      if (before === 0) return SKIPPED;
      return judgeChange(setting, workflow, row, state.name, before - 1, after);
    },
  };
}
