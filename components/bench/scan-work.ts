import { actionNeeds } from '@/lib/specimens/transitions/action-needs';
import type { Specimen } from '@/lib/specimens/contract';
import { offeredActions } from '@/lib/specimens/transitions/offered-actions';
import { newestRuns } from '@/lib/specimens/newest-runs';
import { undoOf } from '@/lib/specimens/transitions/undo-of';
import type { ActionInput } from './action-input';
import type { Bench, TakeAction } from './bench-context';
import { fetchSpecimen } from './fetch-specimen';
import { movedTests } from './moved-tests';
import type { Scan, Worked } from './scan-queue';

/** What scan mode does with each scan. */
export type ScanSetup = { action: string; label: string; input: ActionInput };

/** What it takes to undo a scan; empty where the workflow leads nowhere back. */
export type Done = {
  version: number;
  steps: { action: string; assays: string[]; needsReason: boolean }[];
};

const refused = (text: string): Worked<Done> => ({ ok: false, text, result: null });

function labelOf(bench: Bench, state: string): string {
  return bench.options.states.find(({ key }) => key === state)?.label ?? state;
}

/** How to take the moved tests back, one step for each way; empty unless every one can be. */
function stepsBack(bench: Bench, action: string, before: Specimen, after: Specimen): Done['steps'] {
  const steps: Done['steps'] = [];
  for (const { assay, from, to } of movedTests(before, after)) {
    const undo = undoOf(bench.options.rules, { action, from, to }, bench.role);
    if (undo === null) return [];
    const same = steps.find((step) => step.action === undo.action);
    if (same) same.assays.push(assay);
    else steps.push({ ...undo, assays: [assay] });
  }
  return steps;
}

function doneText(bench: Bench, before: Specimen, after: Specimen): string {
  const moved = movedTests(before, after);
  const states = [...new Set(moved.map(({ to }) => labelOf(bench, to)))].join(', ');
  const what = `${moved.map(({ assay }) => assay).join(', ')}: ${states}`;
  const retests = after.tests.flatMap(({ assay, run, retest_of: of }) =>
    of && moved.some((test) => test.assay === assay)
      ? [`${assay} is run ${run}${of.reason ? `, because: ${of.reason}` : ''}`]
      : [],
  );
  return [what, ...retests].join('. ');
}

/** Takes the chosen action on a scanned number at once. Somebody faster is read again, once. */
export async function workScan(
  bench: Bench,
  act: TakeAction,
  { action, input }: ScanSetup,
  number: string,
): Promise<Worked<Done>> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await fetchSpecimen(bench.labSlug, number);
    if (!found.ok) {
      return found.code === 'not_found'
        ? refused('Not in this lab')
        : { ...refused(found.message), unanswered: found.code === 'unavailable' };
    }
    const before = found.specimen;
    if (before.voided) return refused('Voided: entered by mistake');
    const offered = offeredActions(newestRuns(before.tests), bench.options).find(
      (each) => each.action === action,
    );
    const state = labelOf(bench, before.state);
    if (offered?.why !== null) return refused(`${state}. ${offered?.why ?? 'No such action'}`);
    const answer = await act(bench.labSlug, {
      specimen_id: number,
      action,
      version: before.version,
      ...input,
    });
    if (answer.ok) {
      const after = answer.data;
      return {
        ok: true,
        text: doneText(bench, before, after),
        result: { version: after.version, steps: stepsBack(bench, action, before, after) },
      };
    }
    if (answer.code !== 'version_conflict' || attempt === 2) return refused(answer.message);
  }
}

/** Takes a scan back, unless anything has happened to the specimen since. */
export async function undoScan(
  bench: Bench,
  act: TakeAction,
  { number, result }: Scan<Done>,
): Promise<Worked<Done>> {
  let version = result?.version;
  for (const { action, assays, needsReason } of result?.steps ?? []) {
    const answer = await act(bench.labSlug, {
      specimen_id: number,
      action,
      assays,
      version,
      ...(needsReason && { reason: 'Undone in scan mode' }),
    });
    if (!answer.ok) {
      const faster = answer.code === 'version_conflict';
      return refused(
        `Not undone: ${faster ? 'it has been changed since. Open it on the bench.' : answer.message}`,
      );
    }
    version = answer.data.version;
  }
  return { ok: true, text: 'Undone', result: null };
}

/** What an action has to be told before scanning begins: whatever any state may need. */
export function setupNeeds(bench: Bench, action: string) {
  return actionNeeds(
    action,
    bench.options.rules.filter((rule) => rule.action === action),
  );
}
