import { serve } from '@/lib/entry/serve';
import { leaveNoteEndpoint, listNotesEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { leaveNote } from '@/lib/specimens/changes/leave-note';
import { listNotes } from '@/lib/specimens/changes/list-notes';

export const GET = serve(listNotesEndpoint, (ctx, { params, query }) =>
  listNotes(ctx, params.specimen_id, query),
);

export const POST = serve(leaveNoteEndpoint, (ctx, { params, body }) =>
  leaveNote(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
