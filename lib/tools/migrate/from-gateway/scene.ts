import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import { gatewayGroup } from '../../../traefik/model';
import type { Fate } from '../../compose';
import type { MigrationCode } from '../catalogue';
import type { IngressName, Notes } from '../note';
import type { Scene } from '../scene';

/** The kinds of routes of the Gateway API that Traefik reads. */
const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;

/** What stands beside routes, and is not needed once they are IngressRoutes. */
const besideRoutes = ['GatewayClass', 'Gateway', 'ReferenceGrant', 'BackendTLSPolicy'] as const;

const kinds: ReadonlySet<string> = new Set([...routeKinds, ...besideRoutes]);

/** The group and version of what is made. */
export const gatewayApi = `${gatewayGroup}/v1`;

/** Whether an object is of a kind of the Gateway API that IngressRoutes stand in for. */
export function isOfGatewayApi({ apiVersion, kind }: ApiObjectData): boolean {
  return apiVersion.startsWith(`${gatewayGroup}/`) && kinds.has(kind);
}

/** Whether an object is a route of the Gateway API. */
export function isGatewayRoute(object: ApiObjectData): boolean {
  return isOfGatewayApi(object) && routeKinds.some((kind) => kind === object.kind);
}

/** A route of the Gateway API by its kind and name. */
export interface RouteName extends IngressName {
  readonly kind: string;
}

/** That a part of an object of the Gateway API does not mean the same afterwards. */
export interface GatewayNote {
  readonly object: RouteName;
  readonly at: FieldPath;
  readonly fate: Exclude<Fate, 'carried'>;
  readonly code: MigrationCode;
  /** Added to what the code says. */
  readonly detail?: string;
}

/** Routes of the Gateway API on their way to IngressRoutes. */
export interface GatewayRoutes extends Scene {
  /** The objects that are given, without those that are taken to be there. */
  readonly given: readonly ReadObject[];
  readonly notes: Notes<GatewayNote>;
}

/** Takes a note of a part of a route. */
export type Tell = (at: FieldPath, code: MigrationCode, fate?: GatewayNote['fate'], detail?: string) => void;

/** What notes of a route are taken with. */
export function tellOf({ notes }: GatewayRoutes, object: RouteName): Tell {
  return (at, code, fate = 'changed', detail) => {
    notes.add({ object, at, fate, code, ...(detail !== undefined && { detail }) });
  };
}
