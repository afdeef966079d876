import path from 'node:path';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { formatIdentity, identityOf } from '../../../lib/core/manifest';
import { inParallel } from './parallel';
import { type UnixAnswer, unixRequest } from './unix-request';
import { fromJson } from './json';

/** What the API server said to a set of objects. */
export interface Applied {
  /** The objects as the API server keeps them. */
  readonly accepted: readonly ApiObjectData[];
  readonly rejected: readonly Rejection[];
  /** Warnings of the API server (Pod Security, deprecations), each with the object it was given for. */
  readonly warnings: readonly string[];
}

export interface Rejection {
  readonly object: ApiObjectData;
  readonly reason: string;
}

interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly namespaced: boolean;
}

/** The API server of a box, for its administrator. */
export class Kube {
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly folder: string) {}

  /**
   * Server-side apply with strict validation, as `kubectl apply --server-side --force-conflicts --validate=strict`
   * does: first what others live in, then the rest at once.
   */
  async apply(objects: readonly ApiObjectData[], namespace: string): Promise<Applied> {
    const accepted: ApiObjectData[] = [];
    const rejected: Rejection[] = [];
    const warnings: string[] = [];
    for (const wave of waves(objects)) {
      await inParallel(wave, 16, async (object) => {
        const target = await this.pathOf(object, namespace).catch((error: Error) => error);
        if (target instanceof Error) {
          rejected.push({ object, reason: target.message });
          return;
        }
        const answer = await this.request(
          'PATCH',
          `${target}?${applyQuery}`,
          object,
          'application/apply-patch+yaml',
        );
        const text = formatIdentity(identityOf(object));
        warnings.push(...warningsOf(answer).map((warning) => `${text}: ${warning}`));
        if (answer.status < 300) accepted.push(fromJson<ApiObjectData>(answer.body));
        else rejected.push({ object, reason: messageOf(answer) });
      });
    }
    return { accepted, rejected, warnings };
  }

  /** Deletes objects; those that do not exist are passed over. */
  async delete(objects: readonly ApiObjectData[], namespace: string): Promise<void> {
    await inParallel(objects, 16, async (object) => {
      const answer = await this.request('DELETE', await this.pathOf(object, namespace));
      if (answer.status >= 300 && answer.status !== 404) throw new Error(messageOf(answer));
    });
  }

  /** One object as the API server has it, or undefined. */
  async get(object: ApiObjectData, namespace: string): Promise<ApiObjectData | undefined> {
    const answer = await this.request('GET', await this.pathOf(object, namespace));
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(messageOf(answer));
    return fromJson<ApiObjectData>(answer.body);
  }

  request(method: string, target: string, body?: unknown, type = 'application/json'): Promise<UnixAnswer> {
    return unixRequest(path.join(this.folder, 'kube.sock'), {
      method,
      path: target,
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  private async pathOf(object: ApiObjectData, namespace: string): Promise<string> {
    const { apiVersion, kind, metadata } = object;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = await this.resourceOf(root, kind);
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? namespace}` : '';
    return `${root}${scope}/${resource.name}/${encodeURIComponent(metadata.name)}`;
  }

  private async resourceOf(root: string, kind: string): Promise<Resource> {
    const known = (await this.resources.get(root))?.find((resource) => resource.kind === kind);
    if (known) return known;
    // Not cached when it is missing: a CRD may come later.
    const listing = this.discover(root);
    this.resources.set(root, listing);
    const found = (await listing).find((resource) => resource.kind === kind);
    if (!found) throw new Error(`The API server has no kind ${kind} in ${root}`);
    return found;
  }

  private async discover(root: string): Promise<readonly Resource[]> {
    const answer = await this.request('GET', root);
    if (answer.status !== 200) return [];
    const { resources } = fromJson<{ resources: readonly Resource[] }>(answer.body);
    return resources.filter((resource) => !resource.name.includes('/'));
  }
}

const applyQuery = 'fieldManager=test&force=true&fieldValidation=Strict';

const early: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition']);

function waves(objects: readonly ApiObjectData[]): readonly (readonly ApiObjectData[])[] {
  const first = objects.filter((object) => early.has(object.kind));
  return [first, objects.filter((object) => !early.has(object.kind))];
}

function messageOf(answer: UnixAnswer): string {
  try {
    return fromJson<{ message: string }>(answer.body).message;
  } catch {
    return `${answer.status} ${answer.body}`;
  }
}

/** The texts of `Warning: 299 - "…"` headers. */
function warningsOf(answer: UnixAnswer): string[] {
  const warnings: string[] = [];
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    if (answer.rawHeaders[index]?.toLowerCase() !== 'warning') continue;
    const text = /^\d+ \S+ "(.*)"$/s.exec(answer.rawHeaders[index + 1] ?? '')?.[1];
    if (text !== undefined) warnings.push(text.replaceAll(String.raw`\"`, '"'));
  }
  return warnings;
}
