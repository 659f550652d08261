import { type Sample, sampleOf } from '../sample';

/** Records, a line each, as one message whose records end with CR. */
const message = (name: string, text: string): Sample =>
  sampleOf(name, `${text.trim().split('\n').join('\r')}\r`);

/** Reports of analysers, bare. */
export const ANALYZER_REPORTS: readonly Sample[] = [
  message(
    'immunoassay: two tests of one order, a comment, a finding with a number',
    String.raw`
H|\^&|10231||cobas-e411^1|||||host||P|LIS2-A2|20260302081530
P|1||||||||||||||||||||||||
O|1|S-1001^0007^3^^S1||^^^10\^^^141|R|20260302070000|20260302061500||||N|||20260302064500|SERUM||||||||||F
R|1|^^^10|5.4|mIU/L|0.4^4.2|H||F||tech01|20260302080100|20260302081010|E1
C|1|I|27^Sample &F& short|I
R|2|^^^141|-1^0.05|COI||N||F||tech01|20260302080100|20260302081430|E1
L|1|N`,
  ),
  message(
    'haematology: an order record a test, preliminary and final',
    String.raw`
H|\^&|77||XN-1000^00-14^12345^^^^A7654321|||||||P|E1394-97|20260302091200
P|1
O|1|S-1002||^^^WBC|S||20260302083000|||||||20260302084500|EDTA
R|1|^^^WBC^^26|7.31|10*3/uL|4.00 to 10.00|N||F||||20260302091101
O|2|S-1002||^^^HGB|S||20260302083000|||||||20260302084500|EDTA
R|1|^^^HGB^^26|6.4|g/dL|12.0 to 16.0|LL||P||||20260302091101
O|3|S-1002||^^^PLT|S||20260302083000|||||||20260302084500|EDTA
R|1|^^^PLT^^26||10*3/uL||||I
L|1|N`,
  ),
  message(
    'chemistry: a corrected and a cancelled result',
    String.raw`
H|\^&|C-5||AU680^Beckman|||||||P|LIS2-A2|20260302101500
P|1
O|1|S-1003||^^^BMP|R||||||||||||||||||||C
R|1|^^^NA|139|mmol/L|136^145|N||F||||20260302101000
R|2|^^^K|6.9|mmol/L|3.5^5.1|HH||C||||20260302101200
R|3|^^^CL||mmol/L||||X||||20260302101200
L|1|N`,
  ),
  message(
    'coagulation: bounds, and a status left to the report',
    String.raw`
H|\^&|||ACL TOP^550|||||LIS||P|1|20260302111500
P|1||P-77
O|1|S-1004||^^^PT\^^^APTT|R||||||||||||||||||||F
R|1|^^^PT|>120|s||>|||||20260302111000|20260302111455|ACL1
R|2|^^^APTT|31.5|s|25-37|N|||||20260302111000|20260302111455|ACL1
L|1|F`,
  ),
  message(
    'microbiology: organisms, a MIC and a statement in doubt',
    String.raw`
H|\^&|||VITEK2^bioMerieux|||||||P|LIS2-A2|20260302121000
P|1||||||||||||||||||||||||ICU
O|1|S-1005^I1||^^^ID-GN|R||||||||||^BLOOD
R|1|^^^ORG|Escherichia coli|||||V||||20260302120500
R|2|^^^CIP|<=0.25|ug/mL||S||M||||20260302120900
R|3|^^^GEN|4|ug/mL||I||W||||20260302120900
L|1`,
  ),
  message(
    'blood gas: at the bedside, minutes after the draw',
    String.raw`
H|\^&|||RAPIDPoint 500^ICU2|||||||P|LIS2-A2|20260302132010+0100
P|1
O|1|S-1006||^^^BG|S||20260302131500+0100|||||||20260302131800+0100|ART
R|1|^^^pH|7.21||7.350^7.450|LL||F||||20260302131955+0100
R|2|^^^pCO2|61|mmHg|35^45|HH\A||F||||20260302131955+0100
R|3|^^^LAC|4.1|mmol/L|0.5^1.6|HH||F||||20260302131955+0100
L|1|N`,
  ),
  message(
    'urine: findings in words, two comments',
    String.raw`
H|\^&|||Urisys^1800|||||||P|LIS2-A2|20260302140000
P|1
O|1|S-1007||^^^UA|R||||||||||UR
R|1|^^^NIT|negative||negative|N||F||||20260302135500
R|2|^^^LEU|2+|||A||F||||20260302135500
C|1|I|Turbid|I
C|2|L|Checked &R& by hand|G
R|3|^^^SG|1.020||1.005^1.030|N||F||||20260302135500
L|1|N`,
  ),
  message(
    'molecular: detected, with a cycle threshold in components',
    String.raw`
H|\^&|URM-9||GeneXpert^GX1^6.4|||||||P|1394-97|20260302150505
P|1|||PAT^X
O|1|S-1008||^^^SARS2^^^Xpert|R|20260302140000|||||||||NP||||||||||F
R|1|^SARS-CoV-2^^SARS2^E|DETECTED^27.4|||A||F||op1|20260302142000|20260302150500|GX-1
R|2|^SARS-CoV-2^^SARS2N2^N2|DETECTED^29.1|||A||F||op1|20260302142000|20260302150500|GX-1
S|1|curve|0;0;1;5;22;60
L|1|N`,
  ),
  message(
    'results of several specimens and of a control',
    String.raw`
H|\^&|||DxI 800|||||||P|LIS2-A2|20260302160000
P|1
O|1|S-1009||^^^TSH|R||||||||||||||||||||F
R|1|^^^TSH|2.1|mIU/L||N||F||||20260302155500
P|2
O|1|S-1010||^^^TSH|R||||||||||||||||||||F
R|1|^^^TSH|0.01|mIU/L||LL||F||||20260302155600
P|3
O|1|QC-LEVEL2||^^^TSH|R||||||Q
R|1|^^^TSH|10.4|mIU/L|9.1^11.7|N||F||||20260302155700
L|1|N`,
  ),
  message(
    'a message of controls alone',
    String.raw`
H|\^&|||Atellica CH|||||||Q|LIS2-A2|20260302170000
P|1
O|1|LYPHO-1||^^^GLU\^^^NA
R|1|^^^GLU|5.1|mmol/L|4.8^5.4|||F||||20260302165500
R|2|^^^NA|158|mmol/L|138^142|HH||F||||20260302165500
L|1|N`,
  ),
];
