import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { withArticle } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { Referrer } from './referrer';
import type { ObjectReference } from '../../traefik/api';

/**
 * The API object behind a construct: the construct itself, or its default child, as in cdk8s-plus-28.
 * `instanceof` is of no use here: cdk8s answers it with yes for every ApiObject, whatever the class.
 */
export function apiObjectOf(value: unknown): ApiObject | undefined {
  if (ApiObject.isApiObject(value)) return value;
  if (!Construct.isConstruct(value)) return undefined;
  const child = value.node.defaultChild;
  return child && apiObjectOf(child);
}

/** Whether an object is of this kind of Traefik's. */
export function isObjectOfKind(object: ApiObject, kind: string): boolean {
  return object.apiGroup === 'traefik.io' && object.kind === kind;
}

/** Anything that names an object of one kind of Traefik's: its construct, its name, or name and namespace. */
export type ObjectTarget = Construct | string | ObjectReference;

/** Tells a reference from a middleware written in place: no kind of middleware is called `name`. */
export function isObjectTarget(value: ObjectTarget | object): value is ObjectTarget {
  return typeof value === 'string' || Construct.isConstruct(value) || 'name' in value;
}

/** Spells a reference to an object of one of Traefik's kinds and notes it. */
export function resolveReference(
  referrer: Referrer,
  kind: string,
  reference: ObjectTarget,
  field: FieldPath,
): ObjectReference {
  if (typeof reference === 'string') return referrer.refer(kind, { name: reference }, field);
  if (!Construct.isConstruct(reference)) return referrer.refer(kind, reference, field);
  const object = apiObjectOf(reference);
  if (!object) return referrer.refer(kind, { name: reportNoObject(referrer, kind, reference, field) }, field);
  if (!isObjectOfKind(object, kind)) reportWrongKind(referrer, kind, object, field);
  return referrer.refer(kind, { name: object.name, namespace: object.metadata.namespace }, field);
}

function reportNoObject(referrer: Referrer, kind: string, construct: Construct, field: FieldPath): string {
  referrer.report({
    rule: 'reference-without-object',
    severity: 'error',
    field,
    message: `${construct.node.path} makes no single API object, so it can't be taken for ${withArticle(kind)}.`,
    consequence: 'Traefik would look for an object that does not exist.',
    fix: `Pass the ${kind} itself.`,
  });
  return construct.node.id;
}

function reportWrongKind(referrer: Referrer, kind: string, object: ApiObject, field: FieldPath): void {
  referrer.report({
    rule: 'wrong-kind',
    severity: 'error',
    field,
    message: `${object.node.path} is ${withArticle(object.kind)}, where ${withArticle(kind)} is wanted.`,
    consequence: `Traefik looks for ${withArticle(kind)} named "${object.name}", does not find it, and disables the router.`,
    fix: `Pass ${withArticle(kind)}.`,
  });
}
