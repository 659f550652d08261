import { atRisk } from './at-risk';
import { criticalUnhandled } from './critical-unhandled';
import { dataQuality } from './data-quality';
import { device } from './device';
import { errorRate } from './error-rate';
import { importFailed } from './import-failed';
import type { AlertKind } from './kind';
import { missingSpecimen } from './missing-specimen';
import type { KindName } from './params';
import { quarantinedMessages } from './quarantined-messages';
import { rejectionRate } from './rejection-rate';
import { slaBreach } from './sla-breach';
import { throughput } from './throughput';

/** Every kind of rule, by its name: what finds its alerts. */
export const KINDS: { readonly [K in KindName]: AlertKind<K> } = {
  sla_breach: slaBreach,
  at_risk: atRisk,
  missing_specimen: missingSpecimen,
  critical_unhandled: criticalUnhandled,
  error_rate: errorRate,
  rejection_rate: rejectionRate,
  throughput,
  device,
  import_failed: importFailed,
  quarantined_messages: quarantinedMessages,
  data_quality: dataQuality,
};
