import type { FieldPath } from '../../core/finding';
import type { Fate } from '../compose';
import type { MigrationCode } from './catalogue';

/** An Ingress by its name. */
export interface IngressName {
  readonly namespace: string;
  readonly name: string;
}

/** That a part of an Ingress does not mean the same afterwards. */
export interface Note {
  readonly ingress: IngressName;
  /** The part. */
  readonly at: FieldPath;
  readonly fate: Exclude<Fate, 'carried'>;
  readonly code: MigrationCode;
  /** @default that of the code */
  readonly message?: string;
}

const prefix = 'nginx.ingress.kubernetes.io/';

/** The place of an annotation of ingress-nginx. */
export function annotationAt(name: string): FieldPath {
  return ['metadata', 'annotations', prefix + name];
}
