import path from 'node:path';
import { type Environment, Environments } from '../../../lib/project/environment';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { releasesDeclared } from '../../../lib/project/source';
import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';
import { type BackendChoices, Box, Stage, type StaticConfig } from '../support';
import { keeping, stopOrKeep } from '../support/keep';
import { htpasswd } from '../support/objects';

/** A client that every environment takes for an administrator's. */
export const inside = '10.20.0.9';

/** A client from somewhere in the Internet. */
export const outside = '203.0.113.9';

export const password = 'correct horse';

/** An environment of the repository, running: its objects in a box of its own, behind the Traefik that it names. */
export class Site {
  static async open(name: string, backends: BackendChoices = {}): Promise<Site> {
    const environment = environments().find((candidate) => candidate.name === name);
    if (!environment) throw new Error(`There is no environment ${name}.`);
    const box = await Box.start({ keep: keeping });
    try {
      const stage = await Stage.open({
        box,
        namespaces: [environment.namespace],
        config: staticConfigOf(environment),
      });
      const site = new Site(environment, stage, objectsOf(environment));
      await stage.apply(await existingSecrets(environment, stage));
      await site.apply(backends);
      return site;
    } catch (error) {
      await box.stop();
      throw error;
    }
  }

  /** What the API server warned of. */
  warnings: readonly string[] = [];

  private constructor(
    readonly environment: Environment,
    readonly stage: Stage,
    readonly objects: readonly ApiObjectData[],
  ) {}

  /** Applies everything, with other servers behind the Services named. */
  async apply(backends: BackendChoices): Promise<void> {
    const { warnings } = await this.stage.apply(this.objects, {
      backends: { nats: 'nats-server', httpbin: 2, ...backends },
    });
    this.warnings = warnings;
  }

  /** `git` becomes the full name in the environment's domain. */
  host(name: string): string {
    return `${name}.${this.environment.domain}`;
  }

  async close(): Promise<void> {
    await this.stage.close();
    await stopOrKeep(this.stage.box);
  }
}

export function environments(): readonly Environment[] {
  return Environments.load(path.join(__dirname, '../../../environments'));
}

/** The step of its release at which each environment is. */
const steps: Readonly<Record<string, string>> = {
  dev: '40-weight-5',
  prod: '40-weight-5',
  staging: '20-mirror',
};

/** What the program writes for an environment, at a step of its release. */
export function objectsOf(environment: Environment): readonly ApiObjectData[] {
  const app = new DeliveryApp();
  new EnvironmentStack(app, environment);
  const [release] = releasesDeclared({ apps: [app.output()], environments: new Map() });
  const step = release?.steps.find(({ id }) => id === steps[environment.name]);
  if (!step) throw new Error(`${environment.name} has no release at ${steps[environment.name]}.`);
  return step.objects;
}

function staticConfigOf({ traefik }: Environment): StaticConfig {
  const { namespace: _namespace, labels: _labels, ...config } = traefik;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both are Traefik's static configuration, one of them spelt out
  return config as StaticConfig;
}

/** The Secrets that the environment takes for granted. */
async function existingSecrets({ spec }: Environment, { box }: Stage): Promise<readonly ApiObjectData[]> {
  const contents: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'gitea-admins': { users: htpasswd('root', password) },
    'dex-client-ca': { 'tls.ca': await box.authority() },
  };
  return Object.keys(spec.existing?.secrets ?? {}).map((name) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    stringData: contents[name] ?? {},
  }));
}
