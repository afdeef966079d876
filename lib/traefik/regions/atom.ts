import { Remembered, oncePer, quoteMeta } from '../../core/base';
import {
  type Bytes,
  type MatcherNode,
  type RuleNode,
  canonicalHeaderKey,
  isUtf8,
  matchersOf,
  regexpProgram,
  toBytes,
} from '../rule';
import { type Network, networkOf } from './addresses';
import { type Automaton, prefixAutomaton, wordsAutomaton } from './automaton';
import { regexpAutomaton } from './regexp-automaton';
import type { TextDimension } from './universe';

/** What one matcher asks of one dimension of a request. */
export type Atom = TextAtom | AddressAtom;

/** That a text, or one of the texts of a list, belongs to a set. */
export interface TextAtom {
  readonly kind: 'text';
  readonly dimension: TextDimension;
  /** Of which header or query parameter; there may be several values, of which one must belong to the set. */
  readonly list?: { readonly of: 'header' | 'query' | 'alpn'; readonly name: string };
  readonly automaton: Automaton;
  /** All texts of the set that a request can have, shortest first, where they are few. */
  readonly words?: readonly string[];
}

/** That the client's address belongs to a network. */
export interface AddressAtom {
  readonly kind: 'address';
  readonly network: Network;
}

/** An atom, a constant, or `unknown` where the matcher cannot be laid out. */
export type Reading = Atom | boolean | 'unknown';

type Reader = (args: readonly string[]) => Reading;

/** The matchers of the v3 syntax, HTTP and TCP, as sets. They follow the tests of lib/traefik/rule. */
const readers: Readonly<Record<string, Reader>> = {
  Host: ([name = '']) => host(name),
  HostRegexp: ([pattern = '']) => expression('host', pattern, undefined, true),
  Path: ([path = '']) => word('path', path),
  PathPrefix: ([path = '']) => prefix(path),
  PathRegexp: ([pattern = '']) => expression('path', pattern),
  Method: ([name = '']) => word('method', name.toUpperCase()),
  Header: ([name = '', value = '']) => header(name, (list) => word('value', value, list)),
  HeaderRegexp: ([name = '', pattern = '']) => header(name, (list) => expression('value', pattern, list)),
  Query: ([name = '', value = '']) => word('value', value, { of: 'query', name }),
  QueryRegexp: ([name = '', pattern]) =>
    pattern === undefined
      ? word('value', '', { of: 'query', name })
      : expression('value', pattern, { of: 'query', name }),
  ClientIP: ([range = '']) => {
    const network = networkOf(toBytes(range));
    return network ? { kind: 'address', network } : 'unknown';
  },
  HostSNI: ([name = '']) => (name === '*' ? true : serverName(name.toLowerCase().replace(/\.$/, ''))),
  HostSNIRegexp: ([pattern = '']) => expression('serverName', pattern),
  ALPN: ([protocol = '']) => word('protocol', protocol, { of: 'alpn', name: '' }),
};

/** Automata grow while they are walked, so matchers that say the same share one; past so many, those that nobody asks for go. */
const readings = new Remembered<Reading>(5000);

/** What a matcher of a v3 rule asks for. */
export const readMatcher = oncePer(({ name, args }: MatcherNode): Reading => {
  return readings.get(JSON.stringify([name, args]), () => {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    return reader ? reader(args) : 'unknown';
  });
});

/** Whether each matcher of a rule can be laid out, so that nothing of it is `unknown`. */
export const isLaidOut = oncePer((tree: RuleNode): boolean =>
  matchersOf(tree).every(({ matcher }) => readMatcher(matcher) !== 'unknown'),
);

type List = TextAtom['list'];

/** The Host header is no header for Traefik's rules, and headers of the transfer are taken away before. */
function header(name: string, read: (list: List) => Reading): Reading {
  const key = canonicalHeaderKey(toBytes(name));
  if (key === 'Host' || key === 'Transfer-Encoding' || key === 'Trailer') return false;
  if (key === 'Content-Length' || key === 'Expect') return 'unknown';
  return read({ of: 'header', name: key });
}

