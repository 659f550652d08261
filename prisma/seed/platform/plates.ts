import type { ScenarioProcess, ScriptStep } from '@/lib/demo/platform/platform-scenario';
import {
  dispense,
  filling,
  incubate,
  LID,
  moveTo,
  ONTO_DECK,
  READ_BARCODE,
  UNLID,
} from './script-steps';

const seal: ScriptStep = {
  kind: 'process',
  name: 'Seal',
  fct: 'seal',
  device: 'SEAL-1',
  parameters: { temperature: 443, seconds: 3 },
  minutes: 0.5,
  sigma: 0.08,
};

const COATING_SOURCE = `"""Plates for serology: coated, blocked and left to stand overnight."""
from pythonlab.process import PLProcess
from pythonlab.resources.services.incubation import IncubationServiceResource
from pythonlab.resources.services.liquid_handling import LiquidHandlerServiceResource


class SerologyPlates(PLProcess):
    N_PLATES = 3

    def create_resources(self):
        self.hotel = self.add_storage("HOTEL-1")
        self.deck = LiquidHandlerServiceResource(proc=self, name="DECK-1")
        self.incubator = IncubationServiceResource(proc=self, name="INCU-3")
        self.plates = [self.add_plate(f"Serology plate {n + 1}") for n in range(self.N_PLATES)]

    def process(self):
        for plate in self.plates:
            self.deck.read_barcode(plate)
            self.deck.dispense(plate, liquid="antigen", volume=50)
            self.incubator.incubate(plate, duration=1200, temperature=298)
            self.deck.dispense(plate, liquid="blocking buffer", volume=150)
            self.incubator.store(plate)
`;

/** Leaves its plates in an incubator overnight. */
export const COATING: ScenarioProcess = {
  name: 'Serology plate preparation',
  weight: 3,
  plates: {
    count: 3,
    name: 'Serology plate',
    barcodePrefix: 'SP',
    labware: 'Microplate, 96 wells',
  },
  filling: { wells: 0, pool: false },
  planned: 0.2,
  keptHours: 66,
  versions: [
    {
      sinceDays: 60,
      source: COATING_SOURCE,
      script: [
        ONTO_DECK,
        READ_BARCODE,
        UNLID,
        filling(dispense('antigen', 50, 3.4)),
        LID,
        moveTo('INCU-3'),
        incubate('INCU-3', 20, 298),
        ONTO_DECK,
        UNLID,
        dispense('blocking buffer', 150, 3.9),
        LID,
        moveTo('INCU-3'),
      ],
    },
  ],
};

function aliquotSource(wells: number, spin: boolean): string {
  const centrifuge = spin
    ? '            self.centrifuge.centrifugate(plate, duration=120, rpm=1000)\n'
    : '';
  return `"""Aliquots of the specimens in the rack, a plate at a time, sealed and kept cool."""
from pythonlab.process import PLProcess
from pythonlab.resources.services.liquid_handling import LiquidHandlerServiceResource
from pythonlab.resources.services.centrifugation import CentrifugeServiceResource
from pythonlab.resources.services.sealing import PlateSealerServiceResource


class Aliquots(PLProcess):
    WELLS = ${wells}

    def create_resources(self):
        self.hotel = self.add_storage("HOTEL-1")
        self.rack = self.add_storage("RACK-1")
        self.fridge = self.add_storage("FRIDGE-1")
        self.deck = LiquidHandlerServiceResource(proc=self, name="DECK-1")
        self.sealer = PlateSealerServiceResource(proc=self, name="SEAL-1")
        self.centrifuge = CentrifugeServiceResource(proc=self, name="SPIN-1")
        self.plates = [self.add_plate(f"Aliquot plate {n + 1}") for n in range(2)]

    def process(self):
        for plate in self.plates:
            self.deck.read_barcode(plate)
            self.deck.transfer(plate, source="RACK-1", volume=60, wells=self.WELLS)
            self.sealer.seal(plate, temperature=443, seconds=3)
${centrifuge}            self.fridge.store(plate)
`;
}

function aliquotScript(wells: number, spin: boolean): ScriptStep[] {
  const centrifuge: ScriptStep[] = [
    moveTo('SPIN-1'),
    {
      kind: 'process',
      name: 'Centrifuge',
      fct: 'centrifugate',
      device: 'SPIN-1',
      parameters: { duration: 120, rpm: 1000 },
      minutes: 3.6,
      sigma: 0.05,
    },
    ONTO_DECK,
  ];
  return [
    ONTO_DECK,
    READ_BARCODE,
    {
      kind: 'process',
      name: 'Transfer specimens',
      fct: 'transfer',
      device: 'DECK-1',
      parameters: { source: 'RACK-1', volume: 60, wells },
      minutes: wells * 0.13,
      sigma: 0.12,
      does: 'fill',
    },
    moveTo('SEAL-1'),
    seal,
    ONTO_DECK,
    ...(spin ? centrifuge : []),
    moveTo('FRIDGE-1', 'plates'),
  ];
}

/** Fills plates from the tubes in the rack, well by well. */
export const ALIQUOTS: ScenarioProcess = {
  name: 'Sample aliquoting',
  weight: 4,
  plates: { count: 2, name: 'Aliquot plate', barcodePrefix: 'AQ', labware: 'PCR plate, 96 wells' },
  filling: { wells: 95, pool: true },
  planned: 0.3,
  keptHours: 150,
  versions: [
    { sinceDays: 60, source: aliquotSource(95, false), script: aliquotScript(95, false) },
    { sinceDays: 19, source: aliquotSource(95, true), script: aliquotScript(95, true) },
  ],
};
