import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';

const root = join(__dirname, '..', '..', '..');

const objects = [
  'test/check/rules/fixes.test.ts',
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
].map((table) => `test/cli/fixes/${table}.ts`);
const environments = ['contents', 'environments', 'services', 'texts'].map(
  (table) => `test/project/environment/fixes/${table}.ts`,
);

/** The tables in which the fixes of each group of rules are done as they stand, rule by rule. */
const tried: Readonly<Record<string, { readonly in: readonly string[] }>> = {
  "Specs of Traefik's objects": { in: objects },
  Middlewares: { in: objects },
  Routes: { in: objects },
  'Rules of routes': { in: objects },
  'Services of routes': { in: objects },
  'Entry points and TLS of routes': { in: objects },
  References: { in: objects },
  Traffic: { in: objects },
  'What users report most': { in: objects },
  'Files and YAML': { in: [...environments, ...commands] },
  Fields: { in: environments },
  'Environment files': { in: [...environments, ...commands] },
  Services: { in: environments },
  'Variables and files': { in: environments },
  Hardening: { in: environments },
  Jobs: { in: environments },
  'Kubernetes Services': { in: environments },
  'Certificates and TLS': { in: environments },
  'Objects and constructs': { in: [...objects, ...environments] },
  'Sources of objects': { in: commands },
  'Switching off': { in: [...objects, ...commands] },
  Claims: { in: commands },
  Releases: { in: [...commands, 'test/check/release/plan.test.ts', 'test/check/release/transition.test.ts'] },
  Charts: { in: ['test/tools/chart/fixes.test.ts'] },
  'Compose files': { in: commands },
  'Go modules': { in: commands },
  Delivery: { in: ['test/project/delivery/fixes/rows.ts'] },
  ...Object.fromEntries(
    ['pods', 'workloads', 'access', 'Traefik'].map((of) => [
      `Policies for ${of}`,
      { in: ['pods', 'several', 'rows', 'examples'].map((table) => `test/check/policy/${table}.ts`) },
    ]),
  ),
  'Gateway API': { in: ['test/check/rules/gateways.test.ts'] },
  Policies: { in: commands },
  Pipelines: { in: commands },
  Advisories: { in: [...commands, 'test/check/rules/advisories/advisories.test.ts'] },
};

/** Rules whose fix no table does as it stands: where they are told, or why nothing can be done. */
const undone: Readonly<Record<string, string>> = {
  'two-autoscalers': 'of constructs of cdk8s-plus: test/constructs/workload/plus.test.ts',
  'failed-validation': 'of other libraries: test/project/stack/delivery-app.test.ts',
  'self-dependency': 'of programs: test/project/stack',
  'foreign-dependency': 'of programs: test/project/stack',
  'dependency-cycle': 'of programs: test/project/stack',
  'busy-output': 'the fix is to wait: test/project/output',
  'unwritable-output': 'the fix is of the machine: test/project/output',
  'unwritable-file': 'the fix is of the machine: test/core/file',
  'several-environments': 'of matchers: test/testing/traffic-matchers.test.ts',
  'missing-page-program': 'the fix installs the package, and test/package/package.test.ts has the page in it',
  'excluded-field': 'no schema of environments excludes a field: test/core/schema/validate.test.ts',
  'duplicate-item': 'no schema of environments wants items to differ: test/core/schema/validate.test.ts',
  'too-deep': 'YAML is refused before: test/core/schema/validate.test.ts',
  'broken-crd-rule': 'of CRDs among the objects: test/check/crd',
  'not-plain-data': 'cdk8s refuses it before',
  'unknown-part': 'of programs, where the compiler knows the names: test/project/stack',
  'secret-in-other-namespace': 'of two constructs in two namespaces: test/constructs/tls',
  'undecided-claim': 'what makes a claim undecided is named by the finding, and beyond what is known',
  'untranslated-policy': 'the fix is another command: test/check/policy/emission/emission.test.ts',
  'refused-comment': 'the fix is a right of a token: test/tools/comment/comment.test.ts',
  ...Object.fromEntries(
    [
      'unfit-for-release',
      'release-bypassed',
      'release-undecided',
      'release-untested-version',
      'release-over-capacity',
      'release-skips-step',
      'release-fixed-replicas',
      'written-by-controller',
      'controller-cannot',
      'undone-by-sync',
      'release-series-renamed',
      'release-two-at-once',
      'controlled-release-in-chart',
    ].map((id) => [id, 'told, with the good side, in test/check/release and test/cli/release.test.ts']),
  ),
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
