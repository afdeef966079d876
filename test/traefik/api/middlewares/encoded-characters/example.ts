import type { EncodedCharacters } from '../../../../../lib/traefik/api/spec';

export const example: EncodedCharacters = { allowEncodedSlash: true };
