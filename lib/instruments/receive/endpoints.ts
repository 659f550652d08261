import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { JsonMessage } from '../json/contract';

export const AcceptedAnswer = z.object({
  id: z.uuid().describe('Of the message in the inbox.'),
  status: z
    .enum(['accepted', 'duplicate'])
    .describe('duplicate: the same id and bytes came before; the answer is 200.'),
});

export const receiveMessageEndpoint = defineEndpoint({
  method: 'POST',
  base: '/api',
  path: '/webhooks/instruments/{device}',
  tag: 'Instruments',
  summary: 'Send what an instrument or a LIS says',
  description:
    'Signed as Standard Webhooks says (webhook-id, webhook-timestamp, webhook-signature over the raw bytes, within 5 minutes) with a secret of the device, or with its key or one of the LIS. JSON events, or HL7 v2 (application/hl7-v2, x-application/hl7-v2+er7), ASTM (application/astm), or text/plain that begins with MSH|, H| or a frame; 1 MiB at most. 202 once the bytes are stored, 200 for the same webhook-id and bytes again, 409 webhook_id_conflict for other bytes; without an id and with a key the SHA-256 of the bytes is it. Whatever is wrong with the proof, the answer is the same 401. 429 while too many messages of the device wait. Accept: application/hl7-v2 is answered with the acknowledgement.',
  may: 'results.write',
  proof: 'The device’s signature or key, or a key of the LIS',
  status: 202,
  params: z.object({
    device: z.string().min(1).max(200).describe('Its id; with a key, its name too.'),
  }),
  textTypes: ['application/json', 'application/hl7-v2', 'application/astm', 'text/plain'],
  textHolds: JsonMessage,
  body: z.string().describe('One event, an array of up to 1,000, or a message of HL7 or ASTM.'),
  answer: AcceptedAnswer,
});

export const RECEIVE_ENDPOINTS = [receiveMessageEndpoint];
