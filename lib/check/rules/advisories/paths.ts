import { matchersOf, parseRule } from '../../../traefik/rule';
import type { RequestLine } from '../../../traefik/model';
import type { Hit, Subject } from './advisory';
import { type Routed, atRoute, routedBy } from './subject';

/** Requests that a backend may take for those of a guarded path, and that another router takes without its guards. */
export function encodedPaths(subject: Subject): readonly Hit[] {
  // What an entry point refuses leads nowhere.
  const isLetIn = (request: RequestLine): boolean => subject.model.trace(request).response?.status !== 400;
  return guarded(subject).flatMap((route) =>
    pathsOf(route.rule).flatMap(({ path, isPrefix }) =>
      firstHit(
        subject,
        route,
        encodedForms(path, isPrefix),
        'decodes the path, it is that of this route',
        isLetIn,
      ),
    ),
  );
}

/** Requests by which a stripped prefix leads to a guarded path. */
export function strippedPaths(subject: Subject): readonly Hit[] {
  const prefixes = routedBy(subject.model).flatMap(({ passed }) =>
    passed.flatMap(({ config }) => config.stripPrefix?.prefixes ?? []),
  );
  return guarded(subject).flatMap((route) =>
    pathsOf(route.rule).flatMap(({ path }) => {
      const forms = prefixes.filter((prefix) => !prefix.endsWith('/')).map((prefix) => `${prefix}..${path}`);
      return firstHit(subject, route, forms, 'takes `..` for the folder above, it is that of this route');
    }),
  );
}

/** The same by a replacement that puts a slash in front of what is left. */
export function replacedPaths(subject: Subject): readonly Hit[] {
  return routedBy(subject.model).flatMap(({ router, source, passed }) =>
    passed.flatMap(({ config }) => {
      const { regex = '', replacement = '' } = config.replacePathRegex ?? {};
      const [, prefix] = /^\^(\/[\w/-]*[\w-])\(\.\*\)\$?$/.exec(regex) ?? [];
      const request = subject.requestTo(router);
      if (prefix === undefined || !/^\/\$(?:1|\{1\})/.test(replacement) || !request) return [];
      const message = `The path ${prefix}../x becomes /../x for the backend.`;
      return atRoute(subject, source, message, withPath(request, `${prefix}../x`));
    }),
  );
}

/** Routes with a stripped expression that lead to where another route is guarded. */
export function strippedExpressions(subject: Subject): readonly Hit[] {
  return routedBy(subject.model)
    .filter(({ passed, guards }) => guards.size === 0 && passed.some(({ config }) => config.stripPrefixRegex))
    .flatMap((route) => {
      const other = guarded(subject).find((each) => sharesService(each, route));
      const request = subject.requestTo(route.router);
      return other
        ? atRoute(subject, route.source, `It leads to a Service that ${nameOf(other)} guards.`, request)
        : [];
    });
}

function guarded({ model }: Subject): readonly Routed[] {
  return routedBy(model).filter(({ guards }) => guards.size > 0);
}

interface AskedPath {
  readonly path: string;
  readonly isPrefix: boolean;
}

/** The paths that a rule asks for, as they are written. */
function pathsOf(rule: string): readonly AskedPath[] {
  try {
    return matchersOf(parseRule(rule).tree)
      .filter(({ matcher, negated }) => !negated && ['Path', 'PathPrefix'].includes(matcher.name))
      .flatMap(({ matcher: { name, args } }) =>
        args.filter((path) => path.length > 1).map((path) => ({ path, isPrefix: name === 'PathPrefix' })),
      );
  } catch {
    return [];
  }
}

function encodedForms(path: string, isPrefix: boolean): readonly string[] {
  const inner = path.lastIndexOf('/');
  const slashed =
    inner > 0 ? [`${path.slice(0, inner)}%2F${path.slice(inner + 1)}${isPrefix ? 'x' : ''}`] : [];
  return isPrefix ? slashed : [...slashed, `${path}%3Bx`, `${path}%3Fx`, `${path}%23x`];
}

/** The first of some paths that the model sends past the guards of a route to its Service. */
function firstHit(
  subject: Subject,
  route: Routed,
  paths: readonly string[],
  why: string,
  isLetIn: (request: RequestLine) => boolean = () => true,
): readonly Hit[] {
  const { model } = subject;
  const to = subject.requestTo(route.router);
  if (!to) return [];
  for (const path of paths) {
    const request = withPath(to, path);
    const taker = routedBy(model).find(({ router }) => router === model.trace(request).router);
    if (!taker || taker.router === route.router) continue;
    const missing = [...route.guards].filter((kind) => !taker.guards.has(kind));
    if (missing.length === 0 || !sharesService(route, taker) || !isLetIn(request)) continue;
    const message = `${nameOf(taker)} takes it without ${missing.join(' and ')}; where the backend ${why}.`;
    return atRoute(subject, route.source, message, request);
  }
  return [];
}

function sharesService(one: Routed, other: Routed): boolean {
  return one.services.some((service) => other.services.includes(service));
}

function nameOf({ source: { kind, namespace, name } }: Routed): string {
  return `${kind} ${namespace}/${name}`;
}

function withPath(request: RequestLine, path: string): RequestLine {
  const [, origin = request.url] = /^([a-z]+:\/\/[^/?]*)/.exec(request.url) ?? [];
  return { ...request, url: `${origin}${path}` };
}
