/** `npm run pictures`: draws the traffic of each strategy, step by step, for docs/releases.md. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { planPicture } from '../lib/check/release';
import { type ReleaseSpec, courseOf, statesOf } from '../lib/traefik/release';

const releases: Readonly<Record<string, ReleaseSpec>> = {
  canary: { strategy: 'canary', header: { name: 'X-Canary' } },
  header: { strategy: 'header' },
  mirror: { strategy: 'mirror', steps: [50] },
  'blue-green': { strategy: 'blueGreen' },
};

/** The files that this script writes: path in the repository → text. */
export function pictureFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(releases).map(([name, spec]) => [
      `docs/release-${name}.svg`,
      planPicture(`The traffic of a release: ${name}`, statesOf(courseOf(spec))),
    ]),
  );
}

if (require.main === module) {
  for (const [path, text] of pictureFiles()) {
    writeFileSync(resolve(__dirname, '..', path), text);
    console.log(`${path}: ${text.length} characters`);
  }
}
