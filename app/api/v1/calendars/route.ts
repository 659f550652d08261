import { serve } from '@/lib/entry/serve';
import { createCalendar } from '@/lib/labs/calendars/create-calendar';
import { createCalendarEndpoint, listCalendarsEndpoint } from '@/lib/labs/calendars/endpoints';
import { listCalendars } from '@/lib/labs/calendars/list-calendars';

export const GET = serve(listCalendarsEndpoint, (ctx, { query }) => listCalendars(ctx, query));
export const POST = serve(createCalendarEndpoint, (ctx, { body }) => createCalendar(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