function word(dimension: TextDimension, text: string, list?: List): Reading {
  if (!isPlain(text)) return 'unknown';
  return { ...words(dimension, [text]), ...(list && { list }) };
}

function words(dimension: TextDimension, texts: readonly string[]): TextAtom {
  return { kind: 'text', dimension, automaton: wordsAutomaton(texts), words: texts };
}

/** A Host expression: a full stop at the end is tolerated on either side. */
function host(written: string): Reading {
  if (written === '*') return true;
  const name = written.toLowerCase();
  const expressions = name.endsWith('.') ? [name.slice(0, -1), name] : [name];
  // Requests have hosts in lower-case ASCII, so that of these no other spelling counts.
  if (/^[\x21-\x7e]+$/.test(name) && !name.includes('*')) {
    return words(
      'host',
      [...expressions, `${name}.`].filter((text) => text !== ''),
    );
  }
  return domains('host', [...expressions.map(domainPattern), withDot(domainPattern(name))]);
}

function serverName(name: string): Reading {
  const spelt = spellings(name);
  return spelt ? words('serverName', spelt) : domains('serverName', [domainPattern(name)]);
}

/** Letters beyond ASCII that are the same without regard to case: long s, and the sign of Kelvin. */
const folded: Readonly<Record<string, string>> = { s: '\u017f', k: '\u212a' };

/** Past so many ways to write a name they are not told one by one. */
const mostSpellings = 64;

/** All server names that are a plain name without regard to case, of those that have no capitals; the plainest first. */
function spellings(name: string): readonly string[] | undefined {
  if (!/^[\x21-\x7e]+$/.test(name) || name.includes('*')) return undefined;
  let all: readonly string[] = [''];
  for (const letter of name) {
    const other = folded[letter];
    all = [
      ...all.map((text) => text + letter),
      ...(other === undefined ? [] : all.map((text) => text + other)),
    ];
    if (all.length > mostSpellings) return undefined;
  }
  return all;
}

function withDot(pattern: string | undefined): string | undefined {
  return pattern === undefined ? undefined : `${pattern}\\.`;
}

function domains(dimension: 'host' | 'serverName', patterns: readonly (string | undefined)[]): Reading {
  const known = patterns.filter((pattern) => pattern !== undefined);
  if (known.length === 0) return false;
  return expression(dimension, `(?i)^(?:${known.join('|')})\\z`);
}

/** The names that fit a domain: a leading `*` stands for exactly the first label. Undefined where none can. */
function domainPattern(name: string): string | undefined {
  if (!name.startsWith('*')) return name === '' ? undefined : quoteMeta(toBytes(name));
  if (name === '*') return '[^.]+';
  return name[1] === '.' ? `[^.]*${quoteMeta(toBytes(name.slice(1)))}` : undefined;
}

function prefix(path: string): Reading {
  return isPlain(path) ? { kind: 'text', dimension: 'path', automaton: prefixAutomaton(path) } : 'unknown';
}

/** @param orEmpty whether the expression is asked of the empty text too, as HostRegexp asks it of a missing CNAME */
/** The texts in which an expression in Go's syntax matches; undefined where it is none, or cannot be laid out. */
export function automatonOf(pattern: string): Automaton | undefined {
  const reading = readMatcher({ kind: 'matcher', name: 'PathRegexp', args: [pattern], start: 0, end: 0 });
  return typeof reading === 'object' && reading.kind === 'text' ? reading.automaton : undefined;
}

function expression(dimension: TextDimension, pattern: string, list?: List, orEmpty = false): Reading {
  const program = regexpProgram(toBytes(pattern));
  if (!program) return 'unknown';
  const automaton = regexpAutomaton(program);
  if (orEmpty && automaton.accepts(0)) return true;
  return { kind: 'text', dimension, ...(list && { list }), automaton };
}

/** Whether a text can be compared code point by code point: it has no bytes that are no UTF-8, nor what stands for them. */
function isPlain(text: string): boolean {
  const bytes: Bytes = toBytes(text);
  return isUtf8(bytes) && !text.includes('\ufffd');
}
