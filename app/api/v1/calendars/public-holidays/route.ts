import { serve } from '@/lib/entry/serve';
import { publicHolidaysEndpoint } from '@/lib/labs/calendars/endpoints';
import { publicHolidays } from '@/lib/labs/calendars/public-holidays';

export const GET = serve(publicHolidaysEndpoint, (ctx, { query }) => publicHolidays(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
