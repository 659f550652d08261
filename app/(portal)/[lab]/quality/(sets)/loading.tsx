import { PageSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return <PageSkeleton stats={0} charts={1} rows={5} />;
}
