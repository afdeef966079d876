import { readFileSync } from 'node:fs';
import path from 'node:path';
import { provenVersions } from '../../../lib/traefik/version';
import { disagreements } from '../../real/muxer/compare';

/** What Traefik's own multiplexers answered; `tsx test/real/muxer/record.ts` writes it anew. */
describe.each(provenVersions)("what Traefik %s's own multiplexers answered", (version) => {
  const [requests, ...recorded] = readFileSync(path.join(__dirname, `recorded-${version}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

  test('is what this program answers', () => {
    expect(recorded).toHaveLength(600);
    expect(
      recorded.flatMap(({ answer, ...question }) =>
        disagreements(question, requests[question.protocol], answer, version),
      ),
    ).toEqual([]);
  });
});
