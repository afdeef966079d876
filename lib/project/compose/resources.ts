import { isIP } from 'node:net';
import type { ComposeProblems } from './problem';
import { type Tree, child, entriesOf, itemsOf, textOf } from './tree';

/** What the parts of a model say against themselves, beyond what its schema can tell. */
export function checkResources(model: Tree, problems: ComposeProblems): void {
  for (const [name, volume] of entriesOf(child(model, 'volumes'))) checkExternal(name, volume, problems);
  checkContents(model, 'configs', ['file', 'environment', 'content'], problems);
  checkContents(model, 'secrets', ['file', 'environment'], problems);
  for (const [name, service] of entriesOf(child(model, 'services'))) checkService(name, service, problems);
}

function checkExternal(name: string, volume: Tree, problems: ComposeProblems): void {
  const external = child(volume, 'external');
  if (external?.kind !== 'scalar' || external.value !== true) return;
  for (const [key, { location }] of entriesOf(volume)) {
    if (key === 'name' || key === 'external' || key.startsWith('x-')) continue;
    problems.add(
      'inconsistent-compose',
      location,
      `The volume ${name} is external, so it has no ${key} here.`,
    );
  }
}

function checkContents(
  model: Tree,
  section: string,
  sources: readonly string[],
  problems: ComposeProblems,
): void {
  for (const [name, each] of entriesOf(child(model, section))) {
    const said = sources.filter((key) => child(each, key) !== undefined);
    const choices = sources.join(', ');
    const kind = section.replace(/s$/, '');
    if (said.length > 1) {
      problems.add(
        'inconsistent-compose',
        each.location,
        `The ${kind} ${name} has one of ${choices}, not several.`,
      );
    } else if (said.length === 0 && !child(each, 'driver') && !child(each, 'external')) {
      problems.add(
        'inconsistent-compose',
        each.location,
        `The ${kind} ${name} has none of ${choices}, external.`,
      );
    }
  }
}

function checkService(name: string, service: Tree, problems: ComposeProblems): void {
  for (const port of itemsOf(child(service, 'ports'))) {
    const address = child(port, 'host_ip');
    const text = textOf(address);
    if (address && text !== undefined && isIP(text.replace(/%.*$/, '')) === 0) {
      problems.add('invalid-compose-value', address.location, `${JSON.stringify(text)} is no IP address.`);
    }
  }
  for (const volume of itemsOf(child(service, 'volumes'))) {
    if (textOf(child(volume, 'type')) === 'bind' && !child(volume, 'source')) {
      problems.add('invalid-compose-value', volume.location, `A bind mount of ${name} has no source.`);
    }
  }
  const reserved = child(child(child(service, 'deploy'), 'resources'), 'reservations');
  for (const device of [...itemsOf(child(service, 'gpus')), ...itemsOf(child(reserved, 'devices'))]) {
    if (!child(device, 'count') || !child(device, 'device_ids')) continue;
    problems.add('inconsistent-compose', device.location, 'A device has a count or device_ids, not both.');
  }
}
