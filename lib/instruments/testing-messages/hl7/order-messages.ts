import { segments, type SampleMessage } from './segments';

/** Messages of orders, as a laboratory's information system writes them. */
export const ORDER_MESSAGES: readonly SampleMessage[] = [
  {
    name: 'new order of two tests',
    text: segments(
      'MSH|^~\\&|LIS|LAB|BENCHWATCH|LAB|20260304080000+0100||OML^O21^OML_O21|O-1|P|2.5.1|||AL|AL||UNICODE UTF-8',
      'PID|1||MRN0100^^^HOSP^MR||SAMPLE^ÅSA||19700101|F',
      'PV1|1|E|ED^4',
      'ORC|NW|P-77121|S26-004800||||||20260304075900+0100|||1234^Doe^Jo',
      'TQ1|1||||||||S^Stat^HL70485',
      'OBR|1|P-77121|S26-004800|BMP^Basic metabolic panel^L',
      'SPM|1|^S26-004800||SER^Serum|||||||P||||||20260304075000+0100',
      'ORC|NW|P-77122|S26-004800||||||20260304075900+0100',
      'TQ1|1||||||||S^Stat^HL70485',
      'OBR|2|P-77122|S26-004800|LIPID^Lipids^L',
      'SPM|1|^S26-004800||SER^Serum|||||||P||||||20260304075000+0100',
    ),
  },
  {
    name: 'specimens first, each with its orders',
    text: segments(
      'MSH|^~\\&|LIS|LAB|BENCHWATCH|LAB|20260304080500+0100||OML^O33^OML_O33|O-2|P|2.5.1',
      'SPM|1|S26-004801||BLD^Blood|||||||P||||||20260304080000+0100',
      'SAC|||S26-004801',
      'ORC|NW|P-1|||||||20260304080400+0100',
      'TQ1|1||||||||R',
      'OBR|1|P-1||CBC',
      'ORC|NW|P-2',
      'TQ1|1||||||||A',
      'OBR|2|P-2||A1C',
      'SPM|2|S26-004802||UR^Urine|||||||P',
      'ORC|CA|P-3||||||||||||||UNW^Not wanted any more',
      'OBR|3|P-3||URINE',
    ),
  },
  {
    name: 'general order, old version',
    text: segments(
      'MSH|^~\\&|HIS|HOSP|LIS|LAB|20260304081000||ORM^O01|O-3|P|2.3',
      'PID|||X1||DOE^JOHN',
      'PV1||I|WARD7^1^A',
      'ORC|NW|S26-004803|||||^^^^^R||20260304080900',
      'OBR|1|S26-004803||GLU^Glucose|R',
    ),
  },
  {
    name: 'add-on',
    text: segments(
      'MSH|^~\\&|HIS|HOSP|LIS|LAB|20260304091000||ORM^O01^ORM_O01|O-4|P|2.4',
      'ORC|NW|P-9|S26-004711',
      'OBR|1|P-9|S26-004711|MG^Magnesium^L|S',
      'NTE|1||Please add on to the tube of this morning',
    ),
  },
  {
    name: 'one test cancelled',
    text: segments(
      'MSH|^~\\&|HIS|HOSP|LIS|LAB|20260304092000||ORM^O01|O-5|P|2.4',
      'ORC|CA|P-9|S26-004711|||||||||||||Ordered twice^Ordered twice',
      'OBR|1|P-9|S26-004711|MG^Magnesium^L',
    ),
  },
  {
    name: 'all tests of a specimen cancelled',
    text: segments(
      'MSH|^~\\&|LIS|LAB|BENCHWATCH|LAB|20260304093000+0100||OML^O21|O-6|P|2.5',
      'ORC|CA|P-77121|S26-004800',
      'OBR|1|P-77121|S26-004800',
    ),
  },
];
