'use server';

import { correct } from '@/lib/containers/moves/correct-place';
import { CorrectionOf, DismissalOf, ReconciliationOf } from '@/lib/containers/deck/deck-actions';
import { dismissConflict, reconcileConflict } from '@/lib/containers/conflicts/end-conflict';
import { action } from '@/lib/entry/action';

const MAY = 'places.correct';

export const correctPlaceAction = action(
  'deck.correct',
  MAY,
  CorrectionOf,
  (ctx, { ref, ...given }) => correct(ctx, ref, given),
);

export const reconcileAction = action(
  'deck.reconcile',
  MAY,
  ReconciliationOf,
  (ctx, { id, ...given }) => reconcileConflict(ctx, id, given),
);

export const dismissAction = action('deck.dismiss', MAY, DismissalOf, (ctx, { id, ...given }) =>
  dismissConflict(ctx, id, given),
);
