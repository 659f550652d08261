'use client';

import { BellOff } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import type { AlertDetail } from '@/lib/alerts/alerts/contract';
import type { MatcherLabel } from '@/lib/alerts/silences/contract';
import { MATCHER_WORDS } from './alert-words';
import { NewSilenceDialog, type CreateSilenceAction } from './new-silence';
import type { ReachAction } from './silence-reach';

/**
 * Silences what is like an alert: its rule and labels are ticked to begin with, taking one off
 * widens it; or the alert alone.
 */
export function SilenceFromHere({
  labSlug,
  timeZone,
  choices,
  create,
  reach,
}: {
  labSlug: string;
  timeZone: string;
  choices: AlertDetail['may_silence_by'];
  create: CreateSilenceAction;
  reach: ReachAction;
}) {
  // The narrowest stands last: it makes all others idle.
  const inOrder = choices.toSorted(
    (a, b) => Number(a.label === 'alert') - Number(b.label === 'alert'),
  );
  const matchersWhere = (ticked: (label: MatcherLabel) => boolean) =>
    choices.filter(({ label }) => ticked(label)).map(({ label, value }) => ({ label, value }));
  return (
    <NewSilenceDialog
      labSlug={labSlug}
      timeZone={timeZone}
      create={create}
      reach={reach}
      initial={matchersWhere((label) => label !== 'alert')}
      nothing="tick what is silenced"
      trigger={<Button icon={<BellOff aria-hidden="true" />}>Silence from here</Button>}
      matchersOf={(form) => matchersWhere((label) => form.get(`by_${label}`) !== null)}
    >
      {inOrder.map(({ label, text }) => (
        <Checkbox
          key={label}
          name={`by_${label}`}
          defaultChecked={label !== 'alert'}
          label={
            label === 'alert' ? (
              MATCHER_WORDS.alert
            ) : (
              <>
                {MATCHER_WORDS[label]}: <span className="wrap-anywhere">{text}</span>
              </>
            )
          }
        />
      ))}
    </NewSilenceDialog>
  );
}
