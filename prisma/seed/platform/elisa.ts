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

type Settings = { incubationMinutes: number; cycles: number; shakerRpm: number | null };

function source({ incubationMinutes, cycles, shakerRpm }: Settings): string {
  const shaking = shakerRpm === null ? '' : `, shaking_frequency=${shakerRpm}`;
  return `"""IgG screening by ELISA, two plates at once."""
from pythonlab.process import PLProcess
from pythonlab.resources.services.incubation import IncubationServiceResource
from pythonlab.resources.services.liquid_handling import LiquidHandlerServiceResource
from pythonlab.resources.services.analysis import PlateReaderServiceResource
from pythonlab.resources.services.washing import PlateWasherServiceResource


class ElisaIgG(PLProcess):
    N_PLATES = 2
    INCUBATION = ${incubationMinutes * 60}
    WASH_CYCLES = ${cycles}

    def create_resources(self):
        self.hotel = self.add_storage("HOTEL-1")
        self.deck = LiquidHandlerServiceResource(proc=self, name="DECK-1")
        self.incubator = IncubationServiceResource(proc=self, name="INCU-2")
        self.washer = PlateWasherServiceResource(proc=self, name="WASH-1")
        self.reader = PlateReaderServiceResource(proc=self, name="READ-1")
        self.plates = [self.add_plate(f"ELISA plate {n + 1}") for n in range(self.N_PLATES)]

    def init_service_resources(self):
        for index, plate in enumerate(self.plates):
            plate.set_start_position(self.hotel, index)

    def process(self):
        for plate in self.plates:
            self.deck.read_barcode(plate)
            self.deck.remove_lid(plate)
            self.deck.dispense(plate, liquid="diluted serum", volume=100)
            self.deck.put_lid(plate)
            self.incubator.incubate(plate, duration=self.INCUBATION, temperature=310${shaking})
            self.washer.wash(plate, cycles=self.WASH_CYCLES, buffer="PBS-T")
            self.deck.dispense(plate, liquid="conjugate", volume=100)
            self.incubator.incubate(plate, duration=1800, temperature=310${shaking})
            self.washer.wash(plate, cycles=self.WASH_CYCLES, buffer="PBS-T")
            self.deck.dispense(plate, liquid="TMB substrate", volume=100)
            self.deck.dispense(plate, liquid="stop solution", volume=50)
            self.reader.absorbance(plate, wavelength=450, reference=620)
`;
}

function script({ incubationMinutes, cycles, shakerRpm }: Settings): ScriptStep[] {
  const wash: ScriptStep = {
    kind: 'process',
    name: 'Wash',
    fct: 'wash',
    device: 'WASH-1',
    parameters: { cycles, buffer: 'PBS-T' },
    minutes: 0.9 + 0.75 * cycles,
    sigma: 0.07,
  };
  return [
    ONTO_DECK,
    READ_BARCODE,
    UNLID,
    filling(dispense('diluted serum', 100, 4.6)),
    LID,
    moveTo('INCU-2'),
    incubate('INCU-2', incubationMinutes, 310, shakerRpm),
    ONTO_DECK,
    UNLID,
    moveTo('WASH-1'),
    wash,
    ONTO_DECK,
    dispense('conjugate', 100, 3.1),
    LID,
    moveTo('INCU-2'),
    incubate('INCU-2', 30, 310, shakerRpm),
    ONTO_DECK,
    UNLID,
    moveTo('WASH-1'),
    wash,
    ONTO_DECK,
    dispense('TMB substrate', 100, 3),
    dispense('stop solution', 50, 2.4),
    moveTo('READ-1'),
    {
      kind: 'process',
      name: 'Read absorbance',
      fct: 'absorbance',
      device: 'READ-1',
      parameters: { wavelength: 450, reference: 620 },
      minutes: 2.2,
      sigma: 0.06,
    },
    ONTO_DECK,
    LID,
    moveTo('HOTEL-1', 'plates'),
  ];
}

const FIRST: Settings = { incubationMinutes: 45, cycles: 3, shakerRpm: null };
const SECOND: Settings = { incubationMinutes: 60, cycles: 3, shakerRpm: null };
const THIRD: Settings = { incubationMinutes: 60, cycles: 4, shakerRpm: 300 };

export const ELISA: ScenarioProcess = {
  name: 'ELISA IgG screening',
  weight: 5,
  plates: { count: 2, name: 'ELISA plate', barcodePrefix: 'EL', labware: 'Microplate, 96 wells' },
  filling: { wells: 88, pool: false },
  planned: 0.4,
  keptHours: 3,
  versions: [
    { sinceDays: 60, source: source(FIRST), script: script(FIRST) },
    { sinceDays: 23, source: source(SECOND), script: script(SECOND) },
    { sinceDays: 15, source: source(THIRD), script: script(THIRD) },
  ],
};
