import type { JsonSchema } from '../../../core/schema';
import { parseImage } from '../../../constructs/workload';
import { oneOf } from '../schema';
import type { Values } from '../values';

/** An image in the parts that people change; the registry is part of the repository unless it is to be another one. */
export function imageParts(image: string): Values | undefined {
  const parts = parseImage(image);
  if (!parts) return undefined;
  const { registry, repository, tag = '', digest = '' } = parts;
  return {
    registry: '',
    repository: registry === undefined ? repository : `${registry}/${repository}`,
    tag,
    digest,
  };
}

const schemas = {
  registry: {
    type: 'string',
    pattern: '^[^@/\\s]*$',
    description: 'Registry in place of the one that the repository begins with; empty for that one.',
  },
  repository: {
    type: 'string',
    minLength: 1,
    pattern: '^[^@\\s]+$',
    description: 'Registry and path of the image.',
  },
  tag: {
    type: 'string',
    // Something of it has to remain for the label of the version.
    pattern: '^(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,127}|_[_.-]{0,61}[A-Za-z0-9][A-Za-z0-9_.-]{0,64})$',
    description: 'Tag of the image, always text.',
  },
  digest: {
    type: 'string',
    pattern: '^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$',
    description: 'Digest of the image.',
  },
} as const satisfies Readonly<Record<string, JsonSchema>>;

/** What is known of the parts of an image. */
export const imagePartSchemas: Readonly<Record<string, JsonSchema>> = schemas;

/**
 * What the parts of an image may be, for the images that environments have. An image keeps a tag or a digest if it has
 * one, and gets none if it has none: the label of the version follows from it.
 */
export function imageSchema(images: readonly string[]): JsonSchema {
  const parsed = images.map((image) => parseImage(image));
  const tagged = parsed.every((image) => image?.tag !== undefined);
  const pinned = parsed.every((image) => image?.digest !== undefined);
  const named = parsed.every((image) => image?.tag !== undefined || image?.digest !== undefined);
  const part = (
    schema: JsonSchema,
    isAlways: boolean,
    present: readonly (string | undefined)[],
  ): JsonSchema => {
    if (isAlways) return schema;
    const { description, pattern } = schema;
    if (named) return { ...schema, pattern: `^$|${pattern}` };
    return { enum: [...new Set(present.map((text = '') => text))], description };
  };
  return {
    type: 'object',
    properties: {
      registry: schemas.registry,
      repository: schemas.repository,
      tag: part(
        schemas.tag,
        tagged,
        parsed.map((image) => image?.tag),
      ),
      digest: part(
        schemas.digest,
        pinned && !tagged,
        parsed.map((image) => image?.digest),
      ),
    },
    required: ['repository'],
    additionalProperties: false,
  };
}

/** The same of images that are fixed: each part is as one of them has it. Undefined where one has no parts. */
export function fixedImageSchema(images: readonly string[]): JsonSchema | undefined {
  const all = images.map(imageParts).filter((parts) => parts !== undefined);
  if (all.length < images.length) return undefined;
  const keys = Object.keys(all[0] ?? {});
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, oneOf(all.map((parts) => parts[key]))])),
    required: ['repository'],
    additionalProperties: false,
  };
}
