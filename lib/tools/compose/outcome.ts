import type { FieldPath, Location, Severity } from '../../core/finding';
import { type Code, codeOf } from './catalogue';
import type { Question } from './decisions';

/** What became of a part: it means the same, it means something else, or it is not there any more. */
export type Fate = 'carried' | 'changed' | 'lost';

/** A value of an environment. */
export interface PlacedValue {
  /** Where it stands, for example `routes.http.web.match`. */
  readonly to: FieldPath;
  /** Plain data. */
  readonly value: unknown;
  /** Whether the texts of the value have variables of environment files in them. @default false */
  readonly isTemplate?: boolean;
}

/** What becomes of one part of a Compose project, with all that lies below it. */
export interface Outcome {
  /** Path of the part in the model: `services.web.ports[0]`. */
  readonly path: FieldPath;
  readonly fate: Fate;
  /** Its entry in the catalogue; none for what is carried as it is. */
  readonly code: Code | null;
  /** @default that of the code; info without one */
  readonly severity?: Severity;
  /** @default that of the code */
  readonly message?: string;
  /** @default that of the code */
  readonly fix?: string;
  /** Where it was written, if not at its path: variables of an env file stand in that file. */
  readonly location?: Location;
  /** Where it stands in the environment. */
  readonly to?: FieldPath;
  /** What stands there. @default what another outcome says */
  readonly value?: unknown;
  /** Whether the texts of the value have variables of environment files in them. @default false: `${` is itself */
  readonly isTemplate?: boolean;
  /** Further values of the environment that follow from the part. */
  readonly also?: readonly PlacedValue[];
  /** What somebody could say to have it otherwise. */
  readonly asks?: Question;
  /** Whether it accounts for everything below a whole service or section. @default only for parts of such */
  readonly isWhole?: boolean;
}

type Parts = Omit<Outcome, 'path' | 'fate' | 'code'>;

/** A part that means on Kubernetes what it means to Compose. */
export function carried(path: FieldPath, to?: FieldPath, value?: unknown, parts: Parts = {}): Outcome {
  return {
    path,
    fate: 'carried',
    code: null,
    ...(to && { to }),
    ...(value !== undefined && { value }),
    ...parts,
  };
}

/** A part that means something else there, or needs somebody to look at it. */
export function changed(code: Code, path: FieldPath, parts: Parts = {}): Outcome {
  return { path, fate: 'changed', code, ...parts };
}

/** A part that is not there any more. */
export function lost(code: Code, path: FieldPath, parts: Parts = {}): Outcome {
  return { path, fate: 'lost', code, ...parts };
}

/** How much it weighs. */
export function severityOf({ severity, code }: Outcome): Severity {
  return severity ?? (code === null ? 'info' : codeOf(code).severity);
}
