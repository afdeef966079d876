import { Box } from '../support/box';
import { keeping } from '../support/keep';
import { missingForSuites } from '../parts/parts';
import { remember } from './run';

/** Starts the box of this run, unless REAL_BOX names one that is kept. */
export default async function start(): Promise<void> {
  if (process.env['REAL_BOX']) return;
  const missing = missingForSuites();
  if (missing.length > 0) {
    throw new Error(`The suites against the real programs cannot run. Missing:\n- ${missing.join('\n- ')}`);
  }
  const box = await Box.start({ keep: keeping });
  process.env['REAL_BOX'] = box.folder;
  remember(box);
}
