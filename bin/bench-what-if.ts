// npm run bench:what-if [-- --tests 60000] [--runs 30]: a what-if of a busy week, in a thread as the
// worker runs it, beside the closed form and a plain simulation of the same queue. It needs no
// database and asserts nothing.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runInThread } from '@/lib/platform/threads/run-in-thread';
import { SimulationAnswer } from '@/lib/planning/forecast';
import { SimulationQuestion } from '@/lib/planning/simulation/question';
import { simulate } from '@/lib/planning/simulation/simulate';
import { busyWeek, plainQueue, SCENARIOS } from './bench/what-if';

const { values } = parseArgs({
  options: {
    tests: { type: 'string', default: '60000' },
    runs: { type: 'string', default: '30' },
  },
});
const Size = z.coerce.number().int().positive();
const tests = Size.parse(values.tests);
const runs = Size.parse(values.runs);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** What a job cost: seconds of clock and of processor, of all threads. */
async function cost<Answer>(
  job: () => Answer | Promise<Answer>,
): Promise<{ answer: Answer; seconds: number; processor: number }> {
  const before = process.cpuUsage();
  const started = performance.now();
  const answer = await job();
  const { user, system } = process.cpuUsage(before);
  return {
    answer,
    seconds: (performance.now() - started) / 1_000,
    processor: (user + system) / 1e6,
  };
}

const idle = process.memoryUsage.rss();
const question = SimulationQuestion.parse({
  model: busyWeek(tests),
  scenarios: SCENARIOS,
  seed: 1,
  runs,
});

print(
  `${whole.format(tests)} tests a week, ${SCENARIOS.length} scenarios × ${runs} runs, a thread:`,
);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const busy = await cost(() =>
  runInThread(new URL('../lib/planning/simulation/simulate-thread.ts', import.meta.url), question, {
    signal: new AbortController().signal,
    maxHeapMb: 512,
    parseSaid: z.number(),
    parseAnswer: SimulationAnswer,
  }),
);
delay.disable();
const peak = process.resourceUsage().maxRSS * 1_024;
if (busy.answer.state === 'simulated') {
  const { events, weeks, baseline, scenarios } = busy.answer;
  print(`  ${fine.format(busy.seconds)} s, ${fine.format(busy.processor)} s of processor`);
  print(
    `  ${whole.format(events)} events (${weeks} counted weeks a run): ${whole.format(events / busy.seconds)} a second, ${whole.format(events / busy.processor)} a second of processor`,
  );
  print(
    `  memory ${whole.format(idle / 1e6)} MB before, ${whole.format(peak / 1e6)} MB at most; the loop beside it late by ${fine.format(delay.max / 1e6)} ms at most`,
  );
  for (const { name, whole: all } of [{ name: 'baseline', ...baseline }, ...scenarios]) {
    if (all.state !== 'stable') print(`  ${name}: ${all.state}`);
    else {
      const p90 = all.turnaround_p90;
      print(
        `  ${name}: P90 ${fine.format(p90?.mean ?? NaN)} min [${fine.format(p90?.low ?? NaN)}, ${fine.format(p90?.high ?? NaN)}]`,
      );
    }
  }
}

// M/M/50 at 0.95, of which the exact waiting is known: the same weeks by this engine and by a plain one.
const { queue, exactMinutes, plain } = plainQueue(tests);
const engine = await cost(() =>
  simulate(SimulationQuestion.parse({ model: queue, scenarios: [], seed: 1, runs, weeks: 1 })),
);
print(
  `M/M/50 at 0.95, as many tests, ${runs} runs; the closed form: ${fine.format(exactMinutes)} min`,
);
if (engine.answer.state === 'simulated' && engine.answer.baseline.whole.state === 'stable') {
  const { waiting_mean: waiting } = engine.answer.baseline.whole;
  print(
    `  this engine (${runs} runs): ${fine.format(waiting?.mean ?? NaN)} min [${fine.format(waiting?.low ?? NaN)}, ${fine.format(waiting?.high ?? NaN)}], ${fine.format(engine.seconds)} s, ${whole.format(engine.answer.events / engine.seconds)} events a second`,
  );
}
const naive = await cost(() => plain(Math.min(runs, 5)));
print(
  `  a sorted list of objects (${Math.min(runs, 5)} runs): ${fine.format(naive.answer.waitingMinutes)} min, ${fine.format(naive.seconds)} s, ${whole.format(naive.answer.events / naive.seconds)} events a second`,
);
