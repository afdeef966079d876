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
import { programFixes } from './programs';
import { releaseStepFixes } from './release-steps';
import { releaseFixes } from './releases';
import { sourceFixes } from './sources';
import { goServiceFixes } from './go-services';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixes-'));
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const all = [
  ...sourceFixes,
  ...programFixes,
  ...releaseFixes,
  ...releaseStepFixes,
  ...claimFixes,
  ...composeFixes,
  ...goFixes,
  ...goServiceFixes,
  ...policyFixes,
  ...environmentFixes,
];

test.each(all)(
  'what the fix of $rule says, done literally, makes it go away and nothing else wrong: $argv',
  async ({
    rule,
    says,
    argv,
    files = {},
    prepare,
    isHome = false,
    change = {},
    afterwards,
    fixedArgv = argv,
    variables,
    fixedVariables = variables,
  }) => {
    writeFiles(folder, files);
    prepare?.(folder);
    if (isHome) process.chdir(folder);
    const before = await toldBy(folder, argv, variables);
    const found = before.find((told) => told.rule === rule);
    expect(found ?? before.map(({ text }) => text).join('')).toMatchObject({ rule });
    expect(found?.fix).toMatch(says);
    writeFiles(folder, change);
    if (afterwards) await toldBy(folder, afterwards, variables);
    const after = await toldBy(folder, fixedArgv, fixedVariables);
    const wrong = after.filter((told) => told.rule === rule || told.severity === 'error');
    expect(wrong.map(({ text }) => text)).toEqual([]);
  },
  60_000,
);

/** Rules whose fix no command in a folder can do, and why. */
const beyond: Readonly<Record<string, string>> = {
  'missing-page-program': 'the fix installs the package: test/tools/map/page-program.test.ts',
  'release-over-capacity': 'of programs, not of commands: test/project/environment/fixes/programs.ts',
  'several-environments': 'of programs, not of commands: test/project/environment/fixes/programs.ts',
};

test('every rule about sources, claims, Compose files, modules of Go, policies, releases and what is switched off has its fix tried', () => {
  const groups = new Set([
    'Sources of objects',
    'Switching off',
    'Claims',
    'Compose files',
    'Go modules',
    'Policies',
    'Releases',
  ]);
  const told = new Set<string>(all.map(({ rule }) => rule));
  const untried = catalogueGroups
    .filter(({ title }) => groups.has(title))
    .flatMap(({ rules }) => Object.keys(rules))
    .filter((rule) => !told.has(rule) && !Object.hasOwn(beyond, rule));
  expect(untried).toEqual([]);
});
