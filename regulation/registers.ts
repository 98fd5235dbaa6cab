// Codes of registers that others keep, each as of its day. A test holds them against the packages that follow the registers.

/** The codes of a register, as it was on a day (`YYYY-MM-DD`). */
export interface Register {
  readonly asOf: string;
  readonly codes: readonly string[];
}

/** ISO 3166-1 alpha-2: the codes that are assigned (npm iso-3166 4.4.0). */
export const countries: Register = register(
  '2025-11-03',
  `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
  CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
  FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
  JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
  MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
  PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
  TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
`,
);

/**
 * ISO 4217, list one (npm currency-codes 2.2.0), with XCG, the Caribbean guilder, that its amendment 176 had announced. Without
 * the codes that stand for no money: metals, units of account, tests.
 */
export const currencies: Register = register(
  '2024-06-25',
  `
  AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
  CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
  GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT
  LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD
  OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
  SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF
  XPF YER ZAR ZMW ZWG
`,
);

/** The chapters of the EAEU nomenclature (TN VED; EEC Council decision 80 of 2021-09-14): 01 to 97, of which 77 is kept free. */
export const tnVed = {
  asOf: '2022-01-01',
  /** How every code begins, as a pattern. */
  chapterPattern: '^(0[1-9]|[1-68]\\d|7[0-689]|9[0-7])',
};

const chapter = new RegExp(tnVed.chapterPattern);

/** Whether a code of the EAEU nomenclature begins with one of its chapters. */
export function isInTnVed(code: string): boolean {
  return chapter.test(code);
}

function register(asOf: string, codes: string): Register {
  return { asOf, codes: codes.trim().split(/\s+/) };
}
