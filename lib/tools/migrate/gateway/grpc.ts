import type { HttpMatch } from '../matches';

/** A match of a GRPCRoute. */
export interface GrpcMatch {
  readonly method: { readonly service?: string; readonly method?: string };
  readonly headers?: HttpMatch['headers'];
}

const anyPart = '[^/]+';

/** What Traefik makes of a method of a GRPCRoute, with names as the schema of the Gateway API takes them. */
const methodPath = new RegExp(
  String.raw`^/(\[\^/\]\+|[A-Za-z_]\w*(?:\\\.[A-Za-z_]\w*)*)/(\[\^/\]\+|[A-Za-z_]\w*)$`,
);

/** The match of a GRPCRoute of which Traefik makes the same rule; undefined where there is none. */
export function grpcMatchOf({ path, method, headers, queryParams }: HttpMatch): GrpcMatch | undefined {
  if (method !== undefined || queryParams !== undefined || path?.type !== 'RegularExpression')
    return undefined;
  const [, service = anyPart, name = anyPart] = methodPath.exec(path.value) ?? [];
  if (service === anyPart && name === anyPart) return undefined;
  return {
    method: {
      ...(service !== anyPart && { service: service.replaceAll('\\.', '.') }),
      ...(name !== anyPart && { method: name }),
    },
    ...(headers && { headers }),
  };
}
