import type { ScriptStep } from '@/lib/demo/platform/platform-scenario';

type ProcessStep = Extract<ScriptStep, { kind: 'process' }>;

export const ONTO_DECK: ScriptStep = { kind: 'move', to: { device: 'DECK-1', zone: 'work' } };
export const UNLID: ScriptStep = { kind: 'unlid' };
export const LID: ScriptStep = { kind: 'lid' };

export function moveTo(device: string, zone?: string): ScriptStep {
  return { kind: 'move', to: { device, zone } };
}

export const READ_BARCODE: ProcessStep = {
  kind: 'process',
  name: 'Read barcode',
  fct: 'read_barcode',
  device: 'DECK-1',
  parameters: {},
  minutes: 0.15,
  sigma: 0.2,
  does: 'read',
};

export function dispense(liquid: string, volume: number, minutes: number): ProcessStep {
  return {
    kind: 'process',
    name: `Dispense ${liquid}`,
    fct: 'dispense',
    device: 'DECK-1',
    parameters: { liquid, volume },
    minutes,
    sigma: 0.09,
  };
}

export function filling(step: ProcessStep): ProcessStep {
  return { ...step, does: 'fill' };
}

/** Takes its time and a little more, for the door and the shaker. */
export function incubate(
  device: string,
  minutes: number,
  temperature: number,
  shakerRpm: number | null = null,
): ProcessStep {
  const shaking = shakerRpm === null ? {} : { shaking_frequency: shakerRpm };
  return {
    kind: 'process',
    name: 'Incubate',
    fct: 'incubate',
    device,
    parameters: { duration: minutes * 60, temperature, ...shaking },
    minutes: minutes + 0.4,
    sigma: 0.009,
  };
}
