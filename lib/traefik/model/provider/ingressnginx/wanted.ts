import type { FieldPath } from '../../../../core/finding';
import { own } from '../../../../core/base';
import type { KubernetesIngressNginxProvider, StaticConfiguration } from '../../static';
import type { Cluster, ClusterObject } from '../cluster';
import { readNginxAnnotations } from './annotations';
import { readBackend } from './backends';
import { catchAllRule } from './catch-all';
import { type NginxContext, type NginxIngress, contextOf } from './context';
import { type Gathered, gather, hasRegexPaths, pathsOf, rulesOf } from './gather';
import { aliasesOf, pathTypeOf } from './locations';
import { ruleOf } from './rule';
import { unselectedReason } from './selection';

/** What the provider knows before it looks at single Ingresses. */
export interface NginxSurvey {
  readonly context: NginxContext;
  readonly gathered: Gathered;
}

/** A router as an Ingress asks for it, whether or not the provider makes it. */
export interface WantedNginxRoute {
  readonly path: FieldPath;
  readonly rule: string;
  readonly protocol: 'http' | 'tcp';
  /** Empty for all default ones. */
  readonly entryPoints: readonly string[];
  readonly hasTls: boolean;
  /** 0 where it is computed of the rule. */
  readonly priority: number;
}

/** Looks at all Ingresses of a cluster. */
export function survey(
  cluster: Cluster,
  provider: KubernetesIngressNginxProvider,
  statics: StaticConfiguration,
): NginxSurvey {
  const context = contextOf(cluster, provider, statics);
  return { context, gathered: gather(context) };
}

/** Whether an Ingress is the provider's, by its namespace and class. */
export function isSelected({ context: { view, options } }: NginxSurvey, ingress: ClusterObject): boolean {
  return unselectedReason(view.cluster, options, ingress) === undefined;
}

/** The routers that the provider would make of an Ingress without any fault: each with TLS and without. */
export function wantedNginxRoutes(
  { context, gathered }: NginxSurvey,
  object: ClusterObject,
): readonly WantedNginxRoute[] {
  const { plainEntryPoints, tlsEntryPoints } = context.options;
  const ingress: NginxIngress = { object, settings: readNginxAnnotations(object.annotations) };
  if (ingress.settings['ssl-passthrough']) return passthroughRoutes(context, object);
  const aliases = aliasesOf(gathered, ingress);
  const isRegex = hasRegexPaths(ingress);
  const ruled = (host: string, path = '', pathType = ''): string =>
    ruleOf({ host, aliases, path, pathType, usesRegex: isRegex || gathered.regexHosts.has(host) });
  const ofPaths = pathsOf(ingress).map((path) => ({
    path: ['spec', 'rules', path.ruleIndex, 'http', 'paths', path.pathIndex],
    rule: ruled(path.host, path.path, pathTypeOf(path)),
    priority: 0,
  }));
  return [...ofPaths, ...defaultRoutes(object, ruled)].flatMap((route) => [
    { ...route, protocol: 'http' as const, entryPoints: plainEntryPoints, hasTls: false },
    { ...route, protocol: 'http' as const, entryPoints: tlsEntryPoints, hasTls: true },
  ]);
}

/** What the default backend takes: the rest of each host, or of everything where there is no rule. */
function defaultRoutes(
  object: ClusterObject,
  ruled: (host: string) => string,
): readonly Pick<WantedNginxRoute, 'path' | 'rule' | 'priority'>[] {
  const path = ['spec', 'defaultBackend'];
  if (!readBackend(own(own(object.value, 'spec'), 'defaultBackend'))) return [];
  const hosts = new Set(rulesOf(object).map(({ host }) => host));
  if (hosts.size === 0) return [{ path, ...catchAllRule }];
  return [...hosts].map((host) => ({ path, rule: ruled(host), priority: 0 }));
}

function passthroughRoutes(
  { options, version }: NginxContext,
  object: ClusterObject,
): readonly WantedNginxRoute[] {
  return rulesOf(object).flatMap(({ host }, index): readonly WantedNginxRoute[] => {
    if (host === '') return [];
    const name = JSON.stringify(host);
    const path = ['spec', 'rules', index];
    const { plainEntryPoints, tlsEntryPoints } = options;
    const inTls = { path, rule: `HostSNI(${name})`, entryPoints: tlsEntryPoints, priority: 0 };
    const inPlain = { path, rule: `Host(${name})`, entryPoints: plainEntryPoints, priority: 0 };
    return [
      { ...inTls, protocol: 'tcp', hasTls: true },
      ...(version.has('nginx-passthrough-http')
        ? [{ ...inPlain, protocol: 'http' as const, hasTls: false }]
        : []),
    ];
  });
}
