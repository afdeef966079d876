import { asList, doubleQuoted, own, quoteMeta } from '../../../../core/base';
import { fromBytes, toBytes } from '../../../rule';
import { text, textOr } from '../read';

/** A rule with the number that orders it among the others. */
export interface PrioritizedRule {
  readonly rule: string;
  readonly priority: number;
}

/** The path that a match of an HTTPRoute asks for. */
export interface PathMatch {
  readonly type: string;
  readonly value: string;
}

/** The path of a match; `/` and all below where it names none. */
export function pathOf(match: unknown): PathMatch {
  const path = own(match, 'path');
  return { type: textOr(own(path, 'type'), 'PathPrefix'), value: textOr(own(path, 'value'), '/') };
}

/**
 * The rule of a match of an HTTPRoute. An exact path comes before any prefix, a longer one before a shorter one; then
 * the method, the number of headers and that of query parameters decide.
 *
 * @see buildMatchRule in pkg/provider/kubernetes/gateway/httproute.go
 */
export function httpRule(hostnames: readonly string[], match: unknown): PrioritizedRule {
  const method = own(match, 'method');
  const headers = headerRules(own(match, 'headers'));
  const queries = asList(own(match, 'queryParams'));
  const path = pathRule(pathOf(match));
  const rules = [
    path.rule,
    ...(typeof method === 'string' ? [`Method(${doubleQuoted(method)})`] : []),
    ...headers,
    ...queries.flatMap((query) => typedRule('Query', query)),
  ];
  const asked = asList(own(match, 'headers')).length;
  const priority =
    path.priority + (typeof method === 'string' ? 1000 : 0) + asked * 100 + queries.length * 10;
  return withHosts(hostnames, rules.join(' && '), priority);
}

function withHosts(hostnames: readonly string[], rule: string, priority: number): PrioritizedRule {
  const hosts = hostRule(hostnames);
  if (hosts.rule === '') return { rule, priority };
  return { rule: `${hosts.rule} && ${rule}`, priority: priority + hosts.priority };
}

function hostRule(hostnames: readonly string[]): PrioritizedRule {
  const rules = hostnames.map((host) =>
    host.includes('*')
      ? `HostRegexp(${doubleQuoted(`^${wildcard(host, '[a-z0-9-\\.]+\\.')}$`)})`
      : `Host(${doubleQuoted(host)})`,
  );
  const priority = Math.max(0, ...hostnames.map((host) => Buffer.byteLength(host)));
  return { rule: rules.length > 1 ? `(${rules.join(' || ')})` : rules.join(''), priority };
}

/** An expression for a host in which `*.` stands for what is given. */
function wildcard(host: string, labels: string): string {
  return fromBytes(quoteMeta(toBytes(host))).replace('\\*\\.', () => labels);
}

function pathRule({ type, value }: PathMatch): PrioritizedRule {
  const priority = 10_000 + Buffer.byteLength(value) * 100;
  switch (type) {
    case 'Exact':
      return { rule: `Path(${doubleQuoted(value)})`, priority: 100_000 };
    case 'RegularExpression':
      return { rule: `PathRegexp(${doubleQuoted(value)})`, priority };
    default: {
      if (type !== 'PathPrefix' || value === '/') return { rule: 'PathPrefix("/")', priority: 1 };
      const bare = value.replace(/\/$/, '');
      return {
        rule: `(Path(${doubleQuoted(bare)}) || PathPrefix(${doubleQuoted(`${bare}/`)}))`,
        priority,
      };
    }
  }
}

function headerRules(headers: unknown): readonly string[] {
  return asList(headers).flatMap((header) => typedRule('Header', header));
}

/** A matcher of a name and a value, or of an expression for the value. */
function typedRule(matcher: 'Header' | 'Query', match: unknown): readonly string[] {
  const args = `(${doubleQuoted(text(own(match, 'name')))},${doubleQuoted(text(own(match, 'value')))})`;
  const type = textOr(own(match, 'type'), 'Exact');
  if (type === 'Exact') return [`${matcher}${args}`];
  return type === 'RegularExpression' ? [`${matcher}Regexp${args}`] : [];
}

/** The rule of a match of a GRPCRoute: the longer one comes first. */
export function grpcRule(hostnames: readonly string[], match: unknown): PrioritizedRule {
  const rule = [grpcMethod(own(match, 'method')), ...headerRules(own(match, 'headers'))].join(' && ');
  return withHosts(hostnames, rule, Buffer.byteLength(rule));
}

function grpcMethod(method: unknown): string {
  if (method === undefined || method === null) return 'PathPrefix("/")';
  const isExact = textOr(own(method, 'type'), 'Exact') === 'Exact';
  const parts = ['service', 'method'].map((field) => {
    const written = text(own(method, field));
    if (written === '') return '[^/]+';
    return isExact ? fromBytes(quoteMeta(toBytes(written))) : written;
  });
  return `PathRegexp(${doubleQuoted(`/${parts.join('/')}`)})`;
}

/** The rule of a TLSRoute for its server names; 0 stands for the length of the rule. */
export function serverNameRule(hostnames: readonly string[]): PrioritizedRule {
  const names = [...new Set(hostnames.filter((host) => host !== ''))];
  if (names.length === 0) return { rule: 'HostSNI("*")', priority: 0 };
  const rules = names.map((host) =>
    host.includes('*')
      ? `HostSNIRegexp(${doubleQuoted(`^${wildcard(host, '[a-z0-9-]+\\.')}$`)})`
      : `HostSNI(${doubleQuoted(host)})`,
  );
  const lengths = names.map((host) => Buffer.byteLength(host) - host.split('*').length + 1);
  return { rule: rules.join(' || '), priority: Math.max(0, ...lengths) };
}
