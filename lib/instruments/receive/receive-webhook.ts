import { AppError } from '@/lib/platform/errors';
import { problemResponse, toAppError } from '@/lib/platform/http/problem';
import { readBytes } from '@/lib/platform/http/read-bytes';
import { log } from '@/lib/platform/log';
import { formatOf } from '../detect-format';
import { acceptMessage, MOST_MESSAGE_BYTES, type Accepted } from './accept-message';
import { acknowledgementType, acknowledgeRefused, acknowledgeStored } from './acknowledge-received';
import { proveSender } from './prove-sender';
import { countReceived } from './receive-metrics';
import type { Sender } from './sender';

type Given = { device: string; requestId: string; now: Date };

/** The one answer to whoever did not prove who they are, whatever was wrong with their proof. */
function unproved(): AppError {
  return new AppError(
    'unauthenticated',
    'This message does not prove who sent it: sign it with a good secret of the device, or send the key of the device or of the LIS.',
  );
}

async function accept(
  request: Request,
  sender: Sender,
  bytes: Buffer,
  { requestId, now }: Given,
): Promise<Accepted> {
  if (bytes.byteLength === 0) throw new AppError('malformed', 'The message is empty.');
  if (!/^\s*(?:identity)?\s*$/i.test(request.headers.get('content-encoding') ?? '')) {
    throw new AppError('unsupported_type', 'Send the message as it is, in no content-encoding.');
  }
  const format = formatOf(request.headers.get('content-type'), bytes);
  if (format === null) {
    throw new AppError(
      'unsupported_type',
      'Send application/json, application/hl7-v2, application/astm, or text/plain that begins with MSH|, H| or a frame.',
    );
  }
  const webhookId = request.headers.get('webhook-id');
  return acceptMessage(sender, { bytes, format, webhookId, requestId, now });
}

/**
 * Takes what an instrument or a LIS sends: nothing of the body is looked at before its sender is
 * proved, and nothing is answered before its bytes are in the database. Refusals besides size come
 * after the proof, so that they tell nobody else anything.
 */
export async function receiveWebhook(
  request: Request,
  given: Given,
): Promise<{ response: Response; actor?: string; lab?: string }> {
  const { requestId, now } = given;
  const bytes = await readBytes(request, MOST_MESSAGE_BYTES);
  const proof = await proveSender(request.headers, given.device, bytes, now);
  if ('unproved' in proof) {
    countReceived('unproved');
    const device = given.device.slice(0, 120);
    log.warn({ request_id: requestId, device, cause: proof.unproved }, 'message without proof');
    throw unproved();
  }
  const { sender } = proof;
  const known = { actor: sender.actor.keyId, lab: sender.lab.slug };
  const type = acknowledgementType(request.headers.get('accept'));
  try {
    const accepted = await accept(request, sender, bytes, given);
    countReceived(accepted.status);
    const status = accepted.status === 'accepted' ? 202 : 200;
    if (type === null) return { ...known, response: Response.json(accepted, { status }) };
    const text = await acknowledgeStored(bytes, sender, now);
    const headers = { 'content-type': type };
    return { ...known, response: new Response(text, { status, headers }) };
  } catch (thrown) {
    const error = toAppError(thrown, requestId);
    countReceived(error.code);
    const problem = problemResponse(error, requestId);
    if (type === null) return { ...known, response: problem };
    const headers = new Headers(problem.headers);
    headers.set('content-type', type);
    const text = acknowledgeRefused(bytes, error);
    return { ...known, response: new Response(text, { status: problem.status, headers }) };
  }
}
