import { stableJson } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { parseRule, rulePriority } from '../../traefik/rule';
import { type Router, type TcpRouter, routePath } from '../../traefik/model';
import { middlewaresFor } from './middlewares';
import type { IngressName } from './note';
import { findObject, namespaceOf } from './read';
import { type Scene, secretFor, settingsOf } from './scene';
import { serviceReference } from './services';

/** One route on its way to an IngressRoute, with what it shares with the others of that. */
interface Draft {
  readonly ingress: IngressName;
  readonly entryPoints: readonly string[];
  readonly tls: object | undefined;
  /** The part of the Ingress of which it is made. */
  readonly at: FieldPath;
  readonly route: object;
}

/** Writes the routers of a provider as IngressRoutes: one for all routes of an Ingress with the same entry points and TLS. */
export function writeRoutes(scene: Scene): void {
  const groups = new Map<string, Draft[]>();
  for (const [name, router] of scene.configuration.routers) {
    const draft = draftOf(scene, name, router);
    if (!draft) continue;
    const { ingress, entryPoints, tls = null } = draft;
    const key = stableJson([ingress.namespace, ingress.name, entryPoints, tls]);
    groups.set(key, [...(groups.get(key) ?? []), draft]);
  }
  for (const drafts of groups.values()) {
    const [first] = drafts;
    if (!first) continue;
    const { ingress, entryPoints, tls } = first;
    const wanted = tls ? ingress.name : `${ingress.name}-http`;
    // A path written twice makes two routers that chance decides between, though they do the same.
    const distinct = [...new Map(drafts.map((draft) => [stableJson(draft.route), draft])).values()];
    const spec = {
      ...(entryPoints.length > 0 && { entryPoints }),
      routes: distinct.map(({ route }) => route),
      ...(tls && { tls }),
    };
    scene.workshop.add(
      'IngressRoute',
      ingress,
      wanted,
      spec,
      distinct.map(({ at }) => at),
    );
  }
  for (const router of scene.configuration.tcpRouters.values()) writePassthrough(scene, router);
}

function draftOf(scene: Scene, name: string, router: Router): Draft | undefined {
  const { source, rule, ruleSyntax, priority, entryPoints, observability } = router;
  if (!source || rule === '') return undefined;
  const ingress = { namespace: source.namespace, name: source.name };
  const at: FieldPath = routePath(
    findObject(scene, 'Ingress', ingress.namespace, ingress.name) ?? {},
    source.route,
  );
  const reason = scene.disabled(name);
  if (reason !== undefined) {
    const message = `Traefik does not run its router: ${reason}.`;
    scene.workshop.notes.add({ ingress, at, fate: 'lost', code: 'MG206', message });
    return undefined;
  }
  const service = serviceOf(scene, ingress, router, at);
  const middlewares = middlewaresFor(scene, ingress, router.middlewares);
  const match = inBackticks(rule);
  const isV2 = ruleSyntax === 'v2';
  const computed = rulePriority(rule);
  const order = Number(priority) || (computed === rulePriority(match) ? undefined : computed);
  const { accessLogs, metrics, tracing, traceVerbosity } = observability ?? {};
  const observed = {
    ...(accessLogs !== undefined && { accessLogs }),
    ...(metrics !== undefined && { metrics }),
    ...(tracing !== undefined && { tracing }),
    ...(traceVerbosity !== undefined && { traceVerbosity }),
  };
  return {
    ingress,
    entryPoints,
    tls: tlsOf(scene, ingress, router),
    at,
    route: {
      kind: 'Rule',
      match,
      ...(isV2 && { syntax: 'v2' }),
      ...(order !== undefined && { priority: order }),
      ...(middlewares.length > 0 && { middlewares }),
      services: [service],
      ...(Object.keys(observed).length > 0 && { observability: observed }),
    },
  };
}

/** What a route leads to: nothing but an answer, where its middlewares answer themselves or there is no Service. */
function serviceOf(scene: Scene, ingress: IngressName, router: Router, at: FieldPath): object {
  const found = serviceReference(scene, ingress, router.service);
  if (found) return found;
  const isAnswered = router.middlewares.some((name) => {
    const { redirectRegex, redirectScheme } = scene.configuration.middlewares.get(name) ?? {};
    return redirectRegex !== undefined || redirectScheme !== undefined;
  });
  if (isAnswered) return { kind: 'TraefikService', name: 'noop@internal' };
  scene.workshop.notes.add({ ingress, at, fate: 'changed', code: 'MG207' });
  // Without any child it answers 503, as the provider of Ingresses does.
  const name = scene.workshop.shared('TraefikService', ingress, 'unavailable', {
    weighted: { services: [] },
  });
  return { kind: 'TraefikService', name };
}

/** Rules with texts in backticks, as people write them. */
export function inBackticks(rule: string): string {
  return rule.replace(/"(?:[^"\\]|\\.)*"/g, (written) => {
    const text: unknown = JSON.parse(written);
    return typeof text === 'string' && !text.includes('`') ? `\`${text}\`` : written;
  });
}

function tlsOf(scene: Scene, ingress: IngressName, { tls, rule, ruleSyntax }: Router): object | undefined {
  if (!tls) return undefined;
  const [host = ''] = ruleSyntax === 'v2' ? [] : parseRule(rule).hosts;
  const secretName = secretFor(findObject(scene, 'Ingress', ingress.namespace, ingress.name), host);
  const options =
    tls.options === undefined || tls.options === '' ? undefined : optionsOf(scene, ingress, tls.options);
  return {
    ...(secretName !== undefined && tls.certResolver === undefined && { secretName }),
    ...(tls.certResolver !== undefined && { certResolver: tls.certResolver }),
    ...(tls.domains && { domains: tls.domains }),
    ...(options && { options }),
  };
}

/** TLS options: those of auth-tls-secret become an object of their own, others are named as they were. */
function optionsOf(scene: Scene, ingress: IngressName, name: string): object {
  const made = scene.configuration.tlsOptions.get(name);
  if (!made) {
    const found = scene.objects.find(
      ({ kind, metadata }) =>
        kind === 'TLSOption' && name === `${namespaceOf({ metadata })}-${metadata.name}@kubernetescrd`,
    );
    if (!found) return { name };
    const { namespace = 'default', name: its } = found.metadata;
    return { name: its, ...(namespace !== ingress.namespace && { namespace }) };
  }
  const at = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/auth-tls-secret'];
  scene.workshop.notes.add({ ingress, at, fate: 'changed', code: 'MG108' });
  const [secret = '', namespace = ingress.namespace] = (settingsOf(scene, ingress)['auth-tls-secret'] ?? '')
    .split('/')
    .toReversed();
  if (namespace !== ingress.namespace) scene.workshop.notes.add({ ingress, at, fate: 'lost', code: 'MG205' });
  const spec = { clientAuth: { secretNames: [secret], clientAuthType: made.clientAuthType } };
  return { name: scene.workshop.shared('TLSOption', ingress, `${ingress.name}-client-certificate`, spec) };
}

/** Connections whose TLS the backend ends itself. */
function writePassthrough(scene: Scene, { source, entryPoints, rule, service }: TcpRouter): void {
  const backend = scene.configuration.tcpServices.get(service)?.backend;
  if (!source || !backend) return;
  const [, name = ''] = backend.service.split('/');
  scene.workshop.add('IngressRouteTCP', source, source.name, {
    ...(entryPoints.length > 0 && { entryPoints }),
    routes: [{ match: inBackticks(rule), services: [{ name, port: backend.port }] }],
    tls: { passthrough: true },
  });
}
