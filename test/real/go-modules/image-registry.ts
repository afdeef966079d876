import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { requirePart } from '../parts/parts';
import { fromJson } from '../support/json';

/** A registry of images on the loopback address, with an image `base` to build on. */
export interface ImageRegistry {
  /** `127.0.0.1:41234` */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts a registry, which also ends when this process does. */
export async function startRegistry(platforms: readonly string[]): Promise<ImageRegistry> {
  const child = spawn(requirePart('image-registry'), ['-platforms', platforms.join(',')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = await Promise.race([once(child.stdout, 'data'), ended]);
  const address = String(said).trim();
  if (!/^127\.0\.0\.1:\d+$/.test(address)) throw new Error(`The registry did not start: ${address}`);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { address, stop };
}

interface ImageIndex {
  readonly manifests?: readonly {
    readonly platform: { readonly os: string; readonly architecture: string };
  }[];
}

/**
 * The platforms that an image is for, as its registry has it.
 *
 * @throws Error where the registry holds nothing of this name whose bytes have this digest
 */
export async function platformsOf(image: string): Promise<readonly string[]> {
  const { registry, name, digest } =
    /^(?<registry>[^/]+)\/(?<name>.+)@sha256:(?<digest>[0-9a-f]{64})$/.exec(image)?.groups ?? {};
  if (digest === undefined) throw new Error(`${image} has no digest`);
  const answer = await fetch(`http://${registry}/v2/${name}/manifests/sha256:${digest}`);
  const text = await answer.text();
  if (!answer.ok || createHash('sha256').update(text).digest('hex') !== digest) {
    throw new Error(`The registry does not hold ${image}: ${answer.status} ${text}`);
  }
  const { manifests = [] } = fromJson<ImageIndex>(text);
  return manifests.map(({ platform }) => `${platform.os}/${platform.architecture}`);
}
