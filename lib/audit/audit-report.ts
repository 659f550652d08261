/** Something wrong with the trail, and where. */
export type AuditFault = {
  chain: string;
  /** Place in the chain, from 1; null for an event that has none. */
  position: number | null;
  eventId: string | null;
  problem: string;
};

/** How far one chain is sealed and anchored. */
export type ChainReport = {
  chain: string;
  /** The lab's slug; null for the chain of events that concern no lab, or an unknown lab. */
  lab: string | null;
  /** Rows that bear a seal. */
  sealed: number;
  /** Committed events that still wait for theirs. */
  waiting: number;
  anchored: { position: number; at: string } | null;
  /** Sealed rows after the last anchor: should the tail be cut there, nothing would show it. */
  uncovered: number;
};

export type AuditReport = {
  chains: ChainReport[];
  /** The first faults in the order they were found; faultCount counts all. */
  faults: AuditFault[];
  faultCount: number;
  notes: string[];
};

const KEPT = 20;

/** Collects faults, however many, in constant memory. */
export class FaultList {
  readonly first: AuditFault[] = [];
  count = 0;

  add(problem: string, at: Partial<AuditFault> & { chain: string }): void {
    this.count += 1;
    if (this.first.length < KEPT) {
      this.first.push({ position: null, eventId: null, ...at, problem });
    }
  }
}
