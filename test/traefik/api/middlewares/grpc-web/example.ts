import type { GrpcWeb } from '../../../../../lib/traefik/api/spec';

export const example: GrpcWeb = { allowOrigins: ['https://app.example.com'] };
