// The types of <channel-readiness> and its module. Made of src/embed/contract.json by `cargo xtask contract`.

/** The name of a screen. */
export type Screen = 'start' | 'question' | 'overview' | 'result' | 'assessments' | 'partners' | 'questionnaires' | 'plan' | 'data';

/** A company, as far as it is known. */
export interface Company {
  /** may be empty */
  name?: string;
  /** what kind of company */
  kind?: 'vendor' | 'reseller' | 'managed-service-provider' | 'integrator' | 'software-vendor' | 'distributor' | 'other';
  /** how many people work there */
  size?: '1-10' | '11-50' | '51-250' | '251-1000' | '1001+';
}

/** What a new assessment begins with. */
export interface Beginning {
  /** which of the two answers */
  side?: 'vendor' | 'partner';
  /** how many questions */
  length?: 'quick' | 'full';
  /** who answers */
  company?: string | Company;
  /** whom it is about */
  counterpart?: string | Company;
  /** the questionnaire, as an object or its text */
  pack?: object | string;
}

/** What is not there is null. See scoring.md. */
export interface Figures {
  /** 0 to 100 */
  score: number | null;
  /** the score if every open answer turned out 0 */
  low: number | null;
  /** the score if every open answer turned out 4 */
  high: number | null;
  /** 0 to 1 */
  coverage: number | null;
  /** 0 to 1 */
  freshness: number | null;
  /** 0 to 4 */
  level: number | null;
  /** the level if every open answer turned out 4 */
  levelHigh: number | null;
}

/** A result document, format 1; schema/result-1.schema.json. */
export interface Result extends Figures {
  /** always so */
  kind: 'result';
  /** of the document */
  format: 1;
  /** the lowest level among the answered gates */
  floor: number | null;
  /** gates that are not answered with a level */
  openGates: number;
  /** what holds the level down */
  binds: { by: 'pooled' | 'dimension' | 'gate'; id?: string }[];
  /** questions */
  asked: number;
  /** of these, those that apply */
  applicable: number;
  /** of these, those answered with a level */
  answered: number;
  /** by the dimension's id */
  dimensions: Record<string, Figures>;
}

/** A relation document, format 1; schema/relation-1.schema.json. */
export interface Relation {
  /** always so */
  kind: 'relation';
  /** of the document */
  format: 1;
  /** 0 to 1 */
  agreement: number | null;
  /** questions that both answered with a level */
  matched: number;
  /** questions that apply to both */
  of: number;
  /** by the dimension's id */
  dimensions: Record<string, { agreement: number; bias: number; joint: number; matched: number } | null>;
  /** the widest first */
  gaps: { indicator: string; vendor: number; partner: number; gap: number }[];
}

/** One of everything that is kept. */
export interface NamedResult {
  /** of the assessment */
  id: string;
  /** may be empty */
  name: string;
  /** null where the questionnaire is not at hand */
  result: Result | null;
}

/** Overall figures, a column each. */
export interface Scores {
  /** of the assessments */
  ids: string[];
  /** may be empty */
  names: string[];
  /** NaN where there is none */
  score: Float64Array;
  /** NaN where there is none */
  low: Float64Array;
  /** NaN where there is none */
  high: Float64Array;
  /** -1 where there is none */
  level: Int8Array;
}

/** What became of a document. */
export interface ImportReport {
  /** ids of what was added */
  packs: string[];
  /** ids of what was added */
  companies: string[];
  /** ids of what was added */
  responses: string[];
  /** hashes of what was added */
  benchmarks: string[];
  /** how much was here already */
  alreadyHere: number;
}

/** One mistake. */
export interface Problem {
  /** in the document; empty for all of it */
  place: string;
  /** what is wrong */
  cause: string;
  /** what to write instead */
  instead?: string;
  /** from 1 */
  line?: number;
  /** from 1 */
  column?: number;
}

/** What promises are rejected with. Its name is `LockedError` while a lock is shut, and `ReadOnlyError` where only looking is allowed. Where the program did not come, or the element left the page, the Error has no `problems`. */
export interface Refusal extends Error {
  /** every mistake */
  problems: Problem[];
}

/** What is said of a questionnaire. */
export interface Verdict {
  /** whether it can be asked */
  valid: boolean;
  /** of the questionnaire */
  id?: string;
  /** of the questionnaire */
  version?: number;
  /** every mistake */
  problems: Problem[];
}

/** Of cr-ready. */
export interface ReadyDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
}

/** Of cr-start. */
export interface StartDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
  /** of the assessment */
  id: string;
}

/** Of cr-answer. */
export interface AnswerDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
  /** of the assessment */
  id: string;
  /** of the question */
  indicator: string;
}

/** Of cr-complete. */
export interface CompleteDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
  /** of the assessment */
  id: string;
}

