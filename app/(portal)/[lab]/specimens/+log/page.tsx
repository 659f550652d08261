import type { Metadata } from 'next';
import { PaperLog } from '@/components/specimens/paper-log';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { logRules } from '@/lib/specimens/paper-log/log-rules';
import { enterLogRowAction } from './actions';

export const metadata: Metadata = { title: 'Paper log' };

type Props = { params: Promise<{ lab: string }> };

/** The day of the lab that an instant lies in, YYYY-MM-DD. */
function dayAt(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(time);
}

export default async function PaperLogPage({ params }: Props) {
  const ctx = await pageCtx((await params).lab, 'tests.move');
  const { slug, timeZone } = ctx.lab;
  const now = ctx.now.getTime();
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: 'Specimens', href: `/${slug}/specimens` }]}
        title="Paper log"
        description="What was written down while the portal was out of reach, entered at the time it happened."
      />
      <PaperLog
        labSlug={slug}
        timeZone={timeZone}
        rules={await logRules(ctx)}
        today={dayAt(now, timeZone)}
        yesterday={dayAt(now - 86_400_000, timeZone)}
        enter={enterLogRowAction}
      />
    </div>
  );
}
