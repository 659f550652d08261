import type { Random } from '@/lib/demo/random';
import { newId } from '@/lib/platform/ids';
import { inventResult } from './invent-results';
import type { Panel } from './prepare-lab';
import type { SaidReport, Sender } from './said';
import { bareAstm, framedAstm, sayAstmControl, sayAstmReport } from './say-astm';
import { sayHl7Report, sayHl7State } from './say-hl7';
import { jsonBody, sayFailed, sayHeartbeat, sayResults, sayStarted, sayState } from './say-json';
import type { Outgoing } from './send-message';
import type { Tube } from './specimen-supply';

export const SPEAKS = ['json', 'hl7', 'mllp', 'astm', 'astm frames'] as const;
export type Speaks = (typeof SPEAKS)[number];

const TYPES: Readonly<Record<Speaks, string>> = {
  json: 'application/json',
  hl7: 'application/hl7-v2',
  mllp: 'application/hl7-v2',
  astm: 'application/astm',
  'astm frames': 'application/astm',
};

/** How often it happens, of all messages. */
const HEARTBEATS = 0.03;
const CONTROLS = 0.03;
const UNKNOWN_LABELS = 0.004;
const FAILURES = 0.03;
const PRELIMINARY = 0.15;

type Given = {
  name: string;
  speaks: Speaks;
  random: Random;
  panels: readonly Panel[];
  fault: { code: string; name: string } | null;
  nextTube: () => Tube | null;
};

/**
 * One instrument: what it says next, a message at a time. It starts tubes, reports some of their
 * tests as preliminary first, fails a few, runs controls, and says how it is.
 */
export function simulatedDevice({ name, speaks, random, panels, fault, nextTube }: Given) {
  const sender: Sender = { application: name, facility: 'SIM' };
  const underWay: { tube: Tube; hasPreliminary: boolean }[] = [];
  let isDown = false;
  /** Said before anything else: a change of its state. */
  const urgent: Outgoing[] = [];

  const outgoing = (body: string | Uint8Array): Outgoing => ({
    id: newId(),
    type: TYPES[speaks],
    body,
  });
  const controlId = () => newId().replaceAll('-', '').slice(-20);

  const report = (tube: Tube, status: 'preliminary' | 'final'): Outgoing => {
    const at = new Date();
    const ill = random.chance(0.05);
    const said: SaidReport = {
      specimen: tube.number,
      specimenType: null,
      collectedAt: tube.collectedAt,
      at,
      tests: tube.panels.map(({ assay, analytes }) => ({
        assay,
        results: analytes.map((one) => inventResult(random, one, at, { ill, status })),
      })),
    };
    if (speaks === 'json') return outgoing(jsonBody(sayResults(said)));
    if (speaks === 'hl7' || speaks === 'mllp') {
      return outgoing(sayHl7Report(sender, said, controlId()));
    }
    const records = sayAstmReport(sender, said, controlId());
    return outgoing(speaks === 'astm' ? bareAstm(records) : framedAstm(records));
  };

  const state = (code: string): Outgoing | null => {
    if (speaks === 'json') return outgoing(jsonBody([sayState(code, new Date())]));
    if (speaks === 'hl7' || speaks === 'mllp') {
      return outgoing(sayHl7State(sender, code, new Date(), controlId()));
    }
    // ASTM has no record for it.
    return null;
  };

  const control = (): Outgoing | null => {
    if (speaks !== 'astm' && speaks !== 'astm frames') return null;
    const { assay, analytes } = random.weighted(panels, () => 1);
    const result = inventResult(
      random,
      random.weighted(analytes, () => 1),
      new Date(),
    );
    const records = sayAstmControl(sender, { name: 'QC LEVEL 1', assay, result }, controlId());
    return outgoing(bareAstm(records));
  };

  const sayOfTube = (): Outgoing | null => {
    // A few tubes are on the instrument at a time; the one that waits longest is next.
    const waits = underWay.length >= 4 || (underWay.length > 0 && random.chance(0.5));
    const oldest = waits ? underWay[0] : undefined;
    if (oldest) {
      const [first] = oldest.tube.panels;
      if (speaks === 'json' && fault && first && random.chance(FAILURES)) {
        underWay.shift();
        const said = { code: fault.code, message: fault.name };
        return outgoing(jsonBody([sayFailed(oldest.tube.number, first.assay, said, new Date())]));
      }
      if (!oldest.hasPreliminary && random.chance(PRELIMINARY)) {
        oldest.hasPreliminary = true;
        return report(oldest.tube, 'preliminary');
      }
      underWay.shift();
      return report(oldest.tube, 'final');
    }
    const tube = nextTube();
    if (!tube) return null;
    underWay.push({ tube, hasPreliminary: false });
    if (speaks !== 'json') return report(tube, 'preliminary');
    const at = new Date();
    return outgoing(jsonBody(tube.panels.map(({ assay }) => sayStarted(tube.number, assay, at))));
  };

  return {
    name,
    speaks,
    /** It can say how it is, and so play an outage. */
    tellsState: speaks === 'json' || speaks === 'hl7' || speaks === 'mllp',
    isDown: () => isDown,
    /** Goes down (ES, an emergency stop) or comes back (OP), and says so. */
    turn(down: boolean) {
      isDown = down;
      const said = state(down ? 'ES' : 'OP');
      if (said) urgent.push(said);
    },
    /** What it says next; null while it has nothing to say. */
    next(): Outgoing | null {
      const first = urgent.shift();
      if (first) return first;
      if (isDown) return null;
      if (random.chance(HEARTBEATS) && speaks === 'json') {
        return outgoing(jsonBody([sayHeartbeat(new Date())]));
      }
      if (random.chance(UNKNOWN_LABELS)) {
        const panel = random.weighted(panels, () => 1);
        const number = `MISREAD-${controlId().slice(-6)}`;
        return report({ number, panels: [panel], collectedAt: new Date() }, 'final');
      }
      return (random.chance(CONTROLS) ? control() : null) ?? sayOfTube();
    },
  };
}
export type SimulatedDevice = ReturnType<typeof simulatedDevice>;
