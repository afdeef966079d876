import { stableJson } from '../../../../core/base';
import { addHeader, deleteHeader, setHeader, withHeaders } from '../../../request';
import { canonicalHeaderKey, toBytes } from '../../../rule';
import { type Decoded, strings, stringMap, struct } from '../../read';
import { middlewareKind, passesAll } from '../kind';

const fields = { set: stringMap, add: stringMap, remove: strings };

type HeaderModifier = Decoded<typeof fields>;

/**
 * Changes headers of requests: sets, then adds, then removes. Only the provider kubernetesGateway makes it.
 *
 * @see pkg/middlewares/gatewayapi/headermodifier/request_header_modifier.go
 */
export const requestHeaderModifier = middlewareKind(struct(fields), {
  handle: (request, { set = {}, add = {}, remove = [] }, next, { change }) => {
    for (const [name, value] of Object.entries(set)) {
      if (name.toLowerCase() === 'host') request.host = toBytes(value);
      else setHeader(request.headers, toBytes(name), toBytes(value));
      change(
        name.toLowerCase() === 'host'
          ? `sets the host to ${value}`
          : `sets the request header ${name}: ${value}`,
      );
    }
    for (const [name, value] of Object.entries(add)) {
      addHeader(request.headers, toBytes(name), toBytes(value));
      change(`adds the request header ${name}: ${value}`);
    }
    for (const name of remove) {
      deleteHeader(request.headers, toBytes(name));
      change(`removes the request header ${name}`);
    }
    return next();
  },
});

/**
 * Changes headers of responses. Only the provider kubernetesGateway makes it.
 *
 * @see pkg/middlewares/gatewayapi/headermodifier/response_header_modifier.go
 */
export const responseHeaderModifier = middlewareKind(struct(fields), {
  treat: (config) => {
    const location = locationOf(config);
    return location === undefined ? passesAll : [{ effect: { kind: 'acts', as: location } }];
  },
  handle: (_request, { set = {}, add = {}, remove = [] }, next) =>
    withHeaders(next(), (response) => {
      for (const [name, value] of Object.entries(set)) response.set(canonicalHeaderKey(name), value);
      for (const [name, value] of Object.entries(add)) {
        const key = canonicalHeaderKey(name);
        if (!response.has(key)) response.set(key, value);
      }
      for (const name of remove) response.delete(canonicalHeaderKey(name));
    }),
});

/** What it does with the one header that decides where a client goes. */
function locationOf(config: HeaderModifier): string | undefined {
  const isLocation = (name: string): boolean => canonicalHeaderKey(name) === 'Location';
  const changes = [config.set, config.add].map((lines = {}) =>
    Object.entries(lines).filter(([name]) => isLocation(name)),
  );
  const removed = (config.remove ?? []).filter(isLocation);
  return [...changes, removed].some((list) => list.length > 0) ? stableJson([changes, removed]) : undefined;
}
