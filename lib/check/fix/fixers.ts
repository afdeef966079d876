import { isPlainMap, own, valueAt } from '../../core/base';
import type { FieldPath, RuleId } from '../../core/finding';
import type { ReadObject } from '../../core/manifest';
import { builtOf, remedyOf } from '../../traefik/model';
import { parseRule, translated } from '../../traefik/rule';
import { placesAt } from '../cluster';
import type { Fix, Fixer } from './fix';

/** The group of Traefik v2, which v3 does not read. */
const apiGroup: Fixer = (placed) => {
  if (!placed.object.apiVersion.startsWith('traefik.containo.us/')) return [];
  const to = 'traefik.io/v1alpha1';
  const changes = [{ kind: 'value', path: ['apiVersion'], to }] as const;
  return [{ placed, rule: 'old-api-group', title: `apiVersion: ${to}`, changes }];
};

/** Rules of v2, in v3 syntax. Whether one is of v2 shows in what v3 cannot read or reads otherwise. */
const ruleSyntax: Fixer = (placed, { facts }) => {
  const { kind, spec } = placed.object;
  if (kind !== 'IngressRoute' || !isOfTraefik(placed)) return [];
  if (valueAt(facts.traefik?.configuration, 'core', 'defaultRuleSyntax') === 'v2') return [];
  return placesAt(spec, ['routes', '*']).flatMap(({ path, value }): readonly Fix[] => {
    const match = own(value, 'match');
    if (typeof match !== 'string' || own(value, 'syntax') !== undefined) return [];
    const to = inV3(match);
    if (to === undefined) return [];
    const changes = [{ kind: 'value', path: ['spec', ...path, 'match'], to }] as const;
    return [{ placed, rule: toldAs(match), title: `match: ${to}`, changes }];
  });
};

/** How lint tells of a rule of v2: v3 may take it, or miss one of its words, or want fewer arguments. */
function toldAs(match: string): RuleId {
  if (attempt(() => parseRule(match)) !== undefined) return 'old-rule-words';
  return /\b(?:Headers|HeadersRegexp|HostHeader)\(/.test(match) ? 'old-matcher' : 'old-arguments';
}

/** A rule in v3 syntax, where it is of v2 and v3 takes the result. */
function inV3(match: string): string | undefined {
  const text = attempt(() => translated(parseRule(match, { syntax: 'v2' }).tree));
  return text !== undefined && attempt(() => parseRule(text)) !== undefined ? text : undefined;
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}

/** The middleware that was renamed. */
const allowList: Fixer = (placed) => {
  const { kind, spec } = placed.object;
  if ((kind !== 'Middleware' && kind !== 'MiddlewareTCP') || !isOfTraefik(placed)) return [];
  if (!isPlainMap(spec) || spec['ipWhiteList'] === undefined || spec['ipAllowList'] !== undefined) return [];
  const changes = [{ kind: 'key', path: ['spec', 'ipWhiteList'], to: 'ipAllowList' }] as const;
  return [{ placed, rule: 'retired-field', title: 'ipAllowList', changes }];
};

/** A headers middleware that was there to redirect to HTTPS alone. With other headers in it, two would have to be made. */
const sslRedirect: Fixer = (placed) => {
  const { kind, spec } = placed.object;
  const headers = valueAt(spec, 'headers');
  if (kind !== 'Middleware' || !isOfTraefik(placed) || !isPlainMap(headers)) return [];
  if (Object.keys(Object(spec)).length !== 1 || Object.keys(headers).length !== 1) return [];
  const [key = ''] = Object.keys(headers);
  if (!['sslRedirect', 'sslTemporaryRedirect'].includes(key) || headers[key] !== true) return [];
  const changes: Fix['changes'] = [
    { kind: 'value', path: ['spec', 'headers', key], to: 'https' },
    { kind: 'key', path: ['spec', 'headers', key], to: 'scheme' },
    { kind: 'key', path: ['spec', 'headers'], to: 'redirectScheme' },
  ];
  return [{ placed, rule: 'retired-field', title: 'redirectScheme: { scheme: https }', changes }];
};

const middlewaresAnnotation = 'traefik.ingress.kubernetes.io/router.middlewares';

/** Middlewares in annotations of Ingresses, by the name that Traefik gives them. */
const annotatedMiddlewares: Fixer = (placed, _, model) => {
  const { kind, metadata } = placed.object;
  const value = metadata.annotations?.[middlewaresAnnotation];
  if (kind !== 'Ingress' || typeof value !== 'string') return [];
  const { middlewares } = builtOf(model).runtime;
  const reference = { kind, namespace: metadata.namespace ?? 'default', name: metadata.name };
  const field: FieldPath = ['metadata', 'annotations', middlewaresAnnotation];
  const to = value
    .split(',')
    .map((written) => {
      const name = written.trim();
      const full = name.includes('@') ? name : `${name}@kubernetes`;
      if (middlewares.has(full)) return written;
      const remedy = remedyOf(model, reference, field, `middleware "${full}" does not exist`);
      const meant = /^write (\S+@kubernetescrd):/.exec(remedy ?? '')?.[1];
      return meant === undefined ? written : written.replace(name, meant);
    })
    .join(',');
  if (to === value) return [];
  const changes = [{ kind: 'value', path: field, to }] as const;
  return [{ placed, rule: 'misnamed-annotated-middleware', title: to, changes }];
};

/** Numbers of ports in quotes, which Traefik takes for names. */
const quotedPort: Fixer = (placed, inventory) =>
  inventory.mentions.flatMap(({ placed: by, mention }): readonly Fix[] => {
    const { kind, namespace, name, field, port } = mention;
    if (by !== placed || kind !== 'Service' || typeof port !== 'string' || !/^\d+$/.test(port)) return [];
    const service = inventory.made(kind, namespace, name);
    const ports = service ? placesAt(service.object, ['spec', 'ports', '*']).map(({ value }) => value) : [];
    const isNumber = ports.some((each) => own(each, 'port') === Number(port));
    if (!isNumber || ports.some((each) => own(each, 'name') === port)) return [];
    const changes = [{ kind: 'value', path: [...field, 'port'], to: Number(port) }] as const;
    return [{ placed, rule: 'unknown-port', title: `port: ${port}`, changes }];
  });

function isOfTraefik({ object: { apiVersion } }: ReadObject): boolean {
  return apiVersion.startsWith('traefik.io/') || apiVersion.startsWith('traefik.containo.us/');
}

/** All that mend objects, each for one kind of mistake. */
export const fixers: readonly Fixer[] = [
  apiGroup,
  ruleSyntax,
  allowList,
  sslRedirect,
  annotatedMiddlewares,
  quotedPort,
];
