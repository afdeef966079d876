import type { FieldPath } from '../../../../core/finding';
import type { ParentRef } from './route';

/** A condition that Traefik writes into the status of an object. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  /** Empty where Traefik gives none. */
  readonly message: string;
  /** The field that is at fault; empty where nothing is. Not part of what Traefik writes. */
  readonly path: FieldPath;
}

/** Names an object whose status is told. */
export interface StatusObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What Traefik says of one listener of a Gateway. */
export interface ListenerStatus {
  readonly name: string;
  /** How many routes are attached to it, one for each of their parentRefs. */
  readonly attachedRoutes: number;
  readonly supportedKinds: readonly { readonly group: string; readonly kind: string }[];
  readonly conditions: readonly Condition[];
}

/** What Traefik says of a Gateway. */
export interface GatewayStatus {
  readonly object: StatusObject;
  readonly conditions: readonly Condition[];
  readonly listeners: readonly ListenerStatus[];
}

/** What Traefik says of a route, for each of its parentRefs that names a Gateway of its own. */
export interface RouteStatus {
  readonly object: StatusObject;
  readonly parents: readonly { readonly parentRef: ParentRef; readonly conditions: readonly Condition[] }[];
}

/** What Traefik says of a BackendTLSPolicy, for each listener through which a route uses it. */
export interface PolicyStatus {
  readonly object: StatusObject;
  readonly ancestors: readonly {
    readonly ancestorRef: { readonly namespace: string; readonly name: string; readonly sectionName: string };
    readonly conditions: readonly Condition[];
  }[];
}

/** All that Traefik says in the status of objects of the Gateway API. */
export interface GatewayStatuses {
  /** GatewayClasses that are Traefik's own. */
  readonly classes: readonly string[];
  readonly gateways: readonly GatewayStatus[];
  readonly routes: readonly RouteStatus[];
  readonly policies: readonly PolicyStatus[];
}

/** A condition that says what is wrong: `False`, but for `Conflicted`. */
export function fault(type: string, reason: string, message: string, path: FieldPath): Condition {
  return { type, status: type === 'Conflicted' ? 'True' : 'False', reason, message, path };
}

/** A condition that says that all is well. */
export function fine(type: string, reason: string, message = ''): Condition {
  return { type, status: 'True', reason, message, path: [] };
}

/** Whether a condition says what is wrong. */
export function isFault({ type, status }: Condition): boolean {
  return (type === 'Conflicted') === (status === 'True');
}

/** The API server refuses a status in which two conditions are of one type: then the old one stays. */
export function isRefused(conditions: readonly Condition[]): boolean {
  return new Set(conditions.map(({ type }) => type)).size < conditions.length;
}
