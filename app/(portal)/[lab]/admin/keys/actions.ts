'use server';

import { action } from '@/lib/entry/action';
import { CreateKeyInput, KeyInput } from '@/lib/people/contract';
import { createKey as createKeyVerb } from '@/lib/people/create-key';
import { revokeKey as revokeKeyVerb } from '@/lib/people/revoke-key';

export const createKey = action('key.create', 'keys.write', CreateKeyInput, createKeyVerb);
export const revokeKey = action('key.revoke', 'keys.write', KeyInput, revokeKeyVerb);
