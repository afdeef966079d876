import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { objectsOf } from '../../../lib/core/manifest';
import { Environments } from '../../../lib/project/environment';
import { writeOutput } from '../../../lib/project/output';
import { environmentsProgram } from '../../../lib/project/program';
import { readSource, readingOf, trafficOf } from '../../../lib/project/source';
import { DeliveryApp, EnvironmentStack, trafficModels } from '../../../lib/project/stack';
import { modelOf } from '../../../lib/testing/traffic';
import type { Explanation, RequestLine, TrafficModel } from '../../../lib/traefik/model';

const names = ['dev', 'staging', 'prod'];
const home = process.cwd();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  cpSync('environments', join(folder, 'environments'), { recursive: true });
  process.chdir(folder);
  for (const { files } of environmentsProgram('environments', {}).apps)
    writeOutput('dist', new Map(Object.entries(files)), { partial: false });
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const surroundings = { variables: process.env, standardInput: () => '', err: () => undefined };

test('the objects that a program hands over are those of its files, and have their places there', () => {
  for (const { files, objects = {}, ...rest } of environmentsProgram('environments', {}).apps) {
    expect(Object.keys(objects).length).toBeGreaterThan(20);
    for (const [file, made] of Object.entries(objects)) {
      const read = objectsOf(files[file] ?? '', file).objects;
      expect(made).toEqual(read.map(({ object }) => object));
    }
    const bare = {
      ...rest,
      files,
      origins: Object.fromEntries(Object.keys(objects).map((file) => [file, []])),
    };
    const [given, read] = [{ ...bare, objects }, bare].map((app) =>
      readingOf({ apps: [app], environments: new Map() }, 'prod').objects.map(({ object, locate }) => [
        object.metadata.name,
        locate(['metadata', 'name']),
      ]),
    );
    expect(given).toEqual(read);
  }
});

/** Everyone who can be asked about the traffic of an environment. */
function everyone(name: string): Readonly<Record<string, TrafficModel>> {
  const [environment] = Environments.load('environments', { only: [name] });
  if (!environment) throw new Error(name);
  const app = new DeliveryApp();
  const stack = new EnvironmentStack(app, environment);
  const synth = trafficModels(app).get(name);
  if (!synth) throw new Error(name);
  return {
    "synth's own check": synth,
    'explain --env': trafficOf(readSource(`env:${name}`, surroundings)),
    'explain -f dist': trafficOf(readSource(`dist/${name}`, surroundings)),
    'the matchers on the stack': modelOf(stack),
    'the matchers on a chart of it': modelOf(stack.services.get('dex')),
    'the matchers on the app': modelOf(app),
    'the matchers on the environment': modelOf(environment),
  };
}

/** Requests to the hosts and paths that the rules name, and to others, on every entry point. */
function requestsTo(model: TrafficModel): fc.Arbitrary<RequestLine> {
  const { routers = {}, tcpRouters = {} } = model.routes();
  const rules = [...Object.values(routers), ...Object.values(tcpRouters)].map(({ rule }) => String(rule));
  const words = (rule: string, pattern: RegExp): string[] =>
    [...rule.matchAll(pattern)].map(([, word = '']) => word);
  const hostsOf = (rule: string): string[] => words(rule, /Host(?:SNI)?\(`([^`*]+)`/g);
  const pathsOf = (rule: string): string[] => words(rule, /Path(?:Prefix)?\(`([^`]+)`/g);
  const hosts = [...new Set([...rules.flatMap(hostsOf), 'nobody.example.com'])];
  const paths = [...new Set([...rules.flatMap(pathsOf), '/', '/x?y=1', '//-/admin/../a'])];
  // Rules that ask for a path, so that as many requests are theirs as are of any two that meet by chance.
  const places = rules.flatMap((rule) =>
    hostsOf(rule).flatMap((host) => pathsOf(rule).map((path) => ({ host, path }))),
  );
  return fc
    .record({
      scheme: fc.constantFrom('https', 'https', 'http', 'tls', 'tcp'),
      place: fc.oneof(
        fc.constantFrom(...places),
        fc.record({ host: fc.constantFrom(...hosts), path: fc.constantFrom(...paths) }),
      ),
      port: fc.constantFrom('', '', ':443', ':8443', ':80', ':4222', ':2222', ':9100'),
      clientIp: fc.constantFrom('10.20.1.1', '10.1.1.1', '192.168.1.1', '203.0.113.7'),
      method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
      headers: fc.constantFrom<Readonly<Record<string, string>>>(
        {},
        { 'X-Canary': 'always' },
        { Authorization: 'Basic YTpi' },
      ),
    })
    .map(({ scheme, place: { host, path }, port, ...rest }) => ({
      url: `${scheme}://${host}${port}${path}`,
      ...rest,
    }));
}

/** Some read files that synth wrote, others what it was written from: each names its own. */
function withoutPlaces(explained: Explanation): Explanation {
  const unplaced = <T extends object>(told: readonly T[]): T[] =>
    told.map((each) => ({ ...each, location: null }));
  return {
    ...explained,
    leftOut: unplaced(explained.leftOut),
    nearMisses: unplaced(explained.nearMisses),
    faults: unplaced(explained.faults),
    steps: unplaced(explained.steps),
  };
}

test.each(names)('whoever is asked about a request to %s gives the same answer', (name) => {
  const [[first, model] = [], ...others] = Object.entries(everyone(name));
  if (!model) throw new Error(name);
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(requestsTo(model), (request) => {
      const expected = withoutPlaces(model.explain(request));
      outcomes.add(`${expected.outcome} ${expected.response?.status ?? ''}`);
      for (const [other, asked] of others)
        expect({ asked: [first, other], found: withoutPlaces(asked.explain(request)) }).toEqual({
          asked: [first, other],
          found: expected,
        });
    }),
    { numRuns: 500, seed: 20_261_127 },
  );
  for (const [, asked] of others) expect(asked.routes()).toEqual(model.routes());
  // The corpus is worth something: it is answered in many ways.
  expect([...outcomes].map((outcome) => outcome.trim())).toEqual(
    expect.arrayContaining([
      'forwarded',
      'answered 403',
      'answered 401',
      'answered 404',
      'answered 301',
      'rejected',
    ]),
  );
});
