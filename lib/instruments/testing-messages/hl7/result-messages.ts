import { segments, type SampleMessage } from './segments';

/** Messages of results, as analysers of different makers and years write them. */
export const RESULT_MESSAGES: readonly SampleMessage[] = [
  {
    name: 'chemistry panel, all final',
    text: segments(
      'MSH|^~\\&|COBAS|CHEM1|LIS|LAB|20260304101530+0100||ORU^R01^ORU_R01|C1-000481|P|2.5.1|||NE|AL||UNICODE UTF-8',
      'PID|1||MRN0099^^^HOSP^MR||SAMPLE^TESSA||19810203|F',
      'PV1|1|I|ICU^2^B',
      'ORC|RE|P-77120|S26-004711||CM',
      'OBR|1|P-77120|S26-004711|BMP^Basic metabolic panel^L|||20260304090500+0100||||||||||||||||||F',
      'OBX|1|NM|NA^Sodium^L||141|mmol/L^millimole per litre^UCUM|136-145|N|||F|||20260304090500+0100|||||20260304101400+0100',
      'OBX|2|NM|K^Potassium^L|| 6.8 |mmol/L|3.5-5.1|HH~H|||F|||20260304090500+0100|||||20260304101410+0100',
      'NTE|1|L|Repeated. No haemolysis seen.',
      'OBX|3|NM|CREA^Creatinine^L||88|µmol/L|45-84|H|||F|||20260304090500+0100|||||20260304101420+0100',
      'SPM|1|P-77120-01&PLACER^S26-004711&FILLER||SER^Serum^HL70487|||||||P^Patient^HL70369||||||20260304090500+0100|20260304094210+0100',
    ),
  },
  {
    name: 'panel with one result to come',
    text: segments(
      'MSH|^~\\&|DXH|HEM2|LIS|LAB|20260304103000||ORU^R01|H2-90|P|2.3.1',
      'PID|||H-1',
      'OBR|1||S26-004712|CBC^Complete blood count',
      'OBX|1|NM|WBC||8.2|10*9/L|4.0-11.0|N|||F',
      'OBX|2|NM|HGB||13.4|g/dL|12.0-16.0||||P',
      'OBX|3|NM|PLT|||10*9/L|150-400||||I',
    ),
  },
  {
    name: 'bounds and structured numbers',
    text: segments(
      'MSH|^~\\&|ARCHITECT|IMM1|LIS|LAB|20260304111111.25-0500||ORU^R01|A-1|P|2.5',
      'OBR|1||S26-004713|IMMUNO^Immunology^L',
      'OBX|1|NM|TROP^Troponin I^L||<0.01|ng/mL|<0.04|<|||F||||||||20260304111000-0500',
      'OBX|2|SN|HCG^beta-hCG^L||>^1000|IU/L||>|||F||||||||20260304111001-0500',
      'OBX|3|SN|ANA^Antinuclear antibody^L||^1^:^320||<1:80|A|||F||||||||20260304111002-0500',
      'OBX|4|SN|PROT^Urine protein^L||^3^+|||A|||F||||||||20260304111003-0500',
      'OBX|5|SN|AGE^Range^L||^2^-^4|||N|||F||||||||20260304111004-0500',
    ),
  },
  {
    name: 'coded and textual results',
    text: segments(
      'MSH|^~\\&|VITEK|MICRO|LIS|LAB|202603041200+0100||ORU^R01^ORU_R01|V-7|P|2.5.1',
      'OBR|1|M-1|S26-004714|CULT^Culture^L||||||||||||||||||20260304115900+0100|||P',
      'OBX|1|CWE|630-4^Bacteria identified^LN|1|112283007^Escherichia coli^SCT^ECO^E. coli^L|||A|||F',
      'OBX|2|CE|AMP^Ampicillin^L|1|R^Resistant^HL70078|||R|||F',
      'OBX|3|TX|GRAM^Gram stain^L|1|Gram negative rods||||||F',
      'OBX|4|TX|GRAM^Gram stain^L|1|Many leucocytes||||||F',
      'OBX|5|FT|COMM^Comment^L||Growth \\.br\\after 24 h at 37 \\XC2B0\\C\\.sp2\\Final.||||||F',
    ),
  },
  {
    name: 'correction, cancellation and a deleted result',
    text: segments(
      'MSH|^~\\&|AU|CHEM2|LIS|LAB|20260304130000+0100||ORU^R01|AU-55|P|2.4',
      'OBR|1||S26-004715|LIVER^Liver panel^L|||20260304100000+0100',
      'OBX|1|NM|ALT||41|U/L|<35|H|||C||||||||20260304125900+0100',
      'OBX|2|NM|AST|||U/L|||||X',
      'OBX|3|NM|GGT||22|U/L|||||W',
    ),
  },
  {
    name: 'quality control beside a patient',
    text: segments(
      'MSH|^~\\&|BC|CHEM3|LIS|LAB|20260304060000||OUL^R22^OUL_R22|QC-1|P|2.5',
      'SPM|1|QC-LEVEL-2||SER|||||||Q^Control specimen^HL70369||||||20260304055000',
      'SAC|||QC-LEVEL-2',
      'OBR|1|||GLU^Glucose^L',
      'OBX|1|NM|GLU||5.4|mmol/L|5.0-6.0|N|||F',
      'SPM|2|S26-004716||PLAS|||||||P',
      'OBR|1|||GLU^Glucose^L',
      'OBX|1|NM|GLU||22.4|mmol/L|3.9-5.6|HH|||F||||||||20260304055900',
    ),
  },
  {
    name: 'calibrator, blank and replicate with broken times',
    text: segments(
      'MSH|^~\\&|BC|CHEM3|LIS|LAB|20260304060100||OUL^R22|QC-2|P|2.5',
      'SPM|1|CAL1||SER|||||||C',
      'OBR|1|||GLU',
      'OBX|1|NM|||5.4||||||F||||||||99999999',
      'SPM|2|BLK||SER|||||||B',
      'SPM|3|S26-9 R||SER|||||||R',
      'OBR|1|||GLU',
    ),
  },
  {
    name: 'by container, several tubes of one specimen',
    text: segments(
      'MSH|^~\\&|AUTO|LINE|LIS|LAB|20260304141500+0100||OUL^R23^OUL_R23|L-3|P|2.5',
      'SPM|1|||BLD^Blood^HL70487|||||||P||||||20260304130000+0100|20260304133000+0100',
      'SAC|||T-100-A|||||O',
      'OBR|1||F-1|NA^Sodium^L',
      'OBX|1|NM|NA||139|mmol/L||N|||F||||||||20260304141400+0100',
      'SAC|||T-100-B',
      'OBR|2||F-2|CBC',
      'OBX|1|NM|WBC||7.1|10*9/L||N|||F||||||||20260304141410+0100',
    ),
  },
  {
    name: 'by order, the specimen behind',
    text: segments(
      'MSH|^~\\&|GENE|PCR1|LIS|LAB|20260304160000+0100||OUL^R24^OUL_R24|G-9|P|2.5',
      'OBR|1|ORD-5||SARS2^SARS-CoV-2 PCR^L',
      'ORC|OK|ORD-5',
      'OBX|1|CE|SARS2^SARS-CoV-2^L||260373001^Detected^SCT|||A|||F||||||||20260304155500+0100',
      'OBX|2|NM|CT^Cycle threshold^L||24.7|{Ct}|||||F||||||||20260304155500+0100',
      'SPM|1|ORD-5^NP-20311||NP^Nasopharyngeal swab|||||||P||||||20260304090000+0100|20260304101500+0100',
      'OBX|3|ST|VOL^Volume||3 mL||||||F',
    ),
  },
  {
    name: 'pool of three',
    text: segments(
      'MSH|^~\\&|GENE|PCR1|LIS|LAB|20260304161000+0100||OUL^R22|G-10|P|2.5',
      'SPM|1|POOL-17|NP-1&L^NP-20312&L~^NP-20313~^NP-20314|NP|||||||L^Pool^HL70369|||3||||20260304103000+0100',
      'OBR|1|||SARS2',
      'OBX|1|CE|SARS2||260415000^Not detected^SCT|||N|||F',
    ),
  },
  {
    name: 'rejected by the instrument',
    text: segments(
      'MSH|^~\\&|SYS|COAG1|LIS|LAB|20260304170000+0100||OUL^R22|R-1|P|2.5.1',
      'SPM|1|S26-004717||CIT^Citrated plasma|||||||P||||||20260304160000+0100|20260304163000+0100||Y|RC^Clotting^HL70490',
      'OBR|1|||PT^Prothrombin time',
      'OBX|1|NM|PT|||s|||||X',
    ),
  },
  {
    name: 'separators of its own',
    text: segments(
      'MSH$!*?%$OLD!1$LAB$LIS$LAB$19991231235959$$ORU!R01$1$P$2.2',
      'OBR$1$$S99-1$GLU!Glucose',
      'OBX$1$NM$GLU!Glucose$$5.1$mmol/L$3.9?S?5.6$N$$$F$$$19991231235900',
    ),
  },
];
