import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuiltTraefik, requireTraefik, traefikVersions } from '../parts/parts';
import { Oracle } from './oracle';
import { Random } from './random';
import { httpRequest, tcpRequest } from './requests';
import { ruleQuestion } from './rules';

/** Writes what the multiplexers of a release answer to a fixed set of questions, for tests that run without Go. */
async function record(version: BuiltTraefik, seed: number): Promise<void> {
  const random = new Random(seed);
  const requests = {
    http: random.list(40, 40, () => httpRequest(random)),
    tcp: random.list(20, 20, () => tcpRequest(random)),
  };
  // Ten thousand parameters have a test of their own; here they would only fill the file.
  const http = requests.http.filter(({ url }) => url.length < 1000);
  const questions = random.list(600, 600, () => ruleQuestion(random));
  const oracle = new Oracle(requireTraefik('muxer', version));
  const lines: object[] = [{ http, tcp: requests.tcp }];
  for (const [protocol, lot] of [
    ['http', http],
    ['tcp', requests.tcp],
  ] as const) {
    const asked = questions.filter((question) => question.protocol === protocol);
    await oracle.use(lot);
    const told = await oracle.ask(asked);
    lines.push(...asked.map((question, index) => ({ ...question, answer: told[index] })));
  }
  await oracle.close();
  const file = path.join(__dirname, `../../traefik/rule/recorded-${version}.jsonl`);
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
}

async function recordAll(seed: number): Promise<void> {
  for (const version of traefikVersions) await record(version, seed);
}

void recordAll(Number(process.argv[2] ?? 1));
