import { serve } from '@/lib/entry/serve';
import { removeHolidayEndpoint } from '@/lib/labs/calendars/endpoints';
import { removeHoliday } from '@/lib/labs/calendars/remove-holiday';

export const DELETE = serve(removeHolidayEndpoint, (ctx, { params }) =>
  removeHoliday(ctx, params.date),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
} from '@/lib/entry/refusals';
