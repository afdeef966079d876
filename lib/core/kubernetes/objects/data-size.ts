import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { below, rootOf } from './fields';

/** Most bytes that the data of one ConfigMap or Secret may have. */
const mostBytes = 1024 * 1024;

/** ConfigMaps and Secrets that are larger than the API server takes. */
export function dataSize(object: ApiObjectData, tell: Tell): void {
  const { kind, metadata } = object;
  const all = rootOf(object);
  const texts = (key: string): readonly string[] =>
    Object.values(below(all, key).value).filter((value) => typeof value === 'string');
  const plain = kind === 'Secret' ? texts('stringData') : texts('data');
  const encoded = kind === 'Secret' ? texts('data') : texts('binaryData');
  // No character has more than three bytes: of nearly all nothing has to be counted.
  if (3 * (lengthOf(plain) + lengthOf(encoded)) <= mostBytes) return;
  const bytes =
    plain.reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
    encoded.reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0);
  if (bytes <= mostBytes) return;
  tell('data-too-large', ['data'], {
    message: `${kind} "${metadata.name}" would have ${bytes} bytes.`,
    consequence: `The API server refuses more than ${mostBytes}.`,
    fix: 'Put large files into the image or on a volume.',
  });
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
