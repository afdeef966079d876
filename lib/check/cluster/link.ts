import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';

/** What ties one object to another besides its mentions. That the other is not there is no finding of this program. */
export interface Link {
  readonly field: FieldPath;
  /** API group of the other object, the empty text for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Port of a Service: a number matches `port`, a string matches `name`. */
  readonly port?: string | number;
  /** Whether a controller makes the other object of this one. */
  readonly makes?: boolean;
}

/** A link and the object that holds it. */
export interface PlacedLink {
  readonly placed: PlacedObject;
  readonly link: Link;
}

/** Whether the other object is one whose content the first wants, and that is seldom written beside it. */
export function isHolder({ group, kind, makes = false }: Link): boolean {
  return group === '' && (kind === 'Secret' || kind === 'ConfigMap') && !makes;
}