/** Of cr-result. */
export interface ResultDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
  /** of the current assessment; null where none is current */
  id: string | null;
  /** equals the property */
  result: Result | null;
  /** how many of its questions have no answer */
  open: number;
}

/** Of cr-saved. */
export interface SavedDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
}

/** Of cr-error. */
export interface ErrorDetail {
  /** of this detail: members are added to it, and none is changed */
  version: 1;
  /** where, such as `attribute mode`, `company.kind`, `pack`, `store` or `program` */
  place: string;
  /** what is wrong */
  cause: string;
}

/** Finds out how ready two companies are to work as one. Everything stays in the visitor's browser. */
export class ChannelReadiness extends HTMLElement {
  static readonly formAssociated: true;
  /** Names a store of its own, so that two uses on one origin stay apart. */
  get storageKey(): string;
  set storageKey(value: string | '' | null);
  /** Made-up partners in place of what is kept: how many, at most 100,000 (400 where it has no number), and the word `four-each` for exactly four assessments of every one, in place of as many as there are in life: `1000 four-each`. Nothing of it is kept, and what is kept stays as it is. */
  get sample(): string;
  set sample(value: string | '' | null);
  /** The page holds just the element: its address follows the screens (`#question`, `#result`, …). */
  standalone: boolean;
  /** Light or dark. `auto` is what `--cr-color-scheme` says, or else the browser. */
  get theme(): 'auto' | 'light' | 'dark' | '';
  set theme(value: 'auto' | 'light' | 'dark' | '' | null);
  /** What the visitor gets to see beside the pages of one assessment (questions, overview, result, plan): `assess` opens with the start of a new assessment, `result` with the result of the one worked on last, `partners` with the list of partners. The menu shows no more than that. */
  get mode(): 'assess' | 'result' | 'partners' | '';
  set mode(value: 'assess' | 'result' | 'partners' | '' | null);
  /** The visitor may only look: nothing can be begun, answered, changed or deleted, and a notice says so. What the host page does with the methods stays, but for `start` and `clear`. `disabled`, on the element or a `<fieldset>` around it, does the same. */
  readOnly: boolean;
  /** `lazy` fetches and starts nothing until the element comes near the viewport, or a method is called. */
  get loading(): 'eager' | 'lazy' | '';
  set loading(value: 'eager' | 'lazy' | '' | null);
  /** The side that new assessments are answered as: the start offers no other. */
  get side(): 'vendor' | 'partner' | '';
  set side(value: 'vendor' | 'partner' | '' | null);
  /** The length that is chosen beforehand. */
  get length(): 'quick' | 'full' | '';
  set length(value: 'quick' | 'full' | '' | null);
  /** Who answers: a name, or `{"name": …, "kind": …, "size": …}` with the kinds and sizes of a response. */
  get company(): string;
  set company(value: string | Company | '' | null);
  /** Whom it is about; as `company`. */
  get counterpart(): string;
  set counterpart(value: string | Company | '' | null);
  /** In a form, the name that the result is submitted under. */
  get name(): string;
  set name(value: string | '' | null);
  /** In a form, an assessment is missing until one is current and all of its questions are answered. */
  required: boolean;
  /** The current assessment's result, or `null` where none is current, and until the whole program has come. */
  readonly result: Result | null;
  /** The questionnaire that new assessments answer, as an object or its text; `null` for the attribute's, or the shipped one. Setting it starts the widget anew; what was answered is in the store. One that has mistakes is not asked: the page lists them. */
  pack: object | string | null;
  /** The results of everything kept here, the one worked on last first. */
  results(): Promise<NamedResult[]>;
  /** The overall figures alone, for a list of many: columns, where the same place in each belongs to the same assessment, in the order of `results()`. What is `null` in a result is `NaN` here, and -1 as a level; so is all of an assessment whose questionnaire is not at hand. A thousand assessments take about a tenth of the time that `results()` takes. */
  scores(): Promise<Scores>;
  /** Everything kept here, as the text of a bundle. */
  exportData(): Promise<string>;
  /** Takes in a document. A single response of yours becomes current and is shown, with the focus on its heading. A response may answer any questionnaire that is kept here, given by the page or shipped. */
  importData(text: string | object): Promise<ImportReport>;
  /** Begins a new assessment, shows its first question, and gives its id. A `pack` given here is what new assessments answer from then on. */
  start(beginning?: Beginning): Promise<string>;
  /** Shows a screen. One of an assessment shows the current one, or the one worked on last. The focus goes to its heading, as when the visitor goes there. */
  open(screen: Screen): Promise<void>;
  /** Shows the current result and prints it, as its own button does. The browser prints the whole page. */
  print(): Promise<void>;
  /** Asks the visitor whether everything is to be deleted, as the page *Your data* does; `true` when it was, `false` when the visitor would not. */
  clear(): Promise<boolean>;
  /** Whether a form can be submitted as far as this element goes; dispatches `invalid` where it cannot. */
  checkValidity(): boolean;
  /** The same, and says above the widget what is missing. */
  reportValidity(): boolean;
}

