/** Why something that a gate would stop is let through, and until when. */
export interface GateException {
  /** Why it is let through. @minLength 1 */
  readonly reason: string;
  /** Who answers for it. @default nobody is named */
  readonly owner?: string;
  /**
   * The last day on which it counts: `2027-01-31`.
   * @pattern ^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$
   */
  readonly until: string;
}

/** What reports of Go's own tools have to say before an environment is written. Paths are relative to the folder that holds that of the environments. */
export interface GatesSpec {
  /** No vulnerability that the program's code calls. Source: https://go.dev/doc/security/vuln */
  readonly vulnerabilities?: {
    /** What `govulncheck -format json ./...` printed. @minLength 1 */
    readonly report: string;
    /**
     * What is told of vulnerabilities of which no code is called.
     * @default "warn"
     */
    readonly unreachable?: 'warn' | 'ignore';
    /** Exceptions by the id of the vulnerability: `GO-2026-0001`. @default none */
    readonly allow?: Readonly<Record<string, GateException>>;
  };
  /** How much of the statements tests run at least. */
  readonly coverage?: {
    /** A profile of `go test -coverprofile`, or what `go tool cover -func` printed of one. @minLength 1 */
    readonly profile: string;
    /**
     * In percent.
     * @minimum 0
     * @maximum 100
     */
    readonly minimum: number;
  };
  /** No version that its authors took back. */
  readonly modules?: {
    /** What `go list -m -u -retracted -json all` printed. @minLength 1 */
    readonly report: string;
    /** What is told of modules that have a newer version. @default "ignore" */
    readonly updates?: 'warn' | 'ignore';
    /** Exceptions by the path of the module. @default none */
    readonly allow?: Readonly<Record<string, GateException>>;
  };
}
