import { valueAt } from '../../core/base';
import type { Finding } from '../../core/finding';
import { type ApiObjectData, formatIdentity, identityOf, objectKey, serviceKey } from '../../core/manifest';
import { type ReleaseDeclaration, type ReleaseStep, isOfTraefik, splitOf } from '../../traefik/release';
import { type Use, usesOf } from './uses';

/** What is wrong with a release among the objects that are there without it. */
export function declarationFindings(
  objects: readonly ApiObjectData[],
  steps: readonly ReleaseStep[],
  declaration: ReleaseDeclaration,
): readonly Finding[] {
  const { service, namespace, course } = declaration;
  const uses = usesOf(objects).get(serviceKey(namespace, service)) ?? [];
  if (course.mode !== 'plain') {
    return [
      ...(course.mode === 'flagger' ? keptUpNames(objects, declaration) : []),
      ...uses.filter(({ object }) => !splitOf(object, declaration)).flatMap(bypassed),
    ];
  }
  return [
    ...takenNames(objects, steps),
    ...uses.flatMap((use) => bypassing(use, declaration)),
    ...protocolFindings(uses, declaration),
    ...(declaration.course.marks.length > 0 ? oldRules(objects, declaration) : []),
  ];
}

/** Routes whose rule cannot be joined with a mark: it is of the syntax of v2. */
function oldRules(objects: readonly ApiObjectData[], declaration: ReleaseDeclaration): readonly Finding[] {
  const splits = objects.filter((object) => splitOf(object, declaration)).map(({ metadata }) => metadata);
  return objects.flatMap((object): readonly Finding[] => {
    const routes = isOfTraefik(object, 'IngressRoute') ? valueAt(object, 'spec', 'routes') : [];
    if (!Array.isArray(routes)) return [];
    const isOld = routes.some(
      (route: unknown) =>
        valueAt(route, 'syntax') === 'v2' && splits.some(({ name }) => refersTo(route, name)),
    );
    if (!isOld) return [];
    const message = `${formatIdentity(identityOf(object))} has a rule in the syntax of v2: whoever asks for the next version does not reach it there.`;
    return [{ rule: 'unfit-for-release', message, fix: 'Write the rule in the syntax of v3.' }];
  });
}

function refersTo(route: unknown, name: string): boolean {
  const services = valueAt(route, 'services');
  return (
    Array.isArray(services) &&
    services.some(
      (service) => valueAt(service, 'kind') === 'TraefikService' && valueAt(service, 'name') === name,
    )
  );
}

/** What is written under a name that the controller of the release writes. */
function keptUpNames(objects: readonly ApiObjectData[], { made }: ReleaseDeclaration): readonly Finding[] {
  const keys = new Set(objects.map((object) => objectKey(object)));
  return made.flatMap((object): readonly Finding[] => {
    if (!keys.has(objectKey(object))) return [];
    const message = `Flagger makes ${formatIdentity(identityOf(object))}, and there is one already.`;
    return [{ rule: 'release-name-taken', message }];
  });
}

/** What the release makes under the name of something that is there. */
function takenNames(objects: readonly ApiObjectData[], steps: readonly ReleaseStep[]): readonly Finding[] {
  const own = new Set(objects);
  const keys = new Set(objects.map((object) => objectKey(object)));
  const made = new Map<string, ApiObjectData>();
  for (const step of steps) {
    // The first objects of a step are those that are there, each changed or not.
    for (const object of step.objects.slice(own.size)) made.set(objectKey(object), object);
  }
  return [...made].flatMap(([key, object]): readonly Finding[] => {
    if (!keys.has(key)) return [];
    const message = `The release makes ${formatIdentity(identityOf(object))}, and there is one already.`;
    return [{ rule: 'release-name-taken', message }];
  });
}

function bypassing({ object, mention }: Use, declaration: ReleaseDeclaration): readonly Finding[] {
  if (splitOf(object, declaration)) return [];
  if (!isOfTraefik(object, 'IngressRouteTCP') && !isOfTraefik(object, 'IngressRouteUDP'))
    return bypassed({ object, mention });
  const [route, index] = mention.field.slice(1);
  const services = valueAt(object, 'spec', String(route));
  const list = Array.isArray(services) ? valueAt(services[Number(index)], 'services') : [];
  if (!Array.isArray(list) || list.length <= 1) return [];
  const message = `${formatIdentity(identityOf(object))} shares connections out among ${declaration.service} and others.`;
  return [{ rule: 'release-bypassed', message }];
}

function bypassed({ object, mention }: Use): readonly Finding[] {
  if (isOfTraefik(object, 'Middleware')) return [];
  const message = `${formatIdentity(identityOf(object))} leads to Service ${mention.name} itself.`;
  return [{ rule: 'release-bypassed', message }];
}

/** What the protocol of the routes to a service cannot do. */
function protocolFindings(uses: readonly Use[], declaration: ReleaseDeclaration): readonly Finding[] {
  if (uses.length === 0) {
    const message = `No route leads to ${declaration.service}: there are no requests to share out.`;
    return [{ rule: 'unfit-for-release', message }];
  }
  if (uses.some(({ object }) => isOfTraefik(object, 'TraefikService'))) return [];
  const { marks, mirror, strategy } = declaration.course;
  const unfit = (what: string, field: string): Finding => ({
    rule: 'unfit-for-release',
    field: [strategy === field ? 'strategy' : field],
    message: `${what} for routes of TCP and UDP, and no other leads to ${declaration.service}.`,
    fix: 'Use the strategies canary or blueGreen.',
  });
  return [
    ...marks.map(({ in: place }) => unfit(`There are no ${place}s`, place)),
    ...(mirror ? [unfit('There is no mirroring', 'mirror')] : []),
  ];
}
