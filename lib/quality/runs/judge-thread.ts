import { z } from 'zod';
import { UnreadableFile } from '@/lib/platform/csv/csv-reader';
import { closeDatabase, pool } from '@/lib/platform/db/client';
import type { ThreadWork } from '@/lib/platform/threads/run-in-thread';
import { readChunks } from '@/lib/platform/uploads/chunks';
import { judgeCsv } from '../judge/judge-csv';
import type { JudgeContext } from '../judge/judge-context';
import { Judgement } from '../judgement';
import { Rule } from '../rule';
import { judgeLab } from './judge-lab';
import { countSql, labTable, type LabScope } from './lab-tables';
import { refuseTooMuchMemory, TooMuchMemory } from './memory-of-run';
import { ViolationKeeper } from './violation-keeper';

export type JudgeErrand = {
  labId: string;
  runId: string;
  /** A file's bytes are those of the run. */
  source: { kind: 'csv' } | { kind: 'lab'; scope: LabScope };
  rules: Rule[];
  context: Omit<JudgeContext, 'dateOrder'>;
  /** The most of typed arrays and buffers. */
  arraysMb: number;
};

/** How far it is: rows done, and of how many as far as that is known. */
export const JudgeSaid = z.strictObject({ rows: z.int(), total: z.int().nullable() });
export type JudgeSaid = z.output<typeof JudgeSaid>;

export const JudgeAnswer = z.union([
  z.strictObject({ judgement: Judgement, rules: z.array(Rule) }),
  z.strictObject({ unreadable: z.string() }),
]);
export type JudgeAnswer = z.output<typeof JudgeAnswer>;

/** Pieces of a file between which what was found is written. */
const SLICE_BYTES = 64 * 1024;

async function* fileOf(errand: JudgeErrand, keeper: ViolationKeeper): AsyncGenerator<Buffer> {
  const chunks = readChunks(async (index) => {
    const { rows } = await pool().query<{ bytes: Buffer }>(
      'SELECT bytes FROM quality_run_chunks WHERE lab_id = $1 AND run_id = $2 AND index = $3',
      [errand.labId, errand.runId, index],
    );
    return rows[0]?.bytes;
  });
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      yield chunk.subarray(at, at + SLICE_BYTES);
      refuseTooMuchMemory(errand.arraysMb);
      await keeper.makeRoom();
    }
  }
}

async function judge(errand: JudgeErrand, say: (said: JudgeSaid) => void): Promise<JudgeAnswer> {
  const { labId, runId, source, rules, context } = errand;
  const keeper = new ViolationKeeper(labId, runId);
  const violation = keeper.take.bind(keeper);
  let total: number | null = null;
  const progress = (rows: number) => say({ rows, total });
  let answer: { judgement: Judgement; rules: Rule[] };
  if (source.kind === 'csv') {
    const reading = ({ rowsEstimate }: { rowsEstimate: number }) => {
      total = rowsEstimate;
      progress(0);
    };
    const on = { violation, progress, reading };
    const judged = await judgeCsv(() => fileOf(errand, keeper), rules, context, on);
    answer = { judgement: judged.judgement, rules: judged.rules };
  } else {
    const count = countSql(labId, source.scope);
    const { rows } = await pool().query<{ tests: number }>(count.text, count.values);
    total = rows[0]?.tests ?? null;
    progress(0);
    const open = (name: 'tests' | 'history') =>
      labTable(name, labId, source.scope, () => {
        refuseTooMuchMemory(errand.arraysMb);
        return keeper.makeRoom();
      });
    // The database writes its times in one way, whatever the lab's dates are like.
    const ours = { ...context, dateOrder: 'dmy' } as const;
    answer = { judgement: await judgeLab(rules, ours, open, { violation, progress }), rules };
  }
  await keeper.flush();
  return answer;
}

/** Judges what a run is about, and writes the rows at fault as it finds them. */
export const work: ThreadWork<JudgeErrand, JudgeSaid, JudgeAnswer> = async (errand, say) => {
  try {
    return await judge(errand, say);
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof TooMuchMemory) {
      return { unreadable: error.message };
    }
    throw error;
  } finally {
    await closeDatabase();
  }
};
