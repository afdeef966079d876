import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';

const objects = [
  'test/check/rules/fixes.test.ts',
  'test/check/rules/rows.test.ts',
  'test/check/rules/examples.test.ts',
];
const environments = ['test/project/environment/fixes/fixes.test.ts'];

/** Where the fixes of each group of rules are done, rule by rule; a group that needs other input says which, and where. */
const tried: Readonly<Record<string, { readonly in: readonly string[]; readonly why?: string }>> = {
  "Specs of Traefik's objects": { in: objects },
  Middlewares: { in: objects },
  Routes: { in: objects },
  'Rules of routes': { in: objects },
  'Services of routes': { in: objects },
  'Entry points and TLS of routes': { in: objects },
  References: { in: objects },
  Traffic: { in: objects },
  'What users report most': { in: objects },
  'Files and YAML': { in: environments },
  Fields: { in: environments },
  'Environment files': { in: environments },
  Services: { in: environments },
  'Variables and files': { in: environments },
  Hardening: { in: environments },
  Jobs: { in: environments },
  'Kubernetes Services': { in: environments },
  'Certificates and TLS': { in: environments },
  'Objects and constructs': {
    in: [...objects, 'test/project/stack/delivery-app.test.ts', 'test/constructs/workload/plus.test.ts'],
    why: 'names and doubles are of objects; circles, foreign charts and locked folders are of programs, which no text shows',
  },
  'Sources of objects': {
    in: ['test/project/source/source.test.ts', 'test/cli/program.test.ts'],
    why: 'their fixes are another command, program, revision or cluster',
  },
  'Switching off': {
    in: [...objects, 'test/check/lint/lint-file.test.ts', 'test/check/lint/lint.test.ts'],
    why: 'annotations are of objects; files and baselines are read beside them',
  },
  Claims: {
    in: ['test/check/claims/read.test.ts', 'test/check/claims/prove.test.ts'],
    why: 'a claim is refuted by objects: either may be what is wrong, so that the fix names both',
  },
  Releases: {
    in: ['test/check/release/plan.test.ts', 'test/check/release/transition.test.ts'],
    why: 'they need two sets of objects, or a release',
  },
  Charts: { in: ['test/tools/chart/derive-chart.test.ts'], why: 'they are of programs and their inputs' },
  'Compose files': {
    in: ['test/project/compose/compose.test.ts', 'test/project/docker/docker.test.ts'],
    why: 'they are of Compose projects',
  },
  'Go modules': {
    in: [
      'test/project/go/workspace.test.ts',
      'test/project/go/mod-file.test.ts',
      'test/check/gates/gates.test.ts',
    ],
    why: 'they are of Go modules and reports of Go',
  },
  Delivery: {
    in: ['test/project/delivery/argocd.test.ts', 'test/cli/delivery.test.ts'],
    why: 'they are of repositories and of what systems are told',
  },
  ...Object.fromEntries(
    ['pods', 'workloads', 'access', 'Traefik'].map((of) => [
      `Policies for ${of}`,
      {
        in: ['test/check/policy/catalogue.test.ts', 'test/check/policy/cross.test.ts'],
        why: 'each has an object that breaks it, and one with its fix done',
      },
    ]),
  ),
  Policies: { in: ['test/cli/policy.test.ts'], why: 'they are of policies and of files of exceptions' },
  Pipelines: {
    in: ['test/tools/comment/comment.test.ts', 'test/cli/go.test.ts'],
    why: 'one is of the host of a repository, the other of a lock of images',
  },
  Advisories: {
    in: ['test/check/rules/advisories/advisories.test.ts'],
    why: 'their fix is another release of Traefik, which the tests try',
  },
};

test.each(catalogueGroups.map(({ title }) => title))('the fixes of "%s" are tried', (title) => {
  const missing = tried[title]?.in.filter((file) => !existsSync(join(__dirname, '..', '..', '..', file)));
  expect(missing).toEqual([]);
});
