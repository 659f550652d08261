import type { Post } from './post-notification';

/** Stands in until there is one. */
export const postForTests: Post = async (url, request) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(2000),
      ...request,
    });
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    return {
      failure: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'connection',
    };
  }
};
