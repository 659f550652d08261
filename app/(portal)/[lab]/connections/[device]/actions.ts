'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { sendTestMessage } from '@/lib/instruments/connections/send-test-message';
import { addPeer } from '@/lib/instruments/mllp/add-peer';
import { NewPeer } from '@/lib/instruments/mllp/contract';
import { removePeer } from '@/lib/instruments/mllp/remove-peer';
import { NewSecret } from '@/lib/instruments/secrets/contract';
import { makeSecret } from '@/lib/instruments/secrets/make-secret';
import { revokeSecret } from '@/lib/instruments/secrets/revoke-secret';

const device = z.string().min(1).max(200);
const one = z.strictObject({ device, id: z.string() });

export const makeSecretAction = action(
  'device.make_secret',
  'secrets.write',
  z.strictObject({ device, secret: NewSecret }),
  (ctx, given) => makeSecret(ctx, given.device, given.secret),
);
export const revokeSecretAction = action(
  'device.revoke_secret',
  'secrets.write',
  one,
  (ctx, given) => revokeSecret(ctx, given.device, given.id),
);
export const sendTestAction = action(
  'device.send_test',
  'secrets.write',
  z.strictObject({ device }),
  (ctx, given) => sendTestMessage(ctx, given.device),
);
export const addPeerAction = action(
  'device.add_peer',
  'mapping.write',
  z.strictObject({ device, peer: NewPeer }),
  (ctx, given) => addPeer(ctx, given.device, given.peer),
);
export const removePeerAction = action('device.remove_peer', 'mapping.write', one, (ctx, given) =>
  removePeer(ctx, given.device, given.id),
);
