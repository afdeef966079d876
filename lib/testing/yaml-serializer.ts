import { type ApiObjectData, isApiObject } from '../core/manifest';
import { stringifyYaml } from '../core/yaml';

/** The part of jest's snapshot serializers that is used here (jest: `expect.addSnapshotSerializer`). */
export interface SnapshotSerializer {
  test(value: unknown): boolean;
  serialize(value: unknown): string;
}

/**
 * A jest snapshot serializer that shows API objects, alone or in a list, as the YAML that reviewers know:
 *
 * ```ts
 * expect.addSnapshotSerializer(yamlSerializer);
 * expect(manifests).toMatchSnapshot();
 * ```
 */
export const yamlSerializer: SnapshotSerializer = {
  test: (value) => objectsIn(value) !== undefined,
  serialize: (value) => stringifyYaml(objectsIn(value) ?? []),
};

function objectsIn(value: unknown): ApiObjectData[] | undefined {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.length > 0 && list.every(isApiObject) ? list : undefined;
}
