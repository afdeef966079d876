import files, {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ClusterFacts } from '../../../lib/check/cluster';
import { findings } from '../../../lib/check/rules';
import { type Location, SecretTexts } from '../../../lib/core/finding';
import type { ApiObjectData, PlacedObject } from '../../../lib/core/manifest';
import { Answers } from '../../../lib/project/cache';
import { type Random, pick, randomOf } from '../../traefik/difference/random';
import { temporaryFolders } from '../stack/support';

const temporary = temporaryFolders();

const variables = { ...process.env };
afterEach(() => {
  process.env = { ...variables };
});

/** Lets this process keep answers, as one that runs the built package does. @returns the folder */
function keeping(folder = join(temporary(), 'answers'), code = 'this code'): string {
  process.env['CDK8S_TRAEFIK_CODE'] = code;
  process.env['CDK8S_TRAEFIK_CACHE'] = folder;
  return folder;
}

const route: ApiObjectData = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: {
    entryPoints: ['websecure'],
    routes: [
      { kind: 'Rule', match: 'Host(`shop.example.com`)', services: [{ name: 'shop', port: 80 }] },
      {
        kind: 'Rule',
        match: 'Host(`shop.example.com`) && PathPrefix(`/admin`)',
        priority: 40,
        middlewares: [{ name: 'auth' }],
        services: [{ name: 'shop', port: 'http' }],
      },
    ],
  },
};
const service: ApiObjectData = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'shop', namespace: 'shop' },
  spec: { selector: { app: 'shop' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
};

function placed(objects: readonly ApiObjectData[], line = 1): PlacedObject[] {
  return objects.map((object, index) => ({
    object,
    construct: `app/${index}`,
    locate: (): Location => ({ file: 'prod.yaml', line: line + index, column: 3 }),
    maker: { construct: 'app', propOf: (field) => [line, ...field] },
  }));
}

/** Asks once; what the work is told of the objects is what a check would ask of them. */
function ask(
  {
    objects = placed([route, service]),
    facts = {},
    question = 'findings',
    further = 'none',
  }: {
    objects?: readonly PlacedObject[];
    facts?: ClusterFacts;
    question?: string;
    further?: unknown;
  } = {},
  look: (one: PlacedObject | undefined) => unknown = (one) => one?.locate(['spec', 'routes', 0]),
): { answer: unknown; worked: boolean } {
  let worked = false;
  const answers = new Answers(objects, facts);
  const answer = answers.to(question, further, () => {
    worked = true;
    return [look(answers.inventory.objects[0])];
  });
  return { answer, worked };
}

describe('an answer', () => {
  test('is worked out once, and the same in the next run', () => {
    keeping();
    const first = ask();
    expect(first.worked).toBe(true);
    expect(ask()).toEqual({ answer: first.answer, worked: false });
  });

  test('is worked out anew where objects, facts, the question or the code are others', () => {
    const folder = keeping();
    ask();
    const others: Parameters<typeof ask>[0][] = [
      { objects: placed([service, route]) },
      { objects: placed([route]) },
      { objects: placed([route, { ...service, metadata: { name: 'shop' } }]) },
      { objects: placed([route, service]).map((one) => ({ ...one, construct: 'elsewhere' })) },
      { facts: { traefik: { entryPoints: new Map([['web', 'tcp']]) } } },
      { facts: { traefik: { entryPoints: new Map([['web', 'udp']]) } } },
      { facts: { traefik: { certificateResolvers: new Set(['web']) } } },
      { facts: { secrets: new SecretTexts(['hunter2']) } },
      { facts: { secrets: new SecretTexts(['hunter3']) } },
      { question: 'claims' },
      { further: ['one'] },
    ];
    for (const other of others) {
      expect([other, ask(other).worked]).toEqual([other, true]);
      expect([other, ask(other).worked]).toEqual([other, false]);
    }
    keeping(folder, 'other code');
    expect(ask().worked).toBe(true);
  });

  test('is kept of integers beyond the exact numbers, and not of what cannot be written', () => {
    const folder = keeping();
    const valueOf = (value: unknown): readonly PlacedObject[] => placed([{ ...service, value }]);
    const large = 9223372036854775807n;
    const worked = [large, large, large - 1n, String(large)].map(
      (value) => ask({ objects: valueOf(value) }).worked,
    );
    expect(worked).toEqual([true, false, true, true]);
    const { length } = readdirSync(folder);
    expect([ask({ objects: valueOf(NaN) }), ask({ objects: valueOf(NaN) })]).toMatchObject([
      { worked: true },
      { worked: true },
    ]);
    expect(readdirSync(folder)).toHaveLength(length);
  });

  test('is worked out anew where a place that it names has moved, and not for one that it does not', () => {
    keeping();
    ask();
    expect(ask({ objects: placed([route, service], 9) })).toEqual({
      answer: [{ file: 'prod.yaml', line: 9, column: 3 }],
      worked: true,
    });
    const byProp = (one: PlacedObject | undefined): unknown => one?.maker?.propOf(['spec']);
    ask({ question: 'props' }, byProp);
    expect(ask({ question: 'props' }, byProp).worked).toBe(false);
    expect(ask({ question: 'props', objects: placed([route, service], 9) }, byProp).worked).toBe(true);
    const nothing = (): string => 'all is well';
    ask({ question: 'silent' }, nothing);
    expect(ask({ question: 'silent', objects: placed([route, service], 9) }, nothing).worked).toBe(false);
  });

  test('that stands on what was found for an earlier one moves with it', () => {
    keeping();
    const answers = new Answers(placed([route]), {});
    const line = answers.to('first', 0, () => answers.inventory.objects[0]?.locate([])?.line);
    answers.to('second', 0, () => line);
    const later = new Answers(placed([route], 5), {});
    expect(later.to('second', 0, () => 5)).toBe(5);
  });

  test('has no secret in it or in its name', () => {
    const folder = keeping();
    const facts = { secrets: new SecretTexts(['correct-horse-battery']) };
    ask({ facts });
    ask({ facts, question: 'telling' }, () => 'the secret is correct-horse-battery');
    expect(readdirSync(folder)).toHaveLength(1);
    for (const name of readdirSync(folder))
      expect(name + readFileSync(join(folder, name), 'utf8')).not.toMatch(/correct|horse/);
  });

  test('has no beginning of a secret in it either, and none that a message quotes', () => {
    const folder = keeping();
    const secret = 'say "friend" and enter\\';
    const facts = { secrets: new SecretTexts([secret]) };
    ask({ facts }, () => `found ${secret.slice(0, 15)}…`);
    ask({ facts }, () => JSON.stringify(secret));
    expect(existsSync(folder)).toBe(false);
  });

  test('is not taken for that of a value that JSON would write alike', () => {
    keeping();
    const values = [NaN, Infinity, null, undefined, 0, 1n, new Date(0), new Date(0).toISOString()];
    const maps = [{}, { toJSON: () => ({}) }, new Map(), new Map([['a', 1]]), ['Map', ['a', 1]], { a: 1 }];
    for (const value of [...values, ...maps]) {
      const tell = (): unknown => inspect(value);
      for (const again of [false, true]) {
        const told = [
          ask({ objects: placed([{ ...service, spec: { value } }]) }, tell),
          ask({ facts: { traefik: { configuration: { value } } } }, tell),
          ask({ further: value }, tell),
        ];
        expect([value, again, told.map(({ answer }) => answer)]).toEqual([
          value,
          again,
          told.map(() => [tell()]),
        ]);
      }
    }
  });

  test('is worked out each time where it depends on what is no data', () => {
    const folder = keeping();
    const own: unknown[] = [];
    own.push(own);
    for (const value of [() => 1, Symbol('one')])
      for (const again of [false, true])
        expect([again, ask({ further: { value } }).worked]).toEqual([again, true]);
    expect(existsSync(folder)).toBe(false);
    // What holds itself is told of by rules, not here.
    expect(ask({ further: own }).worked).toBe(true);
  });

  test('is worked out each time where it has a number beyond those that JSON keeps', () => {
    keeping();
    const priority = (): bigint => 2n ** 60n + 1n;
    for (const again of [false, true])
      expect([again, ask({}, priority)]).toEqual([again, { answer: [priority()], worked: true }]);
  });

  test('is not kept where it is longer than all that is worth its place', () => {
    const folder = keeping();
    ask({}, () => 'x'.repeat(1024 * 1024));
    ask({}, () => 'é'.repeat(512 * 1024));
    expect(existsSync(folder)).toBe(false);
  });
});

describe('the folder', () => {
  test.each(['', '{', 'null', '{"asked":0}', '{"answer":1}', '\u0000'])('may have %j in a file', (text) => {
    const folder = keeping();
    const { answer } = ask();
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), text);
    expect(ask()).toEqual({ answer, worked: true });
    expect(ask()).toEqual({ answer, worked: false });
  });

  test('may be one that nothing can be written to', () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, 'text');
    keeping(join(file, 'answers'));
    expect(ask().worked).toBe(true);
    expect(ask().worked).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  test('may have one file under the name of another', () => {
    const folder = keeping();
    const { answer } = ask();
    const [name = ''] = readdirSync(folder);
    ask({ question: 'another' }, () => 'something else');
    const other = readdirSync(folder).find((each) => each !== name) ?? '';
    copyFileSync(join(folder, other), join(folder, name));
    expect(ask()).toEqual({ answer, worked: true });
  });

  test('may be read where its files belong to others', () => {
    keeping();
    const { answer } = ask();
    const noted = jest.spyOn(files, 'utimesSync').mockImplementation(() => {
      throw new Error('EPERM');
    });
    expect(ask()).toEqual({ answer, worked: false });
    noted.mockRestore();
  });

  test('is none where the working folder is gone', () => {
    keeping('');
    const cwd = jest.spyOn(process, 'cwd').mockImplementation(() => {
      throw new Error('ENOENT: no such file or directory, uv_cwd');
    });
    try {
      expect([ask().worked, ask().worked]).toEqual([true, true]);
    } finally {
      cwd.mockRestore();
    }
  });

  test('is none where that is said, or where it is not known which code answers', () => {
    const folder = keeping();
    process.env['CDK8S_TRAEFIK_CACHE'] = 'off';
    ask();
    keeping(folder, '');
    ask();
    expect(existsSync(folder)).toBe(false);
  });

  test('keeps the answers that were asked for last', () => {
    const folder = keeping();
    ask();
    const [asked = ''] = readdirSync(folder);
    for (let number = 0; number < 400; number++) {
      const file = join(folder, `${number}.json`);
      writeFileSync(file, '{}');
      utimesSync(file, 1_000 + number, 1_000 + number);
    }
    utimesSync(join(folder, asked), 1, 1);
    expect(ask().worked).toBe(false);
    ask({ question: 'another' });
    const names = readdirSync(folder);
    expect(names).toHaveLength(300);
    expect(names).toContain(asked);
    expect(names).toContain('399.json');
    expect(names).not.toContain('101.json');
  });
});

const seeds = Array.from({ length: 60 }, (_, index) => 2026_1128_00 + index);

test.each(seeds)('findings are the same from the folder as worked out (seed %d)', (seed) => {
  keeping();
  const random = randomOf(seed);
  const objects = placed(
    [route, service].map((object) => ({ ...object, spec: broken(object['spec'], random) })),
  );
  const out = findings(objects);
  let worked = 0;
  const asked = (): unknown => {
    const answers = new Answers(objects, {});
    return answers.to('findings', 0, () => {
      worked++;
      return findings(answers.inventory.objects);
    });
  };
  expect([asked(), asked(), worked]).toEqual([out, out, 1]);
});

/** Data of which one value is another. */
function broken<T>(value: T, random: Random): T {
  const text = JSON.stringify(value);
  const places = [...text.matchAll(/(?<=:)(?:"[^"]*"|\d+)/g)];
  const place = places[Math.floor(random() * places.length)];
  if (!place) return value;
  const other = JSON.stringify(pick<unknown>(random, 0, -1, '', 'a b', null, [], {}, true, '*', '${X}'));
  const made: T = JSON.parse(text.slice(0, place.index) + other + text.slice(place.index + place[0].length));
  return made;
}
