import type { LabSettings } from '@/lib/labs/settings';
import type { LabRef } from '@/lib/platform/context';
import type { Catalogue } from '@/lib/labs/catalogue/read-catalogue';
import type { Hand, LabOrder, TubeWork } from '@/lib/specimens/batch/tube-work';
import { liesAhead } from '@/lib/specimens/refuse-future';
import { sourceOf } from '@/lib/specimens/source-of';
import type { TestResults } from '@/lib/results/read-result-works';
import type { InboxDevice, StoredMessage } from '../inbox/stored-message';
import type { InstrumentEvent, SpecimenName } from '../event';
import { clockTextWithZone } from '@/lib/labs/clock-text';
import { Refused } from './refused';
import type { ToldTimes } from './told-times';
import { TubeDraft } from './tube-draft';

/** A specimen that is held, with the results of its tests. */
export type HeldTube = { work: TubeWork; results: ReadonlyMap<string, TestResults> };

/** A lab's workflow and settings. */
export type SettledOrder = LabOrder & { settings: LabSettings };

/** All that the messages of a batch rest on. */
export type Scene = SettledOrder & {
  device: InboxDevice;
  lab: LabRef;
  now: Date;
  catalogue: Catalogue;
  /** By number; a message that is applied puts its own in their place. */
  tubes: Map<string, HeldTube>;
  /** Specimens that others are said to be made from, by number. */
  parents: ReadonlyMap<string, { id: string; parentId: string | null }>;
  /** Ids of other devices by name in lower case, as far as results name them. */
  devices: ReadonlyMap<string, string>;
  /** Times of tubes that the device told before, by the id of the tube. */
  toldTimes: ToldTimes;
};

export type DeviceSaid = Extract<InstrumentEvent, { kind: 'device.event' }>;
export type StateSaid = Extract<InstrumentEvent, { kind: 'device.state' }>;

/** What one message does, before it is known whether all of it can be done. */
export class Draft {
  readonly tubes = new Map<string, TubeDraft>();
  readonly deviceEvents: DeviceSaid[] = [];
  readonly states: StateSaid[] = [];
  /** Whether something in it is a sign of life and no more. */
  isHeartbeat = false;
  readonly hand: Hand;

  constructor(
    readonly scene: Scene,
    readonly message: Pick<StoredMessage, 'id' | 'actor' | 'format' | 'requestId' | 'receivedAt'>,
  ) {
    const { actor, requestId } = message;
    this.hand = { actor, source: sourceOf(actor), requestId, now: scene.now };
  }

  /** The specimen that is meant, to be worked on. */
  tube({ number, alternatives }: SpecimenName): TubeDraft {
    const found = [number, ...alternatives].find((name) => this.scene.tubes.has(name));
    const held = found === undefined ? undefined : this.scene.tubes.get(found);
    if (found === undefined || !held) throw unknownSpecimen([number, ...alternatives]);
    const known = this.tubes.get(found);
    if (known) return known;
    const draft = new TubeDraft(held);
    this.tubes.set(found, draft);
    return draft;
  }
}

/** Awaits the specimen by any of its names: which of them the lab knows it by is not known yet. */
function unknownSpecimen(names: readonly string[]): Refused {
  return new Refused(
    'unknown_specimen',
    `This lab has no specimen ${names[0]}. The message is applied when it appears. Where the number was read wrongly from HL7 or ASTM, correct the label rule of the device and replay.`,
    names.join(' '),
  );
}

/** Refuses a time more than 5 minutes ahead of our clock. */
export function refuseAhead(
  { now, lab, device }: Pick<Scene, 'now' | 'lab' | 'device'>,
  at: Date | null,
  what: string,
) {
  if (at === null || !liesAhead(at, now)) return;
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  throw new Refused(
    'refused',
    `${what} (${clockTextWithZone(at, lab.timeZone)}) lies ${minutes} minutes in the future: set the clock or the time zone of ${device.name}, then replay.`,
  );
}
