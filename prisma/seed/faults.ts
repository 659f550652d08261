import type { Scenario } from '@/lib/demo/scenario';

/** What goes wrong at the bench of the demo laboratories, and how often. */
export const FAULTS: Pick<Scenario, 'errorCodes' | 'outageErrorCode' | 'rejectionReasons'> = {
  errorCodes: [
    { code: 'E101', name: 'Clot detected while aspirating', weight: 30 },
    { code: 'E102', name: 'Short sample', weight: 24 },
    { code: 'E201', name: 'Reagent probe blocked', weight: 14 },
    { code: 'E203', name: 'Reagent empty during run', weight: 12 },
    { code: 'E305', name: 'Temperature out of range', weight: 8 },
    { code: 'E310', name: 'Signal noise above limit', weight: 7 },
    { code: 'E410', name: 'Device stopped during run', weight: 0 },
    { code: 'E502', name: 'Barcode not read', weight: 5 },
  ],
  outageErrorCode: 'E410',
  rejectionReasons: [
    { code: 'RH', weight: 38 },
    { code: 'RC', weight: 15 },
    { code: 'QS', weight: 14 },
    { code: 'RM', weight: 11 },
    { code: 'L-FILL', weight: 8 },
    { code: 'L-CONT', weight: 6 },
    { code: 'RI', weight: 4 },
    { code: 'L-LATE', weight: 4 },
  ],
};
