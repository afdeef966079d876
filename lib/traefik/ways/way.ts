import { oncePer } from '../../core/base';
import { type Treatment, guardKind } from '../api/middlewares';
import type { Share } from '../request';

/** One thing that happens to requests on their way: a middleware, or what an entry point or a router does besides. */
export interface WayStep {
  /** Qualified name of the middleware; empty where it is none. */
  readonly name: string;
  /** Its kind; `tlsOptions` for the refusal of a handshake with other options than the router's. */
  readonly kind: string;
  /** Whether it decides who may pass, or lets only so many pass. */
  readonly guards: boolean;
  readonly treatments: readonly Treatment[];
}

/** Where requests end that no step answers. */
export type End =
  /** They go to Kubernetes Services. Equal texts `as` mean the same Services in the same way. */
  | {
      readonly kind: 'forwarded';
      readonly service: string;
      readonly backends: readonly Share[];
      readonly as: string;
    }
  /** Traefik itself is the service. */
  | { readonly kind: 'internal'; readonly service: string }
  /** Traefik answers them. */
  | { readonly kind: 'answered'; readonly status: number }
  /** The connection is closed. */
  | { readonly kind: 'closed'; readonly reason: string }
  /** It cannot be laid out. Equal texts mean the same. */
  | { readonly kind: 'opaque'; readonly as: string; readonly backends: readonly Share[] };

/** What becomes of the requests that a router takes, for all of them at once. */
export interface Way {
  readonly steps: readonly WayStep[];
  readonly end: End;
}

/** Whether a step may change or answer requests, or guards something; others leave no trace. */
export function matters({ guards, treatments }: WayStep): boolean {
  return guards || treatments.some(({ effect }) => effect.kind !== 'passes');
}

/** Two steps of one key do the same with equal requests; names are no part of it. Thousands of routers share their steps. */
export const stepKey = oncePer(({ kind, guards, treatments }: WayStep) =>
  JSON.stringify([guards ? guardKind(kind) : '', treatments]),
);

/** Two ends of one key are the same for equal requests. */
export function endKey(end: End): string {
  switch (end.kind) {
    case 'forwarded':
    case 'opaque':
      return `${end.kind} ${end.as}`;
    case 'internal':
      return `internal ${end.service}`;
    case 'answered':
      return `answered ${end.status}`;
    default:
      return end.kind;
  }
}

/** Two ways of one key do the same with equal requests. */
export const wayKey = oncePer(({ steps, end }: Way) => JSON.stringify([...steps.map(stepKey), endKey(end)]));
