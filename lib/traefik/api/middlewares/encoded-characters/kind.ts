import { answer } from '../../../request';
import { bool, struct } from '../../read';
import { middlewareKind } from '../kind';
import {
  deniedCharacter,
  encodedCharacterFields,
  forEncodedCharacters,
  treatmentsOfCharacters,
} from './characters';

/** Refuses paths with encoded characters that it does not allow. */
export const encodedCharacters = middlewareKind(struct(forEncodedCharacters(bool)), {
  check: (allowed) => {
    // Whoever allows one character may not know that the middleware refuses all others.
    const denied = Object.entries(encodedCharacterFields).filter(([field]) => !(field in allowed));
    const isPartial = denied.length > 0 && denied.length < Object.keys(encodedCharacterFields).length;
    if (!isPartial) return [];
    return [
      {
        rule: 'denied-characters',
        severity: 'info',
        field: [],
        message: `The middleware does not say whether ${denied.map(([, code]) => code).join(', ')} may pass.`,
        consequence: 'Traefik answers paths that have one of them with 400.',
        fix: 'Say false for those that shall not pass, and true for the others.',
      },
    ];
  },
  treat: treatmentsOfCharacters,
  handle: (request, config, next, { change }) => {
    const denied = deniedCharacter(request, config);
    if (denied === undefined) return next();
    change(`the path holds ${denied}`);
    return answer(400);
  },
});
