import { formatProblem } from '../../../../lib/core/finding';
import { catalogueGroups } from '../../../../lib/core/finding/catalogue';
import { contentFixes } from './contents';
import { environmentFixes } from './environments';
import { toldOf } from './fix';
import { programFixes } from './programs';
import { routingFixes } from './routing';
import { serviceFixes } from './services';
import { textFixes } from './texts';

const all = [
  ...serviceFixes,
  ...contentFixes,
  ...environmentFixes,
  ...textFixes,
  ...programFixes,
  ...routingFixes,
];

test.each(all)(
  'what the fix of $rule says, done literally, makes it go away and nothing else wrong',
  ({ rule, says, broken, fixed, variables }) => {
    const before = toldOf(broken, variables);
    const found = before.find((problem) => problem.rule === rule);
    expect(found ?? before.map((problem) => formatProblem(problem)).join('\n')).toMatchObject({ rule });
    expect(found?.fix).toMatch(says);
    const known = new Set(before.map((problem) => problem.rule));
    const after = toldOf(fixed, variables);
    expect(after.map((problem) => problem.rule)).not.toContain(rule);
    const others = after.filter((problem) => problem.severity === 'error' || !known.has(problem.rule));
    expect(others.map((problem) => formatProblem(problem))).toEqual([]);
  },
);

/** Rules that no environment file and no construct can break by itself. */
const elsewhere: ReadonlySet<string> = new Set([
  // Files and folders that are not there or have a name that cannot be: test/project/environment/folder.test.ts.
  'unreadable-file',
  'unwritable-file',
  'unreadable-environments',
  'no-environment',
  'duplicate-environment',
  'invalid-environment-name',
  // Lines of requests, and Traefik's own file.
  'no-request',
  'invalid-static-configuration',
  // What no schema of environments asks for: test/core/schema/fixes.test.ts.
  'excluded-field',
  'duplicate-item',
  // Depth, and rules of CRDs, which no environment's own fields break: test/cli/fixes/sources.ts.
  'too-deep',
  'broken-crd-rule',
]);

test('every rule about environments, their texts, workloads and TLS has its fix tried', () => {
  const groups = new Set([
    'Files and YAML',
    'Fields',
    'Environment files',
    'Services',
    'Variables and files',
    'Hardening',
    'Jobs',
    'Kubernetes Services',
    'Certificates and TLS',
  ]);
  const told = new Set<string>(all.map(({ rule }) => rule));
  const untried = catalogueGroups
    .filter(({ title }) => groups.has(title))
    .flatMap(({ rules }) => Object.keys(rules))
    .filter((rule) => !told.has(rule) && !elsewhere.has(rule));
  expect(untried).toEqual([]);
});
