export const whatIfsHref = (labSlug: string) => `/${labSlug}/what-if`;
export const newWhatIfHref = (labSlug: string) => `/${labSlug}/what-if/new`;
export const backTestHref = (labSlug: string) => `/${labSlug}/what-if/back-test`;
export const whatIfHref = (labSlug: string, id: string) => `/${labSlug}/what-if/${id}`;
/** A new one that begins as this one was asked. */
export const copyHref = (labSlug: string, id: string) => `/${labSlug}/what-if/new?like=${id}`;
