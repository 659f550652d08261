/**
 * Equal but for capitals, as the unique indexes of codes and names have it. Prisma asks with ILIKE,
 * in which `%` and `_` stand for any text: they are taken as they are written.
 */
export function sameName(name: string) {
  return { equals: name.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
}
