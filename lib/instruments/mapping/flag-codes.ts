const CODES = [
  '< > A AA AC B CAR D DET E EX EXP H HH HM HU HX I IE IND L LL LU MS N NCL ND NEG NR NS OBX POS',
  'QCF R RR S SDD SYN-R SYN-S TOX U UNE VS W WR',
];

/** The flags of HL7 table 0078, as of version 2.9. */
export const FLAG_CODES: ReadonlySet<string> = new Set(CODES.flatMap((line) => line.split(' ')));
