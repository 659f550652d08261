import { type Sample, sampleOf } from '../sample';

const lines = (text: string, end: string) => text.trim().split('\n').join(end) + end;
const message = (name: string, text: string, end = '\r'): Sample =>
  sampleOf(name, lines(text, end));

/** Orders, states and queries, and what is odd about how messages are written. */
export const OTHER_MESSAGES: readonly Sample[] = [
  message(
    'LIS: new orders, by priority',
    String.raw`
H|\^&|L-100||LIS^Hospital|||||analyser||P|LIS2-A2|20260302060000
P|1||||||||||||||||||||||||WARD-3
O|1|S-2001||^^^TSH\^^^FT4|S|20260302055500|20260302054500||||N|||20260302055900|SERUM||||||||||O
O|2|S-2001||^^^CRP|S|20260302055500|20260302054500||||N|||20260302055900|SERUM||||||||||O
O|3|S-2002||^^^GLU|A|20260302055600|||||N||||||||||||||O
L|1|F`,
  ),
  message(
    'LIS: an add-on and a cancellation',
    String.raw`
H|\^&|L-101||LIS^Hospital|||||analyser||P|LIS2-A2|20260302061000
P|1
O|1|S-2001||^^^LDH|R|20260302060900|||||A||||||||||||||O
O|2|S-2001||^^^CRP|||||||C||||||||||||||O
C|1|L|Ordered twice|G
O|3|S-2002|||||||||C
L|1|N`,
  ),
  message(
    'a query of an analyser',
    String.raw`
H|\^&|Q-1||cobas-e411|||||host||P|LIS2-A2|20260302062000
Q|1|^S-2003||ALL||||||||O
L|1|N`,
  ),
  message(
    'states by records of the manufacturer',
    String.raw`
H|\^&|||AU680|||||||P|LIS2-A2|20260302063000
M|1|STATE|ES|20260302062955|probe crash
M|2|REAGENT|TSH|41
L|1|N`,
  ),
  message(
    'what the instrument is at work on, and what it cannot do',
    String.raw`
H|\^&|||AU680|||||||P|LIS2-A2|20260302064000
P|1
O|1|S-2004||^^^GLU\^^^NA|R||||||X
O|2|S-2005||^^^K|R||||||||||||||||||||I
O|3|S-2006||^^^CA|R||||||||||||||||||||X
C|1|I|Clot detected|I
L|1|N`,
  ),
  message(
    'two messages, records ended by LF',
    String.raw`
H|\^&|A1||Stago R|||||||P|LIS2-A2|20260302070000
P|1
O|1|S-2007||^^^DD|R
R|1|^^^DD|0.31|ug/mL|<0.5|N||F||||20260302065500
L|1|N
H|\^&|A2||Stago R|||||||P|LIS2-A2|20260302070100
P|1
O|1|S-2008||^^^DD|R
R|1|^^^DD|4.8|ug/mL|<0.5|H||F||||20260302065600
L|1|N`,
    '\n',
  ),
  message(
    'records ended by CR LF, and no L',
    String.raw`
H|\^&|||Immulite|||||||P|1|20260302071000
P|1
O|1|S-2009||^^^PSA|R
R|1|^^^PSA|0.02|ng/mL||<||F||||20260302070900`,
    '\r\n',
  ),
  message(
    'other delimiters',
    String.raw`
H!~*$!D-1!!LIAISON*XL!!!!!!!P!LIS2-A2!20260302072000
P!1
O!1!S-2010*A1!!***VITD~***PTH!R
R!1!***VITD!18.2!ng/mL!30*100!L!!F!!!!20260302071500
R!2!***PTH!88!pg/mL!15*65!H!!F!!!!20260302071900
C!1!I!50$S$25 $F$ diluted!I
L!1!N`,
  ),
  message(
    'escapes: delimiters, bytes, highlighting, and an ampersand that is none',
    String.raw`
H|\^&|||DxH 900|||||||P|LIS2-A2|20260302073000
P|1
O|1|S-2011||^^^DIFF|R
R|1|^^^MORPH|Blasts &E& bands &S& 3 &R& 4 &F& 5|||A||F||||20260302072900
C|1|I|A & B, &H&see&N& &X0D0A& slide &XC3A4&|I
L|1|N`,
  ),
  message(
    'a long comment broken over lines',
    String.raw`
H|\^&|||Path^1|||||||P|LIS2-A2|20260302074000
P|1
O|1|S-2012||^^^CYTO|R
R|1|^^^CYTO|see comment|||A||F||||20260302073900
C|1|L|First line
second line, with more to say
third|G
L|1|N`,
    '\r\n',
  ),
  {
    name: 'Latin-1',
    bytes: Buffer.from(
      lines(
        String.raw`
H|\^&|||Blutgas M\xfcnchen|||||||P|LIS2-A2|20260302075000
P|1
O|1|S-2013||^^^HB|R
R|1|^^^HB|142|g/l||N||F||||20260302074900
C|1|I|Pr\xfcfen: 5 \xb5l|I
L|1|N`.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
        '\r',
      ),
      'latin1',
    ),
  },
];
