import type { FieldPath } from '../../../core/finding';
import type { ComposedProvider } from '../../../traefik/model';
import { RuleError, parseRule } from '../../../traefik/rule';
import { certificateOf, tlsOfEntryPoints } from './certificates';
import { type AnyRouter, type Tls, entryPointsOf, refersElsewhere } from './elsewhere';
import { type Piece, differs, ends, isNote, means, place } from './piece';
import { type Referred, named, referred } from './references';
import { type Protocol, type Scene, protocols, routerKinds, serviceKinds } from './scene';
import { targetsOf } from './targets';

/** The routers that Traefik runs, each a route; what becomes of those that it does not. */
export function* mapRoutes(scene: Scene): Iterable<Piece> {
  for (const { provider, configuration } of scene.configured) {
    for (const protocol of protocols) {
      for (const [written, router] of configuration[routerKinds[protocol]]) {
        const at = [provider, protocol, 'routers', written];
        const reason = scene.disabled(protocol, written, provider);
        // What another provider has is not known, so that Traefik may well run what lacks it here.
        if (reason === undefined || refersElsewhere(scene, protocol, router, provider))
          yield* mapRouter(scene, protocol, written, router, provider);
        else if (scene.source.traefik === undefined && isRule(protocol, router))
          yield ends('CM542', at, {
            message: `A Traefik with usual settings would not run the router ${written}: ${reason}. Those of its own are not here.`,
          });
        else
          yield differs('CM502', at, { message: `Traefik does not run the router ${written}: ${reason}.` });
      }
    }
  }
}

/** Whether the rule of a router is one for some Traefik, whatever its settings are. */
function isRule(protocol: Protocol, { rule = '' }: AnyRouter): boolean {
  if (protocol === 'udp') return true;
  return (['v3', 'v2'] as const).some((syntax) => {
    try {
      return parseRule(rule, { protocol, syntax }) !== undefined;
    } catch (error) {
      if (error instanceof RuleError) return false;
      throw error;
    }
  });
}

function* mapRouter(
  scene: Scene,
  protocol: Protocol,
  written: string,
  router: AnyRouter,
  provider: ComposedProvider,
): Iterable<Piece> {
  const name = scene.nameOf(routerKinds[protocol], written, provider);
  const at = [provider, protocol, 'routers', written];
  const to = ['routes', protocol, name];
  const entryPoints = entryPointsOf(scene, protocol, router.entryPoints);
  const inherited =
    protocol === 'http' && router.tls === undefined ? tlsOfEntryPoints(scene, entryPoints) : undefined;
  const { tls = inherited } = router;
  const { rule = '', priority = 0, observability, service, isDefaultRule = false } = router;
  const { services, pieces } = targetsOf(scene, protocol, service, provider);
  const kind = protocol === 'tcp' ? 'tcpMiddlewares' : 'middlewares';
  const path = [...at, 'middlewares'];
  const middlewares = (router.middlewares ?? []).map((each) => referred(scene, kind, each, provider, path));
  const passed = middlewares.map((each) => each.name);
  const options = optionsOf(scene, tls, provider, [...at, 'tls', 'options']);
  const lost = services.length === 0 ? pieces.filter(isNote).find(({ fate }) => fate === 'lost') : undefined;
  if (services.length === 0 && (lost || protocol !== 'http' || passed.length === 0)) {
    const message = `The router ${written} leads to nothing that is on Kubernetes: there is no route for it.`;
    yield lost
      ? { ...lost, at, message: `${message} ${lost.message ?? ''}` }
      : differs('CM519', at, { message });
    yield* pieces;
    return;
  }
  const syntax =
    router.ruleSyntax || (isDefaultRule ? '' : (scene.statics.file.core?.defaultRuleSyntax ?? ''));
  const certificate =
    protocol === 'udp' ? undefined : certificateOf(scene, protocol, name, { ...router, tls }, syntax, at);
  yield place(to, {
    entryPoints,
    ...(protocol !== 'udp' && { match: rule }),
    ...(syntax !== '' && protocol !== 'udp' && { syntax }),
    ...(priority !== 0 && { priority }),
    ...(passed.length > 0 && { middlewares: passed }),
    services: services.length === 0 ? [nothing] : services,
    ...(tls && { tls: { ...tlsOf(tls), ...certificate?.tls, ...(options && { options: options.name }) } }),
    ...(observability && { observability }),
  });
  yield means(at, to);
  if (name !== written)
    yield differs('CM503', at, { to, message: `The router ${written} is called ${name} on Kubernetes.` });
  for (const [field, key] of fields) yield means([...at, field], [...to, key]);
  const target = named(scene, serviceKinds[protocol], service, provider);
  if (target) yield means([target.provider, protocol, 'services', target.name], [...to, 'services']);
  if (router.parentRefs !== undefined)
    yield ends('CM515', [...at, 'parentRefs'], { message: 'Routers in layers are not carried.' });
  const strange = scene.source.traefik === undefined ? unusual(router.entryPoints) : [];
  if (strange.length > 0)
    yield differs('CM545', [...at, 'entryPoints'], {
      to: [...to, 'entryPoints'],
      message: `Traefik has to have the entry point ${strange.join(', ')}, whose port is not known here.`,
    });
  if (syntax === 'v2') yield differs('CM541', [...at, 'rule'], { to: [...to, 'match'] });
  for (const each of middlewares) yield* each.pieces;
  yield* pieces;
  yield* options?.pieces ?? [];
  yield* certificate?.pieces ?? [];
}

/** TLS options other than those that hold where none are named. */
function optionsOf(
  scene: Scene,
  tls: Tls | undefined,
  provider: ComposedProvider,
  at: FieldPath,
): Referred | undefined {
  const { options = 'default' } = tls ?? {};
  return options === 'default' ? undefined : referred(scene, 'tlsOptions', options, provider, at);
}

/** Entry points that Traefik's official Helm chart does not have of itself. */
function unusual(names: readonly string[]): readonly string[] {
  return names.filter((name) => name !== 'web' && name !== 'websecure');
}

/** A service that answers every request with 418: for routers whose middlewares answer themselves. */
const nothing = { name: 'noop@internal', kind: 'TraefikService' } as const;

/** Fields of routers, and what a route calls them. */
const fields = [
  ['rule', 'match'],
  ['ruleSyntax', 'syntax'],
  ['entryPoints', 'entryPoints'],
  ['priority', 'priority'],
  ['middlewares', 'middlewares'],
  ['service', 'services'],
  ['tls', 'tls'],
  ['observability', 'observability'],
] as const;

function tlsOf({ certResolver, domains, passthrough }: Tls): object {
  return {
    ...(passthrough === true && { passthrough }),
    ...(certResolver === undefined && domains && { domains }),
  };
}
