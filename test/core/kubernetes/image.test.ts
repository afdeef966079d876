import { parseImage } from '../../../lib/core/kubernetes/image';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('an image reference', () => {
  test('has registry with port, repository, tag and digest', () => {
    expect(parseImage(`registry:5000/team/shop:1.4.2@${digest}`)).toEqual({
      registry: 'registry:5000',
      repository: 'team/shop',
      tag: '1.4.2',
      digest,
      ko: false,
    });
  });

  test('of Docker Hub has no registry', () => {
    expect(parseImage('library/nats:2.14-alpine')).toEqual({
      repository: 'library/nats',
      tag: '2.14-alpine',
      ko: false,
    });
    expect(parseImage('nats')).toEqual({ repository: 'nats', ko: false });
  });

  test('does not take a registry port for a tag', () => {
    expect(parseImage('localhost:5000/shop')).toEqual({
      registry: 'localhost:5000',
      repository: 'shop',
      ko: false,
    });
  });

  test('may have a digest alone', () => {
    expect(parseImage(`ghcr.io/acme/shop@${digest}`)).toMatchObject({ repository: 'acme/shop', digest });
  });

  test('may be what ko builds', () => {
    expect(parseImage('ko://github.com/acme/shop/cmd/api')).toMatchObject({ ko: true });
  });

  test.each([
    '',
    ' nats',
    'nats:',
    'nats:-x',
    `nats:${'x'.repeat(129)}`,
    'Nats',
    'ghcr.io/Acme/shop:1',
    'ghcr.io/acme//shop',
    'ghcr.io/',
    'https://ghcr.io/acme/shop',
    'nats@sha256:abc',
    `nats@${digest}@${digest}`,
    `nats@md5:${'0'.repeat(64)}`,
    'nats:1.0 ',
    'nats:${TAG}',
    'ko://',
    'a'.repeat(256),
  ])('%j is none', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });

  test('of hostile length is refused at once', () => {
    expect(parseImage(`${'a-'.repeat(50_000)}!`)).toBeUndefined();
    expect(parseImage(`${'a.'.repeat(50_000)}/b`)).toBeUndefined();
  });
});
