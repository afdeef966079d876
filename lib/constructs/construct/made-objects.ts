import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isEqual } from '../../core/base';
import type { FieldPath, Finding, Location } from '../../core/finding';
import { checkKubernetesObject, checkMadeTogether } from '../../core/kubernetes';
import type { ApiObjectData, Maker } from '../../core/manifest';
import { addObjectCheck, locate } from './checks';
import { ConstructMemory } from './memory';
import { renderedObject } from './rendered';

/** Where the props of a construct say what a field of one of its objects has. */
export type ToProps = (object: ApiObjectData, field: FieldPath) => FieldPath;

const memory = new ConstructMemory<ToProps>();

/**
 * Holds the objects that a construct makes, itself among them where it is one, to the rules over objects, and tells what
 * they find where the props say it.
 */
export function checkMadeObjects(construct: IConstruct, toProps: ToProps): void {
  memory.set(construct, toProps);
  addObjectCheck(construct, () => {
    const made = ApiObject.isApiObject(construct) ? [construct] : construct.node.children;
    const objects = made.flatMap((child) => (ApiObject.isApiObject(child) && renderedObject(child)) || []);
    const found = [
      ...objects.flatMap((object) =>
        checkKubernetesObject(object).map((finding): Finding => {
          return { ...finding, field: toProps(object, finding.field ?? []) };
        }),
      ),
      ...checkMadeTogether(objects).map(({ object, ...finding }): Finding => {
        return { ...finding, field: toProps(object, finding.field) };
      }),
    ];
    // What several objects and containers take from one prop is told once.
    return found.filter(({ rule, field }, index) => {
      const isSame = (other: Finding): boolean => other.rule === rule && isEqual(other.field, field);
      return found.findIndex(isSame) === index;
    });
  });
}

/** The construct of ours that made an object, or is it; none for objects of others. */
export function makerOf(construct: IConstruct, object: ApiObjectData): Maker | undefined {
  const made = makingOf(construct);
  if (!made) return undefined;
  const { maker, toProps } = made;
  return { construct: maker.node.path, propOf: (field) => toProps(object, field) };
}

interface Making {
  readonly maker: IConstruct;
  readonly toProps: ToProps;
}

function makingOf(construct: IConstruct): Making | undefined {
  const own = memory.get(construct);
  if (own) return { maker: construct, toProps: own };
  const { scope: maker } = construct.node;
  // What stands below an object is made by somebody else.
  const toProps = maker && !ApiObject.isApiObject(maker) ? memory.get(maker) : undefined;
  return maker && toProps && { maker, toProps };
}

/** Where a field of an object was written: in the props of what made it; those of other constructs are the spec's fields. */
export function locateField(
  construct: IConstruct,
  object: ApiObjectData,
  field: FieldPath,
): Location | undefined {
  const made = makingOf(construct);
  if (made) return locate(made.maker, made.toProps(object, field));
  return locate(construct, field[0] === 'spec' ? field.slice(1) : field);
}
