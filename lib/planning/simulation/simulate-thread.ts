import type { ThreadWork } from '@/lib/platform/threads/run-in-thread';
import type { SimulationAnswer } from '../forecast';
import type { SimulationQuestion } from './question';
import { simulate } from './simulate';

/** Simulates; says the share that is done, 0 to 1, each time it has grown by a hundredth. */
export const work: ThreadWork<SimulationQuestion, number, SimulationAnswer> = (question, say) => {
  let said = 0;
  return simulate(question, (share) => {
    if (share < said + 0.01) return;
    said = share;
    say(share);
  });
};
