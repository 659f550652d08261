import type { CatalogueAssay } from '@/lib/labs/catalogue/read-catalogue';
import type { WorkTest } from '@/lib/specimens/transitions/move-test';
import type { CodeName } from '../event';
import { codeRemedy } from './code-remedy';
import { Refused } from './refused';
import type { Draft } from './scene';
import { refuseVoid } from './take-step';
import type { TubeDraft } from './tube-draft';

export const namesOf = ({ code, alternatives }: CodeName): string[] => [code, ...alternatives];

const listed = (names: readonly string[]) =>
  names.toSorted((a, b) => a.localeCompare(b, 'en')).join(', ');

export function refuseVoided(tube: TubeDraft): void {
  const { number, voidedAt } = tube.work.tube;
  if (voidedAt === null) return;
  throw new Refused(
    'refused',
    `${number} was voided: it was entered by mistake. Find out which specimen is meant.`,
  );
}

/** The lab's assays that a name may mean; one it does not know at all is refused. */
export function assaysOf(draft: Draft, name: CodeName): CatalogueAssay[] {
  const found = draft.scene.catalogue.assaysNamed(namesOf(name));
  if (found.length > 0) return found;
  throw new Refused(
    'unknown_assay',
    `This lab has no assay “${name.code}”: ${codeRemedy(draft.message, draft.scene.device.name, 'assays')}`,
  );
}

/** The test of that name on the specimen. */
export function namedTest(draft: Draft, tube: TubeDraft, name: CodeName): WorkTest {
  const { newest, tube: row } = tube.work;
  for (const assay of assaysOf(draft, name)) {
    const test = newest.find(({ assayId }) => assayId === assay.id);
    if (test) return test;
  }
  const there = newest.length === 0 ? 'no tests' : listed(newest.map(({ assay }) => assay));
  throw new Refused(
    'refused',
    `${row.number} has no test ${name.code}, it has ${there}: add it on, then replay.`,
  );
}

/** Which tests an event may be of that names no assay. */
export type Choice = (test: WorkTest, isOwn: boolean) => boolean;

/**
 * The tests that an event without an assay is of: those of the first choice that any fits, whether
 * they are on the device that reports (`isOwn`) or not. Refused where there are none, or all are void.
 */
export function fittingTests(
  draft: Draft,
  tube: TubeDraft,
  choices: readonly Choice[],
): WorkTest[] {
  const { newest, tube: row } = tube.work;
  const [first] = newest;
  if (!first) throw new Refused('refused', `${row.number} has no tests: add one on, then replay.`);
  const { kindOf } = draft.scene.rules;
  const open = newest.filter(({ state }) => kindOf.get(state) !== 'void');
  if (open.length === 0) refuseVoid(draft, tube, first);
  const { id } = draft.scene.device;
  for (const choice of choices) {
    const fitting = open.filter((test) => choice(test, test.deviceId === id));
    if (fitting.length > 0) return fitting;
  }
  return [];
}
