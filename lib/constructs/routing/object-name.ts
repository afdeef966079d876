import type { ApiObject } from 'cdk8s';
import type { Finding } from '../../core/finding';
import { addObjectCheck, isDnsLabel, isDnsSubdomain } from '../construct';

/** Checks that Kubernetes takes the name and the namespace of an object. */
export function addNameCheck(object: ApiObject): void {
  addObjectCheck(object, () => [
    ...(isDnsSubdomain(object.name)
      ? []
      : [invalidName('name', object.name, 'dots separate parts; at most 253')]),
    ...(object.metadata.namespace === undefined || isDnsLabel(object.metadata.namespace)
      ? []
      : [invalidName('namespace', object.metadata.namespace, 'at most 63')]),
  ]);
}

function invalidName(field: string, name: string, form: string): Finding {
  return {
    rule: 'invalid-name',
    severity: 'error',
    field: [field],
    message: `${JSON.stringify(name)} is no ${field} that Kubernetes takes.`,
    consequence: 'The API server refuses the object.',
    fix: `Use lower-case letters, digits and hyphens between them (${form} characters).`,
  };
}
