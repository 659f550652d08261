import type { SettledCode } from '../inbox/stored-message';

/** What keeps a message from being applied: a word for machines, and what is wrong with the remedy. */
export class Refused extends Error {
  constructor(
    readonly code: SettledCode,
    message: string,
    /** The number of a specimen with which it could be applied; several, by blanks, where any will do. */
    readonly awaits: string | null = null,
  ) {
    super(message);
    this.name = 'Refused';
  }
}
