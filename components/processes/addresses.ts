/** The views of a version of a process. */
export const PROCESS_VIEWS = ['experiments', 'source', 'changes'] as const;
export type ProcessView = (typeof PROCESS_VIEWS)[number];

/** The page of a version of a process; `against` is the number of the version it is compared with. */
export function processHref(
  labSlug: string,
  uuid: string,
  { view = 'experiments', against }: { view?: ProcessView; against?: number | undefined } = {},
): string {
  const query = new URLSearchParams();
  if (view !== 'experiments') query.set('view', view);
  if (against !== undefined) query.set('against', String(against));
  return `/${labSlug}/processes/${uuid}${query.size === 0 ? '' : `?${query}`}`;
}

export function experimentHref(labSlug: string, uuid: string): string {
  return `/${labSlug}/experiments/${uuid}`;
}
