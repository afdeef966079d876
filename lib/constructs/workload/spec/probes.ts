/** HTTP GET; 200 to 399 is success. Source: Kubernetes `HTTPGetAction`. */
export interface HttpGetProbe {
  /**
   * Path with its query.
   * @pattern ^/
   * @default "/healthz" for startup and liveness, "/readyz" for readiness
   */
  readonly path?: string;

  /**
   * Name of one of `ports`, or its number.
   * @default the first of `health`, `healthz`, `probes`, `admin`, `http` that is declared, else the first port that speaks HTTP
   */
  readonly port?: string | number;

  /**
   * Whether the probe uses TLS; the certificate is not verified.
   * @default "HTTPS" for a port whose scheme is https, else "HTTP"
   */
  readonly scheme?: 'HTTP' | 'HTTPS';

  /** Request headers by name, `Host` among them. */
  readonly httpHeaders?: Readonly<Record<string, string>>;
}

/** gRPC health check (`grpc.health.v1`). Source: Kubernetes `GRPCAction`, stable since 1.27. */
export interface GrpcProbe {
  /**
   * Name of one of `ports`, or its number. Kubernetes takes a number alone; a name is resolved here.
   * @default the first port that speaks h2c
   */
  readonly port?: string | number;

  /** Service name of the health request. @default "", the server as a whole */
  readonly service?: string;
}

/** A TCP connection that opens. It says little: the kernel accepts for a program that hangs. */
export interface TcpSocketProbe {
  /** Name of one of `ports`, or its number. @default the first TCP port */
  readonly port?: string | number;
}

/** A command in the container; exit status 0 is success. */
export interface ExecProbe {
  /**
   * Program and arguments; there is no shell, and a distroless image has none.
   * @minItems 1
   */
  readonly command: readonly string[];
}

/**
 * One probe: at most one of `httpGet`, `grpc`, `tcpSocket` and `exec`, and its timing. Timing alone keeps the default
 * handler, which is `httpGet` where a port speaks HTTP, else `grpc` where one speaks h2c, else `tcpSocket`.
 *
 * Source: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export interface ProbeSpec {
  readonly httpGet?: HttpGetProbe;
  readonly grpc?: GrpcProbe;
  readonly tcpSocket?: TcpSocketProbe;
  readonly exec?: ExecProbe;

  /**
   * Seconds before the first try.
   * @asType integer
   * @minimum 0
   * @default 0
   */
  readonly initialDelaySeconds?: number;

  /**
   * Seconds between tries.
   * @asType integer
   * @minimum 1
   * @default 2 for startup, 10 for liveness, 5 for readiness
   */
  readonly periodSeconds?: number;

  /**
   * Seconds for an answer.
   * @asType integer
   * @minimum 1
   * @default 2 for startup and readiness, 5 for liveness: a garbage collection under load must not restart the program
   */
  readonly timeoutSeconds?: number;

  /**
   * Failures in a row that count.
   * @asType integer
   * @minimum 1
   * @default 30 for startup (a minute to start), 3 for liveness and readiness
   */
  readonly failureThreshold?: number;

  /**
   * Successes in a row after a failure; Kubernetes allows only 1 for startup and liveness.
   * @asType integer
   * @minimum 1
   * @default 1
   */
  readonly successThreshold?: number;

  /**
   * Seconds that a program has to stop after this probe failed; not for readiness.
   * @asType integer
   * @minimum 1
   * @default that of the pod
   */
  readonly terminationGracePeriodSeconds?: number;
}

/**
 * The three probes; `false` turns one off. A service without TCP ports has none by default.
 */
export interface ProbesSpec {
  /** Holds the other two back until it succeeded once. @default GET /healthz every 2 s, for a minute at most */
  readonly startup?: ProbeSpec | false;

  /**
   * Restarts the container. It should ask about the process alone, never about what it depends on.
   * @default GET /healthz every 10 s
   */
  readonly liveness?: ProbeSpec | false;

  /** Takes the pod out of the Service, and so out of Traefik. @default GET /readyz every 5 s */
  readonly readiness?: ProbeSpec | false;
}
