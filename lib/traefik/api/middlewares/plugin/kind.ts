import { undecided } from '../../../request';
import { type SpecFault, refused } from '../../check/fault';
import { type Decoder, anything, map } from '../../read';
import { configuredKind } from '../kind';
import { type PluginSpec, readSecrets } from './configure';

/** A plugin's free-form configuration; `{}` is one too, so the map stays when it is empty. */
const decode: Decoder<PluginSpec> = (value, path, errors) =>
  value == null ? undefined : (map(anything, {})(value, path, errors) ?? {});

/** What a plugin does is its own. */
export const plugin = configuredKind(decode, (plugins, sources) => readSecrets(plugins, sources), {
  check: (plugins) => nameFaults(Object.keys(plugins)),
  handle: (_request, plugins, next, { note, change }) => {
    const name = Object.keys(plugins)[0] ?? '';
    note(`plugin ${name} decides what happens to the request`);
    change(`plugin ${name}`);
    return undecided(next());
  },
});

function nameFaults(names: readonly string[]): readonly SpecFault[] {
  if (names.length === 1) return [];
  const message =
    names.length === 0 ? 'No plugin is named.' : `${names.length} plugins are named: ${names.join(', ')}.`;
  const fix =
    'Name one plugin as in experimental.plugins of the static configuration; make a Middleware for each.';
  const reason = 'plugin: exactly one plugin must be configured';
  const rule = names.length === 0 ? 'no-middleware-kind' : 'several-middleware-kinds';
  return [refused(rule, [], { message, fix, reason })];
}
