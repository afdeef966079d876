import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { annotationPrefix } from '../../traefik/model';
import { FieldSet } from './field-set';

/** What Traefik says against a router, and the option of the router that it is about. */
const options: readonly (readonly [words: RegExp, option: string])[] = [
  [/invalid router path matcher/, 'pathmatcher'],
  [/entryPoint "[^"]*" doesn't exist/, 'entrypoints'],
  [/unknown TLS options|building TLS config/, 'tls.options'],
  [/middleware "[^"]*" does not exist/, 'middlewares'],
  [/service "[^"]*" does not exist/, 'service'],
  [/priority \d+ exceeds/, 'priority'],
];

/**
 * The annotation of an Ingress, or the label of a container, that a reason of Traefik's is about; undefined where none says
 * such a thing.
 *
 * @param field the place of the router, which of a container is one of its labels
 */
export function saidIn({ object }: PlacedObject, reason: string, field: FieldPath): FieldPath | undefined {
  const { kind, metadata } = object;
  const named = /^its annotation (\S+) says/.exec(reason)?.[1];
  if (named !== undefined) return ['metadata', 'annotations', named];
  const option = options.find(([words]) => words.test(reason))?.[1];
  if (option === undefined) return undefined;
  if (kind === 'Ingress') {
    const key = keyOf(metadata.annotations, `${annotationPrefix}router.${option}`);
    return key === undefined ? undefined : ['metadata', 'annotations', key];
  }
  const [, part, label] = field;
  const router = part === 'labels' ? /^traefik\.\w+\.routers\.[^.]+\./i.exec(String(label))?.[0] : undefined;
  const key = router === undefined ? undefined : keyOf(metadata.labels, router + option);
  return key === undefined ? undefined : ['metadata', 'labels', key];
}

/** Annotations and labels that are told: one speaks of all routes of its object. */
export class SaidOnce {
  private readonly told = new Map<PlacedObject, FieldSet>();

  /** Whether it is the first that is told of it. */
  isFirst(placed: PlacedObject, said: FieldPath): boolean {
    const before = this.told.get(placed) ?? new FieldSet();
    if (before.encloses(said)) return false;
    this.told.set(placed, before);
    before.add(said);
    return true;
  }
}

/** Keys are compared without case, as Traefik does. */
function keyOf(texts: Readonly<Record<string, string>> | undefined, wanted: string): string | undefined {
  return Object.keys(texts ?? {}).find((key) => key.toLowerCase() === wanted.toLowerCase());
}
