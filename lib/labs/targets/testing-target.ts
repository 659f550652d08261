import { NewTarget, TargetChange } from './contract';

/** A new target as a request gives it, parsed as the routes do. */
export function target(given: Record<string, unknown>) {
  return NewTarget.parse({ minutes: 60, ...given });
}

export function change(given: Record<string, unknown>) {
  return TargetChange.parse(given);
}
