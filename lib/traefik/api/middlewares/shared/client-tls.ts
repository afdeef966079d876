import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import { type Decoded, bool, string } from '../../read';
import type { ReferencePlace, Sources } from '../kind';

/** How to read TLS as a client. */
export const clientTlsFields = { caSecret: string, certSecret: string, insecureSkipVerify: bool };

/** TLS as a client with its Secrets read into it. */
export type ClientTlsConfig = Readonly<Record<string, unknown>>;

/** TLS as a client with its Secrets read into it. */
export function configureClientTls(
  { caSecret, certSecret, insecureSkipVerify }: Decoded<typeof clientTlsFields>,
  sources: Sources,
): Attempt<ClientTlsConfig> {
  const config: Record<string, unknown> = { ...(insecureSkipVerify && { insecureSkipVerify }) };
  if (caSecret !== undefined) {
    const ca = sources.authority(caSecret);
    if (isFailed(ca)) return failed(`failed to load auth ca secret: ${ca.reason}`);
    config['ca'] = ca.value;
  }
  if (certSecret !== undefined) {
    const pair = sources.keyPair(certSecret);
    if (isFailed(pair)) return failed(`failed to load auth secret: ${pair.reason}`);
    config['cert'] = pair.value.certificate;
    config['key'] = pair.value.key;
  }
  return made(config);
}

/** The Secrets of TLS as a client at a field. */
export function clientTlsReferences(...field: FieldPath): readonly ReferencePlace[] {
  return [
    { at: [...field, 'caSecret'], to: 'Secret', holds: 'authority' },
    { at: [...field, 'certSecret'], to: 'Secret', holds: 'key-pair' },
  ];
}
