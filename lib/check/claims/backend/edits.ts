import type { MiddlewareConfig } from '../../../traefik/api/middlewares';
import type { Formula } from '../../../traefik/regions';
import { type Way, all, none } from '../../../traefik/ways';
import { unedited } from './read-paths';
import type { KnownEdit } from './requests';

/** Requests to whose path the same is done. */
export interface EditedRequests {
  readonly when: Formula;
  readonly edit: KnownEdit;
}

/** Kinds that leave paths as they are. What is not in it, a plugin among them, may do anything to a path. */
const leavesPaths: ReadonlySet<string> = new Set([
  '',
  'basicAuth',
  'buffering',
  'circuitBreaker',
  'compress',
  'contentType',
  'digestAuth',
  'encodedCharacters',
  'errors',
  'forwardAuth',
  'grpcWeb',
  'headers',
  'inFlightConn',
  'inFlightReq',
  'ipAllowList',
  'ipWhiteList',
  'passTLSClientCert',
  'rateLimit',
  'redirectRegex',
  'redirectScheme',
  'retry',
  'tlsOptions',
]);

/** What a way does to the paths of requests, by sets of them that together are all. */
export function editsOf(
  { steps, end }: Way,
  configOf: (name: string) => MiddlewareConfig | undefined,
): readonly EditedRequests[] {
  let edited: readonly EditedRequests[] = [
    // What lies behind a parent that changes requests is not laid out.
    { when: all(), edit: end.kind === 'opaque' && end.backends.length > 0 ? 'unknown' : unedited },
  ];
  for (const { name, kind, treatments } of steps) {
    if (leavesPaths.has(kind)) continue;
    const config = configOf(name);
    const conditions = treatments.flatMap(({ when }) => when ?? []);
    edited = edited.flatMap((each) => furtherEdits(each, conditions, config));
  }
  return edited;
}

function furtherEdits(
  { when, edit }: EditedRequests,
  conditions: readonly Formula[],
  config: MiddlewareConfig = {},
): readonly EditedRequests[] {
  if (config.replacePath) return [{ when, edit: { constant: config.replacePath.path ?? '' } }];
  const unknown: readonly EditedRequests[] = [{ when, edit: 'unknown' }];
  if (edit === 'unknown' || 'constant' in edit) return unknown;
  if (config.addPrefix)
    return [{ when, edit: { ...edit, prefix: `${config.addPrefix.prefix ?? ''}${edit.prefix}` } }];
  const prefixes = (config.stripPrefix?.prefixes ?? []).map((prefix) => prefix.trim());
  if (edit !== unedited || prefixes.length === 0 || prefixes.length !== conditions.length) return unknown;
  const cuts = prefixes.map((prefix, index): EditedRequests => ({
    when: all(when, ...conditions.slice(0, index).map(none), conditions[index] ?? all()),
    edit: { cut: Array.from(prefix).length, prefix: '' },
  }));
  return [...cuts, { when: all(when, ...conditions.map(none)), edit }];
}
