import { App } from 'cdk8s';
import { type Problem, formatProblem } from '../../lib/core/finding';
import { type ApiObjectData, objectsOf } from '../../lib/core/manifest';
import { Environments, renderEnvironment } from '../../lib/project/environment';
import { DeliveryApp, EnvironmentStack, trafficModels } from '../../lib/project/stack';
import { environment } from './environment';
import { renamings } from './names';

jest.setTimeout(600_000);

const secret = 'Tr0ub4dor/and 3: "quotes"';

/** As it is, escaped, and as Secrets and URLs have it. */
const forms = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
  encodeURIComponent(secret),
];

/** All that is printed of an environment, and its files. */
interface Told {
  readonly printed: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** What every command would print of an environment, as far as it gets. */
function tell(tree: unknown): Told {
  const printed: string[] = [];
  let files: Record<string, string> = {};
  try {
    const [loaded] = Environments.from([{ file: 'dev.yaml', text: JSON.stringify(tree) }], {
      variables: { TOKEN: secret },
    });
    if (!loaded) throw new Error('There is no environment.');
    for (const format of ['yaml', 'json'] as const) {
      printed.push(renderEnvironment(loaded, { format, provenance: true }));
    }
    const stock = new App();
    new EnvironmentStack(stock, loaded);
    printed.push(...stock.node.findAll().flatMap((construct) => construct.node.validate()));
    const app = new DeliveryApp();
    new EnvironmentStack(app, loaded);
    const { problems, files: written } = app.output();
    files = { ...written };
    for (const model of trafficModels(app).values()) {
      printed.push(JSON.stringify(model.exactRoutes(), plain));
      printed.push(JSON.stringify(model.explain({ url: 'https://a.example.com/v1/x' }), plain));
    }
    return { printed: [...printed, ...problems.map((problem) => formatProblem(problem))], files, problems };
  } catch (error) {
    if (!isProblemError(error)) throw error;
    return { printed: [...printed, error.message], files, problems: error.problems };
  }
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

// Tests have modules of their own for each file, and so more than one class of this name.
function isProblemError(error: unknown): error is Error & { readonly problems: readonly Problem[] } {
  return error instanceof Error && error.name === 'ProblemError';
}

function leaks(text: string): boolean {
  return forms.some((form) => text.includes(form));
}

function withoutData(object: ApiObjectData): unknown {
  return object.kind === 'Secret' ? { ...object, data: {}, stringData: {} } : object;
}

/** The environment with a text at each place of some, at all with HOSTILE=all. */
function treesWith(text: string, share: number): readonly unknown[] {
  return renamings(environment)
    .filter((_, index) => process.env['HOSTILE'] === 'all' || index % share === 0)
    .map((put) => put(text));
}

test.each([
  ['alone', treesWith('${secret(env:TOKEN)}', 3)],
  ['within text', treesWith('x-${secret(env:TOKEN)}.y', 3)],
])('a secret %s is printed nowhere, wherever it stands, and written into Secrets alone', (_where, trees) => {
  let refused = 0;
  for (const tree of trees) {
    const { printed, files, problems } = tell(tree);
    expect(printed.filter(leaks)).toEqual([]);
    const objects = Object.entries(files).flatMap(([file, text]) => objectsOf(text, file).objects);
    expect(objects.map(({ object }) => JSON.stringify(withoutData(object))).filter(leaks)).toEqual([]);
    if (problems.some(({ rule }) => rule === 'exposed-secret')) refused++;
  }
  expect(refused).toBeGreaterThan(5);
});

test('a secret in the data of a Secret is written', () => {
  const { files, problems } = tell({
    namespace: 'shop',
    vars: { dsn: 'postgres://shop:${secret(env:TOKEN)}@db/shop' },
    objects: { db: { apiVersion: 'v1', kind: 'Secret', stringData: { dsn: '${dsn}' } } },
  });
  expect(problems).toEqual([]);
  expect(Object.values(files).join('')).toContain('postgres://shop:');
});

test('what the files of an environment have wrong never tells the text of an environment variable', () => {
  const told = treesWith('${env:TOKEN}', 2).flatMap((tree) => {
    try {
      Environments.from([{ file: 'dev.yaml', text: JSON.stringify(tree) }], { variables: { TOKEN: secret } });
      return [];
    } catch (error) {
      if (!isProblemError(error)) throw error;
      return [error.message];
    }
  });
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter(leaks)).toEqual([]);
});
