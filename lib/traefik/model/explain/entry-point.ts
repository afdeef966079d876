import { splitHostPort } from '../../request';
import { type RequestLine, splitUrl } from '../rules';
import type { EntryPoint, StaticConfiguration } from '../static';

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The entry point that a request names, else the one that clients reach at the port of its URL. */
export function findEntryPoint(statics: StaticConfiguration, line: RequestLine): EntryPoint | undefined {
  if (line.entryPoint !== undefined) return statics.entryPoints.get(line.entryPoint);
  const url = splitUrl(line.url);
  if (!url) return undefined;
  const written = splitHostPort(url.authority)?.port ?? '';
  const port = written === '' ? defaultPorts[url.scheme] : Number(written);
  if (port === undefined) return undefined;
  const protocol = url.scheme === 'udp' ? 'udp' : 'tcp';
  const candidates = [...statics.entryPoints.values()].filter(
    (entryPoint) => entryPoint.protocol === protocol,
  );
  return (
    candidates.find(({ exposedPort }) => exposedPort === port) ??
    candidates.find((other) => other.port === port) ??
    // What is said of Traefik alone leaves open what stands in front of it: most often the Helm chart's Service.
    candidates.find(({ usualPort }) => usualPort === port)
  );
}