/** Scores a response by a whole pack. */
export function score(packText: string, responseText: string, today: string): Promise<Result>;
/** How far the two views agree, by dimension and overall, and their gaps (scoring.md, schema). */
export function relation(packText: string, vendorText: string, partnerText: string): Promise<Relation>;
/** Reads a questionnaire and says all that is wrong with it. The guide for authors explains each problem. */
export function validatePack(packText: string): Promise<Verdict>;

/**
 * What may be written of the element. React 19 and Vue find it where a project says so once:
 *
 * declare module 'react' {
 *   namespace JSX { interface IntrinsicElements { 'channel-readiness': ChannelReadinessAttributes } }
 * }
 * declare module 'vue' {
 *   interface GlobalComponents { 'channel-readiness': new () => { $props: ChannelReadinessAttributes } }
 * }
 */
export interface ChannelReadinessAttributes {
  /** Language of the element: a tag of `en`, `ar`, `de`, `es` or `fr`, such as `de-AT`. */
  lang?: string;
  /** Names a store of its own, so that two uses on one origin stay apart. */
  'storage-key'?: string;
  /** Address of the questionnaire that new assessments answer, relative to the page. */
  pack?: string | object | null;
  /** Made-up partners in place of what is kept: how many, at most 100,000 (400 where it has no number), and the word `four-each` for exactly four assessments of every one, in place of as many as there are in life: `1000 four-each`. Nothing of it is kept, and what is kept stays as it is. */
  sample?: string;
  /** The page holds just the element: its address follows the screens (`#question`, `#result`, …). */
  standalone?: boolean | '';
  /** Light or dark. `auto` is what `--cr-color-scheme` says, or else the browser. */
  theme?: 'auto' | 'light' | 'dark';
  /** What the visitor gets to see beside the pages of one assessment (questions, overview, result, plan): `assess` opens with the start of a new assessment, `result` with the result of the one worked on last, `partners` with the list of partners. The menu shows no more than that. */
  mode?: 'assess' | 'result' | 'partners';
  /** The visitor may only look: nothing can be begun, answered, changed or deleted, and a notice says so. What the host page does with the methods stays, but for `start` and `clear`. `disabled`, on the element or a `<fieldset>` around it, does the same. */
  readonly?: boolean | '';
  /** `lazy` fetches and starts nothing until the element comes near the viewport, or a method is called. */
  loading?: 'eager' | 'lazy';
  /** The side that new assessments are answered as: the start offers no other. */
  side?: 'vendor' | 'partner';
  /** The length that is chosen beforehand. */
  length?: 'quick' | 'full';
  /** Who answers: a name, or `{"name": …, "kind": …, "size": …}` with the kinds and sizes of a response. */
  company?: string | Company;
  /** Whom it is about; as `company`. */
  counterpart?: string | Company;
  /** In a form, the name that the result is submitted under. */
  name?: string;
  /** In a form, an assessment is missing until one is current and all of its questions are answered. */
  required?: boolean | '';
  'oncr-ready'?: (event: CustomEvent<ReadyDetail>) => void;
  'oncr-start'?: (event: CustomEvent<StartDetail>) => void;
  'oncr-answer'?: (event: CustomEvent<AnswerDetail>) => void;
  'oncr-complete'?: (event: CustomEvent<CompleteDetail>) => void;
  'oncr-result'?: (event: CustomEvent<ResultDetail>) => void;
  'oncr-saved'?: (event: CustomEvent<SavedDetail>) => void;
  'oncr-error'?: (event: CustomEvent<ErrorDetail>) => void;
  [attribute: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    'channel-readiness': ChannelReadiness;
  }
  interface HTMLElementEventMap {
    'cr-ready': CustomEvent<ReadyDetail>;
    'cr-start': CustomEvent<StartDetail>;
    'cr-answer': CustomEvent<AnswerDetail>;
    'cr-complete': CustomEvent<CompleteDetail>;
    'cr-result': CustomEvent<ResultDetail>;
    'cr-saved': CustomEvent<SavedDetail>;
    'cr-error': CustomEvent<ErrorDetail>;
  }
  interface DocumentEventMap {
    'cr-ready': CustomEvent<ReadyDetail>;
    'cr-start': CustomEvent<StartDetail>;
    'cr-answer': CustomEvent<AnswerDetail>;
    'cr-complete': CustomEvent<CompleteDetail>;
    'cr-result': CustomEvent<ResultDetail>;
    'cr-saved': CustomEvent<SavedDetail>;
    'cr-error': CustomEvent<ErrorDetail>;
  }
  namespace JSX {
    interface IntrinsicElements {
      'channel-readiness': ChannelReadinessAttributes;
    }
  }
}
