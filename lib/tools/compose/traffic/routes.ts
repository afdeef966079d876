import type { FieldPath } from '../../../core/finding';
import type { Router, RouterTls } from '../../../traefik/model';
import { type Piece, differs, ends, means, place } from './piece';
import { isElsewhere, referred } from './references';
import type { Protocol, Scene } from './scene';
import { targetsOf } from './targets';

/** The routers that Traefik runs, each a route; what becomes of those that it does not. */
export function* mapRoutes(scene: Scene): Iterable<Piece> {
  for (const { provider, configuration } of scene.labelled) {
    const all = { http: configuration.routers, tcp: configuration.tcpRouters, udp: configuration.udpRouters };
    for (const protocol of ['http', 'tcp', 'udp'] as const) {
      for (const [written, router] of all[protocol]) {
        const at = [protocol, 'routers', written];
        const reason = scene.disabled(protocol, written, provider);
        // What another provider has is not known, so that Traefik may well run what lacks it here.
        if (reason === undefined || refersElsewhere(scene, router))
          yield* mapRouter(scene, protocol, written, router);
        else if (scene.source.traefik === undefined)
          yield ends('CM542', at, {
            message: `A Traefik with usual settings would not run the router ${written}: ${reason}. Those of its own are not here.`,
          });
        else
          yield differs('CM502', at, { message: `Traefik does not run the router ${written}: ${reason}.` });
      }
    }
  }
}

function refersElsewhere(scene: Scene, router: AnyRouter): boolean {
  const { middlewares = [], service, tls } = router;
  return [...middlewares, service, tls?.options ?? ''].some((reference) => isElsewhere(scene, reference));
}

type Tls = RouterTls & { readonly passthrough?: boolean };

/** A router of any protocol. */
type AnyRouter = Pick<Router, 'entryPoints' | 'service'> &
  Partial<
    Pick<Router, 'rule' | 'ruleSyntax' | 'priority' | 'middlewares' | 'observability' | 'isDefaultRule'>
  > & {
    readonly tls?: Tls | undefined;
  };

function* mapRouter(scene: Scene, protocol: Protocol, written: string, router: AnyRouter): Iterable<Piece> {
  const name = scene.nameOf(protocol, written);
  const at = [protocol, 'routers', written];
  const to = ['routes', protocol, name];
  const { rule = '', priority = 0, observability, tls, service, isDefaultRule = false } = router;
  const { services, pieces } = targetsOf(scene, protocol, service);
  const kind = protocol === 'tcp' ? 'tcpMiddlewares' : 'middlewares';
  const path = [...at, 'middlewares'];
  const middlewares = (router.middlewares ?? []).map((each) => referred(scene, kind, each, path));
  const passed = middlewares.flatMap((each) => each.name ?? []);
  if (services.length === 0 && (protocol !== 'http' || passed.length === 0)) {
    yield differs('CM519', at, {
      message: `The router ${written} leads to nothing that is on Kubernetes: there is no route for it.`,
    });
    yield* pieces;
    return;
  }
  const syntax =
    router.ruleSyntax || (isDefaultRule ? '' : (scene.statics.file.core?.defaultRuleSyntax ?? ''));
  yield place(to, {
    entryPoints: entryPointsOf(scene, protocol, router.entryPoints),
    ...(protocol !== 'udp' && { match: rule }),
    ...(syntax !== '' && protocol !== 'udp' && { syntax }),
    ...(priority !== 0 && { priority }),
    ...(passed.length > 0 && { middlewares: passed }),
    services: services.length === 0 ? [nothing] : services,
    ...(tls && { tls: tlsOf(tls) }),
    ...(observability && { observability }),
  });
  yield means(at, to);
  if (name !== written)
    yield differs('CM503', at, { to, message: `The router ${written} is called ${name} on Kubernetes.` });
  for (const [field, key] of fields) yield means([...at, field], [...to, key]);
  yield means([protocol, 'services', service.split('@')[0] ?? ''], [...to, 'services']);
  if (syntax === 'v2') yield differs('CM541', [...at, 'rule'], { to: [...to, 'match'] });
  for (const { notes } of middlewares) yield* notes;
  yield* pieces;
  yield* mapTls(at, to, tls);
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

/** Those that are named, else Traefik's default ones, written down: a Traefik on Kubernetes may have others besides. */
function entryPointsOf({ statics }: Scene, protocol: Protocol, named: readonly string[]): readonly string[] {
  if (named.length > 0) return named;
  if (protocol !== 'udp') return statics.defaultEntryPoints;
  return [...statics.entryPoints.values()].flatMap(({ name, protocol: own }) =>
    own === 'udp' ? [name] : [],
  );
}

function tlsOf({ certResolver, domains, passthrough }: Tls): object {
  return {
    ...(passthrough === true && { passthrough }),
    ...(certResolver !== undefined && { certResolver }),
    ...(domains && { domains }),
  };
}

function* mapTls(at: FieldPath, to: FieldPath, tls: Tls | undefined): Iterable<Piece> {
  if (tls?.options !== undefined && tls.options !== 'default')
    yield ends('CM513', [...at, 'tls', 'options'], {
      message: `The TLS options ${tls.options} come from another provider, which is not read here.`,
    });
  if (tls?.certResolver !== undefined)
    yield differs('CM517', [...at, 'tls', 'certResolver'], { to: [...to, 'tls', 'certResolver'] });
}
