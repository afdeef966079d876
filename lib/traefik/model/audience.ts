import { quoteMeta } from '../../core/base';
import { type MiddlewareConfig, treatmentsOf } from '../api/middlewares';
import { type RuleNode, regexpProgram, toBytes } from '../rule';
import type { Budget, Formula } from '../regions';
import { regions } from './regions';

/** The requests that a middleware is given: those of a router, or all that clients send. */
export interface Audience {
  /** What holds of them; a rule in the v3 syntax. @default nothing is known */
  readonly rule?: RuleNode;
  /** The scheme of the connection to Traefik, which is that of the URL that redirections see. @default either */
  readonly scheme?: 'http' | 'https';
}

/** The kinds that change nothing of requests that an expression or a prefix does not match. */
const rewriting: ReadonlySet<string> = new Set([
  'redirectRegex',
  'replacePathRegex',
  'stripPrefix',
  'stripPrefixRegex',
]);

/**
 * Whether a middleware that rewrites what an expression or a prefix matches does nothing with any request of an audience;
 * `false` where it does, or where that cannot be told.
 */
export function doesNothingTo(config: MiddlewareConfig, audience: Audience, left: Budget): boolean {
  const [kind = ''] = Object.keys(config);
  // It sees the path as it was sent, of which rules see a decoded one.
  const isEscaped = /%|\\[xQ]/.test(config.replacePathRegex?.regex ?? '');
  if (!rewriting.has(kind) || isEscaped) return false;
  const acting = treatmentsOf(config).filter(({ effect }) => effect.kind !== 'passes');
  return (
    acting.length > 0 &&
    acting.every(({ when, shows = [] }) => {
      if (when) return isNone([when], audience, left);
      return (
        shows.length > 0 &&
        shows.every(({ matches }) => {
          if (!matches) return false;
          return matches.part === 'url'
            ? isNoUrl(matches.pattern, audience, left)
            : isNone([pathRegexp(matches.pattern)], audience, left);
        })
      );
    })
  );
}

function isNone(conditions: readonly Formula[], { rule }: Audience, left: Budget): boolean {
  // What comes in has no "?" in its path: there the query begins.
  const arrives: Formula = { kind: 'none', of: pathRegexp('\\?') };
  const of = [...(rule ? [rule] : []), ...conditions, arrives];
  return regions().hasRequest({ kind: 'all', of }, left) === 'none';
}

function pathRegexp(pattern: string): RuleNode {
  return { kind: 'matcher', name: 'PathRegexp', args: [pattern], start: 0, end: 0 };
}

function isNoUrl(pattern: string, { rule, scheme }: Audience, left: Budget): boolean {
  const { regexpAutomaton, findText } = regions();
  const hosts = rule && hostsOf(rule);
  const host = hosts ? `(?i:${hosts.map(hostPattern).join('|')})\\.?(?::[0-9]+)?` : '[^/?# ]+';
  const all = `(?s)^${scheme ?? 'https?'}://${host}/[^# ]*\\z`;
  const conditions = [pattern, all].flatMap((text) => {
    const program = regexpProgram(toBytes(text));
    return program ? [{ automaton: regexpAutomaton(program), holds: true }] : [];
  });
  return conditions.length === 2 && findText(conditions, left) === 'none';
}

function hostPattern(host: string): string {
  return host.startsWith('*.') ? `[^/?# .]+${quoteMeta(host.slice(1))}` : quoteMeta(host);
}

/** The hosts of which every request of a rule has one, where the rule says so plainly. */
function hostsOf(rule: RuleNode): readonly string[] | undefined {
  const conditions = rule.kind === 'and' ? rule.operands : [rule];
  const hosts = conditions.map((condition) =>
    (condition.kind === 'or' ? condition.operands : [condition]).map((one) =>
      one.kind === 'matcher' && one.name === 'Host' ? one.args[0] : undefined,
    ),
  );
  return hosts.find((each): each is string[] => each.every((host) => host !== undefined));
}
