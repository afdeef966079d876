import type { contentEncodings } from '../../shared/words';

/** An encoding of responses. */
export type ContentEncoding = (typeof contentEncodings)[number];

/**
 * Compresses responses.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/compress/
 */
export interface Compress {
  /**
   * Content types that are not compressed; `application/grpc` never is. Not together with `includedContentTypes`.
   * Requests of such a type get uncompressed responses too.
   */
  readonly excludedContentTypes?: readonly string[];
  /** Content types that are compressed, and no others. Not together with `excludedContentTypes`. */
  readonly includedContentTypes?: readonly string[];
  /**
   * Bytes below which a response is not compressed; 0 means the default.
   *
   * @asType integer
   * @minimum 0
   * @default 1024
   */
  readonly minResponseBodyBytes?: number;
  /**
   * Encodings in order of preference.
   *
   * @minItems 1
   * @default ["gzip", "br", "zstd"]
   */
  readonly encodings?: readonly ContentEncoding[];
  /** Encoding for requests that accept any (`*`); it must be among `encodings`. */
  readonly defaultEncoding?: ContentEncoding;
}
