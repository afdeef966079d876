import { type PlannedRelease, planRelease } from '../../../lib/check/release';
import { ProblemError } from '../../../lib/core/finding';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { Environments } from '../../../lib/project/environment';
import { type DeclaredRelease, releasesDeclared } from '../../../lib/project/source';
import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';

/** An environment whose service `web` is behind an address list, and released as the text says. */
export const environmentText = (release: string, routes = webRoute, more = ''): string => `
namespace: shop
traefik: { entryPoints: { web: { address: ':8000' }, tcp: { address: ':9000' } } }
services:
  web: { image: 'example.com/web:v1', ports: { http: 8080, db: 5432 }, release: ${release}${more} }
middlewares:
  office: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
routes:
${routes}
`;

export const webRoute = `
  http:
    web: { entryPoints: [web], match: Host(\`a.example.com\`), middlewares: [office], services: [web] }
`;

export const tcpRoute = `
  tcp:
    web: { entryPoints: [tcp], match: HostSNI(\`*\`), services: [{ name: web, port: db }] }
`;

/** The release of an environment file. */
export function declared(text: string): DeclaredRelease {
  const app = new DeliveryApp();
  for (const environment of Environments.from([{ file: 'prod.yaml', text }], { variables: {} }))
    new EnvironmentStack(app, environment);
  const [found] = releasesDeclared({ apps: [app.output()], environments: new Map() });
  if (!found) throw new Error('there is no release');
  return found;
}

/** What stops the synth of an environment file. */
export function refusal(text: string): string {
  try {
    declared(text);
    return '';
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
}

export function planOf({ release, steps, inventory }: DeclaredRelease): PlannedRelease {
  const { objects: placed, facts } = inventory;
  return planRelease('prod', steps, release.declaration, { placed, facts });
}

/** The objects of a step. */
export function objectsAt({ steps }: DeclaredRelease, id: string): readonly ApiObjectData[] {
  const step = steps.find((one) => one.id === id);
  if (!step) throw new Error(`there is no step ${id}: ${steps.map((one) => one.id).join(', ')}`);
  return step.objects;
}

/** The spec of an object of a step. */
export function specAt(found: DeclaredRelease, id: string, kind: string, name: string): unknown {
  const object = objectsAt(found, id).find((one) => one.kind === kind && one.metadata.name === name);
  return object?.['spec'];
}
