import type * as Chart from './chart';
import type * as Check from './check';
import type { Command } from './command';
import type * as Ci from './ci';
import type * as Compose from './compose';
import type * as Completion from './completion';
import type * as Delivery from './delivery';
import type * as Diff from './diff';
import type * as Drift from './drift';
import type * as Env from './env';
import type * as Explain from './explain';
import type * as Go from './go';
import type * as Graph from './graph';
import type * as Init from './init';
import type * as Lint from './lint';
import type * as Map from './map';
import type * as Migrate from './migrate';
import type * as Policy from './policy';
import type * as Prove from './prove';
import type * as Release from './release';
import type * as Routes from './routes';
import type * as Synth from './synth';
import type * as Upgrade from './upgrade';
import type * as Validate from './validate';
import type * as Version from './version';

/** What is known of a command before its file is loaded. */
export interface CommandEntry {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  readonly load: () => { readonly command: Command };
}

/* oxlint-disable typescript/no-require-imports -- imports would load every command, and so the whole program, for any one */

/** All commands, in the order of the overview. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'Write a new project: one Go service, three environments, tests and a workflow',
    load: (): typeof Init => require('./init'),
  },
  {
    name: 'synth',
    summary: 'Write the manifests of every environment to DIR/<environment>/*.yaml',
    load: (): typeof Synth => require('./synth'),
  },
  {
    name: 'validate',
    summary: 'Check the manifests of every environment as synth does, and write nothing',
    load: (): typeof Validate => require('./validate'),
  },
  {
    name: 'chart',
    summary: 'Write one Helm chart for all environments',
    load: (): typeof Chart => require('./chart'),
  },
  {
    name: 'compose',
    summary: 'Make a project of a Docker Compose project, and tell what becomes of every part of it',
    load: (): typeof Compose => require('./compose'),
  },
  {
    name: 'migrate',
    summary: 'Make IngressRoutes of Ingresses, and prove what of traffic changes',
    load: (): typeof Migrate => require('./migrate'),
  },
  {
    name: 'env',
    summary: 'Print the effective environment: all files merged, all variables resolved',
    load: (): typeof Env => require('./env'),
  },
  {
    name: 'routes',
    summary: 'Print the configuration that Traefik v3.7 would run for these objects, and what it would drop',
    load: (): typeof Routes => require('./routes'),
  },
  {
    name: 'explain',
    summary: 'Tell what Traefik v3.7 would do with a request: router, middlewares, backend, and why',
    load: (): typeof Explain => require('./explain'),
  },
  {
    name: 'lint',
    summary: 'Find what Traefik would drop, misread or leave to chance in these objects',
    load: (): typeof Lint => require('./lint'),
  },
  {
    name: 'check',
    summary: 'All of it in one report: lint, policies, claims and gates',
    load: (): typeof Check => require('./check'),
  },
  {
    name: 'policy',
    summary: 'Hold objects against policies, here and at admission: one text for both',
    load: (): typeof Policy => require('./policy'),
  },
  {
    name: 'prove',
    summary: 'Prove claims about all requests, or show the request that breaks one',
    load: (): typeof Prove => require('./prove'),
  },
  {
    name: 'drift',
    summary: 'Compare what a running Traefik has with what the objects say that it should',
    load: (): typeof Drift => require('./drift'),
  },
  {
    name: 'diff',
    summary:
      'Tell which requests fare otherwise with other objects, with one example each, or that none does',
    load: (): typeof Diff => require('./diff'),
  },
  {
    name: 'upgrade',
    summary: 'Tell what another release of Traefik does to your requests, and what to set',
    load: (): typeof Upgrade => require('./upgrade'),
  },
  {
    name: 'release',
    summary: 'Plan a release in steps, check a step before it is taken, and tell the step of a cluster',
    load: (): typeof Release => require('./release'),
  },
  {
    name: 'delivery',
    summary:
      'Write what brings environments to their clusters: for Argo CD and others, from the same declaration',
    load: (): typeof Delivery => require('./delivery'),
  },
  {
    name: 'graph',
    summary: 'Print every object with what it refers to and what refers to it, as data or as a drawing',
    load: (): typeof Graph => require('./graph'),
  },
  {
    name: 'map',
    summary: 'Write one HTML page that shows all routes, and explains a request that is typed into it',
    load: (): typeof Map => require('./map'),
  },
  {
    name: 'go',
    summary: 'Read a Go module or workspace: its modules, programs, and what they say of services',
    load: (): typeof Go => require('./go'),
  },
  {
    name: 'ci',
    summary: 'Write the workflow and the hook that check every change; tell what it changes as one comment',
    load: (): typeof Ci => require('./ci'),
  },
  {
    name: 'completion',
    summary: 'Print what a shell needs to complete this command',
    load: (): typeof Completion => require('./completion'),
  },
  {
    name: 'version',
    summary: 'Print the version, and the versions of Traefik that the model was compared with',
    load: (): typeof Version => require('./version'),
  },
];
