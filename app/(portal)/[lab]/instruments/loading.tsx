import { PageSkeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return <PageSkeleton stats={5} charts={1} rows={6} />;
}
