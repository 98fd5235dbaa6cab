/** The kinds of value a form field may hold; validation, JSON schemas and printing all go by kind. */
export interface Values {
  /** Free text. */
  readonly text: string;
  /** Names, one per line of the form: customs authorities. */
  readonly 'text-list': readonly string[];
  /** A person or firm of the Republic: the applicant. */
  readonly party: Party;
  /** Those who process; may be foreign, then without BIN and IIN. */
  readonly parties: readonly Processor[];
  /** What is placed under the procedure and what comes out of it. */
  readonly 'goods-and-products': GoodsAndProducts;
  /** Goods with quantity and cost. */
  readonly 'goods-list': readonly Goods[];
  /** Goods with quantity, where the form asks for no cost. */
  readonly 'goods-list-without-cost': readonly UncostedGoods[];
  /** Goods named at the level of a heading (4 digits). */
  readonly 'heading-goods-list': readonly HeadingGoods[];
  /** Papers named in the form; the files themselves are attached separately. */
  readonly 'document-list': readonly NamedDocument[];
  /** How much of a product comes out. */
  readonly 'yield-list': readonly YieldNorm[];
  /** A length of time, not an end date: it runs from placement under the procedure (Customs Code, art. 248(4)). */
  readonly 'processing-term': ProcessingTerm;
}

export type ValueKind = keyof Values;

/** `bin` for a legal person, `iin` for an individual or sole trader: exactly one of them. */
export interface Party {
  readonly name: string;
  readonly address: string;
  readonly bin?: string;
  readonly iin?: string;
  readonly bankDetails: string;
}

/** `country` is an ISO 3166-1 alpha-2 code; absent or `KZ` means a person of the Republic, who has a BIN or an IIN. */
export interface Processor {
  readonly name: string;
  readonly address: string;
  readonly country?: string;
  readonly bin?: string;
  readonly iin?: string;
  readonly bankDetails?: string;
}

/** A decimal: a number, or its digits as text where a number would lose some of them (`decimalPattern`). */
export type Amount = number | string;

/** A positive amount in a unit of measure. */
export interface Quantity {
  readonly value: Amount;
  readonly unit: string;
}

/** An amount of money, zero allowed (waste may be worth nothing); `currency` is an ISO 4217 code. */
export interface Cost {
  readonly value: Amount;
  readonly currency: string;
}

/** `tnVed` is the 10-digit code of the EAEU nomenclature, digits only, leading zeros kept. */
export interface UncostedGoods {
  readonly name: string;
  readonly tnVed: string;
  readonly quantity: Quantity;
}

export interface Goods extends UncostedGoods {
  readonly cost: Cost;
}

/** `tnVedHeading` is the 4-digit heading of the EAEU nomenclature. */
export interface HeadingGoods {
  readonly name: string;
  readonly tnVedHeading: string;
  readonly quantity: Quantity;
  readonly cost: Cost;
}

export interface GoodsAndProducts {
  readonly goods: readonly Goods[];
  readonly products: readonly Goods[];
}

/** Dates are `YYYY-MM-DD`. */
export interface NamedDocument {
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly validUntil?: string;
}

/** In quantity, in per cent, or in both (Customs Code, art. 249): at least one; `quantity` is per `per`. */
export interface YieldNorm {
  readonly product: string;
  readonly percent?: Amount;
  readonly quantity?: Quantity;
  readonly per?: Quantity;
}

/** Beyond the maximum of its subtype a term needs `eecListedGoods: true` and a `reason`. */
export interface ProcessingTerm {
  readonly months: number;
  readonly eecListedGoods?: boolean;
  readonly reason?: string;
}

/** An amount as text: up to 15 digits, and up to 10 behind a point. */
export const decimalPattern = String.raw`^(0|[1-9]\d{0,14})(\.\d{1,10})?$`;

/** Bounds that keep a form readable; ours, not the law's. */
export const valueLimits = {
  nameLength: 500,
  textLength: 10_000,
  listItems: 1_000,
  amount: 1e15,
  percent: 100,
  months: 600,
  paperDates: { from: '1900-01-01', until: '2199-12-31' },
} as const;
