import type { Circus } from '@jest/types';
import WorkerEnvironment from '../../support/worker/environment';

// A worker whose runner was killed would go on with its file, and its boxes with it. Listening for the end of the
// channel to the runner would do too, but then no worker would ever end by itself.
const isWorker = process.connected;
setInterval(() => {
  if (isWorker && !process.connected) process.exit(1);
}, 500).unref();

/** Shows the last words of the Traefiks of a test file when one of its tests fails. */
export default class RealEnvironment extends WorkerEnvironment {
  handleTestEvent(event: Circus.Event): void {
    if (event.name !== 'test_done' || event.test.errors.length === 0) return;
    const { realTails } = this.global;
    const tails = typeof realTails === 'function' ? [realTails()].flat() : [];
    if (tails.length > 0) process.stderr.write(`\n${event.test.name} failed.\n${tails.join('\n')}\n`);
  }
}
