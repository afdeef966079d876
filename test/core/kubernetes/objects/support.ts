import { checkKubernetesObject } from '../../../../lib/core/kubernetes';
import { objectsOf } from '../../../../lib/core/manifest';

/** What the rules find in one object as it stands in a file, as `rule field`. */
export function found(yaml: string): readonly string[] {
  const { objects, problems } = objectsOf(yaml, 'objects.yaml');
  expect(problems).toEqual([]);
  return objects.flatMap(({ object }) =>
    checkKubernetesObject(object).map(({ rule, field = [] }) => `${rule} ${field.join('.')}`),
  );
}

/** A Deployment whose only container has these fields, and whose pods and spec have others. */
export function deployment(container: string, pod = '', spec = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  ${spec}
  template:
    metadata: { labels: { app: web } }
    spec:
      ${pod}
      containers: [{ name: web, image: 'a/b:1', ${container} }]
`;
}

/** An object of a kind with a spec. */
export function objectOf(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\nspec: ${spec}\n`;
}

/** The path of the container in such a Deployment. */
export const container = 'spec.template.spec.containers.0';
