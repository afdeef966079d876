import { itemAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { PodModel } from './model';

/** Props that are values of labels. */
const ofLabels: Readonly<Record<string, string>> = {
  'app.kubernetes.io/name': 'name',
  'app.kubernetes.io/instance': 'instance',
  'app.kubernetes.io/component': 'component',
  'app.kubernetes.io/part-of': 'partOf',
  'app.kubernetes.io/version': 'version',
};

/** Kinds that have labels and annotations of their own, by the prop that says them. */
const ofKinds: Readonly<Record<string, string>> = { Service: 'service', ServiceAccount: 'serviceAccount' };

/** Where the props say what the metadata of an object has. */
export function metadataProp({ spec }: PodModel, kind: string, field: FieldPath): FieldPath {
  const [part, key] = field;
  if ((part !== 'labels' && part !== 'annotations') || key === undefined) return field;
  const own = ofKinds[kind];
  return sayer(spec, part, key, own === undefined ? [] : [[own, part, key]]);
}

/** Where the props say what the metadata of pods has. */
export function podMetadataProp({ spec }: PodModel, field: FieldPath): FieldPath {
  const [part, key] = field;
  if ((part !== 'labels' && part !== 'annotations') || key === undefined) return field;
  return sayer(spec, part, key, [[part === 'labels' ? 'podLabels' : 'podAnnotations', key]]);
}

/** The prop that says a label or annotation: one of these, that of a label of its own, or what holds for all objects. */
function sayer(
  spec: PodModel['spec'],
  part: string,
  key: string | number,
  candidates: readonly FieldPath[],
): FieldPath {
  const word = part === 'labels' ? ofLabels[key] : undefined;
  if (word !== undefined) return [word];
  return candidates.find((path) => itemAt(spec, path) !== undefined) ?? [part, key];
}
