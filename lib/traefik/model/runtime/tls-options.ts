import type { TraefikVersion } from '../../version';
import type { Router } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';
import { domainsOf } from '../rules';
import type { StaticConfiguration } from '../static';
import { defaultOptions } from './merge';
import type { RouterState, Runtime } from './state';

/**
 * Resolves the TLS options of all routers. A handshake knows only the server name, so routers that serve one
 * host on one entry point must agree on options: those that do not get the default ones, under another name, or are
 * disabled under it where `core.strictTLSOptions` is set.
 */
export function resolveTlsOptions(
  routers: ReadonlyMap<string, Router>,
  { version, file }: StaticConfiguration,
): Map<string, Router> {
  const isStrict = file.core?.strictTLSOptions === true;
  const resolved = new Map<string, Router>();
  let areDefault = true;
  for (const [name, router] of routers) {
    const resolvedOptions = router.tls && optionsOf(name, router);
    resolved.set(name, resolvedOptions === undefined ? router : { ...router, resolvedOptions });
    areDefault &&= resolvedOptions === undefined || resolvedOptions === defaultOptions;
  }
  // Most often nobody asks for options of their own; then no rule need be read.
  const byEntryPoint = areDefault ? [] : tlsByEntryPoint(resolved);
  for (const [entryPoint, there] of byEntryPoint) {
    for (const name of conflictingIn(there, version)) {
      const router = resolved.get(name);
      if (!router) continue;
      resolved.set(`${entryPoint}-conflicted-${name}`, {
        ...router,
        entryPoints: [entryPoint],
        ...(isStrict ? { isConflicting: true } : { resolvedOptions: defaultOptions }),
      });
      resolved.set(name, {
        ...router,
        entryPoints: router.entryPoints.filter((other) => other !== entryPoint),
      });
    }
  }
  // A TLS router that is left on no entry point (a child never had one) is gone.
  for (const [name, router] of resolved)
    if (router.tls && router.entryPoints.length === 0) resolved.delete(name);
  return resolved;
}

function tlsByEntryPoint(
  routers: ReadonlyMap<string, Router>,
): ReadonlyMap<string, ReadonlyMap<string, Router>> {
  const byEntryPoint = new Map<string, Map<string, Router>>();
  for (const [name, router] of routers) {
    for (const entryPoint of router.tls ? router.entryPoints : []) {
      const there = byEntryPoint.get(entryPoint) ?? new Map<string, Router>();
      byEntryPoint.set(entryPoint, there.set(name, router));
    }
  }
  return byEntryPoint;
}

/** The qualified name of the options that a router asks for. */
export function optionsOf(name: string, { tls }: Pick<Router, 'tls'>): string {
  const options = tls?.options ?? '';
  return options === '' || options === defaultOptions
    ? defaultOptions
    : resolveName(providerOf(name), options);
}

function conflictingIn(routers: ReadonlyMap<string, Router>, version: TraefikVersion): ReadonlySet<string> {
  const conflicting = new Set<string>();
  if ([...routers.values()].every(({ resolvedOptions }) => resolvedOptions === defaultOptions))
    return conflicting;
  const byHost = new Map<string, Map<string, string[]>>();
  for (const [name, router] of routers) {
    const hosts = domainsOf(router.rule, version);
    if (!hosts) continue;
    if (hosts.length === 0 && router.resolvedOptions !== defaultOptions) conflicting.add(name);
    for (const host of hosts) {
      const byOptions = byHost.get(host) ?? new Map<string, string[]>();
      byHost.set(host, byOptions);
      const names = byOptions.get(router.resolvedOptions) ?? [];
      byOptions.set(router.resolvedOptions, names);
      names.push(name);
    }
  }
  for (const byOptions of byHost.values()) {
    if (byOptions.size > 1)
      for (const names of byOptions.values()) names.forEach((name) => conflicting.add(name));
  }
  return conflicting;
}

/** A router that asks for TLS options and does not get them. */
export interface LostOptions {
  readonly router: RouterState;
  readonly wanted: string;
  /** Routers that name the same host on the same entry point with other options; none where no host is named. */
  readonly rivals: readonly RouterState[];
}

/** All routers that ask for TLS options of their own and are served with the default ones. */
export function lostOptions({
  routers,
  statics,
}: Pick<Runtime, 'routers' | 'statics'>): readonly LostOptions[] {
  return [...routers.values()].flatMap((router) => {
    const wanted = optionsOf(router.name, router.config);
    const isLost =
      router.config.tls !== undefined &&
      router.status !== 'disabled' &&
      router.config.resolvedOptions !== wanted;
    return isLost ? [{ router, wanted, rivals: rivalsOf(routers, router, wanted, statics.version) }] : [];
  });
}

function rivalsOf(
  routers: ReadonlyMap<string, RouterState>,
  { config: { rule, entryPoints } }: RouterState,
  wanted: string,
  version: TraefikVersion,
): readonly RouterState[] {
  const hosts = new Set(domainsOf(rule, version));
  return [...routers.values()].filter(
    ({ name, config }) =>
      config.tls !== undefined &&
      optionsOf(name, config) !== wanted &&
      config.entryPoints.some((entryPoint) => entryPoints.includes(entryPoint)) &&
      (domainsOf(config.rule, version) ?? []).some((host) => hosts.has(host)),
  );
}
