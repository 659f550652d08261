import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="space-y-4" aria-busy="true" aria-label="The deck is being read">
      <Skeleton className="h-8 w-32" />
      <Skeleton className="h-9 w-full max-w-lg" />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4">
        {['h-48', 'h-32', 'h-64', 'h-40', 'h-56', 'h-36'].map((height) => (
          <Skeleton key={height} className={`w-full ${height}`} />
        ))}
      </div>
    </div>
  );
}
