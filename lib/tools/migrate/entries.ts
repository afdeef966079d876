import { isPlainMap, own } from '../../core/base';
import { type FieldPath, type Location, type Severity, formatFieldPath } from '../../core/finding';
import type { ReadObject } from '../../core/manifest';
import {
  type IngressConfiguration,
  annotationPrefix,
  nginxAnnotations,
  nginxPrefix,
  nginxSettingsOf,
} from '../../traefik/model';
import type { Fate } from '../compose';
import { type MigrationCode, migrationCode } from './catalogue';
import type { Note } from './note';

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

/** What is told of parts of one Ingress, by the part. */
type Told = Pick<Note, 'at' | 'fate' | 'code' | 'message'> & { readonly severity?: Severity };

/** What became of every part of the Ingresses that a provider reads. */
export function entriesOf(
  ingresses: readonly ReadObject[],
  all: readonly IngressConfiguration[],
  notes: readonly Note[],
  fileOf: (ingress: ReadObject['object']) => string,
): readonly MigrationEntry[] {
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
    const told: Told[] = [
      ...drops
        .filter(({ isUnselected }) => !isUnselected)
        .map(({ path, reason }) => toldOfDrop(path, reason)),
      ...notes.filter(({ ingress }) => isOwn(ingress)),
      ...annotationNotes(read),
    ];
    const parts = partsOf(read.object);
    const further = told.map(({ at }) => at).filter((at) => !parts.some((part) => isSame(part, at)));
    return [...parts, ...distinct(further)].map((part) =>
      entryOf(read, part, worst(told.filter(({ at }) => isSame(at, part))), fileOf(read.object)),
    );
  });
}

/** What Traefik only logs: of a certificate that is missing the routes stay. */
function toldOfDrop(at: FieldPath, reason: string): Told {
  if (at[0] === 'spec' && at[1] === 'tls') return { at, fate: 'changed', code: 'MG111' };
  if (at.at(-1) === 'backend') return { at: at.slice(0, -1), fate: 'changed', code: 'MG207' };
  return { at, fate: 'lost', code: 'MG206', message: reason };
}

function isSame(one: FieldPath, other: FieldPath): boolean {
  return one.join('\0') === other.join('\0');
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

/** Annotations of both providers, paths, certificates and the default backend. */
function partsOf({ metadata, ...object }: ReadObject['object']): readonly FieldPath[] {
  const spec = object['spec'];
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const annotations = Object.keys(metadata.annotations ?? {}).filter(
    (key) => key.startsWith(nginxPrefix) || key.startsWith(annotationPrefix),
  );
  return [
    ...annotations.map((key) => ['metadata', 'annotations', key]),
    ...list(own(spec, 'rules')).flatMap((rule, index) =>
      list(own(own(rule, 'http'), 'paths')).map((_, at) => ['spec', 'rules', index, 'http', 'paths', at]),
    ),
    ...(isPlainMap(own(spec, 'defaultBackend')) ? [['spec', 'defaultBackend']] : []),
    ...list(own(spec, 'tls')).map((_, index) => ['spec', 'tls', index]),
  ];
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

function entryOf(
  { object, locate }: ReadObject,
  part: FieldPath,
  told: Told | undefined,
  to: string | null,
): MigrationEntry {
  const { namespace = 'default', name } = object.metadata;
  const known = told && migrationCode(told.code);
  return {
    path: `Ingress ${namespace}/${name} ${formatFieldPath(part)}`.trim(),
    location: locate(part),
    fate: told?.fate ?? 'carried',
    code: told?.code ?? null,
    severity: told?.severity ?? known?.severity ?? 'info',
    message: told?.message ?? known?.what ?? 'It means the same.',
    fix: known?.fix ?? null,
    to: told?.fate === 'lost' ? null : to,
  };
}
