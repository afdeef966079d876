import type { Finding } from '../../../../core/finding';
import { required } from '../finding';
import { regexpFindings } from '../regexp';
import type { PartialMiddleware } from './middleware';

/** What is wrong with authentication. A middleware that cannot be made leaves its routes to others: nobody is asked. */
export function authenticationFindings(spec: PartialMiddleware): readonly Finding[] {
  const { basicAuth, digestAuth, forwardAuth } = spec;
  return [
    ...(basicAuth ? required(basicAuth.secret, ['basicAuth', 'secret']) : []),
    ...(digestAuth ? required(digestAuth.secret, ['digestAuth', 'secret']) : []),
    ...(forwardAuth ? required(forwardAuth.address, ['forwardAuth', 'address']) : []),
    ...regexpFindings(forwardAuth?.authResponseHeadersRegex, ['forwardAuth', 'authResponseHeadersRegex']),
  ];
}
