import { expect, test } from 'vitest';
import { actionNeeds, type ActionNeeds } from './action-needs';

const PLAIN = { needsReason: false, needsSignature: false };
const NOTHING: ActionNeeds = {
  device: false,
  errorCode: false,
  rejectionReason: false,
  reason: false,
  signature: false,
};

test.each([
  ['receive', [PLAIN], {}],
  ['start', [PLAIN], { device: true }],
  ['fail', [PLAIN, PLAIN], { errorCode: true }],
  ['reject', [PLAIN], { rejectionReason: true }],
  ['cancel', [{ ...PLAIN, needsReason: true }], { reason: true }],
  ['cancel', [PLAIN, { ...PLAIN, needsReason: true }], { reason: true }],
  ['invalidate', [{ needsReason: true, needsSignature: true }], { reason: true, signature: true }],
  ['publish', [PLAIN, { ...PLAIN, needsSignature: true }], { signature: true }],
  ['verify', [], {}],
] as const)('%s with %j needs %j', (action, rows, needs) => {
  expect(actionNeeds(action, rows)).toEqual({ ...NOTHING, ...needs });
});
