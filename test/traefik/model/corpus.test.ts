import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TrafficModel } from '../../../lib/traefik/model';
import { provenVersions } from '../../../lib/traefik/version';
import { compareRequest, compareRoutes } from '../../real/differential/compare';
import type { Recording } from '../../real/differential/recording';
import { compareStream } from '../../real/differential/streams';

/*
 * What real Traefiks did, recorded by test/real/differential/long-run.ts, one set of objects a line.
 */
const recordings = provenVersions
  .map((version) => readFileSync(path.join(__dirname, 'corpus', `recorded-${version}.jsonl`), 'utf8'))
  .flatMap((text) => text.split('\n'))
  .filter((line) => line !== '')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file, written by the recorder
  .map((line) => JSON.parse(line) as Recording);

describe('the recorded answers of a real Traefik', () => {
  it.each(recordings.map((recording) => [recording.seed, recording] as const))(
    'are those of the model, for the set of seed %d',
    (_seed, { version = '3.7.9', traefik, auth, objects, rawdata, requests, streams = [] }) => {
      const model = TrafficModel.from(objects, { traefik, traefikVersion: version });
      expect(compareRoutes(rawdata, model)).toEqual([]);
      const problems = requests.flatMap(({ request, observed }) =>
        compareRequest(observed ?? undefined, model, request, auth).map((problem) => ({ request, problem })),
      );
      expect(problems).toEqual([]);
      const closed = streams.flatMap(({ stream, observed }) =>
        compareStream(observed ?? undefined, model, stream).map((problem) => ({ stream, problem })),
      );
      expect(closed).toEqual([]);
    },
  );
});
