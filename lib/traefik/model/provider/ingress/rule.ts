import { own } from '../../../../core/base';
import { text } from '../read';
import type { RouterAnnotations } from './annotations';

/** What the static configuration says of the rules of Ingresses. */
export interface RuleOptions {
  /** providers.kubernetesIngress.strictPrefixMatching. */
  readonly isStrict: boolean;
  /** core.defaultRuleSyntax. */
  readonly defaultSyntax: string;
}

/** What an Ingress without rules takes for its default backend: all that no other router takes. */
export const defaultRoute = { rule: 'PathPrefix("/")', priority: -2147483648 } as const;

const pathMatchers: ReadonlySet<string> = new Set(['Path', 'PathPrefix', 'PathRegexp']);

/** The rule of a path; undefined where the annotations name a matcher that is none. */
export function ruleOf(
  { isStrict, defaultSyntax }: RuleOptions,
  annotations: RouterAnnotations = {},
  host: string,
  item: unknown,
): string | undefined {
  const syntax = annotations.ruleSyntax || defaultSyntax;
  const rules = host === '' ? [] : [hostRule(host, syntax)];
  const path = text(own(item, 'path'));
  if (path !== '') {
    const type = text(own(item, 'pathType'));
    const isFree = type === '' || type === 'ImplementationSpecific';
    const matcher = isFree
      ? annotations.pathMatcher || 'PathPrefix'
      : type === 'Exact'
        ? 'Path'
        : 'PathPrefix';
    if (!pathMatchers.has(matcher)) return undefined;
    rules.push(pathRule(matcher, path, isStrict));
  }
  return rules.join(' && ');
}

function hostRule(host: string, syntax: string): string {
  if (syntax === 'v2' && host.startsWith('*.')) {
    return `HostRegexp(${JSON.stringify(host.replace('*.', '{subdomain:[a-zA-Z0-9-]+}.'))})`;
  }
  return `Host(${JSON.stringify(host)})`;
}

/** Strictly, a prefix ends where a path element ends, as Kubernetes has it. */
function pathRule(matcher: string, path: string, isStrict: boolean): string {
  if (!isStrict || matcher !== 'PathPrefix' || path === '/') return `${matcher}(${JSON.stringify(path)})`;
  const bare = path.replace(/\/$/, '');
  return `(Path(${JSON.stringify(bare)}) || PathPrefix(${JSON.stringify(`${bare}/`)}))`;
}
