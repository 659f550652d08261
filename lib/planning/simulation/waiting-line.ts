import { TestQueue } from './test-queue';

/** Who waits for the machines of a group: one line, or one a priority where STAT goes first. */
export class WaitingLine {
  length = 0;
  private readonly lines: TestQueue[];
  private readonly single: boolean;

  constructor(priorities: number) {
    this.lines = Array.from({ length: priorities }, () => new TestQueue());
    this.single = priorities === 1;
  }

  /** A priority of 0 goes first. */
  add(test: number, priority: number): void {
    this.lines[this.single ? 0 : priority]?.add(test);
    this.length += 1;
  }

  /** Whose turn it is, who is gone then; -1 of none. */
  take(): number {
    for (const line of this.lines) {
      const test = line.take();
      if (test < 0) continue;
      this.length -= 1;
      return test;
    }
    return -1;
  }

  /** When whoever has waited longest began to; Infinity of none. */
  waitingSince(readyAt: Float64Array): number {
    let since = Infinity;
    for (const line of this.lines) {
      const test = line.first();
      if (test >= 0) since = Math.min(since, readyAt[test] ?? Infinity);
    }
    return since;
  }
}
