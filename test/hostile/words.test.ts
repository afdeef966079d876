import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { traefikFactsOf } from '../../lib/check/cluster';
import { review } from '../../lib/check/lint';
import { formatProblem } from '../../lib/core/finding';
import { objectsOf } from '../../lib/core/manifest';
import { TrafficModel, explanationText, formatJson } from '../../lib/traefik/model';
import { commandLine } from '../support/command-line';
import { depth } from '../support/depth';
import { type Break, breaks, brokenManifests, sound } from './broken';
import { environment } from './environment';

jest.setTimeout(900_000);

/** What a program says by mistake of a value that it has not got, or did not look into. */
const mishap = /\bundefined\b|\[object |\bNaN\b|\bInfinity\b|function \(|=> |^\s+at .+:\d+:\d+/;

const mishapsIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.split('\n')).filter((line) => mishap.test(line));

const traefiks = [
  undefined,
  {
    entryPoints: {
      web: { address: ':8000' },
      websecure: { address: ':8443', http: { tls: {} } },
      udp: { address: ':53/udp' },
    },
    providers: {
      kubernetesCRD: {},
      kubernetesIngress: {},
      kubernetesIngressNGINX: {},
      kubernetesGateway: {},
    },
  },
];

const urls = [
  'http://a.test:8000/admin',
  'https://a.test:8443/',
  'http://b.test:8000/',
  'http://n.test:8000/x',
  'http://g.test:8000/',
  'tls://db.test:8443',
  'udp://a.test:53',
];

/** All that lint, routes and explain say of manifests. */
function sayings(text: string, traefik: object | undefined): readonly string[] {
  const { objects, problems } = objectsOf(text, 'broken.yaml');
  const { findings } = review(objects, { traefik: traefikFactsOf(traefik) });
  const plain = objects.map(({ object }) => object);
  const model = TrafficModel.from(plain, traefik ? { traefik } : {});
  return [
    ...[...problems, ...findings].map((problem) => formatProblem(problem)),
    formatJson(model.exactRoutes()),
    ...urls.flatMap((url) => {
      const explained = model.explain({ url });
      return [explanationText(explained), formatJson(explained)];
    }),
  ];
}

const mishapsOf = (text: string): readonly string[] =>
  traefiks.flatMap((traefik) => mishapsIn(sayings(text, traefik)));

/** A few of these objects broken, each in one field. */
function someBroken(objects: readonly unknown[]): fc.Arbitrary<readonly Break[]> {
  const all = breaks(objects);
  const each = objects.map((_, index) => fc.constantFrom(...all.filter(({ object }) => object === index)));
  return fc
    .tuple(...each.map((one) => fc.option(one, { freq: 2, nil: undefined })))
    .map((chosen) => chosen.flatMap((one) => one ?? []));
}

test('the objects that are broken here are as good as sound, and said so without a mishap', () => {
  expect(objectsOf(brokenManifests(sound, []), 'sound.yaml').problems).toEqual([]);
  expect(mishapsOf(brokenManifests(sound, []))).toEqual([]);
});

test('nothing that lint, routes and explain say of broken objects has a word of JavaScript in it', () => {
  fc.assert(
    fc.property(someBroken(sound), (broken) => {
      expect(mishapsOf(brokenManifests(sound, broken))).toEqual([]);
    }),
    { numRuns: depth(25, 1_500), seed: 20_261_128 },
  );
});

describe('a synth', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'words-'));
    mkdirSync(join(folder, 'environments'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('says nothing of a broken environment that has a word of JavaScript in it', async () => {
    const file = join(folder, 'environments', 'dev.yaml');
    const one = fc.constantFrom(...breaks([environment]));
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 4 }), async (broken) => {
        writeFileSync(file, brokenManifests([environment], broken));
        const ran = await commandLine([
          'synth',
          '--environments',
          join(folder, 'environments'),
          '--output',
          join(folder, 'dist'),
        ]);
        expect(mishapsIn([ran.out, ran.err])).toEqual([]);
      }),
      { numRuns: depth(25, 1_500), seed: 20_261_128 },
    );
  });
});
