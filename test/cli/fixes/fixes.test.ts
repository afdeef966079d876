import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';
import { claimFixes } from './claims';
import { composeFixes } from './compose';
import { environmentFixes } from './environments';
import { toldBy, writeFiles } from './fix';
import { goFixes } from './go';
import { policyFixes } from './policies';
import { sourceFixes } from './sources';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const all = [...sourceFixes, ...claimFixes, ...composeFixes, ...goFixes, ...policyFixes, ...environmentFixes];

test.each(all)(
  'what the fix of $rule says, done literally, makes it go away and nothing else wrong: $argv',
  async ({
    rule,
    says,
    argv,
    files = {},
    change = {},
    fixedArgv = argv,
    variables,
    fixedVariables = variables,
  }) => {
    writeFiles(folder, files);
    const before = await toldBy(folder, argv, variables);
    const found = before.find((told) => told.rule === rule);
    expect(found ?? before.map(({ text }) => text).join('')).toMatchObject({ rule });
    expect(found?.fix).toMatch(says);
    writeFiles(folder, change);
    const after = await toldBy(folder, fixedArgv, fixedVariables);
    const wrong = after.filter((told) => told.rule === rule || told.severity === 'error');
    expect(wrong.map(({ text }) => text)).toEqual([]);
  },
);

/** Rules whose fix is no change of a few files, and where it is done instead. */
const elsewhere: ReadonlySet<string> = new Set([
  // Programs, and what is installed: test/cli/program.test.ts, test/project/source/source.test.ts.
  'failed-program',
  'program-changes-declared',
  'no-delivery-app',
  'no-context',
  'different-traefiks',
  'several-environments',
  'missing-page-program',
  // Repositories, clusters and a Traefik that run: test/project/source/source.test.ts, test/tools/drift/drift.test.ts.
  'unreadable-revision',
  'unreadable-traefik',
  'unreadable-cluster',
  // Annotations: test/check/rules/fixes.test.ts.
  'missing-reason',
  // What no fix makes smaller for certain: test/check/claims/prove.test.ts.
  'undecided-claim',
  // Names and files of Compose that only another command reads: test/project/docker, test/cli/compose.test.ts.
  'colliding-compose-names',
  'unread-static-configuration',
  'invalid-toml',
  // Modules with programs that services are built from, and builds of images: test/project/go, test/cli/go.test.ts.
  'go-outside-context',
  'no-go-program',
  'invalid-image-lock',
  'image-without-digest',
  'image-not-for-nodes',
  'go-setting-changes-build',
  'go-leftover',
  'unknown-image-line',
  'go-stale-module',
  'invalid-plugin',
  'unknown-plugin-option',
  'invalid-plugin-option',
  // Parameters of policies: test/cli/policy.test.ts.
  'unbound-parameters',
]);

test('every rule about sources, claims, Compose files, modules of Go, policies and what is switched off has its fix tried', () => {
  const groups = new Set([
    'Sources of objects',
    'Switching off',
    'Claims',
    'Compose files',
    'Go modules',
    'Policies',
  ]);
  const told = new Set<string>(all.map(({ rule }) => rule));
  const untried = catalogueGroups
    .filter(({ title }) => groups.has(title))
    .flatMap(({ rules }) => Object.keys(rules))
    .filter((rule) => !told.has(rule) && !elsewhere.has(rule));
  expect(untried).toEqual([]);
});
