import { PageSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return <PageSkeleton stats={6} charts={0} rows={0} />;
}
