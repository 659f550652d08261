import { AppError } from '@/lib/platform/errors';

/** An answer, or what of the address this lab cannot answer. */
export type Found<T> = { ok: true; data: T } | { ok: false; message: string };

/** What a page's address asks for. Only what is 422 is the address's fault; all else is thrown. */
export async function found<T>(read: () => Promise<T>): Promise<Found<T>> {
  try {
    return { ok: true, data: await read() };
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') {
      return { ok: false, message: error.message };
    }
    throw error;
  }
}
