import type { ActorKind, Source } from '@/lib/platform/db/generated/enums';

/** Somebody or something that acts, as history rows keep it. */
export type HistoryActor = { kind: ActorKind; id: string | null; name: string; source: Source };
