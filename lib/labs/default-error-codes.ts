/**
 * What an instrument reports without a word of its own: `failure` of a mapping table is this one
 * unless a lab names another. All other codes are an instrument's or the lab's.
 */
export const CONTAINER_UNAVAILABLE = 'CONTAINER_UNAVAILABLE';

export const DEFAULT_ERROR_CODES = [
  { code: CONTAINER_UNAVAILABLE, name: 'Container not available at the device' },
];
