import type { ApiObject } from 'cdk8s';
import { type ApiObjectData, isApiObject } from '../../core/manifest';
import { jsonOf } from './json-of';

/**
 * An object as it will be applied, all patches made. None where cdk8s cannot render it: who renders it tells that, and
 * a check has nothing to look at.
 */
export function renderedObject(object: ApiObject): ApiObjectData | undefined {
  try {
    const rendered: unknown = jsonOf(object);
    return isApiObject(rendered) ? rendered : undefined;
  } catch {
    return undefined;
  }
}
