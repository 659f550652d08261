/** What a burst of keys turned out to be. */
export type ScanVerdict =
  /** A key like any other. */
  | { kind: 'typing' }
  /** The first key of what may become a scan: keep what the field holds now. */
  | { kind: 'first' }
  /** Enter ended a scan; `text` is what was scanned. */
  | { kind: 'scan'; text: string };

/**
 * A scanner sends a key every 1 to 20 ms, with a hitch now and then over the air; the fastest hands
 * need 50 and more on average.
 */
const MEAN_GAP_MS = 35;
const LONGEST_GAP_MS = 100;
/** Fewer keys may be two fingers falling together. */
const SHORTEST_SCAN = 4;
const LABEL = /^[A-Za-z0-9._:-]+$/;

/**
 * Tells a scanner that types from hands that do, by the time between keys alone. It holds nothing
 * back: only at the Enter of a burst does it say `scan`, so slow typing can never be swallowed.
 * Times are milliseconds of any one clock.
 */
export class ScanDetector {
  private text = '';
  private began = 0;
  private last = Number.NEGATIVE_INFINITY;

  /** `key` as KeyboardEvent.key has it; `repeat` where the key is held down. */
  key(key: string, at: number, repeat = false): ScanVerdict {
    const inTime = at - this.last <= LONGEST_GAP_MS;
    if (key === 'Enter' || key === 'Tab') {
      const { text, began } = this;
      this.reset();
      const fast = inTime && at - began <= MEAN_GAP_MS * text.length;
      const scanned = key === 'Enter' && fast && text.length >= SHORTEST_SCAN && LABEL.test(text);
      return scanned ? { kind: 'scan', text } : { kind: 'typing' };
    }
    // Shift comes before each capital of a scanner's burst.
    if (key === 'Shift' || key === 'CapsLock') return { kind: 'typing' };
    if (key.length !== 1 || repeat) {
      this.reset();
      return { kind: 'typing' };
    }
    const goesOn = this.text !== '' && inTime;
    if (!goesOn) this.began = at;
    this.text = goesOn ? this.text + key : key;
    this.last = at;
    return { kind: goesOn ? 'typing' : 'first' };
  }

  reset(): void {
    this.text = '';
    this.last = Number.NEGATIVE_INFINITY;
  }
}
