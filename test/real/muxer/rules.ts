import type { RuleProtocol, RuleSyntax } from '../../../lib/traefik/rule';
import { oddPattern, oddTemplate } from './patterns';
import type { Random } from './random';
import * as words from './words';

/** A question about one rule. */
export interface RuleQuestion {
  readonly rule: string;
  readonly syntax: RuleSyntax;
  readonly protocol: RuleProtocol;
}

/** Each matcher and what its arguments are drawn from. */
type Vocabulary = Readonly<Record<string, readonly (readonly string[])[]>>;

const HTTP_V3: Vocabulary = {
  Host: [[...words.HOSTS, ...words.HOST_EXPRESSIONS]],
  HostRegexp: [words.HOST_PATTERNS],
  Path: [[...words.PATHS, ...words.RULE_ONLY_PATHS]],
  PathPrefix: [[...words.PATHS, ...words.RULE_ONLY_PATHS]],
  PathRegexp: [words.PATH_PATTERNS],
  Method: [words.METHODS],
  Header: [words.HEADER_NAMES, words.HEADER_VALUES],
  HeaderRegexp: [words.HEADER_NAMES, words.VALUE_PATTERNS],
  Query: [words.KEYS, words.VALUES],
  QueryRegexp: [words.KEYS, words.VALUE_PATTERNS],
  ClientIP: [words.NETWORKS],
};

const HTTP_V2: Vocabulary = {
  Host: [words.HOSTS],
  HostHeader: [words.HOSTS],
  HostRegexp: [words.HOST_TEMPLATES],
  Path: [[...words.PATH_TEMPLATES, ...words.PATHS]],
  PathPrefix: [[...words.PATH_TEMPLATES, ...words.PATHS]],
  Method: [words.METHODS],
  Headers: [words.HEADER_NAMES, words.HEADER_VALUES],
  HeadersRegexp: [words.HEADER_NAMES, words.VALUE_PATTERNS],
  Query: [words.V2_QUERIES],
  ClientIP: [words.NETWORKS],
};

const SERVER_NAMES = [...words.SERVER_NAMES, ...words.HOSTS, ...words.HOST_EXPRESSIONS];

const TCP_V3: Vocabulary = {
  HostSNI: [SERVER_NAMES],
  HostSNIRegexp: [words.HOST_PATTERNS],
  ALPN: [words.PROTOCOLS],
  ClientIP: [words.NETWORKS],
};

const TCP_V2: Vocabulary = { ...TCP_V3, HostSNIRegexp: [words.HOST_TEMPLATES] };

const VOCABULARIES = { http: { v3: HTTP_V3, v2: HTTP_V2 }, tcp: { v3: TCP_V3, v2: TCP_V2 } } as const;

const PATTERN_POOLS: ReadonlySet<readonly string[]> = new Set([
  words.HOST_PATTERNS,
  words.PATH_PATTERNS,
  words.VALUE_PATTERNS,
]);
const TEMPLATE_POOLS: ReadonlySet<readonly string[]> = new Set([words.HOST_TEMPLATES, words.PATH_TEMPLATES]);

/** A rule: mostly a valid one, written in any of the ways that Go's grammar allows; some broken ones. */
export function ruleQuestion(random: Random): RuleQuestion {
  const protocol = random.once(4) ? 'tcp' : 'http';
  const syntax = random.once(4) ? 'v2' : 'v3';
  const written = new RuleWriter(random, VOCABULARIES[protocol][syntax], syntax).rule();
  return { rule: random.once(6) ? broken(random, written) : written, syntax, protocol };
}

class RuleWriter {
  /** How oddly this rule is written; most are plain. */
  private readonly oddity: number;

  constructor(
    private readonly random: Random,
    private readonly vocabulary: Vocabulary,
    private readonly syntax: RuleSyntax,
  ) {
    this.oddity = random.once(3) ? 4 : 1000;
  }

  rule(): string {
    const { random } = this;
    const start = random.once(this.oddity * 2)
      ? random.pick(['\ufeff', '\n', '/* a */ ', '// x\n', '/*line x:7*/'])
      : '';
    const end = random.once(this.oddity)
      ? random.pick(['\n', ' // end', '/* \n */', '\n\n', '\t', '\r\n'])
      : '';
    return `${start}${this.expression(random.below(4))}${end}`;
  }

