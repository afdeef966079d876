import { isFailed, made } from '../../../../core/base';
import { type Sources, configureMiddleware } from '../../../api/middlewares';
import { caOf, keyPairOf } from '../secrets';
import { type CrdContext, drop, resolveReferences } from './context';
import { nameAndService } from './load-balancer';

/** Middlewares; one that cannot be read is absent, and the routers that name it are then disabled. */
export function loadMiddlewares(context: CrdContext): void {
  for (const { object, spec } of context.objects('Middleware')) {
    const id = context.naming.object(object.namespace, object.name);
    const config = configureMiddleware(spec, sourcesOf(context, object.namespace, id));
    if (isFailed(config)) drop(context, object, ['spec'], config.reason);
    else context.configuration.middlewares.set(id, config.value);
  }
  for (const { object, spec } of context.objects('MiddlewareTCP')) {
    context.configuration.tcpMiddlewares.set(context.naming.object(object.namespace, object.name), spec);
  }
}

/** What a middleware may read beside its spec. */
function sourcesOf(context: CrdContext, namespace: string, id: string): Sources {
  const { view, configuration } = context;
  return {
    secret: (name) => view.secret(namespace, name),
    authority: (secret) => caOf(view, namespace, secret, true),
    keyPair: (secret) => keyPairOf(view, namespace, secret),
    service: (reference) => {
      const built = nameAndService(context, namespace, reference, 'nested', undefined);
      if (isFailed(built)) return built;
      if (!built.value.service) return made(built.value.name);
      const name = `${id}-errorpage-service`;
      configuration.services.set(name, built.value.service);
      return made(name);
    },
    middlewares: (references) => resolveReferences(context, namespace, references),
  };
}
