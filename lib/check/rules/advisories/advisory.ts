import type { FieldPath } from '../../../core/finding';
import type { PlacedObject } from '../../../core/manifest';
import type { RequestLine, TrafficModel } from '../../../traefik/model';
import type { Inventory } from '../../cluster';

/** What an advisory is asked about. */
export interface Subject {
  readonly inventory: Inventory;
  readonly model: TrafficModel;
  /** A request that a router takes; undefined where none is found. */
  readonly requestTo: (router: string) => RequestLine | undefined;
}

/** Where objects make a fault of Traefik count. */
export interface Hit {
  readonly placed: PlacedObject;
  readonly field: FieldPath;
  /** What makes it count, in a sentence. */
  readonly message: string;
  /** A request that shows it; none where it takes more than one request. */
  readonly request?: RequestLine | undefined;
}

/** A known fault of Traefik that objects and static configuration decide about. */
export interface Advisory {
  /** Its ids: of CVE, or the pull request that mended it where no id is known. */
  readonly ids: readonly [string, ...string[]];
  readonly title: string;
  /** The first release that has the fault. @default all of Traefik v3 have it */
  readonly introduced?: string;
  /** The first release of each line without the fault, the oldest line first. */
  readonly fixed: readonly [string, ...string[]];
  /** Where the releases that mend it do so only if they are told to. */
  readonly option?: { readonly name: string; readonly isSet: (subject: Subject) => boolean };
  /** What to do, in a sentence. */
  readonly fix: string;
  /** What makes it count in these objects. */
  readonly hits: (subject: Subject) => readonly Hit[];
  /** Why nothing makes it count, where there is no hit, in a sentence. */
  readonly otherwise: string;
}
