import { readFileSync } from 'node:fs';
import path from 'node:path';
import { disagreements } from '../../real/muxer/compare';

/** The release whose multiplexers were asked. */
const recordedVersion = '3.7.9';

/** What Traefik's own multiplexers answered; `tsx test/real/muxer/record.ts` writes it anew. */
const [requests, ...recorded] = readFileSync(path.join(__dirname, 'recorded.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

describe("what Traefik's own multiplexers answered", () => {
  test('is what this program answers', () => {
    expect(recorded).toHaveLength(600);
    expect(
      recorded.flatMap(({ answer, ...question }) =>
        disagreements(question, requests[question.protocol], answer, recordedVersion),
      ),
    ).toEqual([]);
  });
});
