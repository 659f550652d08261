import type { Role, KeyRole } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';

export type Membership = { lab: LabRef; role: Role };

/** Somebody who proved who they are, before a lab is chosen. */
export type Principal =
  | {
      kind: 'person';
      userId: string;
      sessionId: string;
      email: string;
      name: string;
      /** One of the demo lab's people, signed in without a password. */
      demo: boolean;
      memberships: Membership[];
    }
  | {
      kind: 'key';
      keyId: string;
      deviceId: string | null;
      name: string;
      role: KeyRole;
      lab: LabRef;
    };
