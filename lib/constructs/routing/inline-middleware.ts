import { Chart } from 'cdk8s';
import { setOrigin, sharedInScope } from '../construct';
import type { FieldPath } from '../../core/finding';
import { canonicalJson, specHash } from './content-hash';
import type { Referrer } from './referrer';
import { TraefikObject } from './traefik-object';

type MiddlewareKind = 'Middleware' | 'MiddlewareTCP';

/** Inline middlewares made so far: one map for each deployment scope, by kind, namespace and content. */
const madeIn = sharedInScope(() => new Map<string, TraefikObject>());

/**
 * The object of a middleware that was written in place. One deployment has one such object for each namespace
 * and content; it is named after what it is and what it holds, so that its name changes exactly when it does.
 *
 * @param spec its spec, with all references spelled
 * @param field where it was written in the props of the referrer
 */
export function inlineMiddleware(
  referrer: Referrer,
  kind: MiddlewareKind,
  spec: object,
  field: FieldPath,
): TraefikObject {
  const siblings = madeIn(referrer.scope);
  const key = canonicalJson([kind, referrer.namespace, spec]);
  const known = siblings.get(key);
  if (known) return known;

  const object = makeMiddleware(referrer, kind, spec);
  setOrigin(object, (inner) => referrer.locate([...field, ...inner]));
  siblings.set(key, object);
  return object;
}

function makeMiddleware({ scope, namespace }: Referrer, kind: MiddlewareKind, spec: object): TraefikObject {
  const chart = Chart.of(scope);
  const type = Object.keys(spec)[0] ?? 'middleware';
  const name = `${kebabCase(type)}-${specHash(spec)}`;
  const inChartNamespace = namespace === chart.namespace;
  const id = [kind, ...(inChartNamespace ? [] : [namespace]), name].join(':');
  return new TraefikObject(chart, id, {
    kind,
    metadata: { name, ...(!inChartNamespace && { namespace }) },
    spec,
  });
}

/** `ipAllowList` → `ip-allow-list`, `passTLSClientCert` → `pass-tls-client-cert`. */
function kebabCase(word: string): string {
  return word
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}
