import type { Canary } from './canary';

/** What decides the rule of a location. */
export interface RuleParts {
  readonly host: string;
  readonly aliases: readonly string[];
  readonly path: string;
  readonly pathType: string;
  /** Whether the paths of the host are regular expressions. */
  readonly usesRegex: boolean;
}

/** A Go string literal. Paths and hosts are what the API server lets pass. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The rule of a location; empty where it takes all requests of no host. */
export function ruleOf({ host, aliases, path, pathType, usesRegex }: RuleParts): string {
  const hosts = host === '' ? [] : [host, ...aliases].map((name) => `Host(${quoted(name)})`);
  const hostRule = hosts.length > 1 ? `(${hosts.join(' || ')})` : hosts.join('');
  const pathRule = path === '' ? '' : pathRuleOf(path, pathType, usesRegex);
  return [hostRule, pathRule].filter((rule) => rule !== '').join(' && ');
}

function pathRuleOf(path: string, pathType: string, usesRegex: boolean): string {
  if (pathType === 'Exact') return `Path(${quoted(path)})`;
  if (usesRegex) return `PathRegexp(${quoted(`(?i)^${path}`)})`;
  if (path === '/') return 'PathPrefix("/")';
  const bare = path.replace(/\/$/, '');
  return `(Path(${quoted(bare)}) || PathPrefix(${quoted(`${bare}/`)}))`;
}

/** The requests that go to the canary whatever its weight. */
export function canaryRule(rule: string, { header, headerValue, headerPattern, cookie }: Canary): string {
  const rules: string[] = [];
  const isPlain = header !== '' && headerValue === '' && headerPattern === '';
  if (header !== '') {
    if (headerValue !== '') rules.push(`Header(${quoted(header)}, ${quoted(headerValue)})`);
    else if (headerPattern !== '') rules.push(`HeaderRegexp(${quoted(header)}, ${quoted(headerPattern)})`);
    else rules.push(`Header(${quoted(header)}, "always")`);
  }
  if (cookie !== '') {
    const rule = cookieRule(cookie, 'always');
    rules.push(isPlain ? `(${rule} && !Header(${quoted(header)}, "never"))` : rule);
  }
  return `(${rule}) && (${rules.join(' || ')})`;
}

/** The requests that never go to the canary. */
export function stableRule(rule: string, { header, headerValue, headerPattern, cookie }: Canary): string {
  const rules: string[] = [];
  if (header !== '' && headerValue === '' && headerPattern === '') {
    rules.push(`Header(${quoted(header)}, "never")`);
  }
  if (cookie !== '') rules.push(cookieRule(cookie, 'never'));
  return `(${rule}) && (${rules.join(' || ')})`;
}

function cookieRule(cookie: string, value: string): string {
  const name = cookie.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
  return `HeaderRegexp("Cookie", ${quoted(`(^|;\\s*)${name}=${value}(;|$)`)})`;
}
