import { asList, isFailed, own } from '../../../../core/base';
import {
  type ProviderConfiguration,
  type Router,
  emptyConfiguration,
  routerWith,
} from '../../dynamic/configuration';
import { normalize, ruleHash } from '../../dynamic/names';
import { putRouter, withRivals } from '../../dynamic/rivals';
import type { KubernetesIngressProvider, StaticConfiguration } from '../../static';
import { type Cluster, type ClusterObject, sourceOf } from '../cluster';
import { viewOf } from '../kubernetes';
import { type Drop, dropped } from '../result';
import { keyPairOf } from '../secrets';
import { text } from '../read';
import { type LabelSelector, parseSelector } from '../selector';
import { type RouterAnnotations, annotationPrefix, readRouterAnnotations } from './annotations';
import { classError } from './class';
import { defaultRoute, ruleOf } from './rule';
import { type IngressBackend, type ServiceContext, loadService, portText } from './service';

/** The name of the provider in every name it makes. */
export const ingressProvider = 'kubernetes';

interface IngressContext extends ServiceContext {
  readonly defaultRuleSyntax: string;
  readonly configuration: ProviderConfiguration;
  readonly dropped: Drop[];
}

const apiVersion = 'networking.k8s.io/v1';

/** Traefik's provider kubernetesIngress: Ingress objects with Traefik's annotations. */
export function provideIngress(
  cluster: Cluster,
  options: KubernetesIngressProvider,
  { version, file }: StaticConfiguration,
): { readonly configuration: ProviderConfiguration; readonly dropped: readonly Drop[] } {
  const context: IngressContext = {
    view: viewOf(cluster, options.namespaces),
    options,
    version,
    defaultRuleSyntax: file.core?.defaultRuleSyntax ?? '',
    configuration: emptyConfiguration(),
    dropped: [],
  };
  const isSelected = parseSelector(options.labelSelector ?? '');
  for (const ingress of cluster.list(apiVersion, 'Ingress')) {
    const reason = unreadReason(context, ingress, isSelected);
    if (reason === undefined) loadIngress(context, ingress);
    else context.dropped.push({ ...dropped(ingress, [], reason), isUnselected: true });
  }
  return { configuration: context.configuration, dropped: context.dropped };
}

/** Why this Traefik does not read an Ingress at all; undefined where it does. */
function unreadReason(
  { view, options }: IngressContext,
  ingress: ClusterObject,
  isSelected: LabelSelector,
): string | undefined {
  if (!view.isWatched(ingress.namespace)) return `namespace "${ingress.namespace}" is not watched`;
  if (!isSelected(ingress.labels)) {
    return `its labels do not match the selector "${options.labelSelector ?? ''}"`;
  }
  return classError(view.cluster, options, ingress);
}

function loadIngress(context: IngressContext, ingress: ClusterObject): void {
  const annotations = readRouterAnnotations(ingress.annotations);
  const [fault] = annotations.faults;
  if (fault) {
    context.dropped.push(dropped(ingress, ['metadata', 'annotations', fault.key], fault.reason));
    return;
  }
  const allowed = context.options.crossProviderNamespaces ?? [];
  const { middlewares = [], tls } = annotations.value ?? {};
  const across = [
    ...(middlewares.length > 0 ? ['router.middlewares'] : []),
    ...((tls?.options ?? '') === '' ? [] : ['router.tls.options']),
  ];
  if (across.length > 0 && allowed.length > 0 && !allowed.includes(ingress.namespace)) {
    const reason = `cross-provider references are not allowed from namespace "${ingress.namespace}"`;
    const key = [...ingress.annotations.keys()].find((each) =>
      across.includes(each.slice(annotationPrefix.length).toLowerCase()),
    );
    context.dropped.push(
      dropped(ingress, ['metadata', 'annotations', ...(key === undefined ? [] : [key])], reason),
    );
    return;
  }
  const spec = own(ingress.value, 'spec');
  loadCertificates(context, ingress, spec);
  const rules = asList(own(spec, 'rules'));
  const defaultBackend = own(spec, 'defaultBackend');
  if (rules.length === 0 && defaultBackend !== undefined) {
    loadDefaultBackend(context, ingress, annotations.value, defaultBackend);
  }
  loadRules(context, ingress, annotations.value, rules);
}

