import { type FieldPath, type Location, type Severity, formatFieldPath } from '../../core/finding';
import { type ApiObjectData, type ReadObject, isClusterScoped } from '../../core/manifest';
import {
  type IngressConfiguration,
  nginxAnnotations,
  nginxPrefix,
  nginxSettingsOf,
} from '../../traefik/model';
import type { Fate } from '../compose';
import { type MigrationCode, migrationCode } from './catalogue';
import type { Note } from './note';
import { homeOf, isRoutePart, partsOf, routedParts } from './parts';
import { namespaceOf } from './read';

/** What the report says of one part of an Ingress. */
export interface MigrationEntry {
  /** `Ingress shop/web metadata.annotations["nginx.ingress.kubernetes.io/rewrite-target"]` */
  readonly path: string;
  readonly location: Location;
  readonly fate: Fate;
  readonly code: MigrationCode | null;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string | null;
  /** `shop-web.yaml` */
  readonly to: string | null;
}

/** What is told of a part of an object. */
export interface Told extends Omit<Note, 'ingress'> {
  /** @default that of the code */
  readonly severity?: Severity;
  /** Added to what the code says. */
  readonly detail?: string;
}

/** What entries are made of. */
export interface EntriesSource {
  readonly ingresses: readonly ReadObject[];
  /** What the providers make of them. */
  readonly all: readonly IngressConfiguration[];
  readonly notes: readonly Note[];
  /** Why no provider reads an Ingress at all. */
  readonly unreadReason: (ingress: ApiObjectData) => string | undefined;
  /** The file with the routes of an Ingress; undefined where it has none. */
  readonly fileOf: (ingress: ApiObjectData) => string | undefined;
}

/** What became of every part of the Ingresses. */
export function entriesOf({
  ingresses,
  all,
  notes,
  unreadReason,
  fileOf,
}: EntriesSource): readonly MigrationEntry[] {
  return ingresses.flatMap((read) => {
    const { namespace = 'default', name } = read.object.metadata;
    const isOwn = (each: { readonly namespace: string; readonly name: string }): boolean =>
      each.namespace === namespace && each.name === name;
    const drops = all
      .flatMap(({ dropped }) => dropped)
      .filter(({ object }) => object.kind === 'Ingress' && isOwn(object));
    const refused = drops.filter(({ isWhole, isUnselected }) => isWhole || isUnselected);
    if (refused.length > 0 && refused.length >= all.length) {
      const [first] = refused;
      const severity = first?.isUnselected ? 'info' : 'error';
      const told = {
        at: first?.path ?? [],
        fate: 'lost',
        code: 'MG206',
        severity,
        message: first?.reason ?? '',
      } as const;
      return [entryOf(read, first?.path ?? [], told, null)];
    }
    const parts = partsOf(read.object);
    const home = homeOf(read.object, ingresses);
    const file = fileOf(home);
    const unread = unreadReason(read.object);
    const routed = routedParts(read.object, all);
    const isRouted = (part: FieldPath): boolean => routed.some((each) => isSame(each, part));
    if (file === undefined && unread === undefined && !parts.some(isRoutePart)) {
      return [entryOf(read, [], { ...nothing([]), message: noRoutes }, null)];
    }
    if (unread !== undefined) return [entryOf(read, [], { ...nothing([]), message: unread }, null)];
    const logged = drops
      .filter(({ isUnselected }) => !isUnselected)
      .map(({ path, reason }) => toldOfDrop(path, reason, isRouted(path)))
      .filter(({ fate }) => file !== undefined || fate === 'lost');
    const unmade = parts
      .filter((part) => file === undefined || (home === read.object && isRoutePart(part) && !isRouted(part)))
      .filter((part) => !logged.some(({ at, fate }) => fate === 'lost' && isWithin(at, part)))
      .map((part) => (isRoutePart(part) ? nothing(part) : { ...nothing(part), ...withoutRoute }));
    const told: readonly Told[] = [
      ...logged,
      ...unmade,
      ...notes.filter(({ ingress }) => isOwn(ingress)),
      ...annotationNotes(read),
    ];
    const further = told.map(({ at }) => at).filter((at) => !parts.some((part) => isSame(part, at)));
    return [...parts, ...distinct(further)].map((part) => {
      const of = told.filter(({ at }) => isSame(at, part));
      return entryOf(read, part, worst(of), file ?? null);
    });
  });
}

const noRoutes = 'It has neither a path nor a default backend that can be read: Traefik makes nothing of it.';

