import { asList, isFailed, isPlainMap, made, own } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ReadObject } from '../../../core/manifest';
import { parseRule } from '../../../traefik/rule';
import type { MigrationCode } from '../catalogue';
import { backendsOf, grpcBackendsOf } from './backends';
import { grpcMatchOf } from './grpc';
import { isTextPrefix, matchesOf } from '../matches';
import { namespaceOf } from '../read';
import type { GatewayScene, RouteDraft, Stand } from './scene';

/** Reads the routes of an IngressRoute; of what an HTTPRoute cannot say no part is carried, and a note is taken. */
export function draftsOf(scene: GatewayScene, source: ReadObject): readonly RouteDraft[] {
  const { object } = source;
  const spec = object['spec'];
  const tls = own(spec, 'tls');
  const lose = (at: FieldPath, code: MigrationCode): void => {
    scene.notes.push({ source, at, fate: 'lost', code });
  };
  // What is said of all routes is told of each.
  const loseAll = (at: FieldPath, code: MigrationCode): readonly RouteDraft[] => {
    lose(at, code);
    for (const index of asList(own(spec, 'routes')).keys()) lose(['spec', 'routes', index], code);
    return [];
  };
  if (asList(own(spec, 'parentRefs')).length > 0 || isParent(scene, source))
    return loseAll(['spec'], 'MG307');
  for (const field of ['options', 'certResolver']) {
    const isSaid = own(tls, field) !== undefined && !isDefault(own(tls, field));
    if (isSaid) return loseAll(['spec', 'tls', field], 'MG304');
  }
  return asList(own(spec, 'routes')).flatMap((route, index) => {
    const draft = draftOf(scene, source, route, index);
    return draft ? [draft] : [];
  });
}

/** Options named `default` hold for every listener. */
function isDefault(options: unknown): boolean {
  return own(options, 'name') === 'default' && own(options, 'namespace') === undefined;
}

function isParent({ objects }: GatewayScene, { object }: ReadObject): boolean {
  return objects.some(
    (other) =>
      other.kind === 'IngressRoute' &&
      asList(own(other['spec'], 'parentRefs')).some(
        (parent) =>
          own(parent, 'name') === object.metadata.name &&
          (own(parent, 'namespace') ?? namespaceOf(other)) === namespaceOf(object),
      ),
  );
}

function draftOf(
  scene: GatewayScene,
  source: ReadObject,
  route: unknown,
  index: number,
): RouteDraft | undefined {
  const at: FieldPath = ['spec', 'routes', index];
  const namespace = namespaceOf(source.object);
  const lose = (field: FieldPath, code: MigrationCode, detail?: string): undefined => {
    scene.notes.push({
      source,
      at: [...at, ...field],
      fate: 'lost',
      code,
      ...(detail !== undefined && { detail }),
    });
    return undefined;
  };
  const routers = scene.routers.filter(
    ({ config }) =>
      config.source?.kind === 'IngressRoute' &&
      config.source.namespace === namespace &&
      config.source.name === source.object.metadata.name &&
      config.source.route === index,
  );
  const running = routers.filter(({ isRunning }) => isRunning);
  const [first] = running;
  if (!first) return lose([], 'MG306', routers.flatMap(({ errors }) => errors).join('; ') || undefined);
  const { rule, ruleSyntax, priority } = first.config;
  if (ruleSyntax === 'v2') return lose(['syntax'], 'MG301', 'it is written in the syntax of Traefik 2');
  const parsed = parseRule(rule, { traefikVersion: scene.version });
  const alternatives = matchesOf(parsed.tree);
  if (isFailed(alternatives)) return lose(['match'], 'MG301', alternatives.reason);
  const middlewares = asList(own(route, 'middlewares'));
  const foreign = middlewares.findIndex(
    (reference) =>
      String(own(reference, 'name')).includes('@') ||
      (own(reference, 'namespace') ?? namespace) !== namespace,
  );
  if (foreign >= 0) return lose(['middlewares', foreign], 'MG302');
  if (middlewares.length > 16)
    return lose(['middlewares'], 'MG302', 'a rule of an HTTPRoute has 16 filters at most');
  const services = asList(own(route, 'services'));
  const isMethod = alternatives.value.every(({ matches }) =>
    matches.every((match) => grpcMatchOf(match) !== undefined),
  );
  const grpc = isMethod ? grpcBackendsOf(scene.objects, services, namespace) : undefined;
  const backends = grpc ? made({ refs: grpc }) : backendsOf(scene.objects, services, namespace);
  if (isFailed(backends)) return lose(['services'], 'MG303', backends.reason);
  const rival =
    'weighted' in backends.value ? scene.children.claim(backends.value.weighted, namespace) : undefined;
  if (rival !== undefined) {
    const reason = `they need a TraefikService, and another one has ${rival} with other settings, which Traefik cannot tell apart`;
    return lose(['services'], 'MG303', reason);
  }
  const change = (field: string, code: MigrationCode): void => {
    scene.notes.push({ source, at: [...at, field], fate: 'changed', code });
  };
  if (isPlainMap(own(route, 'observability'))) change('observability', 'MG308');
  const isOther = alternatives.value.some(({ matches }) => matches.some(isTextPrefix));
  if (isOther) change('match', 'MG311');
  if ('weighted' in backends.value) change('services', 'MG312');
  const stands = running.flatMap(({ config }) =>
    config.entryPoints.map((entryPoint) => ({ entryPoint, isTls: config.tls !== undefined })),
  );
  return {
    kind: grpc ? 'GRPCRoute' : 'HTTPRoute',
    source,
    namespace,
    index,
    stands: distinct(stands),
    priority: Number(priority) || parsed.priority,
    alternatives: alternatives.value,
    filters: middlewares.map((reference) => ({
      type: 'ExtensionRef',
      extensionRef: { group: 'traefik.io', kind: 'Middleware', name: own(reference, 'name') },
    })),
    backends: backends.value,
  };
}

function distinct(stands: readonly Stand[]): readonly Stand[] {
  return [...new Map(stands.map((stand) => [`${stand.entryPoint} ${stand.isTls}`, stand])).values()];
}
