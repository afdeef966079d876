import { quoteMeta } from '../../core/base';
import { formatRule } from './print';
import type { Rule } from './rule';
import { type MatcherNode, type PlacedMatcher, type RuleNode, matchersOf } from './tree';

/** A matcher that is written as v2 wanted it, and how v3 wants it. */
export interface OldWord {
  readonly written: string;
  readonly meant: string;
}

/** Where a `{name}` without a pattern of its own ends, by matcher. */
const defaultPattern: Readonly<Record<string, string>> = {
  Path: '[^/]+',
  PathPrefix: '[^/]+',
  HostRegexp: '[^.]+',
};

/** Names of v2 that v3 gave up. */
const renamed: Readonly<Record<string, string>> = {
  Headers: 'Header',
  HeadersRegexp: 'HeaderRegexp',
  HostHeader: 'Host',
};

/** Matchers that say something else in v3, or nothing at all: they read as v2 wants them. */
export function oldWords(tree: RuleNode): readonly OldWord[] {
  return oldWordsOf(matchersOf(tree));
}

function oldWordsOf(matchers: readonly PlacedMatcher[]): readonly OldWord[] {
  const words: OldWord[] = [];
  for (const { matcher } of matchers) {
    const meant = inV3(matcher);
    if (meant !== undefined) words.push({ written: formatRule(matcher), meant });
  }
  return words;
}

/** A rule that reads as v2 wants it, in v3 syntax; undefined where nothing in it is of v2. */
export function translated(tree: RuleNode): string | undefined {
  if (oldWords(tree).length === 0) return undefined;
  return (tree.kind === 'matcher' ? alternatives(tree)?.join(' || ') : undefined) ?? formatRule(tree, inV3);
}

function inV3({ name, args }: MatcherNode): string | undefined {
  const first = args[0] ?? '';
  // Nearly all are one matcher of v3 with one plain argument.
  const isPlain = args.length === 1 && !first.includes('{') && !first.includes('=');
  if (isPlain && !Object.hasOwn(renamed, name)) return undefined;
  const isPaired = name === 'Headers' || name === 'HeadersRegexp';
  if (isPaired) return `${renamed[name] ?? name}(${args.map(quoted).join(', ')})`;
  if (name === 'Query' && args.every((arg) => arg.includes('='))) {
    const pairs = args.map((arg) => {
      const [key = '', ...value] = arg.split('=');
      return `Query(${quoted(key)}, ${quoted(value.join('='))})`;
    });
    return pairs.length === 1 ? pairs.join('') : `(${pairs.join(' && ')})`;
  }
  const parts = alternatives({ name, args });
  if (parts) return `(${parts.join(' || ')})`;
  const translated = oneOf(name, first);
  return translated === `${name}(${quoted(first)})` ? undefined : translated;
}

/** What a matcher with several alternatives means in v3; undefined where it has one alone. */
function alternatives({ name, args }: Pick<MatcherNode, 'name' | 'args'>): readonly string[] | undefined {
  const isPair = name === 'Query' || name === 'QueryRegexp' || name.startsWith('Header');
  return args.length > 1 && !isPair ? args.map((arg) => oneOf(name, arg)) : undefined;
}

/** One alternative, in the words of v3. */
function oneOf(name: string, argument: string): string {
  const pattern = defaultPattern[name];
  if (pattern === undefined || !/\{\w+(:.*)?\}/.test(argument))
    return `${renamed[name] ?? name}(${quoted(argument)})`;
  const matcher = name === 'HostRegexp' ? 'HostRegexp' : 'PathRegexp';
  const end = name === 'PathPrefix' ? '' : '$';
  return `${matcher}(${quoted(`^${expressionOf(argument, pattern)}${end}`)})`;
}

function quoted(argument: string): string {
  return `\`${argument}\``;
}

/** What to write in v3 for a rule of v2, in one sentence; undefined where nothing in it is of v2. */
export function translation({ matchers }: Pick<Rule, 'matchers'>): string | undefined {
  const words = oldWordsOf(matchers);
  if (words.length === 0) return undefined;
  return words.map(({ written, meant }) => `${written} is of v2: in v3 write ${meant}`).join('; ');
}

/** The template as a regular expression: what stands outside of braces literally, inside them its pattern. */
function expressionOf(template: string, pattern: string): string {
  return template
    .split(/(\{\w+(?::(?:[^{}]|\{[^{}]*\})*)?\})/)
    .map((part, index) => {
      if (index % 2 === 0) return quoteMeta(part);
      const colon = part.indexOf(':');
      const own = colon < 0 ? pattern : part.slice(colon + 1, -1);
      return own.includes('|') && !own.startsWith('(') ? `(${own})` : own;
    })
    .join('');
}
