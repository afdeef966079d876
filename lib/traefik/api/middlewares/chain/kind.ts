import { isFailed, made } from '../../../../core/base';
import { required } from '../../check/fault';
import { struct } from '../../read';
import { references } from '../../shared/decode';
import { configuredKind } from '../kind';

/** Several middlewares as one: what it names is built and passed in its place. */
export const chain = configuredKind(
  struct({ middlewares: references }),
  ({ middlewares = [] }, sources) => {
    const names = sources.middlewares(middlewares);
    if (isFailed(names)) return names;
    const config: { readonly middlewares?: readonly string[] } =
      names.value.length > 0 ? { middlewares: names.value } : {};
    return made(config);
  },
  {
    check: ({ middlewares }) =>
      required(middlewares, ['middlewares'], { consequence: 'The chain does nothing.' }),
    references: [{ at: ['middlewares', '*'], to: 'Middleware' }],
  },
);
