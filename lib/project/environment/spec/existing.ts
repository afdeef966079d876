/**
 * What the cluster already has, so that references to it are known to be right. Nothing is made of it. Each is a
 * map by name; `{}` says no more than that it exists.
 */
export interface ExistingObjects {
  /** Secrets, for example with users of basic auth. */
  readonly secrets?: Readonly<Record<string, ExistingKeys>>;
  /** ConfigMaps. */
  readonly configMaps?: Readonly<Record<string, ExistingKeys>>;
  /** Services. */
  readonly services?: Readonly<Record<string, ExistingService>>;
  /** ServiceAccounts. */
  readonly serviceAccounts?: Readonly<Record<string, ExistingObject>>;
  /** PersistentVolumeClaims. */
  readonly persistentVolumeClaims?: Readonly<Record<string, ExistingObject>>;
  /** Middlewares. */
  readonly middlewares?: Readonly<Record<string, ExistingObject>>;
  /** MiddlewareTCPs. */
  readonly tcpMiddlewares?: Readonly<Record<string, ExistingObject>>;
  /** IngressRoutes that routes name as parents. */
  readonly ingressRoutes?: Readonly<Record<string, ExistingObject>>;
  /** TraefikServices. */
  readonly traefikServices?: Readonly<Record<string, ExistingObject>>;
  /** ServersTransports. */
  readonly serversTransports?: Readonly<Record<string, ExistingObject>>;
  /** ServersTransportTCPs. */
  readonly tcpServersTransports?: Readonly<Record<string, ExistingObject>>;
  /** TLSOptions. */
  readonly tlsOptions?: Readonly<Record<string, ExistingObject>>;
}

/** An object that the cluster already has. */
export interface ExistingObject {
  /** Its namespace. @default the environment's namespace */
  readonly namespace?: string;
}

/** A Secret or ConfigMap that the cluster already has. */
export interface ExistingKeys extends ExistingObject {
  /** The keys that it holds. @default not said, any key may be used */
  readonly keys?: readonly string[];
}

/** A Service that the cluster already has. */
export interface ExistingService extends ExistingObject {
  /** Its ports, by name or number. @default not said, any port may be used */
  readonly ports?: readonly (string | number)[];
}
