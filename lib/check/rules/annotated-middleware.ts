import type { PlacedObject } from '../../core/manifest';
import { type TrafficModel, builtOf, remedyOf } from '../../traefik/model';
import type { Inventory } from '../cluster';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { sentence } from './sentence';

const prefix = 'traefik.ingress.kubernetes.io/';

/** The annotation of each kind that names middlewares, in lower case. */
const annotations: Readonly<Record<string, string>> = {
  Ingress: `${prefix}router.middlewares`,
  Service: `${prefix}service.middlewares`,
};

/** The provider to which a name without one belongs here. */
const ownProvider = '@kubernetes';

/** Middlewares that annotations name and that are not there, or not under this name. */
export const annotatedMiddleware: TrafficCheck = (inventory, model) => {
  const isThere = middlewareNames(model);
  const isUsed = usedServices(inventory);
  return inventory.objects.flatMap((placed): ObjectFinding[] => {
    if (!isUsed(placed)) return [];
    return namedBy(placed)
      .filter(({ name }) => !isThere(name))
      .map(({ key, written, name }) => finding(model, placed, key, written, name));
  });
};

interface Named {
  readonly key: string;
  readonly written: string;
  /** With its provider. */
  readonly name: string;
}

function namedBy({ object: { kind, metadata } }: PlacedObject): readonly Named[] {
  const wanted = annotations[kind];
  return Object.entries(metadata.annotations ?? {}).flatMap(([key, value]) => {
    if (wanted === undefined || key.toLowerCase() !== wanted || typeof value !== 'string') return [];
    return value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((written) => ({ key, written, name: written.includes('@') ? written : written + ownProvider }));
  });
}

function middlewareNames(model: TrafficModel): (name: string) => boolean {
  const { middlewares } = builtOf(model).runtime;
  // What Traefik says of the middlewares of other providers, files for example, needs no hint.
  return (name) => middlewares.has(name) || /@(?!kubernetes)/.test(name);
}

/** A Service says something of middlewares to Ingresses that lead to it alone. */
function usedServices({ objects }: Inventory): (placed: PlacedObject) => boolean {
  const namespaces = new Set(
    objects.flatMap(({ object: { kind, metadata } }) => (kind === 'Ingress' ? [metadata.namespace] : [])),
  );
  return ({ object: { kind, metadata } }) => kind === 'Ingress' || namespaces.has(metadata.namespace);
}

function finding(
  model: TrafficModel,
  placed: PlacedObject,
  key: string,
  written: string,
  name: string,
): ObjectFinding {
  const { kind, metadata } = placed.object;
  const field = ['metadata', 'annotations', key];
  const reference = { kind, namespace: metadata.namespace ?? 'default', name: metadata.name };
  const remedy = remedyOf(model, reference, field, `middleware "${name}" does not exist`);
  const isMisnamed = remedy !== undefined && /^(?:write|this Traefik has no provider)/.test(remedy);
  return {
    placed,
    rule: isMisnamed ? 'misnamed-annotated-middleware' : 'unknown-annotated-middleware',
    message: `There is no middleware of the name "${written}".`,
    field,
    elements: [name],
    ...(remedy !== undefined && { fix: sentence(remedy) }),
  };
}
