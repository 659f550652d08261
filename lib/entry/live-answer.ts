import { actorMay } from '@/lib/platform/access/permissions';
import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { LIVE_KINDS, type LiveKind } from '@/lib/platform/live-kinds';
import { openLiveStream } from '@/lib/platform/live/live-stream';
import type { StreamHolder } from '@/lib/platform/live/stream-slot';
import { chooseLab } from './choose-lab';
import { identify } from './identify';

/** Browsers of one person, and programs that share one key. */
const STREAMS_A_PERSON = 5;
const STREAMS_A_KEY = 20;

const PLATFORM_KINDS: readonly LiveKind[] = ['device', 'container', 'experiment'];

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: a compressor would hold events back until it has a block full.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // Kept alive after its end, the connection would hold up a server that stops.
  connection: 'close',
};

/** The lab's live events, for as long as the client stays and may read them. */
export async function answerLive(
  ctx: Ctx,
  request: Request,
  resumeId: string | null,
): Promise<Response> {
  if (request.method === 'HEAD') return new Response(null, { headers: HEADERS });
  const readsAll = actorMay(ctx.actor, 'read');
  const body = await openLiveStream({
    labId: ctx.lab.id,
    kinds: new Set(readsAll ? LIVE_KINDS : PLATFORM_KINDS),
    resumeId,
    holder: holderOf(ctx.actor),
    stillMay: async () => {
      const principal = await identify(request, { counts: false });
      const { actor, lab } = chooseLab(principal, ctx.lab.slug);
      return lab.id === ctx.lab.id && actorMay(actor, readsAll ? 'read' : 'platform.read');
    },
    signal: request.signal,
  });
  return new Response(body, { headers: HEADERS });
}

function holderOf(actor: Actor): StreamHolder {
  if (actor.kind === 'person') return { key: `person ${actor.userId}`, limit: STREAMS_A_PERSON };
  const key = actor.kind === 'key' ? `key ${actor.keyId}` : `system ${actor.job}`;
  return { key, limit: STREAMS_A_KEY };
}