  private expression(depth: number): string {
    const { random } = this;
    if (depth === 0 || random.once(4)) return this.matcher();
    if (random.once(4)) return `!${this.operand(depth)}`;
    const operator = random.pick(['&&', '||']);
    return `${this.operand(depth)}${this.gap()}${operator}${this.gap(true)}${this.operand(depth)}`;
  }

  private operand(depth: number): string {
    const inner = this.expression(depth - 1);
    return this.random.once(2) ? `(${this.gap(true, '')}${inner}${this.gap(false, '')})` : inner;
  }

  private gap(mayBreak = false, usual = ' '): string {
    if (!this.random.once(this.oddity)) return usual;
    return this.random.pick(['', ' ', '\t', '/* c */', ...(mayBreak ? ['\n', '  \r\n ', '// c\n'] : [])]);
  }

  private matcher(): string {
    const { random } = this;
    const name = random.pick(Object.keys(this.vocabulary));
    const pools = this.vocabulary[name] ?? [];
    const args = pools.map((pool) => this.argument(pool));
    if (pools.length === 2 && name.startsWith('Query') && random.once(3)) args.pop();
    if (this.syntax === 'v2' && random.once(2)) args.push(...pools.map((pool) => this.argument(pool)));
    if (random.once(40)) args.push(random.pick(args.length > 0 ? args : ['x']));
    if (random.once(60)) args.pop();
    const odd = random.once(this.oddity) ? random.pick([',', '...', '..., ', ',\n', '/* c */']) : '';
    return `${this.spelling(name)}(${args.map((arg) => this.quote(arg)).join(`,${this.gap(true)}`)}${odd})`;
  }

  private argument(pool: readonly string[]): string {
    const { random } = this;
    if (PATTERN_POOLS.has(pool) && random.once(3)) return oddPattern(random);
    return TEMPLATE_POOLS.has(pool) && random.once(3) ? oddTemplate(random) : random.pick(pool);
  }

  private spelling(name: string): string {
    if (!this.random.once(this.oddity)) return name;
    const lower = name.toLowerCase();
    const title = lower.slice(0, 1).toUpperCase() + lower.slice(1);
    return this.random.pick([
      lower,
      name.toUpperCase(),
      title,
      name.slice(0, 1).toLowerCase() + name.slice(1),
    ]);
  }

  /** In backticks, or in double quotes with this or that escape where the text has to be escaped. */
  private quote(text: string): string {
    const { random } = this;
    const mustEscape = /[`\r]|\p{Cs}/u.test(text);
    if (!mustEscape && !random.once(this.oddity)) return `\`${text}\``;
    const escaped = Array.from(text, (char) => {
      const code = char.codePointAt(0) ?? 0;
      if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
      if (char === '"' || char === '\\') return `\\${char}`;
      if (char === '\n') return '\\n';
      if (char === '\r') return '\\r';
      if (!random.once(6)) return char;
      const hex = code.toString(16);
      if (code > 0xffff) return `\\U${hex.padStart(8, '0')}`;
      if (code > 0x7f) return `\\u${hex.padStart(4, '0')}`;
      return random.pick([
        `\\x${hex.padStart(2, '0')}`,
        `\\${code.toString(8).padStart(3, '0')}`,
        `\\u00${hex.padStart(2, '0')}`,
      ]);
    });
    return `"${escaped.join('')}"`;
  }
}

const DEBRIS = words.words(String.raw`
  (  )  \u0060  "  '  !  &  &&  ||  |  ,  ;  .  ...  \  \u000a  \u0020  =  ==  +  {  }  [  ]  //  /*
  */  //line x:0\u000a  /*line x:0*/  /*line :1:0*/  /*line x*/  \u0000  \ufeff  \udc80  “  \u00a0
  0x1  1.5  'a'  '\n'  "\q"  "\xg"  "\400"  "\u005cud800"  \u000c  func  map  x  é  Host
  Host(\u0060a\u0060)  nil  <-  *  ~  ^  #  $  ?  @  %  \u005cu0041  and  OR  :  -  /
`);

/** The same rule after an accident: something cut out, put in, doubled or swapped. */
function broken(random: Random, rule: string): string {
  let text = rule;
  for (let accidents = random.below(3); accidents >= 0; accidents--) {
    const at = random.below(text.length + 1);
    const end = Math.min(text.length, at + random.below(4));
    const cut = random.pick(['', text.slice(at, end), random.pick(DEBRIS), random.pick(DEBRIS)]);
    text = text.slice(0, at) + cut + text.slice(random.once(2) ? at : end);
  }
  return text;
}
