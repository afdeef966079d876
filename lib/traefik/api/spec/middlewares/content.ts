import type { contentEncodings } from '../words';

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

/**
 * Guesses the `Content-Type` of responses that have none.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/contenttype/
 */
export interface ContentType {
  /**
   * Whether to guess.
   *
   * @deprecated leave it out: the middleware is there to guess
   */
  readonly autoDetect?: boolean;
}

/**
 * Translates gRPC-Web requests of browsers to gRPC.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/grpcweb/
 */
export interface GrpcWeb {
  /** Origins that are allowed, or `*`. */
  readonly allowOrigins?: readonly string[];
}

/**
 * Refuses encoded characters in the path with 400. Each one that is not allowed here is refused: the entry point's
 * own setting lets all pass.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/encodedcharacters/
 */
export interface EncodedCharacters {
  /**
   * Lets `%2F` pass.
   *
   * @default false
   */
  readonly allowEncodedSlash?: boolean;
  /**
   * Lets `%5C` pass.
   *
   * @default false
   */
  readonly allowEncodedBackSlash?: boolean;
  /**
   * Lets `%00` pass.
   *
   * @default false
   */
  readonly allowEncodedNullCharacter?: boolean;
  /**
   * Lets `%3B` pass.
   *
   * @default false
   */
  readonly allowEncodedSemicolon?: boolean;
  /**
   * Lets `%25` pass.
   *
   * @default false
   */
  readonly allowEncodedPercent?: boolean;
  /**
   * Lets `%3F` pass.
   *
   * @default false
   */
  readonly allowEncodedQuestionMark?: boolean;
  /**
   * Lets `%23` pass.
   *
   * @default false
   */
  readonly allowEncodedHash?: boolean;
}
