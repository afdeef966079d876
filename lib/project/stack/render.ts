import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isOfOtherCopy, placed, plainJsonOf, twoCopies } from '../../constructs/construct';
import {
  type ApiObjectData,
  canonicalObject,
  canonicalValue,
  documentOf,
  isApiObject,
  isClusterScoped,
} from '../../core/manifest';
import { type Endless, endless } from '../../core/base';
import { type Problem, ProblemError } from '../../core/finding';

/** An object as it will be applied, and the construct that made it. */
export interface RenderedObject {
  readonly construct: IConstruct;
  readonly object: ApiObjectData;
}

/** An object as it will be applied, or what stands in the way. */
export type Rendering = { readonly object: ApiObjectData } | { readonly problem: Problem };

/** Resolves an ApiObject to plain data in canonical form. */
export function renderObject(construct: ApiObject): Rendering {
  try {
    return rendered(construct);
  } catch (error) {
    if (String(error).includes('Maximum call stack')) {
      return { problem: withoutEnd(construct, { reason: 'It holds itself, or is far too deep', path: [] }) };
    }
    return { problem: unrenderable(construct, withoutWrapping(construct, error)) };
  }
}

function rendered(construct: ApiObject): Rendering {
  const plain = plainJsonOf(construct);
  if (isApiObject(plain)) {
    const object = withoutForeignNamespace(plain);
    return { object: object === plain ? object : canonicalObject(object) };
  }
  const found = endless(Reflect.get(construct, 'props'));
  if (found) return { problem: withoutEnd(construct, found) };
  const data: unknown = construct.toJson();
  if (!isApiObject(data)) {
    return { problem: unrenderable(construct, 'It has no apiVersion, kind or name.') };
  }
  // A copy: a class may hand over its own object at each synth, changed, and what is found of an object is remembered.
  return { object: canonicalValue(withoutForeignNamespace(data)) };
}

function withoutEnd(construct: ApiObject, { reason, path }: Endless): Problem {
  return placed(construct, { rule: 'endless-value', message: `${reason}.`, field: path });
}

function unrenderable(construct: ApiObject, message: string): Problem {
  if (isOfOtherCopy(message)) return placed(construct, twoCopies());
  return placed(construct, {
    rule: 'unrenderable-object',
    severity: 'error',
    message,
    consequence: 'There is no manifest that could be applied.',
    fix: 'Give plain data: text, numbers, booleans, null, lists and maps. cdk8s takes a map with a key "constructor" for a class.',
  });
}

/** What went wrong; cdk8s puts the construct's path in front, which the problem has already. */
function withoutWrapping({ node, name }: ApiObject, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const wrapping = `Failed serializing construct at path '${node.path}' with name '${name}': `;
  return text.startsWith(wrapping) ? text.slice(wrapping.length).replace(/^Error: /, '') : text;
}

/** A chart stamps its namespace on all of its objects; on one of the whole cluster it would be a mistake. */
function withoutForeignNamespace(object: ApiObjectData): ApiObjectData {
  if (object.metadata.namespace === undefined || !isClusterScoped(object.apiVersion, object.kind))
    return object;
  return { ...object, metadata: { ...object.metadata, namespace: undefined } };
}

/** The text of a file; what cannot be written is told with the construct that it comes from. */
export function manifestText(file: readonly RenderedObject[], problems: Problem[]): string {
  const documents = file.map(({ construct, object }) => {
    try {
      return documentOf(object);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems.map((problem) => placed(construct, problem)));
      return '';
    }
  });
  return documents.join('---\n');
}
