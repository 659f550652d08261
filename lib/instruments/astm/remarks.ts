/** So many remarks are kept of a message; the others are counted. */
const MOST = 50;

/** What was in a message and is not acted on, in words. */
export class Remarks {
  readonly #kept = new Set<string>();
  #more = 0;

  add(text: string): void {
    if (this.#kept.has(text)) return;
    if (this.#kept.size < MOST) this.#kept.add(text);
    else this.#more += 1;
  }

  list(): string[] {
    return this.#more === 0 ? [...this.#kept] : [...this.#kept, `And ${this.#more} more.`];
  }
}
