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

/** What is told, each once. */
export class Notes<T> {
  readonly all: T[] = [];
  private readonly texts = new Set<string>();

  add(note: T): void {
    const text = JSON.stringify(note);
    if (this.texts.has(text)) return;
    this.texts.add(text);
    this.all.push(note);
  }
}

const prefix = 'nginx.ingress.kubernetes.io/';

/** The place of an annotation of ingress-nginx. */
export function annotationAt(name: string): FieldPath {
  return ['metadata', 'annotations', prefix + name];
}
