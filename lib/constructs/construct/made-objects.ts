import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isEqual } from '../../core/base';
import type { FieldPath, Finding, Location } from '../../core/finding';
import { checkKubernetesObject } from '../../core/kubernetes';
import type { ApiObjectData } from '../../core/manifest';
import { addObjectCheck, locate } from './checks';
import { ConstructMemory } from './memory';
import { renderedObject } from './rendered';

/** Where the props of a construct say what a field of one of its objects has. */
export type ToProps = (object: ApiObjectData, field: FieldPath) => FieldPath;

const memory = new ConstructMemory<ToProps>();

/**
 * Holds the objects of Kubernetes' own kinds that a construct makes to the rules over such objects, and tells what they
 * find where the props say it.
 */
export function checkMadeObjects(construct: IConstruct, toProps: ToProps): void {
  memory.set(construct, toProps);
  addObjectCheck(construct, () => {
    const found = construct.node.children
      .filter((child) => ApiObject.isApiObject(child))
      .flatMap((child) => {
        const object = renderedObject(child);
        if (!object) return [];
        return checkKubernetesObject(object).map((finding): Finding => {
          return { ...finding, field: toProps(object, finding.field ?? []) };
        });
      });
    // What several objects and containers take from one prop is told once.
    return found.filter(({ rule, field }, index) => {
      const isSame = (other: Finding): boolean => other.rule === rule && isEqual(other.field, field);
      return found.findIndex(isSame) === index;
    });
  });
}

/** Where a field of an object was written: in the props of what made it; those of other constructs are the spec's fields. */
export function locateField(
  construct: IConstruct,
  object: ApiObjectData,
  field: FieldPath,
): Location | undefined {
  const { scope } = construct.node;
  const toProps = scope && memory.get(scope);
  if (scope && toProps) return locate(scope, toProps(object, field));
  return locate(construct, field[0] === 'spec' ? field.slice(1) : field);
}
