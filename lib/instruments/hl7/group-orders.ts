import type { Hl7Message, Segment } from './parse-segments';
import type { Scope } from './read-path';

export type Observation = { obx: Segment; notes: Segment[] };

/** One OBR (or an ORC that has none) with the specimen it is about and what was observed. */
export type OrderGroup = {
  orc: Segment | undefined;
  obr: Segment | undefined;
  tq1: Segment | undefined;
  spm: Segment | undefined;
  sac: Segment | undefined;
  observations: Observation[];
};

export type Grouped = {
  orders: OrderGroup[];
  /** Specimens that no order is about. */
  bare: OrderGroup[];
  /** Observations of no specimen, or of the specimen itself and no test of it. */
  loose: { obx: Segment; why: 'no_specimen' | 'no_test' }[];
  /** Specimens beside the first of their order. */
  surplus: Segment[];
};

/** Where the specimen comes first and its orders follow; elsewhere it follows its order. */
const SPECIMEN_FIRST = new Set(['OUL^R22', 'OUL^R23', 'OML^O33']);

const group = (part: Partial<OrderGroup>): OrderGroup => ({
  orc: undefined,
  obr: undefined,
  tq1: undefined,
  spm: undefined,
  sac: undefined,
  observations: [],
  ...part,
});

/**
 * Puts the segments of a message of results or orders together. `type` is as `ORU^R01`; a message
 * whose first specimen stands before its first order is read as specimen first whatever its type.
 */
export function groupOrders(message: Hl7Message, type: string): Grouped {
  const { segments } = message;
  const firstAt = (id: string) => segments.findIndex((segment) => segment.id === id);
  const [spmAt, obrAt] = [firstAt('SPM'), firstAt('OBR')];
  const specimenFirst = spmAt >= 0 && (SPECIMEN_FIRST.has(type) || obrAt < 0 || spmAt < obrAt);
  // In OUL the ORC follows its OBR, elsewhere it goes before.
  const orcFollows = type.startsWith('OUL');

  const result: Grouped = { orders: [], bare: [], loose: [], surplus: [] };
  let spm: Segment | undefined;
  let sac: Segment | undefined;
  let orc: Segment | undefined;
  let order: OrderGroup | undefined;
  let observation: Observation | undefined;
  let specimenHasOrder = true;

  const open = (part: Partial<OrderGroup>) => {
    order = group({ orc, ...(specimenFirst ? { spm, sac } : {}), ...part });
    result.orders.push(order);
    specimenHasOrder = true;
  };
  const endSpecimen = () => {
    if (!specimenHasOrder) result.bare.push(group({ spm, sac }));
  };

  for (const segment of segments) {
    if (segment.id !== 'NTE' && segment.id !== 'OBX') observation = undefined;
    switch (segment.id) {
      case 'SPM':
        if (specimenFirst) {
          endSpecimen();
          spm = segment;
          sac = undefined;
          orc = undefined;
          order = undefined;
          specimenHasOrder = false;
        } else if (order?.spm !== undefined) result.surplus.push(segment);
        else if (order !== undefined) order.spm = segment;
        break;
      case 'SAC':
        if (specimenFirst) {
          sac = segment;
          order = undefined;
        } else if (order !== undefined) order.sac ??= segment;
        break;
      case 'ORC':
        if (orcFollows) {
          if (order !== undefined) order.orc ??= segment;
        } else {
          orc = segment;
          open({ orc });
        }
        break;
      case 'OBR':
        if (order !== undefined && order.obr === undefined) order.obr = segment;
        else open({ obr: segment });
        break;
      case 'TQ1':
        if (order !== undefined) order.tq1 ??= segment;
        break;
      case 'OBX': {
        observation = undefined;
        if (specimenFirst && spm === undefined) {
          result.loose.push({ obx: segment, why: 'no_specimen' });
        } else if (order?.obr === undefined) {
          result.loose.push({ obx: segment, why: specimenFirst ? 'no_test' : 'no_specimen' });
        } else if (isOfSpecimen(order, segment)) {
          result.loose.push({ obx: segment, why: 'no_test' });
        } else {
          observation = { obx: segment, notes: [] };
          order.observations.push(observation);
        }
        break;
      }
      case 'NTE':
        observation?.notes.push(segment);
        break;
      default:
    }
  }
  endSpecimen();
  return result;

  /** Behind a specimen that follows the results of its order, what is observed is the specimen's. */
  function isOfSpecimen(of: OrderGroup, obx: Segment): boolean {
    const [first] = of.observations;
    return (
      !specimenFirst &&
      of.spm !== undefined &&
      first !== undefined &&
      first.obx.line < of.spm.line &&
      obx.line > of.spm.line
    );
  }
}

/** What stands where in an order: its own segments, else the first of their kind in the message. */
export function scopeOf(message: Hl7Message, of: OrderGroup, obx?: Segment): Scope {
  const own: Readonly<Record<string, Segment | undefined>> = {
    OBX: obx,
    OBR: of.obr,
    ORC: of.orc,
    TQ1: of.tq1,
    SPM: of.spm,
    SAC: of.sac,
  };
  return (id) => (Object.hasOwn(own, id) ? own[id] : firstOf(message, id));
}

const firsts = new WeakMap<Hl7Message, Map<string, Segment>>();

/** The first segment of a kind; looked up once a message, however often it is asked for. */
export function firstOf(message: Hl7Message, id: string): Segment | undefined {
  let known = firsts.get(message);
  if (known === undefined) {
    known = new Map();
    for (const segment of message.segments) {
      if (!known.has(segment.id)) known.set(segment.id, segment);
    }
    firsts.set(message, known);
  }
  return known.get(id);
}
