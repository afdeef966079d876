import type { SourceCriterion } from '../../shared/client-ip';

/**
 * Limits the requests of each source that are served at the same time; the rest gets 429.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/inflightreq/
 */
export interface InFlightReq {
  /**
   * Requests at the same time. 0 refuses every request.
   *
   * @asType integer
   * @minimum 1
   */
  readonly amount: number;
  /**
   * What makes requests count as from one source.
   *
   * @default - host of the request
   */
  readonly sourceCriterion?: SourceCriterion;
}
