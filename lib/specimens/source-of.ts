import type { Actor } from '@/lib/platform/access/actor';
import type { Source } from '@/lib/platform/db/generated/enums';

/**
 * The way a change came in when nothing else tells: people use the portal, instruments speak for
 * themselves, other keys use the interface.
 */
export function sourceOf(actor: Actor): Source {
  switch (actor.kind) {
    case 'person':
      return 'portal';
    case 'key':
      return actor.role === 'instrument' ? 'instrument' : 'api';
    case 'system':
      return 'job';
  }
}
