import { type EntryPoint, type TrafficModel, builtOf } from '../../../traefik/model';
import { type PlacedObject, groupOf } from '../../../core/manifest';
import { valueAt } from '../../../core/base';
import { stringAt, valuesAt } from '../../cluster';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { clientsSpeak, isTraefikKnown, redirects } from './entry-point-kind';
import { hostsOf, mayShareHost } from './shared-hosts';

/** IngressRoutes whose TLS is not that of their entry points: what clients speak there gets 404. */
export const tlsOfEntryPoint: TrafficCheck = ({ objects, facts }, model) => {
  const isKnown = isTraefikKnown(facts);
  const { entryPoints: known } = builtOf(model).runtime.statics;
  return objects.flatMap((placed): readonly ObjectFinding[] => {
    const { apiVersion, kind } = placed.object;
    if (kind !== 'IngressRoute' || groupOf(apiVersion) !== 'traefik.io') return [];
    const entryPoints = valuesAt(placed.object, ['spec', 'entryPoints', '*']).flatMap(
      (name) => known.get(String(name)) ?? [],
    );
    const hasTls = valueAt(placed.object, 'spec', 'tls') !== undefined;
    const left = entryPoints.filter(
      (entryPoint) =>
        clientsSpeak(entryPoint) === (hasTls ? 'http' : 'https') &&
        entryPoint.file.http?.tls === undefined &&
        !redirects(entryPoint) &&
        !isServed(model, entryPoint, hasTls ? 'http' : 'https', placed),
    );
    const [first] = left;
    if (!first) return [];
    const isOnOthers = left.length < entryPoints.length;
    // Where nothing is said of Traefik, names such as web beside websecure say enough; either alone does not.
    if (!isKnown && !(hasTls && isOnOthers)) return [];
    return [{ placed, ...findingOf(hasTls, first.name, isOnOthers) }];
  });
};

function findingOf(hasTls: boolean, name: string, isOnOthers: boolean): Omit<ObjectFinding, 'placed'> {
  if (!hasTls) {
    return {
      rule: 'tls-unlike-entry-point',
      message: `The entry point ${name} is for HTTPS and sets no TLS itself, and these routes have none.`,
      consequence: 'A router without TLS takes plain requests only: what clients send there gets 404.',
      fix: 'Write `tls: {}`.',
      field: ['spec', 'entryPoints'],
    };
  }
  if (isOnOthers) {
    return {
      rule: 'tls-on-both-entry-points',
      message: `These routes have TLS, and are on the plain entry point ${name} as well.`,
      field: ['spec', 'entryPoints'],
    };
  }
  return {
    rule: 'tls-unlike-entry-point',
    message: `The entry point ${name} is for plain HTTP, and these routes have TLS.`,
    consequence: 'A router with TLS takes no plain requests: what clients send there gets 404.',
    fix: 'Leave tls out, or name the entry point for HTTPS.',
    field: ['spec', 'tls'],
  };
}

/** Whether other routers take what clients of an entry point ask the hosts of an IngressRoute for. */
function isServed(
  model: TrafficModel,
  { name }: EntryPoint,
  scheme: 'http' | 'https',
  { object }: PlacedObject,
): boolean {
  const { routers: all, statics } = builtOf(model).runtime;
  const rules = valuesAt(object, ['spec', 'routes', '*']).flatMap((route) => stringAt(route, 'match') ?? []);
  const routers = [...all.values()].filter(
    ({ using, config, name: router }) =>
      using.includes(name) &&
      (config.tls !== undefined) === (scheme === 'https') &&
      !router.endsWith('@internal'),
  );
  return rules.some((rule) =>
    routers.some(({ config }) =>
      mayShareHost(hostsOf(rule, statics.version), hostsOf(config.rule, statics.version)),
    ),
  );
}
