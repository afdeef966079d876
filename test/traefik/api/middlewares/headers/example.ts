import type { Headers } from '../../../../../lib/traefik/api/spec';

export const example: Headers = {
  stsSeconds: 31536000,
  frameDeny: true,
  customResponseHeaders: { Server: '' },
};
