import { expect, test, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { personOfSession } from './authenticate-person';
import { signInByPassword } from './sign-in';
import { reserveAttempt } from './sign-in-attempts';
import { fromAnywhere, makeTestPerson, TEST_PASSWORD } from './testing-person';

vi.setConfig({ testTimeout: 120_000 });

const START = new Date('2026-03-02T08:00:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);

async function guess(email: string, seconds: number, password = 'not the password') {
  return signInByPassword({ email, password }, fromAnywhere(after(seconds)));
}

test('the right password starts a session, whatever the capitals of the email', async () => {
  const { lab } = await makeTestLab();
  const person = await makeTestPerson({ [lab.id]: 'technician' });
  const outcome = await signInByPassword(
    { email: ` ${person.email.toUpperCase()}`, password: TEST_PASSWORD },
    fromAnywhere(new Date()),
  );
  if (!('sessionId' in outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  const found = await personOfSession(outcome.sessionId, person.id);
  expect(found?.memberships).toMatchObject([{ role: 'technician', lab: { id: lab.id } }]);
});

test('unknown account, wrong password and disabled person get the same answer', async () => {
  const known = await makeTestPerson();
  const disabled = await makeTestPerson();
  await unboundDb().user.update({ where: { id: disabled.id }, data: { disabledAt: START } });
  const noPassword = await makeTestPerson({}, { demo: true });
  const answers = [
    await guess('nobody@example.test', 0),
    await guess(known.email, 0),
    await guess(disabled.email, 0, TEST_PASSWORD),
    await guess(noPassword.email, 0, ''),
  ];
  expect(answers).toEqual(answers.map(() => ({ refused: 'wrong' })));
});

test('guessing makes an account wait, longer each time; a right password afterwards clears it', async () => {
  const { email } = await makeTestPerson();
  for (const second of [0, 1, 2, 3]) {
    expect(await guess(email, second)).toEqual({ refused: 'wrong' });
  }
  expect(await guess(email, 3)).toEqual({ refused: 'wait', seconds: 2 });
  // Even the right password waits, or the wait would tell it apart.
  expect(await guess(email, 4, TEST_PASSWORD)).toEqual({ refused: 'wait', seconds: 1 });
  expect(await guess(email, 5)).toEqual({ refused: 'wrong' });
  expect(await guess(email, 6)).toEqual({ refused: 'wait', seconds: 3 });
  expect(await guess(email, 9, TEST_PASSWORD)).toHaveProperty('sessionId');
  for (const second of [10, 11, 12, 13]) {
    expect(await guess(email, second)).toEqual({ refused: 'wrong' });
  }
});

test('an account nobody has waits like any other', async () => {
  for (const second of [0, 1, 2, 3]) await guess('ghost@example.test', second);
  expect(await guess('ghost@example.test', 3)).toEqual({ refused: 'wait', seconds: 2 });
});

test('asking while waiting neither counts nor lengthens the wait, which ends within 15 minutes', async () => {
  const account = 'besieged@example.test';
  let now = START.getTime();
  for (let failures = 0; failures < 30; failures++) {
    const answer = await reserveAttempt({ account, address: 'direct', now: new Date(now) });
    if ('waitSeconds' in answer) throw new Error('should be due');
    now += 901_000;
  }
  now -= 901_000;
  for (const second of [1, 100, 899]) {
    const asked = { account, address: 'direct', now: new Date(now + second * 1000) };
    expect(await reserveAttempt(asked)).toEqual({ waitSeconds: 900 - second });
  }
  const due = { account, address: 'direct', now: new Date(now + 900_000) };
  expect(await reserveAttempt(due)).toHaveProperty('attemptId');
});

test('of many guesses at one moment no more are looked at than one by one', async () => {
  const account = 'parallel@example.test';
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => reserveAttempt({ account, address: 'direct', now: START })),
  );
  expect(answers.filter((answer) => 'attemptId' in answer)).toHaveLength(4);
});

test('an address that tries many accounts waits too, and others do not wait with it', async () => {
  const now = START;
  for (let i = 0; i < 21; i++) {
    const answer = await reserveAttempt({ account: `spray${i}@x.test`, address: '10.0.0.9', now });
    expect(answer).toHaveProperty('attemptId');
  }
  const one = { account: 'fresh@x.test', now };
  expect(await reserveAttempt({ ...one, address: '10.0.0.9' })).toEqual({ waitSeconds: 2 });
  expect(await reserveAttempt({ ...one, address: '10.0.0.10' })).toHaveProperty('attemptId');
});

test('signing in again ends the session the browser had', async () => {
  const person = await makeTestPerson();
  const given = { email: person.email, password: TEST_PASSWORD };
  const first = await signInByPassword(given, fromAnywhere(new Date()));
  if (!('sessionId' in first)) throw new Error('refused');
  const again = fromAnywhere(new Date(), { replaces: first.sessionId });
  expect(await signInByPassword(given, again)).toHaveProperty('sessionId');
  expect(await personOfSession(first.sessionId, person.id)).toBeNull();
});
