import type { NewProject } from './project';
import { template } from './template';

export interface StarterOptions {
  /** Name of the project and of its namespace: a DNS label. */
  readonly name: string;
  /** Domain of the environment prod; the others are below it. */
  readonly domain: string;
}

/** A project from nothing: one Go service in three environments, with its route, certificate, claim and tests. */
export function starterProject({ name, domain }: StarterOptions): NewProject {
  const text = (path: string): string => template(`starter/${path}`, { name, domain });
  const environments = ['base', 'dev', 'staging', 'prod'].map((environment) => [
    environment,
    text(`environments/${environment}.yaml`),
  ]);
  return {
    name,
    description: 'Go services behind Traefik v3 on Kubernetes.',
    environments: Object.fromEntries(environments),
    claims: text('claims.yaml'),
    tests: { 'traffic.test.ts': text('test/traffic.test.ts') },
    readme: text('README.md'),
  };
}
