import type { Instrumentation } from 'next';

/** Runs once in each server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { noteSocketAddresses } = await import('@/lib/platform/http/peer-address');
  noteSocketAddresses();
  const { drainLiveStreamsAtStop } = await import('@/lib/platform/live/live-connection');
  drainLiveStreamsAtStop();
}

/** What a page or action did not foresee, under the digest and request id its error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { log } = await import('@/lib/platform/log');
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  const requestId = request.headers['x-request-id'];
  log.error(
    {
      request_id: requestId,
      digest,
      route: context.routePath,
      kind: context.routeType,
      err: error,
    },
    'unexpected error',
  );
};
