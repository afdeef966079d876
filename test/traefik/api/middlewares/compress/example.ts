import type { Compress } from '../../../../../lib/traefik/api/spec';

export const example: Compress = { encodings: ['zstd', 'br', 'gzip'], minResponseBodyBytes: 2048 };
