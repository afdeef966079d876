import { isApiObject } from '../../lib/core/manifest';
import {
  type Answer as Expected,
  answerOf,
  compareTraffic,
  isSameAnswer,
} from '../../lib/traefik/difference';
import { TrafficModel } from '../../lib/traefik/model';
import { type RequestLine, serverNameOf, splitUrl } from '../../lib/traefik/rule';
import { objectPair, randomOf } from '../traefik/difference/random';
import { Stage } from './support';

/** Pairs of random objects whose differences are looked for on the real Traefik. */
const pairs = 20;
/** Requests that are sent for each pair; most pairs differ in fewer. */
const mostRequests = 6;
const firstSeed = 900;

const config = {
  entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443' } },
  providers: { kubernetesCRD: { allowEmptyServices: true } },
};

let from: Stage;
let to: Stage;

beforeAll(async () => {
  from = await Stage.open({ config });
  to = await Stage.open({ config });
});

afterAll(async () => {
  await from.close();
  await to.close();
});

/** Objects in the namespace of a stage, with the addresses that its clients can have. */
function placed(objects: readonly object[], { namespace }: Stage): readonly object[] {
  const text = JSON.stringify(objects)
    .replaceAll('"namespace":"shop"', `"namespace":"${namespace}"`)
    .replaceAll('192.0.2.0/24', '203.0.113.0/24')
    // What a few requests in a row would meet is not looked for.
    .replaceAll('"average":10', '"average":1000,"burst":1000');
  const read: unknown = JSON.parse(text);
  return Array.isArray(read) ? read : [];
}

/** An address that a client of a stage can have; whether it makes a difference is asked again. */
function sendable(clientIp = ''): string {
  if (clientIp === '10.0.0.0') return '10.0.0.1';
  return /^(?:10\.|203\.0\.113\.[1-9])/.test(clientIp) ? clientIp : '203.0.113.9';
}

/** What shows from outside: the status, where it redirects to, and the Service that answered. */
interface Shown {
  readonly status: number | null;
  readonly location: string | null;
  readonly service: string | null;
}

async function observe(
  stage: Stage,
  { method = 'GET', url, headers = {}, ...line }: RequestLine,
): Promise<Shown> {
  const answer = await stage
    .request(`${method} ${url}`, {
      headers: Object.entries(headers).flatMap(([name, values]) =>
        [values].flat().map((value) => [name, value] as const),
      ),
      from: line.clientIp,
      ...(line.entryPoint !== undefined && { entryPoint: line.entryPoint }),
      // As clients do, without the full stop at the end of a host.
      sni: line.sni ?? serverNameOf(splitUrl(url)?.authority ?? ''),
    })
    // A handshake that fails, a connection that is closed.
    .catch(() => undefined);
  const service = answer?.seen?.backend.split('.')[1] ?? null;
  return {
    // What servers answer is theirs; only where none did the status is Traefik's.
    status: answer && service === null ? answer.status : null,
    location: answer?.rawHeaders.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null,
    service,
  };
}

/** The same as a model tells it; undefined where chance or something outside decides. */
function shown({ outcome, status, location, backends }: Expected): Shown | undefined {
  if (outcome === 'unknown' || backends.length > 1) return undefined;
  const [backend] = backends;
  const service = backend === undefined ? null : (/\/([^/:]+):/.exec(backend)?.[1] ?? null);
  return { status, location, service };
}

test(`the differences of ${pairs} pairs of objects show on the real Traefik`, async () => {
  let sent = 0;
  const wrong: unknown[] = [];
  for (let seed = firstSeed; seed < firstSeed + pairs; seed++) {
    const pair = objectPair(randomOf(seed));
    const [before, after] = [placed(pair.from, from), placed(pair.to, to)];
    const models = [before, after].map((objects) => TrafficModel.from(objects, { traefik: config }));
    const [model, other] = models;
    if (!model || !other) throw new Error('no models');
    await Promise.all([from.apply(before.filter(isApiObject)), to.apply(after.filter(isApiObject))]);
    const examples = compareTraffic(model, other)
      .differences.filter(({ chance, request }) => chance === undefined && /^https?:/.test(request.url))
      .map(({ request }): RequestLine => ({ ...request, clientIp: sendable(request.clientIp) }));
    for (const request of examples.slice(0, mostRequests)) {
      const traces = [model.trace(request), other.trace(request)] as const;
      if (traces.some(({ notes }) => notes.some((note) => note.startsWith('chance decides')))) continue;
      const answers = [answerOf(model, traces[0]), answerOf(other, traces[1])] as const;
      const expected = answers.map(shown);
      if (isSameAnswer(...answers) || expected.includes(undefined)) continue;
      const observed = [await observe(from, request), await observe(to, request)];
      sent++;
      const isRight = JSON.stringify(observed) === JSON.stringify(expected);
      if (!isRight) wrong.push({ seed, request, expected, observed });
    }
    await Promise.all([from.delete(before.filter(isApiObject)), to.delete(after.filter(isApiObject))]);
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(pairs);
}, 900_000);
