import { atRisk } from './at-risk';
import { criticalUnhandled } from './critical-unhandled';
import { device } from './device';
import type { AlertKind } from './kind';
import { missingSpecimen } from './missing-specimen';
import type { KindName } from './params';
import { slaBreach } from './sla-breach';

/** Every kind of rule, by its name: what finds its alerts. */
export const KINDS: { readonly [K in KindName]?: AlertKind<K> } = {
  sla_breach: slaBreach,
  at_risk: atRisk,
  missing_specimen: missingSpecimen,
  critical_unhandled: criticalUnhandled,
  device,
};
