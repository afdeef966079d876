import type { FieldPath } from '../../../core/finding';
import type { Code } from '../catalogue';
import type { Fate, Outcome, PlacedValue } from '../outcome';

/** What becomes of a part of the labels, with all that lies below it. */
export interface Note extends Pick<Outcome, 'severity' | 'message' | 'fix' | 'to' | 'asks'> {
  /** The provider, and the part in its configuration: `docker`, `http.routers.web.rule`. */
  readonly at: FieldPath;
  readonly fate: Fate;
  readonly code: Code | null;
}

/** What a part of the mapping gives: values of the environment, and what becomes of labels. */
export type Piece = Note | PlacedValue;

export function isNote(piece: Piece): piece is Note {
  return 'at' in piece;
}

/** A value of the environment. */
export function place(to: FieldPath, value: unknown): PlacedValue {
  return { to, value };
}

type Parts = Omit<Note, 'at' | 'fate' | 'code'>;

/** Labels that mean the same, and where that stands. */
export function means(at: FieldPath, to?: FieldPath): Note {
  return { at, fate: 'carried', code: null, ...(to && { to }) };
}

/** Labels that mean something else, or need somebody to look at them. */
export function differs(code: Code, at: FieldPath, parts: Parts = {}): Note {
  return { at, fate: 'changed', code, ...parts };
}

/** Labels that have no counterpart. */
export function ends(code: Code, at: FieldPath, parts: Parts = {}): Note {
  return { at, fate: 'lost', code, ...parts };
}
