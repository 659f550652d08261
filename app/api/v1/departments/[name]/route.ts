import { serve } from '@/lib/entry/serve';
import { changeDepartment } from '@/lib/labs/departments/change-department';
import { departments } from '@/lib/labs/endpoints';

export const PATCH = serve(departments.change, (ctx, { params, body }) =>
  changeDepartment(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
