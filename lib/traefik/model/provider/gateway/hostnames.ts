/**
 * The hostnames that a route has on a listener; undefined where it has none.
 *
 * @see findMatchingHostnames in pkg/provider/kubernetes/gateway/kubernetes.go
 */
export function commonHostnames(
  ofListener: string | undefined,
  ofRoute: readonly string[],
): readonly string[] | undefined {
  if (ofListener === undefined) return ofRoute;
  if (ofRoute.length === 0) return [ofListener];
  const common = ofRoute.flatMap((host) => narrower(ofListener, host) ?? narrower(host, ofListener) ?? []);
  return common.length > 0 ? common : undefined;
}

/** The second of two hostnames where the first one is the same or a wildcard for it. */
function narrower(wide: string, narrow: string): string | undefined {
  if (wide === narrow) return wide;
  return wide.startsWith('*.') && narrow.endsWith(wide.slice(1)) && narrow !== '' ? narrow : undefined;
}
