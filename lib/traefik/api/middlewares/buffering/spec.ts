/**
 * Reads the whole request before the service gets it, and the whole response before the client does, and limits
 * their sizes. Streaming and WebSocket break.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/buffering/
 */
export interface Buffering {
  /**
   * Bytes that the body of a request may have; a longer one gets 413. 0 is no limit.
   *
   * @asType integer
   * @default 0
   */
  readonly maxRequestBodyBytes?: number;
  /**
   * Bytes of a request's body above which it is kept on disk.
   *
   * @asType integer
   * @default 1048576
   */
  readonly memRequestBodyBytes?: number;
  /**
   * Bytes that the body of a response may have; for a longer one the client gets 500. 0 is no limit.
   *
   * @asType integer
   * @default 0
   */
  readonly maxResponseBodyBytes?: number;
  /**
   * Bytes of a response's body above which it is kept on disk.
   *
   * @asType integer
   * @default 1048576
   */
  readonly memResponseBodyBytes?: number;
  /**
   * When the request is sent again, for example `IsNetworkError() && Attempts() < 3`. Functions: Attempts(),
   * ResponseCode(), IsNetworkError(), RequestMethod().
   *
   * @default - never
   */
  readonly retryExpression?: string;
}
