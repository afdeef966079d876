import type { Finding } from '../../../../core/finding';
import { refused, required } from '../finding';
import type { PartialMiddleware } from './middleware';

/** What is wrong with chains and plugins. */
export function compositionFindings({ chain, plugin }: PartialMiddleware): readonly Finding[] {
  return [
    ...(chain ? required(chain.middlewares, ['chain', 'middlewares'], 'The chain does nothing.') : []),
    ...(plugin ? pluginFindings(Object.keys(plugin)) : []),
  ];
}

function pluginFindings(names: readonly string[]): readonly Finding[] {
  if (names.length === 1) return [];
  const message =
    names.length === 0 ? 'No plugin is named.' : `${names.length} plugins are named: ${names.join(', ')}.`;
  const fix =
    'Name one plugin as in experimental.plugins of the static configuration; make a Middleware for each.';
  return [refused('not-one-kind', ['plugin'], { message, fix })];
}
