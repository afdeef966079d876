import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { fault } from './fault';
import { below } from './fields';

/** Most bytes that the data of one ConfigMap or Secret may have. */
const mostBytes = 1024 * 1024;

/** ConfigMaps and Secrets that are larger than the API server takes. */
export function* dataSize(object: ApiObjectData): Iterable<Finding> {
  const { apiVersion, kind, metadata } = object;
  if (apiVersion !== 'v1' || (kind !== 'ConfigMap' && kind !== 'Secret')) return;
  const all = { value: object, field: [] };
  const texts = (key: string): readonly string[] =>
    Object.values(below(all, key).value).filter((value) => typeof value === 'string');
  const plain = kind === 'Secret' ? texts('stringData') : texts('data');
  const encoded = kind === 'Secret' ? texts('data') : texts('binaryData');
  const bytes =
    plain.reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
    encoded.reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0);
  if (bytes <= mostBytes) return;
  yield fault('data-too-large', ['data'], {
    message: `${kind} "${metadata.name}" would have ${bytes} bytes.`,
    consequence: `The API server refuses more than ${mostBytes}.`,
    fix: 'Put large files into the image or on a volume.',
  });
}
