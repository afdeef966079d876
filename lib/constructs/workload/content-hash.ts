import { sha256 } from '../../core/base';
import { ApiObject, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Json } from './json';
import type { OwnedData } from './model';
import type { GoPodSpec } from './spec';

/** Annotation of the pods whose change rolls them. */
export const contentHashAnnotation = 'cdk8s-traefik/content-hash';

/** Of the digest so many digits are kept. */
export const contentHashLength = 16;

/**
 * Hash over the content that the pods read: what the service brings along, and ConfigMaps and Secrets that were passed
 * as constructs, which may still change until the synth. Nothing where there is no such content.
 */
export function contentHash(owned: readonly OwnedData[], spec: GoPodSpec): string | undefined {
  const constructs = referencedConstructs(spec);
  if (owned.length === 0 && constructs.length === 0) return undefined;
  if (constructs.length === 0) return hashOf(owned, []);
  return Lazy.any({ produce: () => hashOf(owned, constructs.map(contentOf)) });
}

/** The same at once: with what such constructs hold now. */
export function presentContentHash(owned: readonly OwnedData[], spec: GoPodSpec): string | undefined {
  const constructs = referencedConstructs(spec);
  if (owned.length === 0 && constructs.length === 0) return undefined;
  return hashOf(owned, constructs.map(contentOf));
}

/** The ConfigMaps and Secrets of a spec that are constructs rather than names. */
function referencedConstructs({ envFrom = [], mounts = {} }: GoPodSpec): readonly IConstruct[] {
  const references: readonly unknown[] = [
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [configMapRef, secretRef]),
    ...Object.values(mounts).flatMap(({ configMap, secret }) => [configMap, secret]),
  ];
  return [...new Set(references.filter((reference) => Construct.isConstruct(reference)))];
}

/**
 * What the service brings along goes in as lines of kind, name, keys and digests: a text that a Helm chart can make
 * as well, whatever the content is.
 */
function hashOf(owned: readonly OwnedData[], others: readonly unknown[]): string {
  const lines = owned.flatMap(({ kind, name, data }) => [
    objectLine(kind, name),
    ...Object.entries(data)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, text]) => dataLine(key, text)),
  ]);
  if (others.length > 0) lines.push(JSON.stringify(others));
  return sha256(lines.join(''), contentHashLength);
}

/** The line of the hash that names an object. */
export function objectLine(kind: string, name: string): string {
  return `${kind} ${name}\n`;
}

/** The line of the hash that stands for a text under a key. */
export function dataLine(key: string, text: string): string {
  return `${key} ${sha256(text)}\n`;
}

function contentOf(construct: IConstruct): unknown {
  const { kind, data, stringData, binaryData }: Json = ApiObject.of(construct).toJson();
  return [kind, sorted(data), sorted(stringData), sorted(binaryData)];
}

/** The order of keys means nothing, so it must not roll pods. */
function sorted(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
}
