/** Where a specimen's page is. */
export function specimenHref(labSlug: string, number: string): string {
  return `/${labSlug}/specimens/${encodeURIComponent(number)}`;
}

/** Where a new one is entered; the plus keeps it apart from every number a label can have. */
export function newSpecimenHref(labSlug: string): string {
  return `/${labSlug}/specimens/+new`;
}

/** Where its label is looked at and printed. */
export function labelHref(labSlug: string, number: string): string {
  return `${specimenHref(labSlug, number)}/label`;
}

/** Where a paper log is entered. */
export function paperLogHref(labSlug: string): string {
  return `/${labSlug}/specimens/+log`;
}
