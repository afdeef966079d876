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
