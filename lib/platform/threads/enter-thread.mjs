// Where a thread begins: it learns to read TypeScript, then does the work it was made for.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { work } = await import(workerData.module);
const answer = await work(workerData.input, (said) => parentPort.postMessage({ said }));
parentPort.postMessage({ answer });
