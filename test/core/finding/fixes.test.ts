import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';

const objects = [
  'test/check/rules/fixes.test.ts',
  'test/check/rules/rows.test.ts',
  'test/check/rules/examples.test.ts',
];
const commands = 'test/cli/fixes/fixes.test.ts';
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
    in: [commands, 'test/project/source/source.test.ts', 'test/cli/program.test.ts'],
    why: 'some of their fixes are another program, revision or cluster',
  },
  'Switching off': {
    in: [...objects, commands],
  },
  Claims: {
    in: [commands, 'test/check/claims/prove.test.ts'],
    why: 'what makes a claim undecided may be beyond what is known',
  },
  Releases: {
    in: [commands, 'test/check/release/plan.test.ts', 'test/check/release/transition.test.ts'],
    why: 'most need two sets of objects',
  },
  Charts: { in: ['test/tools/chart/fixes.test.ts'] },
  'Compose files': {
    in: [commands],
  },
  'Go modules': {
    in: [
      commands,
      'test/project/go/workspace.test.ts',
      'test/project/go/mod-file.test.ts',
      'test/check/gates/gates.test.ts',
    ],
    why: 'some are of builds of images',
  },
  Delivery: {
    in: [
      'test/project/delivery/argocd.test.ts',
      'test/project/delivery/conflicts.test.ts',
      'test/project/delivery/karmada/karmada.test.ts',
    ],
    why: 'they are of repositories and of what systems are told',
  },
  ...Object.fromEntries(
    ['pods', 'workloads', 'access', 'Traefik'].map((of) => [
      `Policies for ${of}`,
      {
        in: ['test/check/policy/catalogue.test.ts', 'test/check/policy/rows.test.ts'],
        why: 'each has an object that breaks it, and one with its fix done',
      },
    ]),
  ),
  'Gateway API': {
    in: ['test/check/rules/gateways.test.ts', 'test/traefik/model/provider/gateway/status.test.ts'],
    why: 'they are of several objects together: each condition is tried with and without what it asks for',
  },
  Policies: { in: [commands, 'test/cli/policy.test.ts'] },
  Pipelines: {
    in: ['test/tools/comment/comment.test.ts', 'test/cli/go.test.ts'],
    why: 'one is of the host of a repository, the other of a lock of images',
  },
  Advisories: {
    in: [commands, 'test/check/rules/advisories/advisories.test.ts'],
    why: 'their fix is another release of Traefik, which the tests try',
  },
};

test.each(catalogueGroups.map(({ title }) => title))('the fixes of "%s" are tried', (title) => {
  const missing = tried[title]?.in.filter((file) => !existsSync(join(__dirname, '..', '..', '..', file)));
  expect(missing).toEqual([]);
});
