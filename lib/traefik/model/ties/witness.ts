import { type PlacedMatcher, type RequestLine, type RuleNode, matchersOf, toBytes } from '../rules';
import { regions } from '../regions';
import { regexpProgram } from '../../rule';

/** How many requests are tried for a pair of rules, so that long rules cost no more than short ones. */
const mostTries = 256;

/**
 * Requests that several rules might all match, made of what their matchers ask for. They are guesses: whoever
 * uses them asks the rules. A rule that wants something else than its matchers name may have no guess.
 */
export function* candidates(rules: readonly RuleNode[], scheme: string): Generator<RequestLine> {
  const wanted = rules.flatMap(matchersOf);
  const hosts = wordsOf(
    wanted,
    { Host: hostOf, HostHeader: hostOf, HostSNI: hostOf, HostRegexp: sampleOf, HostSNIRegexp: sampleOf },
    'example.com',
  );
  const paths = wordsOf(wanted, { Path: same, PathPrefix: same, PathRegexp: sampleOf }, '/');
  const methods = wordsOf(wanted, { Method: same }, 'GET');
  const clients = wordsOf(wanted, { ClientIP: (range) => range.split('/', 1)[0] }, '192.0.2.1');
  const headers = Object.fromEntries(pairsOf(wanted, 'Header', 'HeaderRegexp', 'Headers', 'HeadersRegexp'));
  const query = new URLSearchParams(pairsOf(wanted, 'Query', 'QueryRegexp')).toString();
  const alpn = wanted.filter(({ matcher }) => matcher.name === 'ALPN').flatMap(({ matcher }) => matcher.args);
  let tries = 0;
  for (const host of hosts) {
    for (const path of paths) {
      for (const method of methods) {
        for (const clientIp of clients) {
          for (const withHeaders of [headers, {}]) {
            if (++tries > mostTries) return;
            const url = `${scheme}://${host}${path.startsWith('/') ? path : `/${path}`}${query === '' ? '' : `?${query}`}`;
            yield { method, url, clientIp, headers: withHeaders, alpn };
          }
        }
      }
    }
  }
}

/** A text that a regular expression matches. */
function sampleOf(pattern: string): string | undefined {
  const program = regexpProgram(toBytes(pattern));
  const found =
    program && regions().findText([{ automaton: regions().regexpAutomaton(program), holds: true }]);
  return typeof found === 'object' ? found.text : undefined;
}

type Reader = (argument: string) => string | undefined;

const same: Reader = (argument) => argument;

/** A host that a Host matcher takes: `*` is any, `*.` one label. */
function hostOf(argument: string): string {
  if (argument === '*') return 'example.com';
  return argument.startsWith('*.') ? `a${argument.slice(1)}` : argument;
}

/** What the arguments of these matchers ask for, the most special (longest) first, then something of no rule. */
function wordsOf(
  wanted: readonly PlacedMatcher[],
  readers: Readonly<Record<string, Reader>>,
  other: string,
): string[] {
  const words = wanted
    .filter(({ negated }) => !negated)
    .flatMap(({ matcher }) => {
      const reader = Object.hasOwn(readers, matcher.name) ? readers[matcher.name] : undefined;
      return reader ? matcher.args.flatMap((argument) => reader(argument) ?? []) : [];
    });
  return [...new Set([...words.toSorted((a, b) => b.length - a.length), other])];
}

/** Names and values that matchers of two arguments ask for; of a regular expression, a text that it matches. */
function pairsOf(
  wanted: readonly PlacedMatcher[],
  plain: string,
  regexp: string,
  ...others: string[]
): [string, string][] {
  return wanted
    .filter(({ negated, matcher }) => !negated && [plain, regexp, ...others].includes(matcher.name))
    .flatMap(({ matcher: { name, args } }): [string, string][] => {
      const [key, value = ''] = args;
      if (key === undefined) return [];
      const text = name.endsWith('Regexp') ? sampleOf(value) : value;
      return text === undefined ? [] : [[key, text]];
    });
}
