import type { Metadata } from 'next';
import { LabSettingsForm } from '@/components/labs/lab-settings-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { readLabProfile } from '@/lib/labs/profile/read-lab-profile';
import { change } from './actions';

export const metadata: Metadata = { title: 'Lab settings' };

export default async function LabSettingsPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab, 'lab.write');
  const profile = await readLabProfile(ctx);
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), profile.time_zone]);
  return (
    <div className="max-w-2xl space-y-5">
      <PageHeader
        title="Lab settings"
        description={`What holds for everybody in ${profile.name}. Its address, /${profile.slug}, stays.`}
      />
      <Card>
        <LabSettingsForm
          key={JSON.stringify(profile)}
          labSlug={ctx.lab.slug}
          profile={profile}
          timeZones={[...zones].sort()}
          change={change}
        />
      </Card>
    </div>
  );
}