/** Of what stands beside paths alone the paths tell. */
const withoutRoute = { severity: 'info', message: 'No path of its Ingress becomes a route.' } as const;

/** That Traefik makes nothing of a part, and says nothing of it either. */
function nothing(at: FieldPath): Told {
  return { at, fate: 'lost', code: 'MG206', message: 'Traefik makes no route of it, and logs nothing.' };
}

/** What Traefik only logs: of a certificate that is missing the routes stay. */
function toldOfDrop(at: FieldPath, reason: string, isRouted: boolean): Told {
  if (isRouted && at[1] === 'defaultBackend') return { at, fate: 'changed', code: 'MG207' };
  if (at[0] === 'spec' && at[1] === 'tls') return { at, fate: 'changed', code: 'MG111' };
  if (at.at(-1) === 'backend') return { at: at.slice(0, -1), fate: 'changed', code: 'MG207' };
  return { at, fate: 'lost', code: 'MG206', message: reason };
}

function isSame(one: FieldPath, other: FieldPath): boolean {
  return one.join('\0') === other.join('\0');
}

/** Whether a place is a part, or lies in it. */
export function isWithin(at: FieldPath, part: FieldPath): boolean {
  return isSame(at.slice(0, part.length), part);
}

function distinct(paths: readonly FieldPath[]): readonly FieldPath[] {
  return [...new Map(paths.map((path) => [path.join('\0'), path])).values()];
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

function weightOf({ severity, code }: Told): number {
  return severities.indexOf(severity ?? migrationCode(code).severity);
}

function worst(told: readonly Told[]): Told | undefined {
  return told.toSorted((a, b) => weightOf(a) - weightOf(b))[0];
}

/** Annotations whose being left out lets through what ingress-nginx refuses. */
const closing: ReadonlySet<string> = new Set([
  'denylist-source-range',
  'satisfy',
  'auth-tls-match-cn',
  'limit-whitelist',
]);

const timeouts: ReadonlySet<string> = new Set(['proxy-read-timeout', 'proxy-send-timeout']);

/** What follows from annotations alone. */
function annotationNotes({ object }: ReadObject): readonly Told[] {
  const { annotations = {} } = object.metadata;
  const settings = nginxSettingsOf(annotations);
  const isBuffered = settings['proxy-request-buffering'] === 'on';
  return Object.keys(annotations).flatMap((key): readonly Told[] => {
    if (!key.startsWith(nginxPrefix)) return [];
    const name = key.slice(nginxPrefix.length);
    const at = ['metadata', 'annotations', key];
    if (timeouts.has(name)) return [{ at, fate: 'changed', code: 'MG109' }];
    if (name === 'proxy-body-size' && !isBuffered) return [{ at, fate: 'lost', code: 'MG208' }];
    if (name.endsWith('snippet')) return [{ at, fate: 'lost', code: 'MG201' }];
    if (/modsecurity|owasp/.test(name)) return [{ at, fate: 'lost', code: 'MG202' }];
    if (Object.hasOwn(nginxAnnotations, name)) return [];
    return [{ at, fate: 'lost', code: closing.has(name) ? 'MG202' : 'MG203' }];
  });
}

/** What the report says of a part of an object: it means the same where nothing is told. */
export function entryOf(
  { object, locate }: ReadObject,
  part: FieldPath,
  told: Omit<Told, 'at'> | undefined,
  to: string | null,
): MigrationEntry {
  const { kind, apiVersion, metadata } = object;
  const name = isClusterScoped(apiVersion, kind) ? metadata.name : `${namespaceOf(object)}/${metadata.name}`;
  const known = told && migrationCode(told.code);
  return {
    path: `${kind} ${name} ${formatFieldPath(part)}`.trim(),
    location: locate(part),
    fate: told?.fate ?? 'carried',
    code: told?.code ?? null,
    severity: told?.severity ?? known?.severity ?? 'info',
    message: told?.message ?? (known ? detailed(known.what, told.detail) : 'It means the same.'),
    fix: known?.fix ?? null,
    to: told?.fate === 'lost' ? null : to,
  };
}

function detailed(what: string, detail: string | undefined): string {
  return detail === undefined ? what : `${what.replace(/\.$/, '')}: ${detail}.`;
}

/** The entries with each code once for a part; the last one stays, where the first one was. */
export function oncePerCode(entries: readonly MigrationEntry[]): readonly MigrationEntry[] {
  return [...new Map(entries.map((entry) => [`${entry.path} ${entry.code}`, entry])).values()];
}
