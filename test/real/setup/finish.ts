import { stopOrKeep } from '../support/keep';
import { parts } from '../parts/parts';
import { remembered } from './run';

/** Ends the run's box, or with KEEP_BOX says how to look into it, and names the versions that the run was against. */
export default async function finish(): Promise<void> {
  const box = remembered();
  if (box) await stopOrKeep(box);
  const versions = parts
    .filter(({ name }) => name !== 'agent')
    .map(({ name, version }) => `${name} ${version}`);
  console.log(`Ran against ${versions.join(', ')}.`);
}
