import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { addObjectCheck, checkMadeObjects, renderedObject, traefikVersionAt } from '../construct';
import type { Finding } from '../../core/finding';
import { type TraefikKind, traefikApiVersion } from '../../traefik/api';
import { checkObject } from '../../traefik/check';

/** Props of a TraefikObject. */
export interface TraefikObjectProps {
  /** Kind of the object, for example `IngressRoute`. */
  readonly kind: TraefikKind;
  /**
   * Metadata of the object.
   *
   * @default - a name made from the construct's path
   */
  readonly metadata?: ApiObjectMetadata;
  /** Its spec, exactly as the CRD has it. It may hold Lazy values. */
  readonly spec: object;
}

/**
 * An object of one of Traefik's kinds, written as it is. What the API server or Traefik would refuse or drop of its
 * spec is found at synth, after all patches (`addJsonPatch`) are applied.
 */
export class TraefikObject extends ApiObject {
  constructor(scope: Construct, id: string, { kind, metadata, spec }: TraefikObjectProps) {
    super(scope, id, { apiVersion: traefikApiVersion, kind, metadata, spec });
    checkMadeObjects(this, (_, field) => field.slice(1));
    addObjectCheck(this, () => {
      const rendered = renderedObject(this);
      return rendered ? checkObject(rendered, traefikVersionAt(this)).map(ofProps) : [];
    });
  }
}

/** The props are the fields of the spec, and name and namespace. */
function ofProps(finding: Finding): Finding {
  return { ...finding, field: finding.field?.slice(1) ?? [] };
}
