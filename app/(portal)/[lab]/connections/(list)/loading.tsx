import { PageSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return <PageSkeleton stats={4} charts={0} rows={10} />;
}
