import { join } from 'node:path';
import { readText } from '../../core/file';
import { ProblemError } from '../../core/finding';
import type { ComposeService } from '../compose';
import { knownImage } from './known-images';

/** The ports that the image of a service exposes, as far as its Dockerfile or its name tells. */
export function imagePorts({ build, image }: ComposeService): readonly number[] {
  if (build) return dockerfilePorts(build);
  return knownImage(image).ports;
}

function dockerfilePorts(build: NonNullable<ComposeService['build']>): readonly number[] {
  const { context = '.', dockerfile = 'Dockerfile', dockerfile_inline: inline } = build;
  const text = inline ?? readIfThere(join(context, dockerfile));
  // The last stage is what runs.
  const stage = text.split(/^\s*FROM\s/im).at(-1) ?? '';
  return [...stage.matchAll(/^\s*EXPOSE\s+(.+)$/gim)]
    .flatMap(([, ports = '']) => ports.trim().split(/\s+/))
    .flatMap((port) => (/^\d+(?:\/\w+)?$/.test(port) ? [Number.parseInt(port, 10)] : []));
}

function readIfThere(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return '';
  }
}
