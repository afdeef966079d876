import { builtOf } from '../../../traefik/model';
import { canonicalHeaderKey } from '../../../traefik/rule';
import { placesAt } from '../../cluster';
import { middlewareObjects } from '../middlewares/passed';
import type { Hit, Subject } from './advisory';
import { atRoute, routedBy } from './subject';

/** Headers that a middleware vouches for, which a client can send in another spelling. */
export function headerTwins(subject: Subject): readonly Hit[] {
  return routedBy(subject.model).flatMap(({ router, source, passed, entryPoints }) => {
    if (!entryPoints.some((name) => keepsTwins(subject, name))) return [];
    const vouched = passed.flatMap(({ config: { basicAuth, digestAuth, forwardAuth } }) => [
      basicAuth?.headerField,
      digestAuth?.headerField,
      forwardAuth?.headerField,
      ...(forwardAuth?.authResponseHeaders ?? []),
    ]);
    const header = vouched.find((name) => name?.includes('-'));
    const request = subject.requestTo(router);
    if (header === undefined || !request) return [];
    const twin = header.replaceAll('-', '_');
    const message = `Backends such as PHP, nginx and WSGI take ${twin} of a client for ${header}.`;
    return atRoute(subject, source, message, {
      ...request,
      headers: { ...request.headers, [twin]: 'admin' },
    });
  });
}

/** Header fields that are not spelt as Go spells them: a client's own header stays beside them. */
export function oddHeaderFields(subject: Subject): readonly Hit[] {
  return routedBy(subject.model).flatMap(({ router, source, passed }) => {
    const fields = passed.flatMap(({ config: { basicAuth, digestAuth } }) =>
      [basicAuth?.headerField, digestAuth?.headerField].flatMap((name) => name ?? []),
    );
    const odd = fields.find((name) => canonicalHeaderKey(name) !== name);
    const request = subject.requestTo(router);
    if (odd === undefined || !request) return [];
    const own = canonicalHeaderKey(odd);
    const message = `headerField is ${odd}, and a client's own ${own} stays beside it.`;
    return atRoute(subject, source, message, { ...request, headers: { ...request.headers, [own]: 'admin' } });
  });
}

export function handlesTwins({ model }: Subject): boolean {
  const { entryPoints } = builtOf(model).runtime.statics;
  return [...entryPoints.values()].every(({ file: { http } }) =>
    ['delete', 'reject'].includes(http?.aliasHeadersStrategy || (http?.underscoreHeadersStrategy ?? '')),
  );
}

function keepsTwins({ model }: Subject, name: string): boolean {
  const { http } = builtOf(model).runtime.statics.entryPoints.get(name)?.file ?? {};
  return !['delete', 'reject'].includes(
    http?.aliasHeadersStrategy || (http?.underscoreHeadersStrategy ?? ''),
  );
}

/** Error pages that get what the client sent, its password too. */
export function toldPasswords(subject: Subject): readonly Hit[] {
  return routedBy(subject.model).flatMap(({ router, source, passed }) => {
    const tells = passed.find(({ config: { errors } }) => errors && !errors.errorRequestHeaders);
    const request = subject.requestTo(router);
    if (!tells || !request) return [];
    const message = `The service of the error page ${tells.name} gets the Authorization header of the request.`;
    return atRoute(subject, source, message, {
      ...request,
      headers: { ...request.headers, Authorization: 'Bearer secret' },
    });
  });
}

/** A forwardAuth that believes the forwarding headers of clients. */
export function believedHeaders({ inventory }: Subject): readonly Hit[] {
  return [...middlewareObjects(inventory).values()].flatMap((placed) =>
    placesAt(placed.object, ['spec', 'forwardAuth', 'trustForwardHeader'])
      .filter(({ value }) => value === true)
      .map(({ path }) => ({
        placed,
        field: path,
        message: 'trustForwardHeader passes the X-Forwarded headers of clients on to the auth server.',
      })),
  );
}

/** Passwords whose comparisons are shared between requests that come together. */
export function sharedComparisons({ inventory }: Subject): readonly Hit[] {
  return [...middlewareObjects(inventory).values()]
    .filter(({ object }) => placesAt(object, ['spec', 'basicAuth']).length > 0)
    .map((placed) => ({
      placed,
      field: ['spec', 'basicAuth'],
      message: 'Requests that come at the same moment may share one verdict; no single request shows it.',
    }));
}
