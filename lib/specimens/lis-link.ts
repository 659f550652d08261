/** The address of a specimen in the lab's own LIS, by the template of the lab's settings. */
export function lisLink(template: string, number: string): string {
  return template.replaceAll('{specimen_id}', encodeURIComponent(number));
}
