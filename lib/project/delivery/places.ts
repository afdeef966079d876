import { posix } from 'node:path';
import { type FieldPath, type Place, type Problem, problemAt } from '../../core/finding';
import type { DeliverySpec } from '../environment';
import type { DeliveredEnvironment, DeliveryInput } from './delivery';

/** What an environment says of its delivery. */
export function specOf({ declared }: DeliveredEnvironment): DeliverySpec {
  return declared?.spec.delivery ?? {};
}

/** Where an environment says something of its delivery. */
export function placeIn({ declared, folder }: DeliveredEnvironment, field: FieldPath = []): Place {
  const path = ['delivery', ...field];
  return declared ? { location: declared.locate(path), field: path } : { construct: folder };
}

/** The name of an environment among all that there is: `shop-prod`. */
export function nameOf(environment: DeliveredEnvironment, input: DeliveryInput): string {
  return `${projectOf(environment, input)}-${environment.name}`;
}

/** The name of the project. */
export function projectOf(environment: DeliveredEnvironment, { project }: DeliveryInput): string {
  return specOf(environment).project ?? project;
}

/** A repository of git, and where in it the project is. */
export interface Repository {
  readonly url: string;
  readonly revision: string;
  /** A folder of the project as a folder of the repository. */
  readonly folder: (ofProject: string) => string;
}

/** The repository that has what is written for an environment, or what is to be said where nobody knows it. */
export function repositoryOf(
  environment: DeliveredEnvironment,
  { repository }: DeliveryInput,
): { readonly repository: Repository } | { readonly problem: Problem } {
  const { url = repository.url, revision = 'HEAD', path } = specOf(environment).repository ?? {};
  if (url === undefined) {
    return {
      problem: problemAt(placeIn(environment, ['repository']), {
        rule: 'delivery-without-repository',
        message: `Nothing says which git repository has the manifests of ${environment.name}.`,
      }),
    };
  }
  const top = path ?? repository.path;
  return { repository: { url, revision, folder: (ofProject) => posix.join(top, ofProject) } };
}

/** Whether there is anything of an environment to apply. */
export function makesObjects({ objects }: DeliveredEnvironment): boolean {
  return objects.length > 0;
}
