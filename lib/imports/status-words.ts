import { PRIORITIES } from './contract';

export type Priority = (typeof PRIORITIES)[number];

/** Blind to case, space, underscore and hyphen. */
export function foldWord(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}

/** What files of other systems call some states. */
const COMMON_STATUSES: Readonly<Record<string, string>> = {
  received: 'received',
  inprocess: 'in_process',
  completed: 'published',
  error: 'error',
};

/** Folded status → state key: the lab's own states, the common words, then what a person mapped. */
export function statusWords(
  stateKeys: readonly string[],
  mapped: Readonly<Record<string, string>> = {},
): Map<string, string> {
  const words = new Map<string, string>();
  for (const [word, key] of Object.entries(COMMON_STATUSES)) {
    if (stateKeys.includes(key)) words.set(word, key);
  }
  for (const key of stateKeys) words.set(foldWord(key), key);
  for (const [word, key] of Object.entries(mapped)) words.set(foldWord(word), key);
  return words;
}

/** Folded priority → priority, with what a person mapped. */
export function priorityWords(
  mapped: Readonly<Record<string, Priority>> = {},
): Map<string, Priority> {
  const words = new Map<string, Priority>();
  for (const priority of PRIORITIES) words.set(foldWord(priority), priority);
  for (const [word, priority] of Object.entries(mapped)) words.set(foldWord(word), priority);
  return words;
}