function loadCertificates(context: IngressContext, ingress: ClusterObject, spec: unknown): void {
  for (const [index, tls] of asList(own(spec, 'tls')).entries()) {
    const name = own(tls, 'secretName');
    if (typeof name !== 'string' || name === '') continue;
    const pair = keyPairOf(context.view, ingress.namespace, name);
    if (isFailed(pair)) {
      context.dropped.push(dropped(ingress, ['spec', 'tls', index], pair.reason));
      return;
    }
    const key = `${ingress.namespace}-${name}`;
    const secret = `${ingress.namespace}/${name}`;
    context.configuration.certificates.set(key, {
      secret,
      pem: pair.value.certificate,
      inDefaultStore: true,
    });
  }
}

function loadDefaultBackend(
  context: IngressContext,
  ingress: ClusterObject,
  annotations: RouterAnnotations | undefined,
  backend: unknown,
): void {
  const { routers, services } = context.configuration;
  const path = ['spec', 'defaultBackend'];
  const there = routers.get('default-router');
  if (services.has('default-backend')) {
    if (there) routers.set('default-router', withRivals(there, [sourceOf(ingress, 0)]));
    context.dropped.push(dropped(ingress, path, 'The default backend already exists.'));
    return;
  }
  const service = loadService(context, ingress.namespace, backend);
  if (isFailed(service)) {
    context.dropped.push(dropped(ingress, path, service.reason));
    return;
  }
  const router = makeRouter(ingress, annotations, service.value.backend, 'default-backend', 0);
  routers.set('default-router', {
    ...router,
    ...defaultRoute,
    ruleSyntax: 'default',
  });
  services.set('default-backend', service.value.service);
}

function loadRules(
  context: IngressContext,
  ingress: ClusterObject,
  annotations: RouterAnnotations | undefined,
  rules: readonly unknown[],
): void {
  const { options, defaultRuleSyntax } = context;
  const ruleOptions = { isStrict: options.strictPrefixMatching === true, defaultSyntax: defaultRuleSyntax };
  const byKey = new Map<string, Router[]>();
  let route = -1;
  for (const [ruleIndex, rule] of rules.entries()) {
    const host = text(own(rule, 'host'));
    for (const [pathIndex, item] of asList(own(own(rule, 'http'), 'paths')).entries()) {
      route += 1;
      const place = ['spec', 'rules', ruleIndex, 'http', 'paths', pathIndex];
      const service = loadService(context, ingress.namespace, own(item, 'backend'));
      if (isFailed(service)) {
        context.dropped.push(dropped(ingress, place, service.reason));
        continue;
      }
      const { backend } = service.value;
      const name = normalize(`${ingress.namespace}-${backend.name}-${portText(backend)}`);
      context.configuration.services.set(name, service.value.service);
      const match = ruleOf(ruleOptions, annotations, host, item);
      if (match === undefined) {
        context.dropped.push(
          dropped(ingress, place, 'invalid router path matcher: must be one of Path, PathPrefix, PathRegexp'),
        );
        continue;
      }
      const key = normalize(`${ingress.namespace}-${ingress.name}-${host}${text(own(item, 'path'))}`);
      const same = byKey.get(key) ?? [];
      byKey.set(key, same);
      same.push({ ...makeRouter(ingress, annotations, backend, name, route), rule: match });
    }
  }
  for (const [key, routers] of byKey) {
    for (const router of routers) {
      const name = routers.length === 1 ? key : `${key}-${ruleHash(router.rule)}`;
      putRouter(context.configuration.routers, name, router);
    }
  }
}

function makeRouter(
  ingress: ClusterObject,
  annotations: RouterAnnotations = {},
  backend: IngressBackend,
  service: string,
  route: number,
): Router {
  const {
    entryPoints = [],
    middlewares = [],
    priority = 0,
    ruleSyntax = '',
    tls,
    observability,
  } = annotations;
  const { namespace, name } = ingress;
  return routerWith({
    entryPoints,
    middlewares,
    service,
    rule: '',
    ruleSyntax,
    priority,
    tls,
    observability: {
      ...(observability && { traceVerbosity: 'minimal', ...observability }),
      metadata: {
        ingress: {
          namespace,
          ...(name !== '' && { ingressName: name }),
          ...(backend.name !== '' && { serviceName: backend.name }),
          servicePort: portText(backend),
        },
      },
    },
    source: sourceOf(ingress, route),
  });
}
