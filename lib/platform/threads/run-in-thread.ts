import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/**
 * What the module of a thread exports as `work`: from an input to an answer, saying things on the
 * way. All three are copied between threads, so they are plain data.
 */
export type ThreadWork<Input, Said, Answer> = (
  input: Input,
  say: (said: Said) => void,
) => Answer | Promise<Answer>;

type Running<Said, Answer> = {
  said?: (said: Said) => void;
  /** Ends the thread where it stands. */
  signal: AbortSignal;
  /** Memory its objects may take, beside buffers; more ends it. */
  maxHeapMb: number;
  parseSaid: z.ZodType<Said>;
  parseAnswer: z.ZodType<Answer>;
};

/** Thrown where a thread was ended by its signal. */
export class ThreadStopped extends Error {
  constructor() {
    super('The thread was stopped.');
  }
}

const Message = z.union([
  z.strictObject({ said: z.unknown() }),
  z.strictObject({ answer: z.unknown() }),
]);

/**
 * Runs the `work` of a module in a thread of its own, so that long reckoning holds nothing else up.
 * Its error is thrown here; so is running out of memory.
 */
export function runInThread<Said, Answer>(
  module: URL,
  input: unknown,
  { said, signal, maxHeapMb, parseSaid, parseAnswer }: Running<Said, Answer>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new ThreadStopped());
      return;
    }
    const thread = new Worker(new URL('./enter-thread.mjs', import.meta.url), {
      workerData: { module: module.href, input },
      execArgv: ['--conditions=react-server'],
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    const stop = () => {
      reject(new ThreadStopped());
      void thread.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    const end = () => signal.removeEventListener('abort', stop);
    thread.on('message', (message: unknown) => {
      try {
        const heard = Message.parse(message);
        if ('said' in heard) said?.(parseSaid.parse(heard.said));
        else resolve(parseAnswer.parse(heard.answer));
      } catch (error) {
        reject(error);
        void thread.terminate();
      }
    });
    thread.once('error', (error) => {
      end();
      reject(error);
    });
    thread.once('exit', (code) => {
      end();
      reject(new Error(`The thread ended with ${code} before it answered.`));
    });
  });
}
