import { PageSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return <PageSkeleton stats={4} charts={2} rows={3} />;
}
