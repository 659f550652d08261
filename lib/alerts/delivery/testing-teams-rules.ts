import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** Teams takes no more of a message. */
const MOST_BYTES = 28 * 1024;

const Element = z.looseObject({ type: z.string().min(1) });

/** The envelope that a Workflows webhook reads, and of its card what it insists on. */
const Message = z.looseObject({
  type: z.literal('message'),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        content: z.looseObject({
          type: z.literal('AdaptiveCard'),
          // A later version shows "couldn't be displayed", while the flow says that all is well.
          version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4']),
          body: z.array(Element).min(1),
          actions: z.array(Element).optional(),
        }),
      }),
    )
    .min(1),
});

/** What Teams' Workflows answer to a message: 202 without a body, or why not. */
export function judgeTeamsMessage(
  headers: IncomingHttpHeaders,
  text: string,
): { status: number; body: string } {
  if (!headers['content-type']?.startsWith('application/json')) {
    return { status: 415, body: 'It is not JSON.' };
  }
  if (Buffer.byteLength(text) > MOST_BYTES) return { status: 413, body: 'It is too large.' };
  try {
    const parsed = Message.safeParse(JSON.parse(text));
    if (parsed.success) return { status: 202, body: '' };
    return { status: 400, body: z.prettifyError(parsed.error) };
  } catch {
    return { status: 400, body: 'It is not JSON.' };
  }
}
