import { asList, own } from '../../../../core/base';
import type { ClusterObject } from '../cluster';
import { text } from '../read';
import { type Drop, dropped } from '../result';
import { readNginxAnnotations, annotationPath } from './annotations';
import { type BackendReference, readBackend } from './backends';
import type { NginxContext, NginxIngress } from './context';
import { unselectedReason } from './selection';

/** What the Ingresses say of one another: hosts, aliases and paths are shared by all of them. */
export interface Gathered {
  readonly regular: readonly NginxIngress[];
  readonly canaries: readonly NginxIngress[];
  readonly hosts: ReadonlySet<string>;
  /** Hosts of which all paths that are not exact are regular expressions. */
  readonly regexHosts: ReadonlySet<string>;
  /** The Ingress that has an alias, `namespace/name`. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly serverSnippets: ReadonlyMap<string, string>;
  /** The backend of each path, by `pathKey`; of several the last. */
  readonly paths: ReadonlyMap<
    string,
    { readonly reference: BackendReference; readonly ingress: NginxIngress }
  >;
}

/** One path of an Ingress. */
export interface IngressPath {
  readonly host: string;
  readonly ruleIndex: number;
  readonly pathIndex: number;
  readonly path: string;
  readonly pathType: string;
  readonly backend: unknown;
}

/** All paths of an Ingress, in their order. */
export function pathsOf({ object }: Pick<NginxIngress, 'object'>): readonly IngressPath[] {
  return rulesOf(object).flatMap(({ host, paths }, ruleIndex) =>
    paths.map((item, pathIndex) => ({
      host,
      ruleIndex,
      pathIndex,
      path: text(own(item, 'path')),
      pathType: text(own(item, 'pathType')) || 'Prefix',
      backend: own(item, 'backend'),
    })),
  );
}

/** The rules of an Ingress. */
export function rulesOf(object: ClusterObject): readonly {
  readonly host: string;
  readonly hasPaths: boolean;
  readonly paths: readonly unknown[];
}[] {
  return asList(own(own(object.value, 'spec'), 'rules')).map((rule) => ({
    host: text(own(rule, 'host')),
    hasPaths: own(rule, 'http') !== undefined,
    paths: asList(own(own(rule, 'http'), 'paths')),
  }));
}

/** What tells paths of a namespace apart. */
export function pathKey(namespace: string, { host, path, pathType }: IngressPath): string {
  return `${namespace}/${host}${path}/${pathType}`;
}

/** Reads all Ingresses that are the provider's, the oldest first. */
export function gather(context: NginxContext): Gathered {
  const regular: NginxIngress[] = [];
  const canaries: NginxIngress[] = [];
  const hosts = new Set<string>();
  const regexHosts = new Set<string>();
  const aliases = new Map<string, string>();
  const serverSnippets = new Map<string, string>();
  const paths = new Map<string, { reference: BackendReference; ingress: NginxIngress }>();
  for (const object of oldestFirst(context.view.cluster.list('networking.k8s.io/v1', 'Ingress'))) {
    const ingress = { object, settings: readNginxAnnotations(object.annotations) };
    const fault = faultOf(context, ingress);
    if (fault) context.dropped.push(fault);
    if (fault) continue;
    const { settings } = ingress;
    if (settings.canary) {
      canaries.push(ingress);
      continue;
    }
    regular.push(ingress);
    for (const alias of settings['server-alias'] ?? []) {
      const name = alias.toLowerCase();
      if (!aliases.has(name)) aliases.set(name, `${object.namespace}/${object.name}`);
    }
    const isRegex = hasRegexPaths(ingress);
    const { 'server-snippet': snippet = '' } = settings;
    for (const { host } of rulesOf(object)) {
      hosts.add(host);
      if (isRegex) regexHosts.add(host);
      if (snippet !== '' && !serverSnippets.has(host)) serverSnippets.set(host, snippet);
    }
    for (const path of pathsOf(ingress)) {
      const reference = readBackend(path.backend);
      if (reference) paths.set(pathKey(object.namespace, path), { reference, ingress });
    }
  }
  return { regular, canaries, hosts, regexHosts, aliases, serverSnippets, paths };
}

/** Whether an Ingress makes paths of its hosts regular expressions. */
export function hasRegexPaths({ settings }: Pick<NginxIngress, 'settings'>): boolean {
  return settings['use-regex'] === true || (settings['rewrite-target'] ?? '') !== '';
}

/** By creation; of those of one second the last by name goes first. */
function oldestFirst(ingresses: readonly ClusterObject[]): readonly ClusterObject[] {
  const created = ({ value }: ClusterObject): string =>
    text(own(own(value, 'metadata'), 'creationTimestamp'));
  const id = ({ namespace, name }: ClusterObject): string => `${namespace}/${name}`;
  return ingresses.toSorted((a, b) => {
    const [first, second] = [created(a), created(b)];
    if (first !== second) return first < second ? -1 : 1;
    return id(a) > id(b) ? -1 : 1;
  });
}

/** Why an Ingress is passed over, or refused as a whole. */
function faultOf(context: NginxContext, ingress: NginxIngress): Drop | undefined {
  const { object } = ingress;
  const unselected = unselectedReason(context.view.cluster, context.options, object);
  if (unselected !== undefined) return { ...dropped(object, [], unselected), isUnselected: true };
  return snippetFault(context, ingress) ?? pathFault(context, ingress);
}

const snippets = ['server-snippet', 'configuration-snippet', 'auth-snippet'] as const;

function snippetFault({ options }: NginxContext, { object, settings }: NginxIngress): Drop | undefined {
  const name = snippets.find((candidate) => (settings[candidate] ?? '') !== '');
  if (name === undefined || options.allowSnippetAnnotations) return undefined;
  const reason = `snippet annotations are not allowed when allowSnippetAnnotations is disabled: it has ${name}`;
  return { ...dropped(object, annotationPath(name), reason), isWhole: true };
}

const strictPath = /^\/[a-z0-9._\-/]*$/i;

function pathFault({ options }: NginxContext, ingress: NginxIngress): Drop | undefined {
  if (!options.strictValidatePathType) return undefined;
  const wrong = pathsOf(ingress).find(
    ({ path, pathType }) => path !== '' && pathType !== 'ImplementationSpecific' && !strictPath.test(path),
  );
  if (!wrong) return undefined;
  const { ruleIndex, pathIndex, path, pathType } = wrong;
  const reason = `regex characters not allowed for pathType ${pathType} when strictValidatePathType is enabled: ${path}`;
  const place = ['spec', 'rules', ruleIndex, 'http', 'paths', pathIndex, 'path'];
  return { ...dropped(ingress.object, place, reason), isWhole: true };
}
