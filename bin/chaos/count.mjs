// What became of every message, as a client can see it.
import { listAll } from './api.mjs';
import { finalOf, numberOf, preliminaryOf } from './load.mjs';

const AT_A_TIME = 8;

/** @returns {Promise<{ lost: string[], twice: string[], wrong: string[], counted: number }>} */
export async function countAsClient(ask, known) {
  const found = { lost: [], twice: [], wrong: [], counted: 0 };
  const left = [...known];
  const lane = async () => {
    for (let one = left.pop(); one; one = left.pop()) await look(ask, found, ...one);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  for (const status of ['accepted', 'quarantined', 'ignored']) {
    const messages = await listAll(ask, `/instrument-messages?status=${status}`);
    for (const { id, reason } of messages)
      found.wrong.push(`message ${id} is ${status}: ${reason}`);
  }
  return found;
}

async function look(ask, found, nth, [preliminary, final]) {
  const number = numberOf(nth);
  const specimen = await ask('GET', `/specimens/${number}`);
  const history = await ask('GET', `/specimens/${number}/history`);
  found.counted += 1;
  const [test] = specimen.tests;
  const values = test.results.map(({ value, status }) => `${value} ${status}`);
  const submits = history.data.filter(({ action }) => action === 'submit').length;
  const starts = history.data.filter(({ action }) => action === 'start').length;
  const allowed = [];
  if (final !== 'refused') allowed.push(`${finalOf(nth)} final`);
  // One whose last message was never answered may stand at any point that its messages lead to.
  if (final !== 'accepted') {
    if (preliminary !== 'refused') allowed.push(`${preliminaryOf(nth)} preliminary`);
    if (preliminary !== 'accepted') allowed.push('');
  }
  const said = values.join(', ');
  if (!allowed.includes(said)) {
    found.lost.push(`${number}: has "${said}", answered ${preliminary} and ${final}`);
  }
  if (submits > 1 || starts > 1 || values.length > 1) {
    found.twice.push(`${number}: ${starts} starts, ${submits} submits, "${said}"`);
  }
  const submitted = test.state === 'submitted';
  if (submitted !== (said === `${finalOf(nth)} final`)) {
    found.wrong.push(`${number} is ${test.state} with "${said}"`);
  }
}
