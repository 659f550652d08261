import { serve } from '@/lib/entry/serve';
import { createDepartment } from '@/lib/labs/departments/create-department';
import { departments } from '@/lib/labs/endpoints';
import { listDepartments } from '@/lib/labs/departments/list-departments';

export const GET = serve(departments.list, (ctx, { query }) => listDepartments(ctx, query));
export const POST = serve(departments.create, (ctx, { body }) => createDepartment(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
