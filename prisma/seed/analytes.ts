import type { ScenarioAnalyte, ValueSpread } from '@/lib/demo/scenario';

type Limits = {
  unit?: string;
  low?: number;
  high?: number;
  criticalLow?: number;
  criticalHigh?: number;
  criticalCodes?: string[];
};

function analyte(
  code: string,
  name: string,
  loinc: string,
  limits: Limits,
  spread: ValueSpread,
): ScenarioAnalyte {
  return {
    code,
    name,
    loinc,
    unit: limits.unit ?? null,
    low: limits.low ?? null,
    high: limits.high ?? null,
    criticalLow: limits.criticalLow ?? null,
    criticalHigh: limits.criticalHigh ?? null,
    criticalCodes: limits.criticalCodes ?? [],
    spread,
  };
}

function number(median: number, sigma: number, decimals: number): ValueSpread {
  return { kind: 'number', median, sigma, decimals };
}

function presence(positive: number): ValueSpread {
  return {
    kind: 'word',
    words: [
      { word: 'negative', weight: 1 - positive },
      { word: 'positive', weight: positive },
    ],
  };
}

/**
 * What the demo laboratories measure. Limits are common adult ones for demonstration, not advice:
 * every laboratory sets its own.
 */
export const ANALYTES: readonly ScenarioAnalyte[] = [
  analyte(
    'NA',
    'Sodium',
    '2951-2',
    { unit: 'mmol/L', low: 136, high: 145, criticalLow: 120, criticalHigh: 160 },
    number(139.5, 0.018, 0),
  ),
  analyte(
    'K',
    'Potassium',
    '2823-3',
    { unit: 'mmol/L', low: 3.5, high: 5.1, criticalLow: 2.8, criticalHigh: 6.2 },
    number(4.2, 0.09, 1),
  ),
  analyte(
    'CL',
    'Chloride',
    '2075-0',
    { unit: 'mmol/L', low: 98, high: 107 },
    number(102, 0.025, 0),
  ),
  analyte(
    'CO2',
    'Bicarbonate',
    '2028-9',
    { unit: 'mmol/L', low: 22, high: 29, criticalLow: 10, criticalHigh: 40 },
    number(25, 0.09, 0),
  ),
  analyte(
    'UREA',
    'Urea nitrogen',
    '3094-0',
    { unit: 'mg/dL', low: 6, high: 20 },
    number(15, 0.3, 0),
  ),
  analyte(
    'CREA',
    'Creatinine',
    '2160-0',
    { unit: 'mg/dL', low: 0.6, high: 1.2, criticalHigh: 7.4 },
    number(0.92, 0.24, 2),
  ),
  analyte(
    'GLU',
    'Glucose',
    '2345-7',
    { unit: 'mg/dL', low: 70, high: 140, criticalLow: 45, criticalHigh: 450 },
    number(104, 0.2, 0),
  ),
  analyte(
    'CA',
    'Calcium',
    '17861-6',
    { unit: 'mg/dL', low: 8.6, high: 10.2, criticalLow: 6.5, criticalHigh: 13 },
    number(9.4, 0.045, 1),
  ),
  analyte(
    'ALT',
    'Alanine aminotransferase',
    '1742-6',
    { unit: 'U/L', low: 5, high: 45 },
    number(23, 0.45, 0),
  ),
  analyte(
    'AST',
    'Aspartate aminotransferase',
    '1920-8',
    { unit: 'U/L', low: 5, high: 40 },
    number(22, 0.4, 0),
  ),
  analyte(
    'ALP',
    'Alkaline phosphatase',
    '6768-6',
    { unit: 'U/L', low: 40, high: 130 },
    number(76, 0.28, 0),
  ),
  analyte(
    'TBIL',
    'Bilirubin, total',
    '1975-2',
    { unit: 'mg/dL', low: 0.1, high: 1.2, criticalHigh: 15 },
    number(0.55, 0.45, 1),
  ),
  analyte('ALB', 'Albumin', '1751-7', { unit: 'g/dL', low: 3.5, high: 5.2 }, number(4.2, 0.08, 1)),
  analyte('CRP', 'C-reactive protein', '1988-5', { unit: 'mg/L', high: 5 }, number(3.4, 1.1, 1)),
  analyte('CHOL', 'Cholesterol', '2093-3', { unit: 'mg/dL', high: 200 }, number(186, 0.18, 0)),
  analyte('TRIG', 'Triglyceride', '2571-8', { unit: 'mg/dL', high: 150 }, number(118, 0.4, 0)),
  analyte('HDL', 'HDL cholesterol', '2085-9', { unit: 'mg/dL', low: 40 }, number(53, 0.2, 0)),
  analyte(
    'LDL',
    'LDL cholesterol, calculated',
    '13457-7',
    { unit: 'mg/dL', high: 130 },
    number(108, 0.25, 0),
  ),
  analyte(
    'LACT',
    'Lactate',
    '2524-7',
    { unit: 'mmol/L', low: 0.5, high: 2.2, criticalHigh: 4 },
    number(1.3, 0.32, 1),
  ),
  analyte(
    'TNT',
    'Troponin T, high sensitivity',
    '67151-1',
    { unit: 'ng/L', high: 14, criticalHigh: 100 },
    number(8, 0.55, 0),
  ),
  analyte(
    'TSH',
    'Thyrotropin',
    '3016-3',
    { unit: 'mIU/L', low: 0.4, high: 4 },
    number(1.7, 0.45, 2),
  ),
  analyte(
    'HBA1C',
    'Haemoglobin A1c',
    '4548-4',
    { unit: '%', low: 4, high: 6 },
    number(5.7, 0.12, 1),
  ),
  analyte(
    'WBC',
    'Leukocytes',
    '6690-2',
    { unit: '10*3/uL', low: 4, high: 11, criticalLow: 1, criticalHigh: 50 },
    number(7.2, 0.28, 1),
  ),
  analyte(
    'HGB',
    'Haemoglobin',
    '718-7',
    { unit: 'g/dL', low: 12, high: 17.5, criticalLow: 7, criticalHigh: 20 },
    number(13.6, 0.1, 1),
  ),
  analyte('HCT', 'Haematocrit', '4544-3', { unit: '%', low: 36, high: 52 }, number(41, 0.09, 0)),
  analyte(
    'PLT',
    'Platelets',
    '777-3',
    { unit: '10*3/uL', low: 150, high: 400, criticalLow: 20, criticalHigh: 1000 },
    number(245, 0.24, 0),
  ),
  analyte(
    'ESR',
    'Erythrocyte sedimentation rate',
    '4537-7',
    { unit: 'mm/h', high: 20 },
    number(11, 0.6, 0),
  ),
  analyte(
    'PT',
    'Prothrombin time',
    '5902-2',
    { unit: 's', low: 9.5, high: 13.5 },
    number(11.6, 0.1, 1),
  ),
  analyte('INR', 'INR', '6301-6', { low: 0.8, high: 1.2, criticalHigh: 5 }, number(1.05, 0.16, 1)),
  analyte(
    'APTT',
    'Activated partial thromboplastin time',
    '14979-9',
    { unit: 's', low: 25, high: 37, criticalHigh: 100 },
    number(30, 0.13, 0),
  ),
  analyte('DDIMER', 'D-dimer', '48065-7', { unit: 'ng/mL', high: 500 }, number(330, 0.6, 0)),
  analyte('UPH', 'pH of urine', '5803-2', { low: 5, high: 8 }, number(6, 0.1, 1)),
  analyte(
    'USG',
    'Specific gravity of urine',
    '5811-5',
    { low: 1.005, high: 1.03 },
    number(1.017, 0.005, 3),
  ),
  analyte('UNIT', 'Nitrite in urine', '5802-4', {}, presence(0.12)),
  analyte(
    'UCULT',
    'Bacteria identified in urine',
    '630-4',
    {},
    {
      kind: 'word',
      words: [
        { word: 'no growth', weight: 62 },
        { word: 'mixed flora', weight: 17 },
        { word: 'Escherichia coli', weight: 14 },
        { word: 'Klebsiella pneumoniae', weight: 4 },
        { word: 'Enterococcus faecalis', weight: 3 },
      ],
    },
  ),
  analyte('SARS2', 'SARS-CoV-2 RNA', '94500-6', {}, presence(0.07)),
  analyte('FLUA', 'Influenza A RNA', '92142-9', {}, presence(0.06)),
  analyte('FLUB', 'Influenza B RNA', '92141-1', {}, presence(0.02)),
  analyte('RSV', 'RSV RNA', '92131-2', {}, presence(0.04)),
  analyte(
    'CDTOX',
    'Clostridioides difficile toxin genes',
    '54067-4',
    { criticalCodes: ['POSITIVE'] },
    presence(0.11),
  ),
];
