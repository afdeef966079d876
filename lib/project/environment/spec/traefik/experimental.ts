import type { Unread } from './scalars';

/** Features that Traefik calls experimental. Source: Traefik docs, reference/install-configuration/experimental. */
export interface Experimental {
  /** Plugins from the catalog, by the name that Middlewares use. */
  readonly plugins?: Record<string, CatalogPlugin>;
  /** Plugins from Traefik's `plugins-local` folder, by the name that Middlewares use. */
  readonly localPlugins?: Record<string, LocalPlugin>;
  /** Ends Traefik when a plugin cannot be loaded. @default false */
  readonly abortOnPluginFailure?: boolean;
  /** The faster HTTP proxy; `{}` turns it on. */
  readonly fastProxy?: Unread;
  /** Logs in OTLP. @default false */
  readonly otlplogs?: boolean;
  /** The Knative provider. @default false */
  readonly knative?: boolean;
  /** The provider for Ingress NGINX annotations. @deprecated the provider is no longer experimental */
  readonly kubernetesIngressNGINX?: boolean;
  /** The provider for the Gateway API. @deprecated the provider is no longer experimental */
  readonly kubernetesGateway?: boolean;
}

/** A plugin from the catalog. */
export interface CatalogPlugin {
  /** Go module, for example `github.com/traefik/plugindemo`. */
  readonly moduleName: string;
  /** Version, for example `v0.2.2`. */
  readonly version: string;
  /** SHA-256 of the archive. */
  readonly hash?: string;
  /** What a WebAssembly plugin may use. */
  readonly settings?: PluginSettings;
}

/** A plugin from Traefik's `plugins-local` folder. */
export interface LocalPlugin {
  /** Go module. */
  readonly moduleName: string;
  /** What a WebAssembly plugin may use. */
  readonly settings?: PluginSettings;
}

/** What a plugin may use. */
export interface PluginSettings {
  /** Environment variables that it sees. */
  readonly envs?: readonly string[];
  /** Folders that it sees. */
  readonly mounts?: readonly string[];
  /** Lets a Go plugin use `unsafe` and `syscall`. @default false */
  readonly useUnsafe?: boolean;
}
