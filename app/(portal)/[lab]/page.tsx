import { redirect } from 'next/navigation';
import { pageCtx } from '@/lib/entry/page';
import { homePath } from './portal-nav';

/** The lab's address leads to where its reader begins. */
export default async function LabHome({ params }: { params: Promise<{ lab: string }> }) {
  const { actor, lab } = await pageCtx((await params).lab);
  redirect(homePath(lab.slug, actor.role));
}
