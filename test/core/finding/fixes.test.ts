import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';

const root = join(__dirname, '..', '..', '..');

const objects = [
  'test/check/rules/fixes.ts',
  'test/check/rules/examples.ts',
  ...['entry-points', 'matchers', 'middlewares', 'reports', 'services'].map(
    (table) => `test/real/lint/rows/${table}.ts`,
  ),
];
const commands = [
  'sources',
  'programs',
  'claims',
  'compose',
  'go',
  'go-services',
  'policies',
  'environments',
  'releases',
  'release-steps',
].map((table) => `test/cli/fixes/${table}.ts`);
const environments = ['contents', 'environments', 'services', 'texts', 'programs', 'routing'].map(
  (table) => `test/project/environment/fixes/${table}.ts`,
);

/** The tables in which the fixes of each group of rules are done as they stand, rule by rule. */
const tried: Readonly<Record<string, { readonly in: readonly string[] }>> = {
  "Specs of Traefik's objects": { in: objects },
  Middlewares: { in: [...objects, ...environments] },
  Routes: { in: [...objects, ...environments] },
  'Rules of routes': { in: [...objects, ...environments] },
  'Services of routes': { in: [...objects, ...environments] },
  'Entry points and TLS of routes': { in: [...objects, ...environments] },
  References: { in: [...objects, ...environments] },
  Traffic: { in: [...objects, ...environments] },
  'What users report most': { in: [...objects, ...environments] },
  'Files and YAML': { in: [...environments, ...commands] },
  Fields: { in: [...environments, ...commands, 'test/core/schema/fixes.test.ts'] },
  'Environment files': { in: [...environments, ...commands] },
  Services: { in: environments },
  'Variables and files': { in: environments },
  Hardening: { in: environments },
  Jobs: { in: environments },
  'Kubernetes Services': { in: environments },
  'Certificates and TLS': { in: environments },
  'Objects and constructs': {
    in: [...objects, ...environments, ...commands, 'test/project/output/fixes.test.ts'],
  },
  'Sources of objects': { in: [...commands, ...environments, 'test/tools/map/page-program.test.ts'] },
  'Switching off': { in: [...objects, ...commands] },
  Claims: { in: commands },
  Releases: { in: [...commands, ...environments] },
  Charts: { in: ['test/tools/chart/fixes.test.ts'] },
  'Compose files': { in: commands },
  'Go modules': { in: commands },
  Delivery: { in: ['test/project/delivery/fixes/rows.ts'] },
  ...Object.fromEntries(
    ['pods', 'workloads', 'access', 'Traefik'].map((of) => [
      `Policies for ${of}`,
      { in: ['pods', 'several', 'examples'].map((table) => `test/check/policy/${table}.ts`) },
    ]),
  ),
  'Gateway API': { in: ['test/check/rules/gateway-fixes.ts'] },
  Policies: { in: commands },
  Pipelines: { in: [...commands, 'test/tools/comment/comment.test.ts'] },
  Advisories: { in: [...commands, 'test/check/rules/advisories/fixes.test.ts'] },
};

/** Rules whose fix no table does as it stands: where they are told, or why nothing can be done. */
const undone: Readonly<Record<string, string>> = {
  'spared-advisory': 'its fix is that nothing needs to be done',
};

test.each(catalogueGroups.map(({ title, rules }) => [title, rules] as const))(
  'each fix of "%s" is done in a table that names its rule',
  (title, rules) => {
    const texts = (tried[title]?.in ?? []).map((file) => readFileSync(join(root, file), 'utf8'));
    const isNamed = (name: string): boolean => texts.some((text) => new RegExp(`['"]${name}['"]`).test(text));
    const missing = Object.entries(rules).flatMap(([id, { code }]) =>
      isNamed(id) || isNamed(code) ? [] : [id],
    );
    expect(missing).toEqual(Object.keys(rules).filter((id) => undone[id] !== undefined));
  },
);
