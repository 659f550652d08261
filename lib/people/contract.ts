import { z } from 'zod';
import { KEY_ROLES, type KeyRole, ROLES, type Role } from '@/lib/platform/access/roles';
import { oneOf } from '@/lib/platform/http/one-of';
import { NewPassword } from './password-rule';

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'may have at most 254 characters')
  .pipe(z.email('is not an email address'));

export const PersonName = z
  .string()
  .trim()
  .min(1, 'is needed')
  .max(100, 'may have at most 100 characters');

const id = z.uuid('is not an id');
const role = oneOf(ROLES);

export const InviteInput = z.strictObject({ email: Email, name: PersonName, role });
export const PersonInput = z.strictObject({ userId: id });
export const ChangeRoleInput = z.strictObject({ userId: id, role });
export const InvitationInput = z.strictObject({ invitationId: id });

/** What the page behind a one-time link sends: name and password from whoever has none yet. */
export const TakeUpInput = z.strictObject({
  token: z.string().min(20).max(100),
  name: PersonName.optional(),
  password: NewPassword.optional(),
});

export const ChangePasswordInput = z.strictObject({
  current: z.string().min(1, 'is needed').max(1000),
  password: NewPassword,
});
export const ChangeNameInput = z.strictObject({ name: PersonName });
export const SessionInput = z.strictObject({ sessionId: id });

export const CreateKeyInput = z
  .strictObject({
    name: PersonName,
    role: oneOf(KEY_ROLES),
    deviceId: id.nullable().default(null),
    /** Days from now; null for a key that does not expire. */
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(null),
  })
  .refine((key) => key.role !== 'instrument' || key.deviceId !== null, {
    path: ['deviceId'],
    message: 'is needed: an instrument’s key belongs to one device',
  });
export const KeyInput = z.strictObject({ keyId: id });

/** A person of a lab as its admins see them. */
export type LabPerson = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  status: 'active' | 'disabled' | 'no_password';
  demo: boolean;
  /** ISO time of the last request, within a minute. */
  lastSeenAt: string | null;
};

/** An invitation that can still be taken up. */
export type OpenInvitation = {
  invitationId: string;
  purpose: 'join' | 'reset_password';
  name: string;
  email: string;
  role: Role | null;
  madeBy: string;
  expiresAt: string;
};

/** A one-time link, which is in no other answer ever again. */
export type OneTimeLink = { invitationId: string; link: string; expiresAt: string };

export type LabKey = {
  keyId: string;
  name: string;
  prefix: string;
  role: KeyRole;
  device: string | null;
  madeBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  status: 'active' | 'expired' | 'revoked';
};

/** A new key, whole this once. */
export type NewKey = { keyId: string; key: string; name: string; prefix: string };

export type OwnSession = {
  sessionId: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  userAgent: string | null;
};
