import { serve } from '@/lib/entry/serve';
import { changeCalendar } from '@/lib/labs/calendars/change-calendar';
import { changeCalendarEndpoint, withdrawCalendarEndpoint } from '@/lib/labs/calendars/endpoints';
import { withdrawCalendar } from '@/lib/labs/calendars/withdraw-calendar';

export const PATCH = serve(changeCalendarEndpoint, (ctx, { params, body }) =>
  changeCalendar(ctx, params.id, body),
);
export const DELETE = serve(withdrawCalendarEndpoint, (ctx, { params }) =>
  withdrawCalendar(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from '@/lib/entry/refusals';
