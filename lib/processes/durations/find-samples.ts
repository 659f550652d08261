import type { LabTx } from '@/lib/platform/db/lab-db';
import { nearestKeys } from './parameter-sets';
import {
  countGeneral,
  countMoves,
  countProtocols,
  movesBetweenTypes,
  type SampleGroup,
} from './sample-groups';
import type { StepQuestion } from './step-questions';

type Of<M extends StepQuestion['method']> = Extract<StepQuestion, { method: M }>;

/** Equal for questions with the same answer. */
export function questionName(question: StepQuestion): string {
  switch (question.method) {
    case 'move':
      return `move ${question.origin} ${question.target}`;
    case 'protocol':
      return `protocol ${question.device} ${question.key} ${question.fct}`;
    case 'general':
      return `general ${question.fct}`;
  }
}

/**
 * The history that answers each question, by its name; absent where there is none. Equal questions
 * are asked once, and each kind of them together.
 */
export async function findSamples(
  tx: LabTx,
  labId: string,
  questions: readonly StepQuestion[],
): Promise<Map<string, SampleGroup>> {
  const distinct = new Map(questions.map((question) => [questionName(question), question]));
  const moves: Of<'move'>[] = [];
  const protocols: Of<'protocol'>[] = [];
  const general = new Set<string>();
  for (const question of distinct.values()) {
    if (question.method === 'move') moves.push(question);
    else if (question.method === 'protocol') protocols.push(question);
    else general.add(question.fct);
  }
  const found = new Map<string, SampleGroup>();
  await findMoves(tx, labId, moves, found);
  const unknown = await findProtocols(tx, labId, protocols, found);
  for (const { fct } of unknown) general.add(fct);

  const fcts = [...general];
  const counts = fcts.length > 0 ? await countGeneral(tx, labId, fcts) : [];
  const byFct = new Map<string, SampleGroup>();
  for (const [index, fct] of fcts.entries()) {
    const samples = counts[index] ?? 0;
    if (samples > 0) byFct.set(fct, { method: 'general', fct, samples });
  }
  for (const question of distinct.values()) {
    if (question.method === 'move') continue;
    const name = questionName(question);
    const group = byFct.get(question.fct);
    if (group && !found.has(name)) found.set(name, group);
  }
  return found;
}

async function findMoves(
  tx: LabTx,
  labId: string,
  moves: readonly Of<'move'>[],
  found: Map<string, SampleGroup>,
): Promise<void> {
  if (moves.length === 0) return;
  const counts = await countMoves(tx, labId, moves);
  const unseen: Of<'move'>[] = [];
  for (const [index, move] of moves.entries()) {
    const samples = counts[index] ?? 0;
    const { origin, target } = move;
    if (samples === 0) unseen.push(move);
    else found.set(questionName(move), { method: 'move', samples, pairs: [{ origin, target }] });
  }
  const groups = await movesBetweenTypes(tx, labId, unseen);
  for (const [index, move] of unseen.entries()) {
    const group = groups[index];
    if (group) found.set(questionName(move), group);
  }
}

/** Answers those whose fct was ever done on their device, and gives back the others. */
async function findProtocols(
  tx: LabTx,
  labId: string,
  protocols: readonly Of<'protocol'>[],
  found: Map<string, SampleGroup>,
): Promise<readonly Of<'protocol'>[]> {
  if (protocols.length === 0) return [];
  const counts = await countProtocols(tx, labId, protocols);
  const unseen = protocols.filter((_, index) => counts[index] === 0);
  for (const [index, { fct, device, key }] of protocols.entries()) {
    const samples = counts[index] ?? 0;
    if (samples > 0) {
      const name = questionName({ method: 'protocol', fct, device, key, parameters: '' });
      found.set(name, { method: 'protocol', fct, device, key, samples });
    }
  }
  if (unseen.length === 0) return [];
  const keys = await nearestKeys(tx, labId, unseen);
  const near = new Map<string, { fct: string; device: string; key: string }>();
  for (const [index, { fct, device }] of unseen.entries()) {
    const key = keys[index];
    if (key != null) near.set(`${device} ${key} ${fct}`, { fct, device, key });
  }
  const nearCounts = await countProtocols(tx, labId, [...near.values()]);
  const groups = new Map(
    [...near].map(([name, protocol], index): [string, SampleGroup] => [
      name,
      { method: 'protocol', ...protocol, samples: nearCounts[index] ?? 0 },
    ]),
  );
  const without: Of<'protocol'>[] = [];
  for (const [index, question] of unseen.entries()) {
    const group = groups.get(`${question.device} ${keys[index] ?? ''} ${question.fct}`);
    if (group) found.set(questionName(question), group);
    else without.push(question);
  }
  return without;
}
