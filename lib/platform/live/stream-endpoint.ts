import { z } from 'zod';
import { defineEndpoint } from '../http/endpoint';

export const streamEndpoint = defineEndpoint({
  method: 'GET',
  path: '/stream',
  tag: 'Live',
  summary: 'Hear of changes as they happen',
  description:
    'Server-Sent Events. `ready` comes first; then specimen, device, container, experiment, alert and import, each with `{"entity","version"}`, where entity is the id (a specimen’s number). Last-Event-ID resumes after an event for 23 hours; what is too old or unknown gets `reset`: read again what you show. An orchestrator’s key hears of devices, containers and experiments only. Credentials are checked again every 30 seconds; the stream ends when they no longer hold. A person may have 5 streams open, a key 20; one more is 429. A person names the lab with ?lab=.',
  may: 'platform.read',
  query: z.strictObject({
    last_event_id: z
      .string()
      .max(100)
      .optional()
      .describe('Last-Event-ID for those who cannot set headers; the header counts first.'),
  }),
  answerType: 'text/event-stream',
});
