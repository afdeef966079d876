import type { FieldPath } from '../../core/finding';
import type { ComposeModel } from '../../project/compose';
import type { Code } from './catalogue';
import { type Outcome, carried, changed, lost } from './outcome';
import type { Source } from './source';

/** What becomes of the parts of a project beside its services. */
export function* mapSections(source: Source): Iterable<Outcome> {
  const { project, namespace } = source;
  yield carried(['name'], ['namespace'], namespace, { isWhole: true });
  yield carried(['version'], undefined, undefined, { isWhole: true });
  for (const [section, fields] of Object.entries(sections)) {
    for (const [name, declared] of Object.entries(sectionOf(project, section))) {
      for (const field of Object.keys(declared))
        yield outcomeOf([section, name, field], fields[field] ?? 'CM001', declared);
    }
  }
}

type SectionName = 'volumes' | 'networks' | 'secrets' | 'configs' | 'models';

function sectionOf(project: ComposeModel, section: string): Readonly<Record<string, object>> {
  const all: Readonly<Record<SectionName, Readonly<Record<string, object>>>> = project;
  return Object.entries(all).find(([name]) => name === section)?.[1] ?? {};
}

/** What becomes of a field: nothing is told where the services that use it tell it. */
type Fate = Code | 'carried';

/** The fields of what services share, and what becomes of each. */
export const sections: Readonly<Record<SectionName, Readonly<Record<string, Fate>>>> = {
  volumes: { name: 'carried', external: 'carried', labels: 'CM097', driver: 'CM077', driver_opts: 'CM077' },
  networks: {
    name: 'carried',
    external: 'CM102',
    internal: 'CM105',
    labels: 'CM097',
    attachable: 'CM094',
    driver: 'CM094',
    driver_opts: 'CM094',
    enable_ipv4: 'CM094',
    enable_ipv6: 'CM094',
    ipam: 'CM094',
  },
  secrets: {
    name: 'carried',
    external: 'carried',
    file: 'carried',
    environment: 'carried',
    labels: 'CM097',
    driver: 'CM077',
    driver_opts: 'CM077',
    template_driver: 'CM077',
  },
  configs: {
    name: 'carried',
    external: 'carried',
    file: 'carried',
    content: 'carried',
    environment: 'carried',
    labels: 'CM097',
    template_driver: 'CM077',
  },
  models: { name: 'CM098', model: 'CM098', context_size: 'CM098', runtime_flags: 'CM098' },
};

function outcomeOf(path: FieldPath, fate: Fate, declared: object): Outcome {
  const field = path.at(-1);
  const isDefault =
    field === 'driver' &&
    Object.entries(declared).some(
      ([key, value]) => key === field && (value === 'local' || value === 'bridge'),
    );
  if (fate === 'carried' || isDefault) return carried(path);
  if (fate === 'CM102' || fate === 'CM105') return changed(fate, path);
  return lost(fate, path);
}
