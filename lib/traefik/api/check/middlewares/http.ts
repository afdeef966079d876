import type { Finding } from '../../../../core/finding';
import { disabledRouters } from '../finding';
import { kindFindings } from '../kinds';
import { authenticationFindings } from './authentication';
import { compositionFindings } from './composition';
import { contentFindings } from './content';
import { headersFindings } from './headers';
import { limitFindings } from './limits';
import type { PartialMiddleware } from './middleware';
import { pathFindings } from './path';
import { redirectFindings } from './redirect';
import { resilienceFindings } from './resilience';

/** What is wrong with the spec of a Middleware. */
export function middlewareFindings(spec: PartialMiddleware): readonly Finding[] {
  return [
    ...kindFindings('Middleware', spec, disabledRouters),
    ...pathFindings(spec),
    ...redirectFindings(spec),
    ...authenticationFindings(spec),
    ...headersFindings(spec),
    ...limitFindings(spec),
    ...resilienceFindings(spec),
    ...contentFindings(spec),
    ...compositionFindings(spec),
  ];
}
