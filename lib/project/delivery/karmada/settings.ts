import type { FieldPath } from '../../../core/finding';
import type { KarmadaMember, KarmadaOverride, KarmadaSpec } from '../../environment';

/** Something that a cluster or its region says, and where. */
export interface Said<T> {
  readonly value: T;
  readonly field: FieldPath;
}

/** What is otherwise in a cluster: its region's word, and over it its own. */
export interface Settings {
  readonly imageRegistry?: Said<string>;
  readonly domain?: Said<string>;
  readonly replicas: ReadonlyMap<string, Said<number>>;
  /** Those of the region first. */
  readonly overrides: readonly Said<KarmadaOverride>[];
}

/** What is otherwise in a cluster. */
export function settingsOf({ clusters = {}, regions = {} }: KarmadaSpec, cluster: string): Settings {
  const own = clusters[cluster] ?? {};
  const { region } = own;
  const ofRegion = region === undefined ? undefined : regions[region];
  const layers: readonly Said<KarmadaMember>[] = [
    ...(region !== undefined && ofRegion ? [{ value: ofRegion, field: ['karmada', 'regions', region] }] : []),
    { value: own, field: ['karmada', 'clusters', cluster] },
  ];
  const last = (key: 'imageRegistry' | 'domain'): Said<string> | undefined =>
    layers
      .flatMap(({ value, field }) => {
        const said = value[key];
        return said === undefined ? [] : [{ value: said, field: [...field, key] }];
      })
      .at(-1);
  const imageRegistry = last('imageRegistry');
  const domain = last('domain');
  return {
    ...(imageRegistry && { imageRegistry }),
    ...(domain && { domain }),
    replicas: new Map(
      layers.flatMap(({ value, field }) =>
        Object.entries(value.replicas ?? {}).map(
          ([name, count]) => [name, { value: count, field: [...field, 'replicas', name] }] as const,
        ),
      ),
    ),
    overrides: layers.flatMap(({ value, field }) =>
      (value.overrides ?? []).map((one, index) => ({ value: one, field: [...field, 'overrides', index] })),
    ),
  };
}
