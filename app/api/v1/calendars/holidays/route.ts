import { serve } from '@/lib/entry/serve';
import { addHolidays } from '@/lib/labs/calendars/add-holidays';
import { addHolidaysEndpoint } from '@/lib/labs/calendars/endpoints';

export const POST = serve(addHolidaysEndpoint, (ctx, { body }) => addHolidays(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
